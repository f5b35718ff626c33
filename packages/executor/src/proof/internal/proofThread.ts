import { parentPort } from 'node:worker_threads';
import { nodeBytes } from './nodeBytes.ts';
import { ProofKernel } from './ProofKernel.ts';

/** What a thread computes: the roots of `chunks` chunks from `chunk` on or, with `positions`, siblings within that one. */
export interface ProofOrder {
  readonly seed: Uint8Array;
  readonly hashesPerLeaf: number;
  /** A chunk has `2^depth` leaves. */
  readonly depth: number;
  readonly chunk: number;
  readonly chunks: number;
  readonly positions?: readonly number[];
}

const kernel = new ProofKernel();

function compute({ seed, hashesPerLeaf, depth, chunk, chunks, positions }: ProofOrder): Uint8Array {
  const firstOf = (number: number) => BigInt(number) << BigInt(depth);
  if (positions) return kernel.siblings(seed, firstOf(chunk), depth, hashesPerLeaf, positions);
  const roots = new Uint8Array(chunks * nodeBytes);
  for (let i = 0; i < chunks; i++) {
    roots.set(kernel.root(seed, firstOf(chunk + i), depth, hashesPerLeaf), i * nodeBytes);
  }
  return roots;
}

parentPort?.on('message', (order: ProofOrder) => parentPort?.postMessage(compute(order)));
