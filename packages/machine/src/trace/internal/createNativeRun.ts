import { injectedExports } from '../../instrument/InstrumentedModule.ts';
import type { Interpreter } from '../../interpret/createInterpreter.ts';
import { hostModuleName, linkedExports } from '../../link/LinkedModule.ts';
import type { Program } from '../../program/Program.ts';
import type { MachineInput } from '../../state/MachineInput.ts';
import { frameWords, grown } from '../../state/MachineState.ts';
import { type CompiledTrace, compileTrace, traceLayout } from './compileTrace.ts';

const treePageBytes = 4096;
const wasmPageBytes = 65_536;
const leafBytes = 32;
/** Steps before the entry's function begins, and pcs behind its call and the one after a trap. */
const entrySteps = 1n;
const pcBehindEntry = 4;

/** The run was stopped because all that was wanted is known. */
const enough = Symbol('enough');

/** Runs a program on the engine, and stops where states are wanted. */
export interface NativeRun {
  /**
   * Runs from the first state, and calls `visit` with the interpreter in the state after so many steps, for each of them.
   *
   * @param interpreter - In the first state of the same program and input. Whatever the engine cannot reach exactly, it goes to from the last state that was known.
   * @param steps - In ascending order. Behind the end of the run, the last state is visited.
   */
  visit(interpreter: Interpreter, steps: readonly number[], visit: (index: number) => void): void;
}

/**
 * Compiles a program's module for the engine once more; see {@link compileTrace}.
 *
 * @param program - One that `isTraceable`.
 * @param margin - Steps that the interpreter takes from where the engine is stopped to what is wanted.
 */
export function createNativeRun(program: Program, input: MachineInput, margin: number): NativeRun {
  const compiled = compileTrace(program.source.module, program.functions);
  const module = new WebAssembly.Module(compiled.bytes as Uint8Array<ArrayBuffer>);
  /** Brings the interpreter to a state shortly before a number of steps that the engine comes to. */
  const takeNear = (interpreter: Interpreter, steps: number): void => {
    const session = openSession(program, compiled, module, input);
    session.onCapture = (frame, at) => {
      session.takeState(interpreter, frame, at);
      throw enough;
    };
    session.limit.value = BigInt(Math.max(steps - margin, 0));
    try {
      session.run();
    } catch (error) {
      if (error !== enough) throw error;
    }
  };
  return {
    visit(interpreter, steps, visit) {
      let next = 0;
      /** Lets the interpreter go on to all that is near; true where nothing is left. */
      const visitNear = (): boolean => {
        for (; next < steps.length; next++) {
          const wanted = steps[next] ?? 0;
          if (wanted - interpreter.steps > 2 * margin && !interpreter.halted) return false;
          interpreter.run(wanted - interpreter.steps);
          visit(next);
        }
        return true;
      };
      if (visitNear()) return;
      const session = openSession(program, compiled, module, input);
      const limit = (): bigint => BigInt(Math.max((steps[next] ?? 0) - margin, 0));
      session.onCapture = (frame, at) => {
        // Too far already: the last state known is nearer from below.
        if (at <= (steps[next] ?? 0)) session.takeState(interpreter, frame, at);
        else interpreter.run((steps[next] ?? 0) - interpreter.steps);
        if (visitNear()) throw enough;
        session.limit.value = limit();
      };
      session.limit.value = limit();
      let ended: Ended;
      try {
        ended = session.run();
      } catch (error) {
        if (error === enough) return;
        throw error;
      }
      const last = Number(session.steps.value);
      if (ended !== 'unknown') {
        // Near the end nothing was captured any more: what is wanted before it is reached step by step, from the last state known.
        for (; next < steps.length && (steps[next] ?? 0) < last; next++) {
          interpreter.run((steps[next] ?? 0) - interpreter.steps);
          visit(next);
        }
        if (next === steps.length) return;
        session.takeEnd(interpreter, ended);
      } else if (last - interpreter.steps > 2 * margin) {
        // It trapped within a piece of code: once more, to shortly before.
        takeNear(interpreter, last);
      }
      for (; next < steps.length; next++) {
        interpreter.run((steps[next] ?? 0) - interpreter.steps);
        visit(next);
      }
    },
  };
}

/** `unknown`: it trapped in the midst of a piece of code; the steps are those at its beginning. */
type Ended = 'returned' | 'trapped' | 'unknown';

interface Session {
  readonly steps: { value: bigint };
  readonly limit: { value: bigint };
  onCapture: (frame: number, steps: number) => void;
  run(): Ended;
  takeState(interpreter: Interpreter, frame: number, steps: number): void;
  takeEnd(interpreter: Interpreter, ended: 'returned' | 'trapped'): void;
}

function openSession(
  program: Program,
  compiled: CompiledTrace,
  module: WebAssembly.Module,
  input: MachineInput,
): Session {
  const output: Uint8Array[] = [];
  const systemDirty: { set: (page: number) => void } = { set: () => undefined };
  const inputs = [input.template, input.task] as const;
  const readInput = (source: Uint8Array, from: number, address: number): void => {
    const memory = new Uint8Array(memories[1]?.buffer ?? new ArrayBuffer(0));
    if (address % leafBytes !== 0 || address + leafBytes > memory.length) throw new WebAssembly.RuntimeError('no leaf');
    const to = memory.subarray(address, address + leafBytes);
    to.fill(0);
    to.set(source.subarray(from, from + leafBytes));
    systemDirty.set(address);
  };
  const inputRead = (which: 0 | 1) => (address: number, i: number) =>
    readInput(inputs[which], leafBytes * (i >>> 0), address >>> 0);
  const instance = new WebAssembly.Instance(module, {
    [hostModuleName]: {
      input_size0: () => BigInt(inputs[0].length),
      input_size1: () => BigInt(inputs[1].length),
      input_read0: inputRead(0),
      input_read1: inputRead(1),
      input_read2: (address: number) => readInput(input.seed, 0, address >>> 0),
      output_write: (address: number) => {
        const memory = new Uint8Array(memories[1]?.buffer ?? new ArrayBuffer(0));
        const at = address >>> 0;
        if (at % leafBytes !== 0 || at + leafBytes > memory.length) throw new WebAssembly.RuntimeError('no leaf');
        output.push(memory.slice(at, at + leafBytes));
      },
    },
    [traceLayout.module]: {
      [traceLayout.capture]: (frame: number, steps: bigint) => session.onCapture(frame, Number(steps)),
    },
  });
  const exports = instance.exports;
  const memories = traceLayout.memories.map((name) => exports[name] as WebAssembly.Memory | undefined);
  const trace = exports[traceLayout.memory] as WebAssembly.Memory;
  const traceBytes = new Uint8Array(trace.buffer);
  const traceView = new DataView(trace.buffer);
  systemDirty.set = (address) => {
    traceBytes[traceLayout.dirty[1] + Math.floor(address / treePageBytes)] = 1;
  };
  const globalOf = <T>(name: string): { value: T } => exports[name] as unknown as { value: T };
  const steps = globalOf<bigint>(traceLayout.steps);
  const exact = globalOf<number>(traceLayout.exact);
  const frameGlobal = globalOf<number>(traceLayout.frame);
  const workLeft = globalOf<bigint>(injectedExports.workLeft);
  const putGlobals = exports[traceLayout.putGlobals] as () => void;
  const run = exports[program.entryName ?? linkedExports.run] as () => number;
  let status = 0;
  let outputTaken = 0;

  /** Brings memories, registers, work, cause and output of the interpreter's state to those of the instance. */
  const takeData = (interpreter: Interpreter): void => {
    const { state } = interpreter;
    for (const index of [0, 1] as const) {
      const memory = memories[index];
      if (memory === undefined) continue;
      const from = new Uint8Array(memory.buffer);
      const to = state.memories[index];
      if (from.length / wasmPageBytes > to.pages) to.grow(from.length / wasmPageBytes);
      const marks = traceBytes.subarray(
        traceLayout.dirty[index],
        traceLayout.dirty[index] + from.length / treePageBytes,
      );
      for (let page = marks.indexOf(1); page >= 0; page = marks.indexOf(1, page + 1)) {
        const at = page * treePageBytes;
        to.bytes.set(from.subarray(at, at + treePageBytes), at);
        to.dirty[page] = 1;
      }
      marks.fill(0);
    }
    putGlobals();
    for (let index = 0; index < program.source.module.globals.length; index++) {
      const value = traceView.getBigUint64(traceLayout.globals + 8 * index, true);
      if (index === program.workLeftGlobal) state.workLeft = BigInt.asIntN(64, value);
      else if (index === program.causeGlobal) state.cause = Number(value & 0xffn);
      else if (state.register(index) !== value) state.setRegister(index, value);
    }
    for (; outputTaken < output.length; outputTaken++)
      state.appendOutput(output[outputTaken] ?? new Uint8Array(leafBytes));
  };

  const session: Session = {
    steps,
    limit: globalOf<bigint>(traceLayout.limit),
    onCapture: () => undefined,
    run() {
      steps.value = entrySteps;
      exact.value = 0;
      workLeft.value = program.workLimit;
      frameGlobal.value = traceLayout.frames;
      try {
        status = run();
        return 'returned';
      } catch (error) {
        if (!(error instanceof WebAssembly.RuntimeError)) throw error;
        return exact.value === 1 ? 'trapped' : 'unknown';
      }
    },
    takeState(interpreter, frame, at) {
      const { state } = interpreter;
      takeData(interpreter);
      state.frameCount = 0;
      state.depth = 0;
      let localSlots = 0;
      const putFrame = (pc: number, start: number, slots: number): void => {
        state.frames = grown(state.frames, frameWords * (state.frameCount + 1));
        state.frames.set([pc, start, slots], frameWords * state.frameCount++);
      };
      putFrame(pcBehindEntry, 0, 0);
      for (let address: number = traceLayout.frames; ; ) {
        const site = compiled.sites[traceView.getUint32(address, true)];
        const sizes = compiled.frames[site?.function ?? -1];
        if (site === undefined || sizes === undefined) throw new Error('a frame without its site');
        const start = localSlots;
        localSlots += sizes.locals;
        state.locals = grown(state.locals, 2 * localSlots);
        const words = new Int32Array(trace.buffer, address + 8, 2 * (sizes.locals + site.operands));
        state.locals.set(words.subarray(0, 2 * sizes.locals), 2 * start);
        state.stack = grown(state.stack, 2 * (state.depth + site.operands));
        state.stack.set(words.subarray(2 * sizes.locals), 2 * state.depth);
        state.depth += site.operands;
        if (address === frame) {
          state.localsStart = start;
          state.localsSlots = sizes.locals;
          state.pc = site.pc;
          break;
        }
        putFrame(site.pc, start, sizes.locals);
        address += 8 * sizes.slots;
      }
      interpreter.moved(at);
    },
    takeEnd(interpreter, ended) {
      const { state } = interpreter;
      takeData(interpreter);
      state.frameCount = 0;
      state.localsStart = 0;
      state.localsSlots = 0;
      state.depth = 0;
      if (ended === 'trapped') {
        state.phase = 1;
        state.pc = 1;
      } else {
        state.pc = pcBehindEntry;
        state.push(BigInt(status >>> 0));
      }
      interpreter.moved(Number(steps.value));
    },
  };
  return session;
}
