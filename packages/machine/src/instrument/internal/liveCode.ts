import { op } from '../../module/opcodes.ts';
import type { Instruction } from '../../module/WasmModule.ts';

/**
 * A function's code without what follows an unconditional branch, return or trap up to the end of its block: such code never runs, and without it every
 * operand has a known type. The `end` and `else` stay.
 */
export function liveCode(code: readonly Instruction[]): Instruction[] {
  const live: Instruction[] = [];
  let dead = false;
  let depth = 0;
  for (const instruction of code) {
    const { opcode } = instruction;
    if (dead) {
      if (opcode === op.block || opcode === op.loop || opcode === op.if) {
        depth++;
        continue;
      }
      if (depth > 0) {
        if (opcode === op.end) depth--;
        continue;
      }
      if (opcode !== op.end && opcode !== op.else) continue;
      dead = false;
    }
    live.push(instruction);
    dead = opcode === op.br || opcode === op.brTable || opcode === op.return || opcode === op.unreachable;
  }
  return live;
}
