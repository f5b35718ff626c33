import type { Hex } from 'viem';
import { findDealEvent } from '../../client/internal/findDealEvent.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';

export interface GetDealPaymentParameters {
  readonly dealId: Hex;
}

/** What a deal paid its provider, in wei; undefined while it is not Finalized. */
export async function getDealPayment(
  client: SuanliClient,
  parameters: GetDealPaymentParameters,
): Promise<bigint | undefined> {
  return (await findDealEvent(client, 'DealFinalized', parameters.dealId))?.args.paymentWei;
}
