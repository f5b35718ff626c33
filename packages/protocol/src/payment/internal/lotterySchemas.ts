import { z } from 'zod';
import { addressSchema, hexSchema, uintSchema } from '../../internal/schemas.ts';

/** As many levels as a ticket's path has bits. */
const maxDepth = 32;

function schemasOf(uint: typeof uintSchema) {
  return {
    lottery: z.strictObject({
      payer: addressSchema,
      id: uint(64),
      valueWei: uint(96),
      drawBlock: uint(64),
      claimBlocks: z.int().min(0).max(0xffff),
      root: hexSchema(32),
    }),
    ticket: z.strictObject({
      account: addressSchema,
      weight: uint(64),
      path: z.uint32(),
      siblings: z.array(hexSchema(32)).max(maxDepth),
    }),
  };
}

/** Lottery and ticket as they come out of CBOR. */
export const { lottery: lotterySchema, ticket: lotteryTicketSchema } = schemasOf(uintSchema);

/** As {@link lotterySchema} and {@link lotteryTicketSchema}, out of JSON, where large numbers are decimal strings. */
export const { lottery: lotteryJsonSchema, ticket: lotteryTicketJsonSchema } = schemasOf((bits) => {
  const uint = uintSchema(bits);
  return z.preprocess(
    (value) => (typeof value === 'string' && /^\d{1,78}$/.test(value) ? BigInt(value) : value),
    uint,
  ) as unknown as typeof uint;
});
