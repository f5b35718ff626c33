// Writes test/vectors/merkle-sum.json from the definition in RFC 6962 §2.1 (recursive split at the largest power of two
// below n), written here a second time and independently of src/merkle, for TypeScript and Solidity tests to read.
import { concat, encodePacked, type Hex, keccak256, toHex } from 'viem';
import { writeVectors } from './internal/writeVectors.ts';

interface Leaf {
  taskIndex: number;
  taskHash: Hex;
  outputHash: Hex;
  work: string;
  status: number;
}
interface Node {
  hash: Hex;
  work: bigint;
}

const leafHash = (leaf: Leaf): Hex =>
  keccak256(
    encodePacked(
      ['uint8', 'uint64', 'bytes32', 'bytes32', 'uint64', 'uint8'],
      [0, BigInt(leaf.taskIndex), leaf.taskHash, leaf.outputHash, BigInt(leaf.work), leaf.status],
    ),
  );
const join = (left: Node, right: Node): Node => ({
  hash: keccak256(
    encodePacked(
      ['uint8', 'bytes32', 'uint64', 'bytes32', 'uint64'],
      [1, left.hash, left.work, right.hash, right.work],
    ),
  ),
  work: left.work + right.work,
});
function split(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}
function subtree(leaves: Leaf[]): Node {
  const [first] = leaves;
  if (!first) return { hash: toHex(0, { size: 32 }), work: 0n };
  if (leaves.length === 1) return { hash: leafHash(first), work: BigInt(first.work) };
  const k = split(leaves.length);
  return join(subtree(leaves.slice(0, k)), subtree(leaves.slice(k)));
}
function path(leaves: Leaf[], index: number): Node[] {
  if (leaves.length <= 1) return [];
  const k = split(leaves.length);
  return index < k
    ? [...path(leaves.slice(0, k), index), subtree(leaves.slice(k))]
    : [...path(leaves.slice(k), index - k), subtree(leaves.slice(0, k))];
}

const filler = (label: string, i: number): Hex => keccak256(concat([toHex(label), toHex(i, { size: 8 })]));
const cases = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 16, 17, 31, 64, 65].map((count) => {
  const leaves: Leaf[] = Array.from({ length: count }, (_, i) => ({
    taskIndex: i * 3 + 1,
    taskHash: filler('task', i),
    outputHash: filler('output', i),
    work: (count === 2 ? (i === 0 ? 2n ** 64n - 6n : 5n) : BigInt(filler('work', i)) >> 206n).toString(),
    status: i % 6,
  }));
  const top = subtree(leaves);
  return {
    count,
    totalWork: top.work.toString(),
    root: keccak256(encodePacked(['uint8', 'uint64', 'bytes32', 'uint64'], [2, BigInt(count), top.hash, top.work])),
    leaves,
    proofs: leaves.map((leaf, index) => ({
      index,
      leaf: leafHash(leaf),
      siblings: path(leaves, index).map(({ hash, work }) => ({ hash, work: work.toString() })),
    })),
  };
});
writeVectors('merkle-sum.json', { cases });
