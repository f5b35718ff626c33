import { type CreditTerms, creditLineAbi, encodeCreditTerms } from '@suanli/protocol';
import { type Hex, parseEventLogs } from 'viem';
import { eventOf } from '../../client/internal/eventOf.ts';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { CloseCreditLineReturnType } from './closeCreditLine.ts';

export interface ReleaseCreditLineParameters {
  readonly terms: CreditTerms;
  /** A last voucher, which is redeemed in the same transaction. Left out where all is redeemed, and of a timed line. */
  readonly voucher?: { readonly quantity: bigint; readonly signature: Hex };
}

export interface ReleaseCreditLineReturnType extends CloseCreditLineReturnType {
  /** What went to the payee with it. */
  readonly paidWei: bigint;
}

/**
 * Ends a line before its time, as its payee: what is due is paid, and the payer has the rest back at once.
 *
 * @throws SuanliError what the contract refuses, such as `CREDIT_NOT_PAYEE`, and `CHAIN_…`
 *
 * @example
 * const { paidWei, refundWei } = await releaseCreditLine(client, { terms, voucher });
 */
export async function releaseCreditLine(
  client: SuanliClient,
  parameters: ReleaseCreditLineParameters,
): Promise<ReleaseCreditLineReturnType> {
  const { terms, voucher } = parameters;
  const at = { abi: creditLineAbi, address: client.deployment.creditLine } as const;
  const transaction = await writeContract(client, {
    ...at,
    functionName: 'release',
    args: [encodeCreditTerms(terms), voucher?.quantity ?? 0n, voucher?.signature ?? '0x'],
  });
  const [redeemed] = parseEventLogs({
    abi: creditLineAbi,
    eventName: 'CreditLineRedeemed',
    logs: [...transaction.logs],
  });
  return {
    ...transaction,
    refundWei: eventOf(transaction, { ...at, eventName: 'CreditLineClosed' }).refundWei,
    paidWei: redeemed?.args.paidWei ?? 0n,
  };
}
