import { SuanliError } from '@suanli/protocol';
import type { Address, Hex } from 'viem';
import { isAddress, isHex } from 'viem';
import { z } from 'zod';

/** One of the two signatures that a recovery takes, and what it is over. */
export interface RecoverySignature {
  readonly account: Address;
  readonly newOwner: Address;
  /** The last second in which it may be used, since 1970. */
  readonly signatureDeadline: bigint;
  readonly signer: Address;
  readonly signature: Hex;
}

const address = z.custom<Address>((value) => typeof value === 'string' && isAddress(value));
const schema = z.strictObject({
  account: address,
  newOwner: address,
  signatureDeadline: z
    .string()
    .regex(/^\d{1,19}$/)
    .transform(BigInt),
  signer: address,
  signature: z.custom<Hex>((value) => isHex(value, { strict: true })),
});

/**
 * Reads what `suanli token account recover sign` wrote.
 *
 * @throws SuanliError `RECOVERABLE_SIGNATURE_MALFORMED`
 */
export function parseRecoverySignature(text: string): RecoverySignature {
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw new SuanliError('RECOVERABLE_SIGNATURE_MALFORMED', { cause });
  }
}
