import { type Checkpoint, createInterpreter, type Interpreter } from '../interpret/createInterpreter.ts';
import type { Program } from '../program/Program.ts';
import { programHeader, programRoot } from '../program/programRoot.ts';
import type { MachineInput } from '../state/MachineInput.ts';
import type { MachineState } from '../state/MachineState.ts';
import { createNativeRun, type NativeRun } from './internal/createNativeRun.ts';
import { isTraceable } from './internal/isTraceable.ts';
import type { StateTrace, TraceOptions, TraceResult } from './StateTrace.ts';

/** A departure from what the machine does, for whoever needs a liar who plays a game to its end: tests and demonstrations. */
export interface TraceFault {
  /** The state that is changed is the one after so many steps. */
  readonly step: number;
  readonly change: (state: MachineState) => void;
}

export interface StateTraceOptions {
  /** Default none. A trace with a fault is interpreted throughout. */
  readonly fault?: TraceFault;
  /** What states are kept to go back to may take, in bytes. Default 256 MiB. */
  readonly checkpointBytes?: number;
  /** Stretches of up to so many steps are interpreted, longer ones run on the engine. Default 32,000,000: half a second. */
  readonly interpretedSteps?: number;
  /** Steps that are interpreted from where the engine is stopped to the state that is wanted. Default 400,000: some ms. */
  readonly marginSteps?: number;
}

/** No program that anybody can run takes more steps; all numbers up to here are exact. */
const endOfAllSteps = 2 ** 52;
const defaultInterpretedSteps = 32_000_000;
const defaultMarginSteps = 400_000;
const defaultCheckpointBytes = 2 ** 28;

/**
 * Traces a program's run on one input: on the engine to where the wanted states are near, and from there step by step. It keeps states between those that were asked for, since
 * a game asks for ever smaller parts of a run.
 *
 * The work is done on the calling thread when it is asked for; give it a thread of its own where that must not wait.
 *
 * @example
 * const trace = createStateTrace(program, { template, task, seed });
 * const { steps } = await trace.result();
 * const [hash] = await trace.hashesAt([steps]);
 */
export function createStateTrace(program: Program, input: MachineInput, options: StateTraceOptions = {}): StateTrace {
  const {
    fault,
    checkpointBytes = defaultCheckpointBytes,
    interpretedSteps = defaultInterpretedSteps,
    marginSteps = defaultMarginSteps,
  } = options;
  const interpreter = createInterpreter(program, input);
  const start = interpreter.checkpoint();
  const checkpoints: Checkpoint[] = [start];
  let native: NativeRun | undefined;
  let engineServes = true;
  let queue: Promise<unknown> = Promise.resolve();
  let end: { readonly result: TraceResult; readonly checkpoint: Checkpoint } | undefined;
  let root: Uint8Array | undefined;
  let first: Uint8Array | undefined;

  const inTurn = <T>(options: TraceOptions | undefined, action: () => T): Promise<T> => {
    const turn = queue.then(() => {
      options?.signal?.throwIfAborted();
      return action();
    });
    queue = turn.catch(() => undefined);
    return turn;
  };

  /** Takes the interpreter on, by way of the fault where it lies between. */
  const runTo = (steps: number): void => {
    if (fault !== undefined && interpreter.steps <= fault.step && fault.step < steps) {
      interpreter.run(fault.step - interpreter.steps);
      if (interpreter.steps === fault.step && !interpreter.halted) fault.change(interpreter.state);
    }
    interpreter.run(steps - interpreter.steps);
  };

  const keep = (): void => {
    if (checkpoints.some(({ steps }) => steps === interpreter.steps)) return;
    const { memories } = interpreter.state;
    const bytes = (memories[0].pages + memories[1].pages) * 65_536;
    const most = Math.floor(checkpointBytes / Math.max(bytes, 1));
    if (most < 1) return;
    checkpoints.push(interpreter.checkpoint());
    checkpoints.sort((left, right) => left.steps - right.steps);
    // The first state stays; of the others, the oldest parts of the run go first.
    while (checkpoints.length > most + 1) checkpoints.splice(1, 1);
  };

  const noteEnd = (): void => {
    if (!interpreter.halted || end !== undefined) return;
    const { state } = interpreter;
    const left = state.workLeft < 0n ? 0n : state.workLeft;
    end = {
      result: {
        steps: BigInt(interpreter.steps),
        status: state.exit,
        work: program.workLimit - left,
        outputHash: state.output.slice(),
      },
      checkpoint: interpreter.checkpoint(),
    };
  };

  /** Calls `visit` with the interpreter in each of some states, in ascending order. */
  const visitAll = (
    steps: readonly number[],
    options: TraceOptions | undefined,
    visit: (at: Interpreter, index: number) => void,
  ): void => {
    const wanted = end === undefined ? steps : steps.map((step) => Math.min(step, Number(end?.result.steps ?? step)));
    const [lowest = 0] = wanted;
    const highest = wanted.at(-1) ?? 0;
    const from = checkpoints.findLast((checkpoint) => checkpoint.steps <= lowest) ?? start;
    const visitAt = (index: number): void => {
      options?.signal?.throwIfAborted();
      noteEnd();
      visit(interpreter, index);
      if (!interpreter.halted) keep();
    };
    let visited = 0;
    if (engineServes && fault === undefined && highest - from.steps > interpretedSteps && isTraceable(program)) {
      try {
        native ??= createNativeRun(program, input, marginSteps);
        interpreter.restore(start);
        native.visit(interpreter, wanted, (index) => {
          visited = index + 1;
          visitAt(index);
        });
        return;
      } catch (error) {
        // What an engine does not take, or runs out of stack with, the interpreter runs all the same.
        if (!(error instanceof WebAssembly.CompileError || error instanceof RangeError)) throw error;
        engineServes = false;
      }
    }
    interpreter.restore(visited > 0 ? start : from);
    for (const [index, step] of wanted.entries()) {
      if (index < visited) continue;
      runTo(step);
      visitAt(index);
    }
  };

  const numberOf = (step: bigint): number => Number(step < BigInt(endOfAllSteps) ? step : BigInt(endOfAllSteps));

  return {
    levels: program.levels,
    get programRoot() {
      root ??= programRoot(program);
      return root;
    },
    get first() {
      first ??= programHeader(program);
      return first;
    },
    result: (options) =>
      inTurn(options, () => {
        if (end === undefined) visitAll([endOfAllSteps], options, () => undefined);
        if (end === undefined) throw new Error('a run without an end');
        return end.result;
      }),
    hashesAt: (steps, options) =>
      inTurn(options, () => {
        const hashes: Uint8Array[] = [];
        visitAll(steps.map(numberOf), options, (at, index) => {
          hashes[index] = at.hash();
        });
        return hashes;
      }),
    headerAt: (step, options) =>
      inTurn(options, () => {
        let header: Uint8Array | undefined;
        visitAll([numberOf(step)], options, (at) => {
          header = at.header();
        });
        return header ?? new Uint8Array(0);
      }),
    witnessAt: (step, options) =>
      inTurn(options, () => {
        let witness: Uint8Array | undefined;
        visitAll([numberOf(step)], options, (at) => {
          witness = at.witness();
        });
        return witness ?? new Uint8Array(0);
      }),
  };
}
