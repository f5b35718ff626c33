import { machinePrefix } from '../../lower/internal/machineOpcodes.ts';
import { op } from '../../module/opcodes.ts';
import type { Program } from '../../program/Program.ts';

/** A module with two memories, the smallest there is. */
const twoMemories = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 5, 5, 2, 0, 1, 0, 1);

/** Locals of a function that engines take (50,000), with room for what a trace adds. */
const maxLocals = 40_000;
/** Slots that the places of one function put down together: below the engines' limit for a body (7.6 MB) at some 12 bytes each. */
const maxSlotsOfFunction = 400_000;
/** The same for all functions of a module: what takes a second to compile. */
const maxSlots = 4_000_000;
const valueTypes = 4;

/** Whether the trace of a program is no larger than engines and patience allow: every call and loop puts the whole frame down. */
function isSmallEnough(program: Program): boolean {
  let slots = 0;
  for (const [index, { localSlots, maxOperands }] of program.functions.entries()) {
    if (localSlots + valueTypes * maxOperands > maxLocals) return false;
    const { code } = program.source.module.functions[index] ?? { code: [] };
    const places = code.filter(({ opcode }) => opcode === op.call || opcode === op.callIndirect || opcode === op.loop);
    const own = (1 + places.length) * (1 + localSlots + maxOperands);
    slots += own;
    if (own > maxSlotsOfFunction || slots > maxSlots) return false;
  }
  return true;
}

/**
 * Whether a program's module can run on the engine with its states known: its table stays as it is, it needs no segment at run time, its frames are of a sensible size, and the
 * engine knows several memories.
 */
export function isTraceable(program: Program): boolean {
  const { module } = program.source;
  if (!module.functions.every(({ code }) => code.every(({ opcode }) => opcode < machinePrefix))) return false;
  return isSmallEnough(program) && WebAssembly.validate(twoMemories);
}
