import { drawChallenges, SuanliError } from '@suanli/protocol';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import { getResourceTypeTerms } from '../asset/getResourceTypeTerms.ts';
import { getProof } from './getProof.ts';
import { getProofChallenges } from './getProofChallenges.ts';
import { afterBlock } from './internal/afterBlock.ts';

export interface WaitForProofChallengesParameters {
  readonly proofId: bigint;
  readonly signal?: AbortSignal;
}

/**
 * The leaves that a committed proof has to open, as soon as the block is mined that decides them.
 *
 * @throws SuanliError `PROOF_UNKNOWN`, `PROOF_WRONG_STAGE` where nothing was committed, `PROOF_RANDOMNESS_UNAVAILABLE` where
 * the block is out of the chain's reach, `PROOF_ABORTED`, `CHAIN_UNREACHABLE`
 */
export async function waitForProofChallenges(
  client: SuanliClient,
  parameters: WaitForProofChallengesParameters,
): Promise<readonly bigint[]> {
  const { proofId, signal } = parameters;
  const { commitment, typeId, termsVersion } = await getProof(client, { proofId });
  if (!commitment) throw new SuanliError('PROOF_WRONG_STAGE');
  const { samples, leafCountLog2 } = await getResourceTypeTerms(client, { typeId, version: termsVersion });
  const { root, blockNumber } = commitment;
  return afterBlock<readonly bigint[]>(client, {
    blockNumber: blockNumber + 1n,
    compute: (blockHash) => drawChallenges({ blockHash, proofId, root, samples, leafCountLog2 }),
    ask: () => getProofChallenges(client, { proofId }),
    signal,
  });
}
