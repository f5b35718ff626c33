import { creditDomain, SuanliError, type Voucher, voucherTypes } from '@suanli/protocol';
import type { Hex } from 'viem';
import type { SuanliClient } from '../../client/SuanliClient.ts';

export interface SignVoucherParameters {
  readonly voucher: Voucher;
}

/**
 * Signs a voucher with the client's account (EIP-712): from then on the payee can redeem it. Whoever signs many and holds the
 * key uses `createVoucherSigner`, which is five times as fast.
 *
 * @throws SuanliError `CHAIN_ACCOUNT_MISSING`
 *
 * @example
 * const signature = await signVoucher(client, { voucher: { lineId, quantity: 3_600_000n } });
 */
export async function signVoucher(client: SuanliClient, parameters: SignVoucherParameters): Promise<Hex> {
  if (!client.walletClient) throw new SuanliError('CHAIN_ACCOUNT_MISSING');
  return client.walletClient.signTypedData({
    domain: creditDomain(client.deployment),
    types: voucherTypes,
    primaryType: 'Voucher',
    message: parameters.voucher,
  });
}
