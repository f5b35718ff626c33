import { machinePrefix } from '../../lower/internal/machineOpcodes.ts';
import type { Program } from '../../program/Program.ts';

/** A module with two memories, the smallest there is. */
const twoMemories = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 5, 5, 2, 0, 1, 0, 1);

/**
 * Whether a program's module can run on the engine with its states known: its table stays as it is, it needs no segment at run time, and the engine knows several memories.
 */
export function isTraceable(program: Program): boolean {
  const { module } = program.source;
  if (!module.functions.every(({ code }) => code.every(({ opcode }) => opcode < machinePrefix))) return false;
  return WebAssembly.validate(twoMemories);
}
