import type { Hex } from 'viem';
import { z } from 'zod';

/** A 20-byte address as lower- or mixed-case hex. */
export const addressSchema = z.custom<Hex>((value) => typeof value === 'string' && /^0x[0-9a-fA-F]{40}$/.test(value));

/** Hex of `size` bytes, or of any whole number of them. */
export function hexSchema(size?: number) {
  const pattern = size === undefined ? /^0x(?:[0-9a-fA-F]{2})*$/ : new RegExp(`^0x[0-9a-fA-F]{${size * 2}}$`);
  return z.custom<Hex>((value) => typeof value === 'string' && pattern.test(value));
}

/** An unsigned integer below 2^bits, as bigint whichever way CBOR brought it. */
export function uintSchema(bits: number) {
  const limit = 1n << BigInt(bits);
  return z
    .union([z.bigint(), z.int()])
    .transform((value) => BigInt(value))
    .refine((value) => value >= 0n && value < limit);
}

/** As {@link uintSchema}, out of JSON as well, where large numbers are decimal strings. */
export function jsonUintSchema(bits: number) {
  return z
    .union([
      z
        .string()
        .regex(/^\d{1,78}$/)
        .transform(BigInt),
      uintSchema(bits),
    ])
    .refine((value) => value < 1n << BigInt(bits));
}

export const bytesSchema = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

/** A file name under `/in`: relative, with no empty, `.` or `..` part. */
export const guestPathSchema = z
  .string()
  .min(1)
  .max(1024)
  .refine(
    (path) => path.split('/').every((part) => part !== '' && part !== '.' && part !== '..') && !path.includes('\0'),
    {
      message: 'expected a relative path without empty, "." or ".." parts',
    },
  );

/** A provider's offer, as it is signed. */
export const offerSchema = z.strictObject({
  provider: addressSchema,
  requester: addressSchema,
  resourceId: uintSchema(256),
  capabilityHash: hexSchema(32),
  priceWeiPerGwu: uintSchema(96),
  maxWork: uintSchema(64),
  stakeWei: uintSchema(96),
  maxDepositWei: uintSchema(96),
  minAnswerBlocks: z.uint32(),
  maxWindowBlocks: z.uint32(),
  volume: z.uint32(),
  expiresAt: uintSchema(64),
  nonce: uintSchema(256),
});

/** A requester's request, as it is signed. */
export const requestSchema = z.strictObject({
  requester: addressSchema,
  provider: addressSchema,
  jobHash: hexSchema(32),
  maxPriceWeiPerGwu: uintSchema(96),
  maxWork: uintSchema(64),
  depositWei: uintSchema(96),
  minStakeWei: uintSchema(96),
  bountyWei: uintSchema(96),
  answerBlocks: z.uint32(),
  windowBlocks: z.uint32(),
  policy: z.int().min(0).max(255),
  volume: z.uint32(),
  expiresAt: uintSchema(64),
  nonce: uintSchema(256),
});
