import { machineOp } from '../src/lower/internal/machineOpcodes.ts';
import { opcodeInfo } from '../src/module/opcodes.ts';

/** The name of an opcode of the machine; docs/machine.md, "Instructions". */
export function opcodeName(opcode: number): string {
  const own = Object.entries(machineOp).find(([, value]) => value === opcode && value !== machineOp.truncSat)?.[0];
  if (own !== undefined) return own.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const wasm = opcode >= machineOp.truncSat ? 0xfc00 + opcode - machineOp.truncSat : opcode;
  return opcodeInfo(wasm)?.name ?? `opcode ${opcode.toString(16)}`;
}
