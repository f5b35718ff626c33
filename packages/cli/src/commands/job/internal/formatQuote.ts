import { formatWork } from '@suanli/protocol';
import type { CommandContext } from '../../../context/CommandContext.ts';
import { formatTable } from '../../../output/formatTable.ts';
import { formatTokens } from '../../../output/formatTokens.ts';
import { shortHex } from '../../../output/shortHex.ts';
import type { Quote } from './quoteOf.ts';

/** Writes a quote for people. */
export function formatQuote(context: CommandContext, quote: Quote): string {
  const { text, terminal } = context;
  const table = formatTable({
    columns: [
      { title: text.table.provider },
      { title: text.table.price, align: 'right' },
      { title: text.table.maxWork, align: 'right' },
      { title: text.table.escrow, align: 'right' },
    ],
    rows: quote.deals.map(({ provider, priceWeiPerGwu, maxWork, escrowWei }) => [
      shortHex(provider),
      formatTokens(priceWeiPerGwu),
      formatWork(maxWork),
      formatTokens(escrowWei),
    ]),
    style: terminal.styleErr,
  });
  return [
    '',
    `  ${terminal.styleErr('bold', text.job.quote)}`,
    table.trimEnd(),
    `  ${text.job.escrow(formatTokens(quote.escrowWei))}`,
    `  ${guarantee(text, quote)}`,
    ...(quote.auditTrustAfter === undefined ? [] : [`  ${text.job.guaranteeAudit(quote.auditTrustAfter)}`]),
  ].join('\n');
}

function guarantee({ job }: CommandContext['text'], { verification, quorum, windowBlocks }: Quote): string {
  if (quorum) return job.guaranteeQuorum(quorum.providers, quorum.agreeing);
  return verification === 'accept' ? job.guaranteeAccept : job.guaranteeOptimistic(windowBlocks);
}
