import { DealStatus, isSuanliError } from '@suanli/protocol';
import type { Hex } from 'viem';
import { finalizeRefutedDeals } from '../actions/broker/finalizeRefutedDeals.ts';
import { getDealState } from '../actions/broker/getDealState.ts';
import { getRefutation } from '../actions/broker/getRefutation.ts';
import type { SuanliClient } from '../client/SuanliClient.ts';
import type { Transaction } from '../client/Transaction.ts';
import { answeredDeal } from './answeredDeal.ts';

export interface FinalizeRefutationParameters {
  readonly dealId: Hex;
}

/**
 * Ends a deal whose answer was refuted: requester and challenger are paid. Undefined where there is nothing to end, or somebody
 * else has just ended it.
 *
 * @throws SuanliError `CHAIN_…`
 */
export async function finalizeRefutation(
  client: SuanliClient,
  parameters: FinalizeRefutationParameters,
): Promise<Transaction | undefined> {
  const { dealId } = parameters;
  const { status } = await getDealState(client, { dealId });
  if (status !== DealStatus.firmResolution) return undefined;
  const challenger = await getRefutation(client, { dealId });
  if (challenger === undefined) return undefined;
  try {
    return await finalizeRefutedDeals(client, {
      deals: [{ ...(await answeredDeal(client, { dealId })), challenger }],
    });
  } catch (error) {
    if (isSuanliError(error, 'BROKER_WRONG_STATUS') || isSuanliError(error, 'CHAIN_TRANSACTION_REVERTED')) {
      return undefined;
    }
    throw error;
  }
}
