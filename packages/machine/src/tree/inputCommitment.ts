import { hashBytes } from './internal/HashKernel.ts';
import { parentHash } from './internal/parentHash.ts';
import { keccak256 } from './keccak256.ts';

/** Bytes of a chunk of an input. */
export const inputChunkBytes = 512;

/** What a program's input is bound by; docs/machine.md, "State". */
export interface InputCommitment {
  /** In bytes. */
  readonly length: number;
  /** 32 bytes: root over the chunks. */
  readonly top: Uint8Array;
  /** 32 bytes: `H(length as a word ‖ top)`. */
  readonly commitment: Uint8Array;
}

/** A chunk of an input with its place in the commitment. */
export interface InputChunkProof {
  /** 512 bytes, filled with zeros. */
  readonly chunk: Uint8Array;
  /** 32 bytes for each level, from the bottom up; zeros for a tree of chunks of zeros. */
  readonly siblings: Uint8Array;
}

function chunkAt(input: Uint8Array, index: number): Uint8Array {
  const chunk = new Uint8Array(inputChunkBytes);
  chunk.set(input.subarray(index * inputChunkBytes, (index + 1) * inputChunkBytes));
  return chunk;
}

function hashChunk(chunk: Uint8Array): Uint8Array {
  const tagged = new Uint8Array(1 + inputChunkBytes);
  tagged.set(chunk, 1);
  return keccak256(tagged);
}

const zeroChunk = new Uint8Array(inputChunkBytes);

/** All levels of the tree, from the chunks' hashes to the root. */
function chunkLevels(input: Uint8Array): Uint8Array[] {
  const count = Math.ceil(input.length / inputChunkBytes);
  let level = new Uint8Array(count * hashBytes);
  for (let i = 0; i < count; i++) level.set(hashChunk(chunkAt(input, i)), i * hashBytes);
  const levels = [level];
  let absent = count > 1 ? hashChunk(zeroChunk) : new Uint8Array(0);
  for (let nodes = count; nodes > 1; nodes = Math.ceil(nodes / 2)) {
    const above = new Uint8Array(Math.ceil(nodes / 2) * hashBytes);
    for (let i = 0; i < nodes; i += 2) {
      const left = level.subarray(i * hashBytes, (i + 1) * hashBytes);
      const right = i + 1 < nodes ? level.subarray((i + 1) * hashBytes, (i + 2) * hashBytes) : absent;
      parentHash(left, right, above.subarray((i / 2) * hashBytes, (i / 2 + 1) * hashBytes));
    }
    const absentAbove = new Uint8Array(hashBytes);
    parentHash(absent, absent, absentAbove);
    absent = absentAbove;
    level = above;
    levels.push(level);
  }
  return levels;
}

/** Commits to an input: a tree of chunks of 512 bytes, so that a long input costs little more than its hash. */
export function commitInput(input: Uint8Array): InputCommitment {
  const top = input.length === 0 ? new Uint8Array(hashBytes) : (chunkLevels(input).at(-1) ?? new Uint8Array(hashBytes));
  const preimage = new Uint8Array(2 * hashBytes);
  new DataView(preimage.buffer).setBigUint64(hashBytes - 8, BigInt(input.length));
  preimage.set(top, hashBytes);
  return { length: input.length, top, commitment: keccak256(preimage) };
}

/**
 * A chunk of an input and the way from it to `top`.
 *
 * @param index - Below the number of chunks.
 */
export function inputChunkProof(input: Uint8Array, index: number): InputChunkProof {
  const levels = chunkLevels(input);
  const depth = levels.length - 1;
  const siblings = new Uint8Array(depth * hashBytes);
  let position = index;
  for (let level = 0; level < depth; level++) {
    const at = (position ^ 1) * hashBytes;
    const nodes = levels[level] ?? new Uint8Array(0);
    // Chunks that are absent stay the zero word.
    if (at < nodes.length) siblings.set(nodes.subarray(at, at + hashBytes), level * hashBytes);
    position >>>= 1;
  }
  return { chunk: chunkAt(input, index), siblings };
}

/**
 * Hash of a tree of chunks of zeros.
 *
 * @param depth - 0 for a chunk.
 */
export function emptyChunksRoot(depth: number): Uint8Array {
  let root = hashChunk(zeroChunk);
  for (let level = 0; level < depth; level++) {
    const above = new Uint8Array(hashBytes);
    parentHash(root, root, above);
    root = above;
  }
  return root;
}
