import { type CreditDomain, hashVoucher, type SignedVoucher } from '@suanli/protocol';
import type { Hex } from 'viem';
import { canonicalSignature, loadVoucherCurve } from './internal/voucherCurve.ts';

export interface RecoverVoucherSignerParameters {
  readonly domain: CreditDomain;
  readonly voucher: SignedVoucher;
}

/**
 * The account whose key has signed a voucher, in lower case; undefined where the signature is none that the contract takes.
 * It is the contract's own check (`ecrecover`), about 5,000 times a second on one core.
 *
 * @throws RangeError where the quantity has more than 64 bits
 *
 * @example
 * const signer = await recoverVoucherSigner({ domain: creditDomain(client.deployment), voucher });
 */
export async function recoverVoucherSigner(parameters: RecoverVoucherSignerParameters): Promise<Hex | undefined> {
  const { domain, voucher } = parameters;
  const signature = canonicalSignature(voucher.signature);
  if (!signature) return undefined;
  const curve = await loadVoucherCurve();
  return curve.recover(hashVoucher(domain, voucher), signature);
}
