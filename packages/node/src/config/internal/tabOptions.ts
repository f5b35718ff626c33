import { z } from 'zod';
import { durationMs, integer, tokens } from './optionTypes.ts';

/** Work without a deal on chain, paid afterwards. */
export const tabOptions = z.strictObject({
  maxUnpaid: tokens()
    .default(0n)
    .describe(
      'Most that one requester may owe for work without a deal on chain, tasks under way included: all that one who never pays can cost. Unit: tokens. Default 0: no such work. Production: what a deal on chain costs in gas, some thousand tasks at least.',
    ),
  maxUnpaidTotal: tokens()
    .default(1_000_000_000_000_000_000n)
    .describe(
      'The same for all requesters together, since anybody can have many accounts. Unit: tokens. Default 1. Production: what can be lost.',
    ),
  overdueAfter: durationMs(1_000, 31_536_000_000)
    .default(604_800_000)
    .describe(
      'After so long without a payment of half of it a debt is overdue: its requester gets nothing more before it has paid that, and the debt no longer counts towards what all may owe together. Unit: milliseconds, or such as "24 h". Default 168 h. Production: as default; the shorter, the sooner a crowd that never pays can come back.',
    ),
  minLeadBlocks: integer(0, 4_000)
    .default(65)
    .describe(
      'A lottery counts as payment only if it was opened so many blocks before its draw, and so before anybody knew who would produce the block that draws it. Default 65, one more than Ethereum knows ahead. Production: as default; 0 where one sequencer produces all blocks.',
    ),
});
