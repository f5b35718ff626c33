import { z } from 'zod';
import { SuanliError } from '../errors/SuanliError.ts';
import { addressSchema, hexSchema, jsonUintSchema } from '../internal/schemas.ts';

const schema = z.strictObject({
  authorization: z.strictObject({
    owner: addressSchema,
    amountWei: jsonUintSchema(96),
    feeWei: jsonUintSchema(96),
    relayer: addressSchema,
    consentModules: z.uint32(),
    validAfter: jsonUintSchema(256),
    validBefore: jsonUintSchema(256),
    salt: hexSchema(32),
  }),
  signature: hexSchema(),
  permit: z
    .strictObject({ deadline: jsonUintSchema(256), v: z.int().min(0).max(255), r: hexSchema(32), s: hexSchema(32) })
    .exactOptional(),
});

/**
 * Reads a deposit that its owner signed from JSON text or a parsed value; large numbers are decimal strings there. It says
 * nothing about its truth, which the bank decides.
 *
 * @throws SuanliError `SIGNED_DEPOSIT_MALFORMED`
 *
 * @example
 * await depositWithAuthorization(relayerClient, { deposit: parseSignedDeposit(text) });
 */
export function parseSignedDeposit(source: unknown): z.output<typeof schema> {
  try {
    return schema.parse(typeof source === 'string' ? JSON.parse(source) : source);
  } catch (cause) {
    throw new SuanliError('SIGNED_DEPOSIT_MALFORMED', { cause });
  }
}
