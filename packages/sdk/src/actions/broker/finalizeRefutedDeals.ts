import { brokerAbi } from '@suanli/protocol';
import type { Address } from 'viem';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';
import type { AnsweredDeal } from './AnsweredDeal.ts';

export interface FinalizeRefutedDealsParameters {
  readonly deals: readonly (AnsweredDeal & {
    /** Who refuted the answer; see `getRefutation`. */
    readonly challenger: Address;
  })[];
}

/**
 * Ends deals whose answer was refuted: the requester has its escrow back and is compensated, and the challenger is paid.
 * Anyone may call.
 *
 * @throws SuanliError `BROKER_WRONG_STATUS`, `BROKER_WRONG_TERMS`, `BROKER_EMPTY_BATCH`, and `CHAIN_…`
 */
export function finalizeRefutedDeals(
  client: SuanliClient,
  parameters: FinalizeRefutedDealsParameters,
): Promise<Transaction> {
  return writeContract(client, {
    abi: brokerAbi,
    address: client.deployment.broker,
    functionName: 'finalizeRefutedDeals',
    args: [
      parameters.deals.map(({ challenger, dealId, deal, root, work }) => ({
        answer: { id: dealId, deal, root, work },
        challenger,
      })),
    ],
  });
}
