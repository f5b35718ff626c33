import { quorumAbi } from '@suanli/protocol';
import type { Hex } from 'viem';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';
import type { Quorum } from './Quorum.ts';

export interface FinalizeQuorumParameters {
  readonly quorum: Quorum;
  readonly root: Hex;
  readonly work: bigint;
}

/**
 * Reveals the agreed result of a quorum: whoever sealed it is paid, and whoever contributed anything else is slashed. Gas is
 * estimated first, but a node sees the result then: do it only once contributions are closed.
 *
 * @throws SuanliError `QUORUM_CONTRIBUTIONS_OPEN`, `QUORUM_NO_CONSENSUS`, `QUORUM_REVEAL_TOO_LATE`, …, and `CHAIN_…`
 */
export function finalizeQuorum(client: SuanliClient, parameters: FinalizeQuorumParameters): Promise<Transaction> {
  const { quorumId, terms, seats } = parameters.quorum;
  return writeContract(client, {
    abi: quorumAbi,
    address: client.deployment.quorum,
    functionName: 'finalize',
    args: [quorumId, terms, seats, parameters.root, parameters.work],
  });
}
