import type { TaskStatus } from '@suanli/protocol';
import type { ModuleHooks } from '../ModuleHooks.ts';
import { endOfWork, GuestEnd } from './wasi/GuestEnd.ts';
import { WasiHost, type WasiHostOptions } from './wasi/WasiHost.ts';
import { type WasiFunctionName, wasiFunctions, wasiModuleName } from './wasi/wasiFunctions.ts';

export interface LoadedModule {
  readonly module: WebAssembly.Module;
  readonly hooks: ModuleHooks;
}

export interface RunInput extends Omit<WasiHostOptions, 'memory' | 'charge'> {
  readonly work: bigint;
}

export interface RunResult {
  readonly status: TaskStatus;
  readonly work: bigint;
  readonly exitCode: number;
  readonly note: string;
  readonly output: ReturnType<WasiHost['output']>;
}

/** The host, not the program, is at fault: there is no outcome. */
export class HostShortage extends Error {}

const status = {
  completed: 0,
  exited: 1,
  trapped: 2,
  outOfWork: 3,
  stackOverflow: 4,
  outputLimit: 5,
} as const satisfies typeof TaskStatus;

const noMemory = { buffer: new ArrayBuffer(0) };

let current: WasiHost | undefined;

function importFor(name: WasiFunctionName): (...args: (number | bigint)[]) => number {
  return (...args) => {
    if (current === undefined) throw new Error('host call outside a task');
    return current.call(name, args);
  };
}

/** One object for all instances: host calls go to the task that runs, and one runs at a time. */
const imports: WebAssembly.Imports = {
  [wasiModuleName]: Object.fromEntries(
    (Object.keys(wasiFunctions) as WasiFunctionName[]).map((name) => [name, importFor(name)]),
  ),
};

function globalOf<T extends number | bigint>(instance: WebAssembly.Instance, name: string): { value: T } {
  const global = instance.exports[name];
  if (!(global instanceof WebAssembly.Global)) throw new Error(`the instrumented module exports no global ${name}`);
  return global as { value: T };
}

/**
 * Runs one task in an instance of its own.
 *
 * @throws HostShortage
 */
export function runTask({ module, hooks }: LoadedModule, input: RunInput): RunResult {
  let instance: WebAssembly.Instance;
  try {
    instance = new WebAssembly.Instance(module, imports);
  } catch (error) {
    if (error instanceof RangeError) throw new HostShortage(error.message);
    if (!(error instanceof WebAssembly.RuntimeError)) throw error;
    // A data or element segment that does not fit: the program's fault, before its first instruction.
    const output = { stdout: new Uint8Array(0), stderr: new Uint8Array(0), files: [] };
    return { status: status.trapped, work: 0n, exitCode: -1, note: error.message, output };
  }
  const left = globalOf<bigint>(instance, hooks.workGlobal);
  const trap = globalOf<number>(instance, hooks.trapGlobal);
  const memory = instance.exports.memory;
  left.value = input.work;
  const host = new WasiHost({
    ...input,
    memory: memory instanceof WebAssembly.Memory ? memory : noMemory,
    charge: (work) => {
      const rest = left.value - BigInt(work);
      if (rest < 0n) {
        left.value = 0n;
        throw endOfWork;
      }
      left.value = rest;
    },
  });
  const finish = (end: TaskStatus, exitCode: number, note: string): RunResult => {
    const rest = left.value;
    const work = end === status.outOfWork ? input.work : input.work - (rest < 0n ? 0n : rest);
    return { status: end, work, exitCode, note, output: host.output() };
  };
  current = host;
  try {
    if (hooks.start !== undefined) (instance.exports[hooks.start] as () => void)();
    (instance.exports._start as () => void)();
    return finish(status.completed, 0, '');
  } catch (error) {
    if (error instanceof GuestEnd) return finish(error.status, error.exitCode, '');
    if (error instanceof WebAssembly.RuntimeError) {
      if (trap.value === hooks.trapOutOfWork) return finish(status.outOfWork, -1, '');
      if (trap.value === hooks.trapStackOverflow) return finish(status.stackOverflow, -1, '');
      return finish(status.trapped, -1, error.message);
    }
    // The stack guard trips long before the engine's own limit; if it did not, this host cannot tell the outcome.
    if (error instanceof RangeError) throw new HostShortage(error.message);
    throw error;
  } finally {
    current = undefined;
  }
}
