/** Bytes that loads and stores move, from opcode 28 on. */
const sizes = [4, 8, 4, 8, 1, 1, 2, 2, 1, 1, 2, 2, 4, 4, 4, 8, 4, 8, 1, 2, 1, 2, 4];
const firstAccess = 0x28;
const lastAccess = 0x3e;
const firstStore = 0x36;
const firstNumeric = 0x45;
const lastNumeric = 0xcc;

/** First and last opcodes of the numeric instructions that take two operands. */
const binary: readonly (readonly [number, number])[] = [
  [0x46, 0x4f],
  [0x51, 0x66],
  [0x6a, 0x78],
  [0x7c, 0x8a],
  [0x92, 0x98],
  [0xa0, 0xa6],
];

/** Loads and stores. */
export function isAccess(opcode: number): boolean {
  return opcode >= firstAccess && opcode <= lastAccess;
}

export function isStore(opcode: number): boolean {
  return isAccess(opcode) && opcode >= firstStore;
}

/** Bytes that a load or store moves. */
export function accessBytes(opcode: number): number {
  return sizes[opcode - firstAccess] ?? 0;
}

export function isNumeric(opcode: number): boolean {
  return opcode >= firstNumeric && opcode <= lastNumeric;
}

/** Whether a numeric instruction takes one operand. */
export function isUnary(opcode: number): boolean {
  return !binary.some(([first, last]) => opcode >= first && opcode <= last);
}
