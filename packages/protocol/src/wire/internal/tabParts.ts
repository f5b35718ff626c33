import { z } from 'zod';
import { hexSchema, offerSchema, requestSchema, uintSchema } from '../../internal/schemas.ts';

/** Offer and request that stand in for a deal on chain. */
export const tabOrderSchema = z.strictObject({
  offer: offerSchema,
  offerSignature: hexSchema(),
  request: requestSchema,
  requestSignature: hexSchema(),
  index: z.uint32(),
});

/** How the tab of a requester stands with a provider, in wei. */
export const tabStateSchema = z.strictObject({
  /** Most that may be unpaid, tasks under way included. */
  limitWei: uintSchema(96),
  /** What results have earned and no counted payment covers. */
  unpaidWei: uintSchema(96),
  /** What was paid beyond that: it adds to the limit. */
  prepaidWei: uintSchema(96),
});

/** A payment, as its payer announces it to those it pays. */
export const tabPaymentSchema = z.discriminatedUnion('kind', [
  /** One transaction for several payees, of which the receiver is one. */
  z.strictObject({ kind: z.literal('batch'), transaction: hexSchema(32) }),
  /** One transaction for the receiver alone. */
  z.strictObject({ kind: z.literal('direct'), transaction: hexSchema(32) }),
  /** A lottery with a ticket of the receiver's; see `formatLotteryAnnouncement`. */
  z.strictObject({ kind: z.literal('lottery'), announcement: z.string().max(16_384) }),
]);
