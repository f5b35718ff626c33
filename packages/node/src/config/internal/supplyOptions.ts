import { z } from 'zod';
import { flag, integer, tokens } from './optionTypes.ts';

/** What of its resources the daemon publishes for the price curve. */
export const supplyOptions = z.strictObject({
  enabled: flag()
    .exactOptional()
    .describe(
      'Publish by itself what `resources` supply per epoch of the price curve, by the measured speed of this machine and what the chain lets them, so that the price of their type follows it. Needs consent to `priceCurve`. Default: true with pricing curve, else false. Production: as default.',
    ),
  epochs: integer(1, 24)
    .default(24)
    .describe(
      'For how many epochs a statement of supply holds; it is renewed when it ends. Unit: epochs. Default 24, the most. Production: as default: each statement costs a fee and gas, however long it holds.',
    ),
  maxBond: tokens()
    .default(10_000_000_000_000_000_000n)
    .describe(
      'Most that statements of one epoch lock, in all; less is published where more would be locked. While one follows another, both are locked for an epoch. Unit: tokens. Default 10. Production: what stakes and deposits leave of the balance, which always go first.',
    ),
  maxFeePerDay: tokens()
    .default(100_000_000_000_000_000n)
    .describe(
      'Most that statements of supply cost within 24 hours, gas apart; nothing more is published when it is spent. Unit: tokens. Default 0.1. Production: a hundredth of maxBond, with one statement a day.',
    ),
});
