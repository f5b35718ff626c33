import { type ProofTask, SuanliError } from '@suanli/protocol';
import { bytesToHex, type Hex } from 'viem';
import type { ProofCommitment } from '../ProofExecutor.ts';
import { nodeBytes } from './nodeBytes.ts';
import type { ProofKernel } from './ProofKernel.ts';

export interface ProofTreeParts {
  readonly task: ProofTask;
  /** The roots of all chunks of `2^depth` leaves, in order. */
  readonly chunkRoots: Uint8Array;
  readonly depth: number;
  readonly elapsedMs: () => number;
  readonly kernel: ProofKernel;
  /** The siblings within a chunk for leaves at some positions of it, `depth` for each, from the leaf up. */
  readonly siblings: (
    chunk: number,
    positions: readonly number[],
    signal: AbortSignal | undefined,
  ) => Promise<Uint8Array>;
}

/** The upper part of a tree, from the roots of its chunks to its root; the lower one is computed again where it is asked for. */
export class ProofTree implements ProofCommitment {
  readonly task: ProofTask;
  readonly root: Hex;
  readonly elapsedMs: number;
  readonly #parts: ProofTreeParts;
  /** From the roots of the chunks up, the root left out; empty once released. */
  #levels: Uint8Array[] = [];
  #released = false;

  constructor(parts: ProofTreeParts) {
    this.task = parts.task;
    this.#parts = parts;
    let level = parts.chunkRoots;
    while (level.length > nodeBytes) {
      this.#levels.push(level);
      level = parts.kernel.parents(level);
    }
    this.root = bytesToHex(level);
    this.elapsedMs = parts.elapsedMs();
  }

  async open(
    indexes: readonly bigint[] | readonly number[],
    options: { readonly signal?: AbortSignal } = {},
  ): Promise<Hex[]> {
    if (this.#released) throw new SuanliError('EXECUTOR_PROOF_RELEASED');
    const levels = this.#levels;
    const { depth, siblings, task } = this.#parts;
    const total = 2 ** task.leafCountLog2;
    /** Chunk → its leaves that are asked for, by their place among the indexes. */
    const asked = new Map<number, { place: number; position: number }[]>();
    for (const [place, given] of indexes.entries()) {
      const index = Number(given);
      if (!Number.isInteger(index) || index < 0 || index >= total) {
        const problem = `leaf ${String(given)} is not one of ${total}`;
        throw new SuanliError('EXECUTOR_PROOF_INVALID', { parameters: { problem } });
      }
      const chunk = Math.floor(index / 2 ** depth);
      const leaves = asked.get(chunk) ?? [];
      leaves.push({ place, position: index - chunk * 2 ** depth });
      asked.set(chunk, leaves);
    }
    const found: Hex[] = new Array(indexes.length * task.leafCountLog2);
    await Promise.all(
      [...asked].map(async ([chunk, leaves]) => {
        const positions = leaves.map(({ position }) => position);
        const within = depth === 0 ? new Uint8Array() : await siblings(chunk, positions, options.signal);
        for (const [i, { place }] of leaves.entries()) {
          const at = place * task.leafCountLog2;
          for (let level = 0; level < depth; level++) found[at + level] = nodeAt(within, i * depth + level);
          for (const [level, nodes] of levels.entries()) {
            found[at + depth + level] = nodeAt(nodes, Math.floor(chunk / 2 ** level) ^ 1);
          }
        }
      }),
    );
    return found;
  }

  release(): void {
    this.#released = true;
    this.#levels = [];
  }
}

function nodeAt(nodes: Uint8Array, index: number): Hex {
  return bytesToHex(nodes.subarray(index * nodeBytes, (index + 1) * nodeBytes));
}
