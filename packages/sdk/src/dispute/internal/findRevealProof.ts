import { disputesAbi, verifyMerkleSumProof } from '@suanli/protocol';
import { decodeFunctionData, getAbiItem, type Hex, slice, toFunctionSelector } from 'viem';
import type { GameReveal } from '../../actions/dispute/GameRecord.ts';
import type { LeafProof } from '../../actions/dispute/LeafProof.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import { callInputs } from './callInputs.ts';

const selector = toFunctionSelector(getAbiItem({ abi: disputesAbi, name: 'reveal' }));

/**
 * The proof that a leaf was revealed with, which its event lacks: the call is looked for wherever the transaction has data,
 * because it may have come out of a wallet's contract.
 */
export async function findRevealProof(
  client: SuanliClient,
  reveal: GameReveal,
  answer: { readonly root: Hex; readonly work: bigint },
): Promise<LeafProof | undefined> {
  const { leaf } = reveal;
  const wanted = selector.slice(2);
  for await (const input of callInputs(client, reveal.transactionHash)) {
    for (let at = input.indexOf(wanted); at >= 0; at = input.indexOf(wanted, at + 1)) {
      if (at % 2 !== 0) continue;
      const found = decode(slice(input, at / 2 - 1));
      if (!found) continue;
      const { count, position, siblings } = found;
      const root = { root: answer.root, totalWork: answer.work, count: Number(count) };
      if (verifyMerkleSumProof(root, leaf, { index: Number(position), siblings })) {
        return { count: root.count, position: Number(position), leaf, siblings };
      }
    }
  }
  return undefined;
}

/** Undefined for what only looks like the call. */
function decode(data: Hex) {
  try {
    const { functionName, args } = decodeFunctionData({ abi: disputesAbi, data });
    return functionName === 'reveal' ? args[3] : undefined;
  } catch {
    return undefined;
  }
}
