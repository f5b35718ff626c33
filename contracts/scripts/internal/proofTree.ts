import { bytesToHex, encodeAbiParameters, type Hex, hexToBytes, keccak256 } from 'viem';

/** The tree of a compute proof, as IComputeProof defines it: `nodes[1]` is the root, node k is over nodes 2k and 2k + 1. */
export interface ProofTree {
  readonly root: Hex;
  /** The openings of the leaves `indexes`, one after another, each from the leaf up. */
  siblings(indexes: readonly bigint[]): Hex[];
}

/** Computes all of the tree, so meant for few leaves. */
export function proofTree(seed: Hex, leafCountLog2: number, hashesPerLeaf: number): ProofTree {
  const leaves = 2 ** leafCountLog2;
  const nodes: Hex[] = [];
  for (let i = 0; i < leaves; i++) {
    let leaf = keccak256(encodeAbiParameters([{ type: 'bytes32' }, { type: 'uint256' }], [seed, BigInt(i)]), 'bytes');
    for (let k = 1; k < hashesPerLeaf; k++) leaf = keccak256(leaf, 'bytes');
    nodes[leaves + i] = bytesToHex(leaf);
  }
  const at = (index: number): Hex => nodes[index] ?? '0x';
  for (let i = leaves - 1; i > 0; i--) {
    nodes[i] = keccak256(hexToBytes(`${at(2 * i)}${at(2 * i + 1).slice(2)}`));
  }
  return {
    root: at(1),
    siblings: (indexes) =>
      indexes.flatMap((index) =>
        Array.from({ length: leafCountLog2 }, (_, level) => at(((leaves + Number(index)) >> level) ^ 1)),
      ),
  };
}
