import { z } from 'zod';
import { SuanliError } from '../errors/SuanliError.ts';
import { hexSchema, jsonUintSchema } from '../internal/schemas.ts';
import type { SignedVoucher } from './voucherTypes.ts';

const schema = z.strictObject({ lineId: hexSchema(32), quantity: jsonUintSchema(64), signature: hexSchema() });

/**
 * Reads a voucher from JSON text or a parsed value; its quantity may be a decimal string. It says nothing about the signature:
 * ask `verifyVoucher` of the sdk.
 *
 * @throws SuanliError `VOUCHER_MALFORMED`
 *
 * @example
 * const { lineId, quantity } = parseSignedVoucher(text);
 */
export function parseSignedVoucher(source: unknown): SignedVoucher {
  try {
    return schema.parse(typeof source === 'string' ? JSON.parse(source) : source);
  } catch (cause) {
    throw new SuanliError('VOUCHER_MALFORMED', { cause });
  }
}
