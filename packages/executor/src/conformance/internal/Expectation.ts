import {
  type ErrorCode,
  isSuanliError,
  SuanliError,
  type TaskLimits,
  TaskStatus,
  taskStatusName,
} from '@suanli/protocol';
import type { Executor, TaskOutcome, TaskRun } from '../../Executor.ts';
import { type GuestName, guestModule } from '../../internal/guestModule.ts';

export const defaultSeed = `0x${'5e'.repeat(32)}` as const;

export const defaultLimits: TaskLimits = {
  work: 100_000_000n,
  memoryPages: 64,
  outputBytes: 1 << 20,
  wallMs: 60_000,
};

export type RunChanges = Partial<Omit<TaskRun, 'limits' | 'moduleHash'>> & { readonly limits?: Partial<TaskLimits> };

/** What a conformance case asks and says; it speaks in the case's name. */
export class Expectation {
  readonly #name: string;

  constructor(name: string) {
    this.#name = name;
  }

  fail(problem: string, cause?: unknown): never {
    throw new SuanliError('EXECUTOR_CONFORMANCE', {
      parameters: { case: this.#name, problem },
      ...(cause === undefined ? {} : { cause }),
    });
  }

  equal(actual: unknown, expected: unknown, what: string): void {
    if (actual !== expected) this.fail(`${what} is ${String(actual)}, not ${String(expected)}`);
  }

  isTrue(condition: boolean, what: string): void {
    if (!condition) this.fail(`not so: ${what}`);
  }

  bytes(actual: Uint8Array | undefined, expected: Uint8Array | string, what: string): void {
    if (actual === undefined) this.fail(`${what} is missing`);
    const wanted = typeof expected === 'string' ? new TextEncoder().encode(expected) : expected;
    if (actual.length !== wanted.length) this.fail(`${what} has ${actual.length} bytes, not ${wanted.length}`);
    for (const [index, byte] of wanted.entries()) {
      if (actual[index] !== byte) this.fail(`${what} differs at byte ${index}`);
    }
  }

  status(outcome: TaskOutcome, expected: TaskStatus): void {
    if (outcome.status !== expected) {
      const note = outcome.note === undefined ? '' : ` (${outcome.note})`;
      const exit = outcome.status === TaskStatus.exited ? ` with code ${outcome.output.exitCode}` : '';
      this.fail(`the task is ${taskStatusName(outcome.status)}${exit}${note}, not ${taskStatusName(expected)}`);
    }
    const ended = expected === TaskStatus.completed || expected === TaskStatus.exited;
    if (!ended) this.equal(outcome.output.exitCode, -1, 'the exit code of a task that did not exit');
  }

  /** Two outcomes that must not differ in anything that counts. */
  same(left: TaskOutcome, right: TaskOutcome, what: string): void {
    this.equal(right.status, left.status, `${what}: status`);
    this.equal(right.work, left.work, `${what}: work`);
    this.equal(right.output.exitCode, left.output.exitCode, `${what}: exit code`);
    this.bytes(right.output.stdout, left.output.stdout, `${what}: stdout`);
    this.bytes(right.output.stderr, left.output.stderr, `${what}: stderr`);
    const names = Object.keys(left.output.files).sort();
    this.equal(Object.keys(right.output.files).sort().join('\n'), names.join('\n'), `${what}: file names`);
    for (const name of names) {
      this.bytes(right.output.files[name], left.output.files[name] ?? new Uint8Array(0), `${what}: file ${name}`);
    }
  }

  async rejects(promise: Promise<unknown>, codes: readonly ErrorCode[]): Promise<SuanliError> {
    let value: unknown;
    try {
      value = await promise;
    } catch (error) {
      if (isSuanliError(error) && codes.includes(error.code)) return error;
      this.fail(
        `rejected with ${isSuanliError(error) ? error.code : 'an error that is not coded'}, not ${codes.join(' or ')}`,
        error,
      );
    }
    this.fail(`gave ${typeof value} where ${codes.join(' or ')} was due`);
  }

  /** Prepares a guest and gives a run of it. */
  async runOf(executor: Executor, guest: GuestName, changes: RunChanges = {}): Promise<TaskRun> {
    const limits = { ...defaultLimits, ...changes.limits };
    const { moduleHash } = await executor.prepare(guestModule(guest), { memoryPages: limits.memoryPages });
    return {
      args: [],
      env: {},
      stdin: new Uint8Array(0),
      inputs: {},
      seed: defaultSeed,
      ...changes,
      moduleHash,
      limits,
    };
  }

  async execute(executor: Executor, guest: GuestName, changes: RunChanges = {}): Promise<TaskOutcome> {
    return executor.execute(await this.runOf(executor, guest, changes));
  }
}
