import { quorumAbi } from '@suanli/protocol';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';
import type { Quorum } from './Quorum.ts';

export interface CancelQuorumParameters {
  readonly quorum: Quorum;
}

/**
 * Calls a quorum off before any contribution; all goes back. For its requester.
 *
 * @throws SuanliError `QUORUM_HAS_CONTRIBUTION`, `QUORUM_WRONG_CALLER`, `QUORUM_WRONG_STATUS`, and `CHAIN_…`
 */
export function cancelQuorum(client: SuanliClient, parameters: CancelQuorumParameters): Promise<Transaction> {
  const { quorumId, terms, seats } = parameters.quorum;
  return writeContract(client, {
    abi: quorumAbi,
    address: client.deployment.quorum,
    functionName: 'cancel',
    args: [quorumId, terms, seats],
  });
}
