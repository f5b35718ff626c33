import type { TaskStatus } from '@suanli/protocol';
import type { ModuleHooks } from '../ModuleHooks.ts';
import { readOutput, type SystemOutput } from './readOutput.ts';
import { SystemHost, type SystemInput } from './SystemHost.ts';

export interface LoadedModule {
  readonly module: WebAssembly.Module;
  readonly hooks: ModuleHooks;
}

export interface RunInput extends SystemInput {
  readonly work: bigint;
}

export interface RunResult {
  readonly status: TaskStatus;
  readonly work: bigint;
  readonly note: string;
  readonly output: SystemOutput;
}

/** The host, not the program, is at fault: there is no outcome. */
export class HostShortage extends Error {}

const trapped: typeof TaskStatus.trapped = 2;
const host = new SystemHost();

function exportOf<T>(instance: WebAssembly.Instance, name: string): T {
  const found = instance.exports[name];
  if (found === undefined) throw new Error(`the linked module exports no ${name}`);
  return found as T;
}

/** Of what is thrown, only a trap says something about the program. */
function requireTrap(error: unknown): asserts error is WebAssembly.RuntimeError {
  // The stack guard trips long before the engine's own limit; if it did not, this host cannot tell the outcome.
  if (error instanceof RangeError) throw new HostShortage(error.message);
  if (!(error instanceof WebAssembly.RuntimeError)) throw error;
}

/**
 * Runs one task in an instance of its own.
 *
 * @throws HostShortage
 */
export function runTask({ module, hooks }: LoadedModule, input: RunInput): RunResult {
  let instance: WebAssembly.Instance;
  try {
    instance = new WebAssembly.Instance(module, host.imports(hooks));
  } catch (error) {
    requireTrap(error);
    // A data or element segment that does not fit: the program's fault, before its first instruction.
    const none = new Uint8Array(0);
    const output = { exitCode: -1, stdout: none, stderr: none, files: [] };
    return { status: trapped, work: 0n, note: error.message, output };
  }
  const left = exportOf<{ value: bigint }>(instance, hooks.workGlobal);
  const trap = exportOf<{ value: number }>(instance, hooks.trapGlobal);
  left.value = input.work;
  host.begin(input);
  let status: number;
  let note = '';
  try {
    status = exportOf<() => number>(instance, hooks.run)();
  } catch (error) {
    requireTrap(error);
    if (trap.value === hooks.trapShortage) throw new HostShortage('no more memory for files');
    if (trap.value === 0) note = error.message;
    status = finish(instance, hooks);
  }
  const output = readOutput(host.end(exportOf<() => number>(instance, hooks.systemUsed)()));
  const rest = left.value;
  return {
    status: status as TaskStatus,
    work: input.work - (rest < 0n ? 0n : rest),
    note,
    output,
  };
}

/** Writing the output takes memory, too; that the machine would fail at it is impossible. */
function finish(instance: WebAssembly.Instance, hooks: ModuleHooks): number {
  try {
    return exportOf<() => number>(instance, hooks.finish)();
  } catch (error) {
    throw new HostShortage(error instanceof Error ? error.message : String(error));
  }
}
