import { type CreditTerms, creditLineAbi, encodeCreditTerms } from '@suanli/protocol';
import { eventOf } from '../../client/internal/eventOf.ts';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { RedeemVoucherReturnType } from './redeemVoucher.ts';

export interface RedeemTimedParameters {
  readonly terms: CreditTerms;
}

/**
 * Pays the payee of a timed line for the time until now; all that is left from its expiry on. Anyone may.
 *
 * @throws SuanliError what the contract refuses, such as `CREDIT_UNIT_WRONG`, `CREDIT_NOTHING_DUE`, and `CHAIN_…`
 *
 * @example
 * const { paidWei } = await redeemTimed(client, { terms });
 */
export async function redeemTimed(
  client: SuanliClient,
  parameters: RedeemTimedParameters,
): Promise<RedeemVoucherReturnType> {
  const at = { abi: creditLineAbi, address: client.deployment.creditLine } as const;
  const transaction = await writeContract(client, {
    ...at,
    functionName: 'redeemTimed',
    args: [encodeCreditTerms(parameters.terms)],
  });
  return { ...transaction, paidWei: eventOf(transaction, { ...at, eventName: 'CreditLineRedeemed' }).paidWei };
}
