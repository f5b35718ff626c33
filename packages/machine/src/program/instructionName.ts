import { machineOp } from '../lower/internal/machineOpcodes.ts';
import { opcodeInfo } from '../module/opcodes.ts';

/** The prefix under which WebAssembly has its saturating truncations. */
const saturatingPrefix = 0xfc00;
const { truncSat, ...others } = machineOp;
const names = new Map<number, string>(
  Object.entries(others).map(([name, opcode]) => [
    opcode,
    name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
  ]),
);

/**
 * The name of an instruction of a program (docs/machine.md, "Instructions"): its own ones as the table there has them, the others as in WebAssembly.
 * Every other opcode traps.
 *
 * @example
 * instructionName(0x3a); // 'i32.store8'
 */
export function instructionName(opcode: number): string {
  const own = names.get(opcode);
  if (own !== undefined) return own;
  const isAccess = opcode >= 0x28 && opcode <= 0x3e;
  const isNumeric = opcode >= 0x45 && opcode < truncSat;
  const isSaturating = opcode >= truncSat && opcode < truncSat + 8;
  const source = isSaturating ? saturatingPrefix + opcode - truncSat : isAccess || isNumeric ? opcode : undefined;
  return (source === undefined ? undefined : opcodeInfo(source)?.name) ?? 'trap';
}
