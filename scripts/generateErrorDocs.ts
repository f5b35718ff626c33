// Writes docs/errors.md from the error table.
//   node scripts/generateErrorDocs.ts            writes the file
//   node scripts/generateErrorDocs.ts --check    fails where the committed file differs from the table
import { readFileSync, writeFileSync } from 'node:fs';
import type { ErrorRow } from '../packages/protocol/src/errors/ErrorRow.ts';
import { errorTable } from '../packages/protocol/src/errors/errorTable.ts';
import { assetErrors } from '../packages/protocol/src/errors/table/asset.ts';
import { bankErrors } from '../packages/protocol/src/errors/table/bank.ts';
import { brokerErrors } from '../packages/protocol/src/errors/table/broker.ts';
import { chainErrors } from '../packages/protocol/src/errors/table/chain.ts';
import { cliErrors } from '../packages/protocol/src/errors/table/cli.ts';
import { consoleErrors } from '../packages/protocol/src/errors/table/console.ts';
import { disputeErrors } from '../packages/protocol/src/errors/table/dispute.ts';
import { erc20Errors } from '../packages/protocol/src/errors/table/erc20.ts';
import { executionErrors } from '../packages/protocol/src/errors/table/execution.ts';
import { executorErrors } from '../packages/protocol/src/errors/table/executor.ts';
import { governanceErrors } from '../packages/protocol/src/errors/table/governance.ts';
import { indexerErrors } from '../packages/protocol/src/errors/table/indexer.ts';
import { jobErrors } from '../packages/protocol/src/errors/table/job.ts';
import { leaseErrors } from '../packages/protocol/src/errors/table/lease.ts';
import { lotteryErrors } from '../packages/protocol/src/errors/table/lottery.ts';
import { machineErrors } from '../packages/protocol/src/errors/table/machine.ts';
import { marketErrors } from '../packages/protocol/src/errors/table/market.ts';
import { networkErrors } from '../packages/protocol/src/errors/table/network.ts';
import { nodeErrors } from '../packages/protocol/src/errors/table/node.ts';
import { paymentErrors } from '../packages/protocol/src/errors/table/payment.ts';
import { priceErrors } from '../packages/protocol/src/errors/table/price.ts';
import { proofErrors } from '../packages/protocol/src/errors/table/proof.ts';
import { protocolErrors } from '../packages/protocol/src/errors/table/protocol.ts';
import { quorumErrors } from '../packages/protocol/src/errors/table/quorum.ts';
import { sdkErrors } from '../packages/protocol/src/errors/table/sdk.ts';
import { tabErrors } from '../packages/protocol/src/errors/table/tab.ts';
import { tokenErrors } from '../packages/protocol/src/errors/table/token.ts';

const target = new URL('../docs/errors.md', import.meta.url);

/** In the order of a job's life: what a user writes first, the machinery last. */
const domains: readonly { readonly title: string; readonly what: string; readonly rows: Record<string, ErrorRow> }[] = [
  { title: 'Job', what: 'the job, its specification, its providers and its results', rows: jobErrors },
  { title: 'Command line', what: 'what was typed, and the files of the data directory', rows: cliErrors },
  { title: 'Console', what: 'the web console, its configuration, wallet and indexer', rows: consoleErrors },
  { title: 'Machine', what: 'modules that are not what the market runs', rows: machineErrors },
  { title: 'Executor', what: 'sandboxes, and tasks that cannot be run', rows: executorErrors },
  { title: 'Network', what: 'peers, streams and blobs', rows: networkErrors },
  {
    title: 'Chain',
    what: 'the chain, and refusals of the contracts',
    rows: { ...chainErrors, ...erc20Errors, ...bankErrors, ...brokerErrors, ...assetErrors, ...marketErrors },
  },
  { title: 'Dispute', what: 'refusals of the contract that judges challenged answers', rows: disputeErrors },
  {
    title: 'Quorum',
    what: 'refusals of the contract that compares the answers of several providers',
    rows: quorumErrors,
  },
  { title: 'Executions', what: 'refusals of the market of algorithms on chain', rows: executionErrors },
  { title: 'Compute proof', what: 'refusals of the contracts that prove and rank computing power', rows: proofErrors },
  { title: 'Payment', what: 'credit lines and vouchers', rows: paymentErrors },
  { title: 'Lottery', what: 'lotteries, and what is announced of them', rows: lotteryErrors },
  { title: 'Prices', what: 'the price curve, and what splits payments', rows: priceErrors },
  { title: 'Tabs', what: 'work that is paid afterwards, and the payments announced for it', rows: tabErrors },
  { title: 'Token', what: 'sales, funds, migrations, recoverable accounts, and tokens of others', rows: tokenErrors },
  { title: 'Lease', what: 'the use of a machine by the owner of its use right', rows: leaseErrors },
  { title: 'Governance', what: 'proposals, votes and the timelock', rows: governanceErrors },
  { title: 'Client', what: 'the library for requesters and providers', rows: sdkErrors },
  { title: 'Node', what: 'the provider daemon', rows: nodeErrors },
  { title: 'Indexer', what: 'the process that reads the chain into tables', rows: indexerErrors },
  { title: 'Protocol', what: 'messages, receipts and offers of others', rows: protocolErrors },
];

/** Placeholders such as `<folder>` are text here, not tags. */
function literal(text: string): string {
  return text
    .split(/(`[^`]*`)/)
    .map((part, i) => (i % 2 === 1 ? part : part.replace(/[<>*_[\]|]/g, '\\$&')))
    .join('');
}

function section(code: string, { retryable, en, zh }: ErrorRow): string {
  return [
    `### ${code}`,
    '',
    `- ${literal(en.message)} ${literal(en.next)}`,
    `- ${literal(zh.message)}${literal(zh.next)}`,
    `- Retryable: ${retryable ? 'yes' : 'no'}`,
    '',
  ].join('\n');
}

const listed = domains.flatMap(({ rows }) => Object.keys(rows));
const missing = Object.keys(errorTable).filter((code) => !listed.includes(code));
if (missing.length > 0) throw new Error(`scripts/generateErrorDocs.ts knows no domain of ${missing.join(', ')}`);

const count = listed.length;
const document = `<!-- Generated by scripts/generateErrorDocs.ts from packages/protocol/src/errors/table; do not edit. -->

# Errors

Every error that leaves a package of Suanli is a \`SuanliError\` with one of these ${count} codes. The code is stable;
the text may change. With \`--json\` the command line prints code, text, cause and next step as one JSON object.
*Retryable* means that the same call, unchanged, may succeed later. \`{name}\` stands for a value of the error's
\`parameters\`.

\`\`\`ts
import { describeError, isSuanliError } from '@suanli/protocol';
import { runJob } from '@suanli/sdk';

try {
  await runJob({ client, network }, { job });
} catch (error) {
  if (!isSuanliError(error)) throw error;
  error.code; // 'JOB_NO_OFFERS'
  error.retryable; // true
  describeError(error, 'zh').next; // what to do, in Chinese
}
\`\`\`

${domains.map(({ title, rows }) => `- [${title}](#${title.toLowerCase().replaceAll(' ', '-')}): ${Object.keys(rows).length}`).join('\n')}

${domains
  .map(
    ({ title, what, rows }) =>
      `## ${title}\n\n${what.charAt(0).toUpperCase()}${what.slice(1)}.\n\n${Object.entries(rows)
        .map(([code, row]) => section(code, row))
        .join('\n')}`,
  )
  .join('\n')}`;

if (!process.argv.includes('--check')) {
  writeFileSync(target, document);
  console.log(`docs/errors.md: ${count} codes`);
} else if (readFileSync(target, 'utf8') !== document) {
  console.error('docs/errors.md is not what the error table says; run: node scripts/generateErrorDocs.ts');
  process.exitCode = 1;
} else {
  console.log(`docs/errors.md holds all ${count} codes`);
}
