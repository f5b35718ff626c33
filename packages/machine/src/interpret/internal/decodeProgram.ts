import { machineOp } from '../../lower/internal/machineOpcodes.ts';
import type { Program } from '../../program/Program.ts';

/** A program's code as the interpreter wants it: one entry per pc in each array. */
export interface DecodedCode {
  /** As in the program, or one of {@link decodedOp}. */
  readonly opcodes: Uint16Array;
  /** For an access to system memory, the opcode. */
  readonly accesses: Uint8Array;
  readonly a: Uint32Array;
  /** The halves of `b`; for locals and registers the first Int32 word of the slot in `low`. */
  readonly low: Int32Array;
  readonly high: Int32Array;
  /** Where a function begins: the slots of its locals. */
  readonly localSlots: Uint32Array;
  /** Where a function begins: the Int32 words that its operands take at most. */
  readonly operandSlots: Uint32Array;
  /** The largest of them: what any function needs to go on from anywhere. */
  readonly mostOperandSlots: number;
}

/** Instructions that only the interpreter knows. */
export const decodedOp = {
  systemAccess: 0x100,
  /** The `halt` behind the call of an exported function: its results are all on the stack. */
  pause: 0x101,
} as const;

const firstAccess = 0x28;
const lastAccess = 0x3e;
/** Operands that host instructions and landing pads may push beyond what a function counts. */
const spareOperands = 4;

function namesSlot(opcode: number): boolean {
  return opcode >= machineOp.localGet && opcode <= machineOp.registerPut;
}

/** Prepares a program's code. */
export function decodeProgram(program: Program): DecodedCode {
  const count = program.opcodes.length;
  const code: DecodedCode = {
    opcodes: new Uint16Array(count + 1),
    accesses: new Uint8Array(count + 1),
    a: new Uint32Array(count + 1),
    low: new Int32Array(count + 1),
    high: new Int32Array(count + 1),
    localSlots: new Uint32Array(count + 1),
    operandSlots: new Uint32Array(count + 1),
    mostOperandSlots:
      2 * (spareOperands + program.functions.reduce((most, item) => Math.max(most, item.maxOperands), 0)),
  };
  code.opcodes.set(program.opcodes);
  code.a.set(program.a);
  for (let pc = 0; pc < count; pc++) {
    const opcode = program.opcodes[pc] ?? 0;
    const b = program.b[pc] ?? 0n;
    const low = Number(BigInt.asIntN(32, b));
    code.low[pc] = namesSlot(opcode) ? 2 * low : low;
    code.high[pc] = Number(BigInt.asIntN(32, b >> 32n));
    if (opcode >= firstAccess && opcode <= lastAccess && program.a[pc] !== 0) {
      code.opcodes[pc] = decodedOp.systemAccess;
      code.accesses[pc] = opcode;
    }
  }
  for (const { entryPc, localSlots, maxOperands } of program.functions) {
    code.localSlots[entryPc] = localSlots;
    code.operandSlots[entryPc] = 2 * (maxOperands + spareOperands);
  }
  for (const pc of program.entries.values()) code.opcodes[pc + 1] = decodedOp.pause;
  return code;
}
