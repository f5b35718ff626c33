import { z } from 'zod';
import { flag, fraction, integer, tokens } from './optionTypes.ts';

/** Looking at others' answers. */
export const verifierOptions = z.strictObject({
  enabled: flag()
    .default(false)
    .describe(
      'Look at what others answered to optimistic deals, and dispute what is wrong. Default false. Production: true where slots are to spare and the account has tokens for bonds, and consented to disputes.',
    ),
  sampleRate: fraction()
    .default(0.1)
    .describe(
      'Share of the tasks of each answer that are executed again, from 0 to 1; which ones, nobody else can tell. At 0 no answer is looked at. Default 0.1. Production: what half of a deposit, the reward of a refuted answer, is worth in slots.',
    ),
  maxBond: tokens()
    .default(1_000_000_000_000_000_000n)
    .describe(
      "Largest bond to lock in one dispute; it is as large as the provider's deposit, and comes back where the answer is wrong. Answers with a larger one are not looked at. Unit: tokens. Default 1. Production: a tenth of the balance.",
    ),
  demand: flag()
    .default(false)
    .describe(
      'Make providers that do not show their answers show a leaf on chain. Default false: it locks a bond, of which a quarter is lost where the leaf turns out right or cannot be judged. Production: false, unless providers hide.',
    ),
  slots: integer(1, 1_024)
    .exactOptional()
    .describe(
      'Tasks that are executed again at the same time, at most. Default: all slots, in turns with deals and leases. Production: as default.',
    ),
  maxLeaves: integer(1, 10_000_000)
    .default(65_536)
    .describe(
      'Answers with more results are passed over. Default 65536. Production: as default; each takes about 1 KiB of memory while its answer is verified.',
    ),
});
