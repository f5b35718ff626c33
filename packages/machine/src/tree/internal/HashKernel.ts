import { hashKernel } from './generated/hashKernel.ts';

interface KernelExports {
  readonly memory: WebAssembly.Memory;
  input(): number;
  output(): number;
  nodes(): number;
  prepare(): void;
  keccak(length: number): void;
  leaf(): void;
  parent(): void;
  page(leaves: number): void;
  chain(values: number): void;
}

export const hashBytes = 32;
export const pageBytes = 4096;
/** Depth of the tree of one page. */
export const pageLevels = 7;
/** Values that one call of `chain` takes. */
export const chainValues = 128;

const compiled = new WebAssembly.Module(Uint8Array.from(atob(hashKernel), (character) => character.charCodeAt(0)));
const kernel = new WebAssembly.Instance(compiled).exports as unknown as KernelExports;
kernel.prepare();

/** The hash functions of `hashKernel/kernel.c`, and the areas of its memory that they work on. One instance serves a thread: no call outlives its caller. */
export const HashKernel = {
  /** What is hashed: 8 KiB. */
  input: new Uint8Array(kernel.memory.buffer, kernel.input(), 8192),
  /** The results: up to 128 hashes. */
  output: new Uint8Array(kernel.memory.buffer, kernel.output(), 4096),
  /** All nodes of the last page: 128 leaves' hashes, then 64, …, then its root. */
  nodes: new Uint8Array(kernel.memory.buffer, kernel.nodes(), 8160),
  keccak: kernel.keccak,
  leaf: kernel.leaf,
  parent: kernel.parent,
  page: kernel.page,
  chain: kernel.chain,
} as const;
