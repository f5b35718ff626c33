import type { OfferAnnouncement, Request } from '@suanli/protocol';
import type { DealRecord, JobRecord } from '@suanli/sdk';
import { expect, test } from 'vitest';
import { formatQuote } from '../src/commands/job/internal/formatQuote.ts';
import { quoteOf } from '../src/commands/job/internal/quoteOf.ts';
import type { CommandContext } from '../src/context/CommandContext.ts';
import { en } from '../src/text/en.ts';
import { zh } from '../src/text/zh.ts';

const planned = {
  announcement: {
    offer: { provider: `0x${'ab'.repeat(20)}`, priceWeiPerGwu: 10n ** 15n },
  } as unknown as OfferAnnouncement,
  maxWork: 10n ** 9n,
} as DealRecord;

function linesOf(record: Partial<JobRecord>, text: CommandContext['text']): string[] {
  const request = { windowBlocks: 20, bountyWei: 10n ** 16n } as Request;
  const terminal = { styleErr: (_style: string, words: string) => words };
  const quote = quoteOf({ request, template: { verification: 'accept' }, ...record } as JobRecord, [planned]);
  return formatQuote({ text, terminal } as unknown as CommandContext, quote)
    .split('\n')
    .map((line) => line.trim());
}

test.each([
  ['en', en],
  ['zh', zh],
] as const)('the quote says what is guaranteed, in one line for each policy: %s', (_language, text) => {
  const audit = { trustAfter: 17, comparator: { kind: 'exact' } } as const;
  const optimistic = { verification: 'optimistic' } as JobRecord['template'];
  expect(linesOf({}, text).at(-1)).toBe(text.job.guaranteeAccept);
  expect(linesOf({ template: optimistic }, text).at(-1)).toBe(text.job.guaranteeOptimistic(20));
  const quorum = { template: { verification: 'quorum' } as JobRecord['template'], quorum: { providers: 5, trust: 2 } };
  expect(linesOf(quorum, text).at(-1)).toBe(text.job.guaranteeQuorum(5, 3));
  expect(linesOf({ audit }, text).slice(-2)).toEqual([text.job.guaranteeAccept, text.job.guaranteeAudit(17)]);
  expect(text.job.guaranteeAudit(17)).toContain('17');
});
