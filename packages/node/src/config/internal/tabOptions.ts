import { z } from 'zod';
import { durationMs, tokens } from './optionTypes.ts';

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
      'After so long without a payment a debt is overdue: its requester gets nothing more before it has paid, and the debt no longer counts towards what all may owe together. Unit: milliseconds, or such as "24 h". Default 168 h. Production: as default; the shorter, the sooner a crowd that never pays can come back.',
    ),
});
