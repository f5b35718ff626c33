import { brokerAbi, type Deal } from '@suanli/protocol';
import type { Hex } from 'viem';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';

export interface CancelDealsParameters {
  readonly deals: readonly {
    readonly dealId: Hex;
    readonly deal: Deal;
    /** The other party's signature of the cancellation. */
    readonly signature: Hex;
  }[];
}

/** Cancels pending deals with the other party's consent; everything goes back to where it came from. */
export function cancelDeals(client: SuanliClient, parameters: CancelDealsParameters): Promise<Transaction> {
  return writeContract(client, {
    abi: brokerAbi,
    address: client.deployment.broker,
    functionName: 'cancelDeals',
    args: [parameters.deals.map(({ dealId, ...rest }) => ({ id: dealId, ...rest }))],
  });
}
