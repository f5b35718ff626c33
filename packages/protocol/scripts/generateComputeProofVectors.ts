// Writes test/vectors/compute-proof.json from the definition in IComputeProof.sol, written here a second time, recursively
// and independently of src/proof, for TypeScript and Solidity tests to read. Numbers that a JSON reader could round are small.
import { concat, encodeAbiParameters, type Hex, keccak256, parseAbiParameters, toHex } from 'viem';
import { writeVectors } from './internal/writeVectors.ts';

const encode = (types: string, values: readonly unknown[]): Hex =>
  encodeAbiParameters(parseAbiParameters(types), values as never);

function leaf(seed: Hex, index: number, hashes: number): Hex {
  return hashes === 1
    ? keccak256(encode('bytes32, uint256', [seed, BigInt(index)]))
    : keccak256(leaf(seed, index, hashes - 1));
}
/** The node over the leaves `from` to `from + 2^depth - 1`. */
function node(seed: Hex, hashes: number, from: number, depth: number): Hex {
  if (depth === 0) return leaf(seed, from, hashes);
  const half = 2 ** (depth - 1);
  return keccak256(concat([node(seed, hashes, from, depth - 1), node(seed, hashes, from + half, depth - 1)]));
}

const shapes: readonly (readonly [leafCountLog2: number, hashesPerLeaf: number, samples: number])[] = [
  [1, 1, 3],
  [2, 1, 4],
  [3, 2, 1],
  [4, 64, 10],
  [5, 3, 2],
  [7, 10, 5],
  [10, 64, 10],
];
const cases = shapes.map(([leafCountLog2, hashesPerLeaf, samples], i) => {
  const chainId = i === 0 ? 1 : 31_337;
  const contract = `0x${keccak256(toHex(`contract ${i}`)).slice(-40)}` as const;
  const proofId = i * i + 1;
  const blockHash = keccak256(toHex(`issue ${i}`));
  const seed = keccak256(
    encode('uint256, address, uint256, bytes32', [BigInt(chainId), contract, BigInt(proofId), blockHash]),
  );
  const root = node(seed, hashesPerLeaf, 0, leafCountLog2);
  const challengeBlockHash = keccak256(toHex(`commit ${i}`));
  const indexes = Array.from({ length: samples }, (_, j) =>
    Number(
      BigInt(
        keccak256(encode('bytes32, uint256, bytes32, uint256', [challengeBlockHash, BigInt(proofId), root, BigInt(j)])),
      ) %
        2n ** BigInt(leafCountLog2),
    ),
  );
  const siblings = indexes.flatMap((index) =>
    Array.from({ length: leafCountLog2 }, (_, depth) => {
      const at = Math.floor(index / 2 ** depth);
      return node(seed, hashesPerLeaf, (at % 2 === 0 ? at + 1 : at - 1) * 2 ** depth, depth);
    }),
  );
  return {
    chainId,
    contract,
    proofId,
    blockHash,
    seed,
    leafCountLog2,
    hashesPerLeaf,
    root,
    challengeBlockHash,
    samples,
    indexes,
    siblings,
  };
});
writeVectors('compute-proof.json', { cases });
