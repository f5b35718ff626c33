import { brokerAbi, type Deal } from '@suanli/protocol';
import type { Hex } from 'viem';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';

export interface ExpireDealsParameters {
  readonly deals: readonly {
    readonly dealId: Hex;
    readonly deal: Deal;
  }[];
}

/** Ends deals that nobody answered in time: the requester gets the escrow back; a third party earns the bounty. */
export function expireDeals(client: SuanliClient, parameters: ExpireDealsParameters): Promise<Transaction> {
  return writeContract(client, {
    abi: brokerAbi,
    address: client.deployment.broker,
    functionName: 'expireDeals',
    args: [parameters.deals.map(({ dealId, ...rest }) => ({ id: dealId, ...rest }))],
  });
}
