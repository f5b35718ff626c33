import { type CreditTerms, creditLineAbi, encodeCreditTerms } from '@suanli/protocol';
import type { Hex } from 'viem';
import { eventOf } from '../../client/internal/eventOf.ts';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';

export interface RedeemVoucherParameters {
  readonly terms: CreditTerms;
  /** The voucher's: instructions or milliseconds since the line was opened. */
  readonly quantity: bigint;
  readonly signature: Hex;
}

export interface RedeemVoucherReturnType extends Transaction {
  /** What went to the payee's balance in the Bank. */
  readonly paidWei: bigint;
}

/**
 * Redeems a voucher, normally the highest one: the payee gets what it is worth, less what it was paid before. Anyone may.
 *
 * @throws SuanliError what the contract refuses, such as `CREDIT_VOUCHER_REDEEMED`, `CREDIT_VOUCHER_OUTDATED`,
 * `CREDIT_SIGNATURE_INVALID`, `CREDIT_LINE_ENDED`, and `CHAIN_…`
 *
 * @example
 * const { paidWei } = await redeemVoucher(client, { terms, quantity: voucher.quantity, signature: voucher.signature });
 */
export async function redeemVoucher(
  client: SuanliClient,
  parameters: RedeemVoucherParameters,
): Promise<RedeemVoucherReturnType> {
  const { terms, quantity, signature } = parameters;
  const at = { abi: creditLineAbi, address: client.deployment.creditLine } as const;
  const transaction = await writeContract(client, {
    ...at,
    functionName: 'redeem',
    args: [encodeCreditTerms(terms), quantity, signature],
  });
  return { ...transaction, paidWei: eventOf(transaction, { ...at, eventName: 'CreditLineRedeemed' }).paidWei };
}
