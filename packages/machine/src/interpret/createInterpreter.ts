import { SuanliError } from '@suanli/protocol';
import { injectedExports } from '../instrument/InstrumentedModule.ts';
import type { Program } from '../program/Program.ts';
import { programPc } from '../program/Program.ts';
import { proveStep } from '../prove/proveStep.ts';
import { createStateHasher } from '../state/hashState.ts';
import type { MachineInput } from '../state/MachineInput.ts';
import { type MachineSnapshot, MachineState } from '../state/MachineState.ts';
import { decodedOp, decodeProgram } from './internal/decodeProgram.ts';
import { execute } from './internal/execute.ts';

/** Steps of one call of the inner loop, which counts in 31 bits. */
const most = 2 ** 30;

/** A place in a run to go back to. */
export interface Checkpoint {
  /** Steps taken since the first state. */
  readonly steps: number;
  readonly state: MachineSnapshot;
}

/** Runs a program step by step; docs/machine.md. */
export interface Interpreter {
  readonly state: MachineState;
  /** Steps taken since the first state. */
  readonly steps: number;
  readonly halted: boolean;
  /** Whether the function that {@link begin} called has returned: its results are on the operand stack. */
  readonly returned: boolean;

  /**
   * Takes steps.
   *
   * @param maxSteps - At most 2^53.
   * @returns How many were taken: fewer where the program halted, or came to the `halt` behind the call of an exported function (see {@link begin}).
   */
  run(maxSteps: number): number;

  /** The ten words of the present state: 320 bytes. */
  header(): Uint8Array;
  /** The hash of the present state: 32 bytes. */
  hash(): Uint8Array;
  /** The witness of the step from the present state to the next. */
  witness(): Uint8Array;

  checkpoint(): Checkpoint;
  restore(checkpoint: Checkpoint): void;

  /** Says that the state was made that after so many steps by other means. */
  moved(steps: number): void;

  /**
   * Prepares a call of an exported function of a program that was lowered with `exports`, on the memory and globals there are: the state is what the entry's `call` runs from.
   * Then {@link run} stops when the function has returned, its results on the operand stack, or halts after a trap.
   *
   * @param name - Of the export.
   * @param parameters - Their bits, below 2^64.
   * @throws `MACHINE_PROGRAM_ENTRY` where there is no such entry.
   */
  begin(name: string, parameters: readonly bigint[]): void;

  /** The bits of an exported global, the injected ones included. */
  global(name: string): bigint;
  /** Sets an exported global, such as those that instrumentation adds. */
  setGlobal(name: string, bits: bigint): void;
}

/**
 * Makes an interpreter in the first state of a program.
 *
 * @example
 * const machine = createInterpreter(program, { template, task, seed });
 * machine.run(2 ** 40);
 * machine.state.exit; // the task's status
 */
export function createInterpreter(program: Program, input: MachineInput): Interpreter {
  const code = decodeProgram(program);
  const state = new MachineState(program, input);
  let hasher: ReturnType<typeof createStateHasher> | undefined;
  const hashes = (): ReturnType<typeof createStateHasher> => {
    hasher ??= createStateHasher(state);
    return hasher;
  };
  let steps = 0;
  const globalIndex = (name: string): number => {
    const found = program.source.module.exports.find((item) => item.kind === 'global' && item.name === name);
    if (found === undefined) throw new RangeError(`no exported global ${name}`);
    return found.index;
  };

  return {
    state,
    get steps() {
      return steps;
    },
    get halted() {
      return state.status !== 0;
    },
    get returned() {
      return state.status === 0 && state.frameCount === 0 && code.opcodes[state.pc] === decodedOp.pause;
    },
    run(maxSteps) {
      let taken = 0;
      while (taken < maxSteps) {
        const wanted = Math.min(maxSteps - taken, most);
        const done = execute(state, code, wanted);
        taken += done;
        if (done < wanted) break;
      }
      steps += taken;
      return taken;
    },
    header: () => hashes().header(),
    hash: () => hashes().hash(),
    witness: () => proveStep(state, hashes()),
    checkpoint: () => ({ steps, state: state.snapshot() }),
    restore(checkpoint) {
      steps = checkpoint.steps;
      state.restore(checkpoint.state);
    },
    moved(to) {
      steps = to;
    },
    begin(name, parameters) {
      const pc = program.entries.get(name);
      if (pc === undefined || pc < programPc.entry)
        throw new SuanliError('MACHINE_PROGRAM_ENTRY', { parameters: { name } });
      state.pc = pc;
      state.phase = 0;
      state.status = 0;
      state.exit = 0;
      state.depth = 0;
      state.frameCount = 0;
      state.localsStart = 0;
      state.localsSlots = 0;
      for (const bits of parameters) state.push(bits);
    },
    global(name) {
      if (name === injectedExports.workLeft) return BigInt.asUintN(64, state.workLeft);
      return name === injectedExports.trap ? BigInt(state.cause) : state.register(globalIndex(name));
    },
    setGlobal(name, bits) {
      if (name === injectedExports.workLeft) state.workLeft = bits;
      else if (name === injectedExports.trap) state.cause = Number(bits & 0xffn);
      else state.setRegister(globalIndex(name), bits);
    },
  };
}
