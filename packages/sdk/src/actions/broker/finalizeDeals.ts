import { brokerAbi, type Deal } from '@suanli/protocol';
import type { Hex } from 'viem';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';

export interface FinalizeDealsParameters {
  readonly deals: readonly {
    readonly dealId: Hex;
    readonly deal: Deal;
    /** Merkle-sum root over the receipts, and the sum of their work. */
    readonly root: Hex;
    readonly work: bigint;
  }[];
}

/** Pays deals whose window has passed or whose answer was accepted; anyone may call and a third party earns the bounty. */
export function finalizeDeals(client: SuanliClient, parameters: FinalizeDealsParameters): Promise<Transaction> {
  return writeContract(client, {
    abi: brokerAbi,
    address: client.deployment.broker,
    functionName: 'finalizeDeals',
    args: [parameters.deals.map(({ dealId, ...rest }) => ({ id: dealId, ...rest }))],
  });
}
