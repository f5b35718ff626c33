// Writes states and witnesses by docs/machine.md, out of bytes alone.
import { bytesToHex, concatHex, type Hex, hexToBytes, numberToHex } from 'viem';
import { keccak256 as hashBytes } from '../../../packages/machine/src/tree/keccak256.ts';

/** Tests hash millions of words; this one is ten times as fast as the usual. */
const keccak256 = (bytes: Hex): Hex => bytesToHex(hashBytes(hexToBytes(bytes)));

const zero: Hex = `0x${'00'.repeat(32)}`;
export const word = (value: bigint | number): Hex => numberToHex(value, { size: 32 });
export const pair = (left: Hex, right: Hex): Hex => keccak256(concatHex([left, right]));

const empties: Hex[] = [keccak256(concatHex(['0x00', zero]))];
/** The root of a tree of zeros. */
export function empty(depth: number): Hex {
  for (let level = empties.length; level <= depth; level++) {
    const below = empties[level - 1] ?? zero;
    empties.push(keccak256(concatHex(['0x01', below, below])));
  }
  return empties[depth] ?? zero;
}

/** The words of a header, in their order. */
export interface Header {
  readonly status: number;
  readonly exit: number;
  readonly cause: number;
  readonly phase: number;
  readonly pc: number;
  readonly pages: number;
  readonly systemPages: number;
  readonly work: bigint;
  readonly code: Hex;
  readonly values: Hex;
  readonly frames: Hex;
  readonly locals: Hex;
  readonly registers: Hex;
  readonly memory: Hex;
  readonly system: Hex;
  readonly output: Hex;
  readonly input: Hex;
}

export const headerWords = (h: Header): Hex[] => [
  word(
    BigInt(h.status) |
      (BigInt(h.exit) << 8n) |
      (BigInt(h.cause) << 16n) |
      (BigInt(h.phase) << 24n) |
      (BigInt(h.pc) << 32n) |
      (BigInt(h.pages) << 64n) |
      (BigInt(h.systemPages) << 96n) |
      (BigInt.asUintN(64, h.work) << 128n),
  ),
  ...[h.code, h.values, h.frames, h.locals, h.registers, h.memory, h.system, h.output, h.input],
];

export const stateHash = (h: Header): Hex => keccak256(concatHex(headerWords(h)));

/** A state at pc 0 that has nothing. */
export const blankHeader: Header = {
  status: 0,
  exit: 0,
  cause: 0,
  phase: 0,
  pc: 0,
  pages: 0,
  systemPages: 0,
  work: 0n,
  code: empty(22),
  values: zero,
  frames: zero,
  locals: empty(14),
  registers: empty(16),
  memory: empty(27),
  system: empty(27),
  output: zero,
  input: zero,
};

export const instructionWord = (opcode: number, a = 0, b = 0n): Hex =>
  word(BigInt(opcode) | (BigInt(a) << 8n) | (b << 64n));

/** A tree of zeros but for leaf 0: its root, and the words that prove the leaf. */
export function singleLeaf(depth: number, leaf: Hex): { readonly root: Hex; readonly proof: readonly Hex[] } {
  const siblings = Array.from({ length: depth }, (_, level) => empty(level));
  const root = siblings.reduce(
    (node, sibling) => keccak256(concatHex(['0x01', node, sibling])),
    keccak256(concatHex(['0x00', leaf])),
  );
  return { root, proof: [leaf, ...siblings] };
}
