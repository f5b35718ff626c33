import { proofKernel } from './generated/proofKernel.ts';
import { nodeBytes } from './nodeBytes.ts';

interface KernelExports {
  readonly memory: WebAssembly.Memory;
  seed(): number;
  area(): number;
  leaves(first: bigint, count: number, hashesPerLeaf: number, out: number): void;
  parents(input: number, count: number, out: number): void;
}

const pageBytes = 65_536;
let compiled: WebAssembly.Module | undefined;

/** One instance of `guest/proof/kernel.c`: hashes leaves and nodes, two at a time. Works on the calling thread. */
export class ProofKernel {
  readonly #exports: KernelExports;
  readonly #area: number;

  constructor() {
    compiled ??= new WebAssembly.Module(Buffer.from(proofKernel, 'base64'));
    this.#exports = new WebAssembly.Instance(compiled).exports as unknown as KernelExports;
    this.#area = this.#exports.area();
  }

  /** The root over the `2^depth` leaves from leaf `first` on. */
  root(seed: Uint8Array, first: bigint, depth: number, hashesPerLeaf: number): Uint8Array {
    const bytes = this.#leaves(seed, first, depth, hashesPerLeaf);
    for (let count = 2 ** depth / 2; count >= 1; count /= 2) this.#exports.parents(this.#area, count, this.#area);
    return bytes().slice(0, nodeBytes);
  }

  /** The siblings on the way from some of the `2^depth` leaves from leaf `first` on to their root, `depth` for each. */
  siblings(
    seed: Uint8Array,
    first: bigint,
    depth: number,
    hashesPerLeaf: number,
    positions: readonly number[],
  ): Uint8Array {
    const bytes = this.#leaves(seed, first, depth, hashesPerLeaf);
    const found = new Uint8Array(positions.length * depth * nodeBytes);
    for (let level = 0; level < depth; level++) {
      const nodes = bytes();
      for (const [i, position] of positions.entries()) {
        const at = (Math.floor(position / 2 ** level) ^ 1) * nodeBytes;
        found.set(nodes.subarray(at, at + nodeBytes), (i * depth + level) * nodeBytes);
      }
      this.#exports.parents(this.#area, 2 ** (depth - level - 1), this.#area);
    }
    return found;
  }

  /** The nodes above an even number of nodes. */
  parents(nodes: Uint8Array): Uint8Array {
    this.#reserve(nodes.length);
    const memory = new Uint8Array(this.#exports.memory.buffer, this.#area);
    memory.set(nodes);
    this.#exports.parents(this.#area, nodes.length / nodeBytes / 2, this.#area);
    return memory.slice(0, nodes.length / 2);
  }

  #leaves(seed: Uint8Array, first: bigint, depth: number, hashesPerLeaf: number): () => Uint8Array {
    this.#reserve(2 ** depth * nodeBytes);
    const { memory, seed: seedAddress, leaves } = this.#exports;
    new Uint8Array(memory.buffer).set(seed, seedAddress());
    leaves(first, 2 ** depth, hashesPerLeaf, this.#area);
    return () => new Uint8Array(memory.buffer, this.#area);
  }

  #reserve(bytes: number): void {
    const missing = this.#area + bytes - this.#exports.memory.buffer.byteLength;
    if (missing > 0) this.#exports.memory.grow(Math.ceil(missing / pageBytes));
  }
}
