import { computeProofAbi, proofSeed } from '@suanli/protocol';
import type { Hex } from 'viem';
import { readContract } from '../../client/internal/readContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import { getProof } from './getProof.ts';
import { afterBlock } from './internal/afterBlock.ts';

export interface WaitForProofSeedParameters {
  readonly proofId: bigint;
  readonly signal?: AbortSignal;
}

/**
 * The seed that an issued proof is computed from, as soon as the block is mined that decides it. A reorganisation of the chain
 * changes it: compare it before committing, as `runProof` does.
 *
 * @throws SuanliError `PROOF_UNKNOWN`, `PROOF_RANDOMNESS_UNAVAILABLE` where the block is out of the chain's reach,
 * `PROOF_ABORTED`, `CHAIN_UNREACHABLE`
 *
 * @example
 * const seed = await waitForProofSeed(client, { proofId, signal: AbortSignal.timeout(60_000) });
 */
export async function waitForProofSeed(client: SuanliClient, parameters: WaitForProofSeedParameters): Promise<Hex> {
  const { proofId, signal } = parameters;
  const { issuedBlock, commitment } = await getProof(client, { proofId });
  if (commitment) return commitment.seed;
  const { chainId, computeProof: contract } = client.deployment;
  return afterBlock(client, {
    blockNumber: issuedBlock + 1n,
    compute: (blockHash) => proofSeed({ chainId, contract, proofId, blockHash }),
    ask: () =>
      readContract(client, { abi: computeProofAbi, address: contract, functionName: 'seedOf', args: [proofId] }),
    signal,
  });
}
