import { type CreditDomain, hashVoucher, type Voucher } from '@suanli/protocol';
import { type Address, getAddress, type Hex, hexToBytes } from 'viem';
import { loadVoucherCurve } from './internal/voucherCurve.ts';

export interface CreateVoucherSignerParameters {
  /** The payer's key. It stays in this process's memory, copied, for as long as the signer does. */
  readonly privateKey: Hex;
  readonly domain: CreditDomain;
}

/** Signs vouchers of one payer. */
export interface VoucherSigner {
  readonly address: Address;
  /** The payer's signature (EIP-712), deterministic (RFC 6979). */
  sign(voucher: Voucher): Promise<Hex>;
}

/**
 * A signer of vouchers that holds the key, for those who sign by the thousand; the signatures are those of `signVoucher`.
 *
 * @throws RangeError where the key is none
 *
 * @example
 * const signer = await createVoucherSigner({ privateKey, domain: creditDomain(deployment) });
 * const signature = await signer.sign({ lineId, quantity: 3_600_000n });
 */
export async function createVoucherSigner(parameters: CreateVoucherSignerParameters): Promise<VoucherSigner> {
  const { domain } = parameters;
  const privateKey = hexToBytes(parameters.privateKey, { size: 32 });
  const curve = await loadVoucherCurve();
  return {
    address: getAddress(curve.addressOf(privateKey)),
    sign: async (voucher) => curve.sign(privateKey, hashVoucher(domain, voucher)),
  };
}
