import { brokerAbi, type Deal } from '@suanli/protocol';
import type { Hex } from 'viem';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';

export interface AcceptDealsParameters {
  readonly deals: readonly {
    readonly dealId: Hex;
    readonly deal: Deal;
    /** Merkle-sum root over the receipts, and the sum of their work. */
    readonly root: Hex;
    readonly work: bigint;
  }[];
}

/** Accepts posted answers in the requester's name, so that they need not wait for their windows. */
export function acceptDeals(client: SuanliClient, parameters: AcceptDealsParameters): Promise<Transaction> {
  return writeContract(client, {
    abi: brokerAbi,
    address: client.deployment.broker,
    functionName: 'acceptDeals',
    args: [parameters.deals.map(({ dealId, ...rest }) => ({ id: dealId, ...rest }))],
  });
}
