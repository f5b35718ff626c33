import { quorumAbi } from '@suanli/protocol';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';
import type { Quorum } from './Quorum.ts';

export interface ExpireQuorumParameters {
  readonly quorum: Quorum;
}

/**
 * Ends a quorum that has no result by its last deadline; anybody may. The requester has its escrow back, and all stakes go
 * back but for those of a group that agreed on a hash and withheld its result.
 *
 * @throws SuanliError `QUORUM_NOT_EXPIRED`, `QUORUM_WRONG_STATUS`, and `CHAIN_…`
 */
export function expireQuorum(client: SuanliClient, parameters: ExpireQuorumParameters): Promise<Transaction> {
  const { quorumId, terms, seats } = parameters.quorum;
  return writeContract(client, {
    abi: quorumAbi,
    address: client.deployment.quorum,
    functionName: 'expire',
    args: [quorumId, terms, seats],
  });
}
