import { brokerAbi, type Deal } from '@suanli/protocol';
import type { Hex } from 'viem';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';

export interface SettleDealsParameters {
  readonly deals: readonly {
    readonly dealId: Hex;
    readonly deal: Deal;
    /** Merkle-sum root over the receipts, and the sum of their work. */
    readonly root: Hex;
    readonly work: bigint;
    /** The provider's signature of the answer. */
    readonly answerSignature: Hex;
    /** The requester's signature of the acceptance. */
    readonly acceptanceSignature: Hex;
  }[];
}

/** Ends deals at once with both signatures; the sender's own may be `0x`. */
export function settleDeals(client: SuanliClient, parameters: SettleDealsParameters): Promise<Transaction> {
  return writeContract(client, {
    abi: brokerAbi,
    address: client.deployment.broker,
    functionName: 'settleDeals',
    args: [parameters.deals.map(({ dealId, ...rest }) => ({ id: dealId, ...rest }))],
  });
}
