import { bytesToHex, type Hex, hexToBytes } from 'viem';
import { leafBytes, nodeBytes } from './internal/proofHashes.ts';
import type { ProofTask } from './ProofTask.ts';

/** What is wrong with openings: too few or too many siblings, or the first opening that does not lead to the root. */
export type ProofOpeningsVerdict =
  | { readonly valid: true }
  | { readonly valid: false; readonly reason: 'incomplete' }
  | { readonly valid: false; readonly reason: 'wrong'; readonly position: number; readonly index: bigint };

/**
 * Checks openings as the chain does: recomputes each leaf and walks from it to the root. Never throws on foreign siblings.
 *
 * @param parameters.siblings `leafCountLog2` nodes for each index, from the leaf up
 *
 * @example
 * const verdict = verifyProofOpenings({ ...task, root, indexes, siblings });
 */
export function verifyProofOpenings(
  parameters: ProofTask & {
    readonly root: Hex;
    readonly indexes: readonly bigint[];
    readonly siblings: readonly Hex[];
  },
): ProofOpeningsVerdict {
  const { leafCountLog2, hashesPerLeaf, indexes, siblings } = parameters;
  if (siblings.length !== indexes.length * leafCountLog2) return { valid: false, reason: 'incomplete' };
  const seed = hexToBytes(parameters.seed);
  const root = parameters.root.toLowerCase();
  for (const [position, index] of indexes.entries()) {
    const wrong = { valid: false, reason: 'wrong', position, index } as const;
    let node = leafBytes(seed, index, hashesPerLeaf);
    for (let depth = 0; depth < leafCountLog2; depth++) {
      const text = siblings[position * leafCountLog2 + depth];
      if (text === undefined || !/^0x[0-9a-fA-F]{64}$/.test(text)) return wrong;
      const sibling = hexToBytes(text);
      node = (index >> BigInt(depth)) & 1n ? nodeBytes(sibling, node) : nodeBytes(node, sibling);
    }
    if (bytesToHex(node) !== root) return wrong;
  }
  return { valid: true };
}
