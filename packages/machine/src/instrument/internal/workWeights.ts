import { op } from '../../module/opcodes.ts';

/**
 * The weights that define work. An executed instruction of the guest weighs 1; instructions that only structure the code weigh 0. What moves many bytes
 * weighs more, by the power of two given here.
 *
 * A change of any weight changes the work of every job: it is a new version of the machine.
 */
export const workWeights = {
  instruction: 1,
  /** `memory.grow`, whatever it gets: the engine takes about 60 ns for it, as long as for so many ordinary instructions. */
  grow: 64,
  /** `memory.copy`, `memory.fill`, `memory.init`: one more for every 2^3 bytes. */
  bytesLog2: 3,
  /** `table.copy`, `table.init`: one more for every element. */
  elementsLog2: 0,
  /** `memory.grow`, where it succeeds, besides: as much as to fill the new pages, 2^16 bytes each. */
  pageLog2: 13,
} as const;

const structural: ReadonlySet<number> = new Set([op.nop, op.block, op.loop, op.else, op.end]);

/** Weight of one execution of an instruction, without what depends on its operands. */
export function workWeight(opcode: number): number {
  if (opcode === op.memoryGrow) return workWeights.grow;
  return structural.has(opcode) ? 0 : workWeights.instruction;
}
