import {
  createInterpreter,
  encodeModule,
  type FunctionType,
  type Interpreter,
  injectedExports,
  instrument,
  lowerModule,
  type WasmModule,
} from '../src/index.ts';
import { op } from '../src/module/opcodes.ts';
import { instruction } from './defineImports.ts';
import type { StepJudge } from './StepJudge.ts';
import { callByBits } from './wast/callByBits.ts';

type Exports = Record<string, WebAssembly.ExportValue>;

/** How a call ended, by bits. */
export interface MachineOutcome {
  /** Undefined after a trap. */
  readonly results: readonly bigint[] | undefined;
  /** One of the causes of docs/machine.md. */
  readonly cause: number;
}

export interface ProvableOptions {
  /** Is given every step; default: steps are taken, and judged by nobody. */
  readonly judge?: StepJudge | undefined;
  /** Units of work for each call. */
  readonly workLimit: bigint;
  /** Slots of stack for each call. */
  readonly stackLimit: number;
}

const noInput = { template: new Uint8Array(0), task: new Uint8Array(0), seed: new Uint8Array(32) };
const exitTrapped = 2;
const manySteps = 2 ** 40;
/** A run of millions of steps must not have all of them wait to be judged. */
const stepsBetweenLooks = 4096;
const memoryExport = 'memory of the provable instance';
const entryExport = 'entry of the provable instance';

/** A module with its memory exported, so that both sides' can be compared, and with an entry that does nothing. */
function prepared(module: WasmModule): WasmModule {
  const functionIndex = module.functions.length;
  return {
    ...module,
    types: [...module.types, { params: [], results: ['i32'] }],
    functions: [
      ...module.functions,
      {
        typeIndex: module.types.length,
        locals: [],
        code: [instruction(op.i32Const, 0), instruction(op.end)],
        offset: -1,
      },
    ],
    exports: [
      ...module.exports,
      { name: entryExport, kind: 'function', index: functionIndex, offset: -1 },
      ...(module.memories.length === 0 ? [] : [{ name: memoryExport, kind: 'memory' as const, index: 0, offset: -1 }]),
    ],
  };
}

/**
 * An instance of a module without imports that runs on two sides: the instrumented module in the engine, and the program it lowers to in the interpreter. Each call is
 * held to be the same on both in results, cause, work and memory.
 */
export class ProvableInstance {
  readonly module: WasmModule;
  readonly machine: Interpreter;
  /** Of the engine's instance; empty where it could not be made. */
  private exports: Exports = {};
  private readonly compiled: WebAssembly.Module;
  private readonly hasStart: boolean;
  private readonly options: ProvableOptions;

  constructor(module: WasmModule, options: ProvableOptions) {
    this.module = module;
    this.options = options;
    const instrumented = instrument(encodeModule(prepared(module)), { maxMemoryPages: 65_536 });
    this.hasStart = instrumented.hasStart;
    this.compiled = new WebAssembly.Module(instrumented.bytes as Uint8Array<ArrayBuffer>);
    this.machine = createInterpreter(
      lowerModule(instrumented.module, { exports: true, entry: entryExport, workLimit: options.workLimit }),
      noInput,
    );
  }

  /**
   * Starts the module: false where it traps, since a segment does not fit or its start function does.
   *
   * @throws Error where the two sides differ.
   */
  async start(label: string): Promise<boolean> {
    let linked = true;
    try {
      this.exports = new WebAssembly.Instance(this.compiled).exports as Exports;
    } catch {
      linked = false;
    }
    await this.steps(`${label}, entry`);
    const { exit } = this.machine.state;
    // A segment that does not fit has made a trap of the entry.
    if (exit !== (linked ? 0 : exitTrapped))
      throw new Error(`the engine links: ${linked}; the machine exits with ${exit}`);
    if (!linked) return false;
    this.checkMemory();
    if (!this.hasStart) return true;
    const { results } = await this.call(label, injectedExports.start, { params: [], results: [] }, []);
    return results !== undefined;
  }

  /** @throws Error where the two sides differ. */
  async call(label: string, name: string, type: FunctionType, parameters: readonly bigint[]): Promise<MachineOutcome> {
    const { machine, exports } = this;
    const { workLimit, stackLimit } = this.options;
    this.global(injectedExports.workLeft).value = workLimit;
    this.global(injectedExports.stackLeft).value = stackLimit;
    this.global(injectedExports.trap).value = 0;
    let expected: readonly bigint[] | undefined;
    try {
      expected = callByBits(exports[name], type, parameters);
    } catch (error) {
      if (!(error instanceof WebAssembly.RuntimeError)) throw error;
    }
    machine.setGlobal(injectedExports.workLeft, workLimit);
    machine.setGlobal(injectedExports.stackLeft, BigInt(stackLimit));
    machine.setGlobal(injectedExports.trap, 0n);
    machine.begin(name, parameters);
    await this.steps(label);
    const { state } = machine;
    const count = type.results.length;
    const results = machine.halted ? undefined : type.results.map((_, i) => state.operand(count - 1 - i));
    const differs = (what: string, engine: unknown, own: unknown): Error =>
      new Error(`${what}: engine ${String(engine)}, machine ${String(own)}`);
    const shown = (bits: readonly bigint[] | undefined): string =>
      bits?.map((item) => item.toString(16)).join() ?? 'trap';
    if (shown(results) !== shown(expected)) throw differs('results', shown(expected), shown(results));
    if (!machine.halted && state.depth !== count) throw differs('operands left', count, state.depth);
    const cause = Number(this.global(injectedExports.trap).value);
    if (cause !== state.cause) throw differs('cause', cause, state.cause);
    const workLeft: unknown = this.global(injectedExports.workLeft).value;
    if (workLeft !== state.workLeft) throw differs('work left', workLeft, state.workLeft);
    this.checkMemory();
    return { results, cause };
  }

  private global(name: string): WebAssembly.Global {
    return this.exports[name] as WebAssembly.Global;
  }

  /** Takes all steps there are, each of them under the judge's eyes. */
  private async steps(label: string): Promise<void> {
    const { machine } = this;
    const { judge } = this.options;
    if (judge === undefined) {
      machine.run(manySteps);
      return;
    }
    const { state } = machine;
    judge.begin(label);
    for (let taken = 1; !machine.returned && !machine.halted; taken++) {
      if (taken % stepsBetweenLooks === 0) await judge.ready();
      judge.step(state.program.opcodes[state.pc] ?? 0, machine.witness());
      if (machine.run(1) !== 1) throw new Error(`the interpreter does not go on at pc ${state.pc}`);
    }
    judge.end(machine.header());
  }

  private checkMemory(): void {
    const memory = this.exports[memoryExport] as WebAssembly.Memory | undefined;
    if (memory === undefined) return;
    const { content } = this.machine.state.memories[0];
    if (Buffer.compare(new Uint8Array(memory.buffer), content) !== 0) throw new Error('the memories differ');
  }
}
