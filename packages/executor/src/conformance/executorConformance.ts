import { TaskStatus } from '@suanli/protocol';
import type { Executor, TaskOutcome } from '../Executor.ts';
import { type GuestName, guestModule } from '../internal/guestModule.ts';
import { defaultLimits, Expectation } from './internal/Expectation.ts';

export interface ConformanceOptions {
  /** Makes another executor of the same kind, not started. */
  readonly createExecutor: () => Executor;
  /** Kills the sandboxes of an executor from outside, as the host's kernel may. Without it the cases that need it are left out. */
  readonly killSandboxes?: (executor: Executor) => void;
}

export interface ConformanceCase {
  readonly name: string;
  /**
   * @param executor a started executor; it can be used for the next case afterwards
   * @throws SuanliError `EXECUTOR_CONFORMANCE`
   */
  readonly run: (executor: Executor) => Promise<void>;
}

const guestsOfDeterminism: readonly GuestName[] = [
  'hello',
  'exit',
  'trap',
  'startTraps',
  'badSegment',
  'endless',
  'memoryBomb',
  'stdoutFlood',
  'fileFlood',
  'missingInput',
  'copy',
  'recursion',
  'clockRandom',
  'randomFlood',
  'strings',
  'kernel',
];

/** A time in which a task that was started can be expected to run, but not to end. */
const shortMs = 150;

function aborting(afterMs: number): AbortSignal {
  return AbortSignal.timeout(afterMs);
}

/**
 * The cases that an executor of WebAssembly must pass before it may serve tasks, whatever it is built on. They need no test framework.
 *
 * @example
 * for (const { name, run } of executorConformance({ createExecutor })) test(name, () => run(executor));
 */
export function executorConformance(options: ConformanceOptions): readonly ConformanceCase[] {
  const cases: ConformanceCase[] = [];
  const define = (name: string, run: (executor: Executor, expect: Expectation) => Promise<void>): void => {
    cases.push({ name, run: (executor) => run(executor, new Expectation(name)) });
  };
  const works = async (executor: Executor, expect: Expectation): Promise<void> => {
    const outcome = await expect.execute(executor, 'hello');
    expect.status(outcome, TaskStatus.completed);
    expect.bytes(outcome.output.stdout, 'hello\n', 'stdout');
  };

  // Ends

  define('a program that returns is completed, with its output', async (executor, expect) => {
    const outcome = await expect.execute(executor, 'hello');
    expect.status(outcome, TaskStatus.completed);
    expect.equal(outcome.output.exitCode, 0, 'exit code');
    expect.bytes(outcome.output.stdout, 'hello\n', 'stdout');
    expect.bytes(outcome.output.stderr, '', 'stderr');
    expect.equal(Object.keys(outcome.output.files).length, 0, 'number of files');
    expect.isTrue(outcome.work > 0n && outcome.work <= defaultLimits.work, 'work is above 0 and within the limit');
  });
  define('a program that exits with 0 is completed', async (executor, expect) => {
    const outcome = await expect.execute(executor, 'exitZero');
    expect.status(outcome, TaskStatus.completed);
    expect.equal(outcome.output.exitCode, 0, 'exit code');
  });
  define('a program that exits with another code has exited with it', async (executor, expect) => {
    const outcome = await expect.execute(executor, 'exit');
    expect.status(outcome, TaskStatus.exited);
    expect.equal(outcome.output.exitCode, 7, 'exit code');
    expect.bytes(outcome.output.stderr, 'bye\n', 'stderr');
  });
  define('a trap keeps the output so far', async (executor, expect) => {
    const outcome = await expect.execute(executor, 'trap');
    expect.status(outcome, TaskStatus.trapped);
    expect.bytes(outcome.output.stdout, 'before\n', 'stdout');
    expect.isTrue(outcome.note !== undefined && outcome.note !== '', 'the trap has words for people');
    expect.isTrue(outcome.work > 0n, 'the work so far is metered');
  });
  define('a start section that traps traps the task, before _start', async (executor, expect) => {
    const outcome = await expect.execute(executor, 'startTraps');
    expect.status(outcome, TaskStatus.trapped);
    expect.bytes(outcome.output.stdout, '', 'stdout');
  });
  define('a start section runs before _start', async (executor, expect) => {
    const outcome = await expect.execute(executor, 'startRuns');
    expect.status(outcome, TaskStatus.exited);
    expect.equal(outcome.output.exitCode, 42, 'exit code');
  });
  define('a data segment that does not fit is a trap', async (executor, expect) => {
    expect.status(await expect.execute(executor, 'badSegment'), TaskStatus.trapped);
  });
  define('deep recursion trips the stack guard', async (executor, expect) => {
    const outcome = await expect.execute(executor, 'recursion');
    expect.status(outcome, TaskStatus.stackOverflow);
    expect.bytes(outcome.output.stdout, 'deep\n', 'stdout');
  });

  // Limits

  define('an endless loop uses up its work, exactly', async (executor, expect) => {
    const limits = { work: 12_345_678n };
    const outcome = await expect.execute(executor, 'endless', { limits });
    expect.status(outcome, TaskStatus.outOfWork);
    expect.equal(outcome.work, limits.work, 'work');
    expect.bytes(outcome.output.stdout, 'begun\n', 'stdout');
  });
  define('no work at all is out of work at once', async (executor, expect) => {
    const outcome = await expect.execute(executor, 'hello', { limits: { work: 0n } });
    expect.status(outcome, TaskStatus.outOfWork);
    expect.equal(outcome.work, 0n, 'work');
    expect.bytes(outcome.output.stdout, '', 'stdout');
  });
  define('the work that a run needs is enough for it, and one less is not', async (executor, expect) => {
    const { work } = await expect.execute(executor, 'hello');
    const enough = await expect.execute(executor, 'hello', { limits: { work } });
    expect.status(enough, TaskStatus.completed);
    expect.equal(enough.work, work, 'work');
    const less = await expect.execute(executor, 'hello', { limits: { work: work - 1n } });
    expect.status(less, TaskStatus.outOfWork);
    expect.equal(less.work, work - 1n, 'work');
  });
  define('host calls cost work: random bytes for ever run out of it', async (executor, expect) => {
    const outcome = await expect.execute(executor, 'randomFlood', { limits: { work: 500_000_000n, memoryPages: 513 } });
    expect.status(outcome, TaskStatus.outOfWork);
    expect.equal(outcome.work, 500_000_000n, 'work');
  });
  define('a memory bomb stops at the memory cap', async (executor, expect) => {
    for (const memoryPages of [1, 40]) {
      const outcome = await expect.execute(executor, 'memoryBomb', { limits: { memoryPages } });
      expect.status(outcome, TaskStatus.completed);
      expect.bytes(outcome.output.stdout, new Uint8Array([memoryPages, 0, 0, 0]), 'pages it got');
    }
  });
  define('a gigabyte of stdout is cut at the output limit', async (executor, expect) => {
    const outputBytes = 1_000_003;
    const outcome = await expect.execute(executor, 'stdoutFlood', { limits: { work: 1_000_000_000n, outputBytes } });
    expect.status(outcome, TaskStatus.outputLimit);
    expect.bytes(outcome.output.stdout, new Uint8Array(outputBytes).fill(120), 'stdout');
  });
  define('output of exactly the limit is not over it', async (executor, expect) => {
    const fits = await expect.execute(executor, 'hello', { limits: { outputBytes: 6 } });
    expect.status(fits, TaskStatus.completed);
    const cut = await expect.execute(executor, 'hello', { limits: { outputBytes: 5 } });
    expect.status(cut, TaskStatus.outputLimit);
    expect.bytes(cut.output.stdout, 'hello', 'stdout');
    const none = await expect.execute(executor, 'hello', { limits: { outputBytes: 0 } });
    expect.status(none, TaskStatus.outputLimit);
    expect.bytes(none.output.stdout, '', 'stdout');
  });
  define('a file with a hole of a terabyte is over the output limit', async (executor, expect) => {
    const outcome = await expect.execute(executor, 'fileFlood');
    expect.status(outcome, TaskStatus.outputLimit);
    expect.bytes(outcome.output.files.big, 'kept', 'file big');
  });
  define('the wall limit ends a task as the provider’s failure, and no other task', async (executor, expect) => {
    const wallMs = 200;
    const long = await expect.runOf(executor, 'endless', { limits: { work: 1n << 60n, wallMs } });
    const short = await expect.runOf(executor, 'hello');
    const failed = expect.rejects(executor.execute(long), ['EXECUTOR_WALL_LIMIT']);
    const others = Array.from({ length: 3 * executor.slots }, () => executor.execute(short));
    await failed;
    for (const other of others) expect.status(await other, TaskStatus.completed);
    await works(executor, expect);
  });
  define('limits outside what the executor takes are refused by name', async (executor, expect) => {
    const run = await expect.runOf(executor, 'hello');
    for (const [limit, value] of [
      ['work', -1n],
      ['work', 1n << 62n],
      ['outputBytes', -1],
      ['outputBytes', 1.5],
      ['outputBytes', Number.MAX_SAFE_INTEGER],
      ['wallMs', 0],
      ['wallMs', Number.NaN],
    ] as const) {
      const refused = executor.execute({ ...run, limits: { ...run.limits, [limit]: value } });
      const error = await expect.rejects(refused, ['EXECUTOR_LIMIT_INVALID']);
      expect.equal(error.parameters.limit, limit, 'limit named');
    }
    for (const memoryPages of [0, -1, 0.5, 65_537]) {
      await expect.rejects(executor.prepare(guestModule('hello'), { memoryPages }), ['EXECUTOR_LIMIT_INVALID']);
    }
  });

  // Modules

  define('what is not WebAssembly is refused', async (executor, expect) => {
    const memoryPages = 64;
    for (const bytes of [new Uint8Array(0), new TextEncoder().encode('#!/bin/sh\nrm -rf /\n'), new Uint8Array(64)]) {
      await expect.rejects(executor.prepare(bytes, { memoryPages }), ['MACHINE_NOT_WASM', 'MACHINE_MALFORMED']);
    }
    const cut = guestModule('hello').slice(0, -3);
    await expect.rejects(executor.prepare(cut, { memoryPages }), ['MACHINE_MALFORMED', 'MACHINE_NOT_WASM']);
    await works(executor, expect);
  });
  define('an unknown import is refused by name', async (executor, expect) => {
    for (const [guest, module, name] of [
      ['unknownImport', 'wasi_snapshot_preview1', 'sock_open'],
      ['otherModuleImport', 'env', 'system'],
    ] as const) {
      const refused = executor.prepare(guestModule(guest), { memoryPages: 64 });
      const error = await expect.rejects(refused, ['MACHINE_UNKNOWN_IMPORT']);
      expect.equal(error.parameters.module, module, 'module named');
      expect.equal(error.parameters.name, name, 'import named');
    }
  });
  define('an import of another type is refused', async (executor, expect) => {
    await expect.rejects(executor.prepare(guestModule('wrongImportType'), { memoryPages: 64 }), [
      'MACHINE_IMPORT_TYPE',
    ]);
  });
  define('a module without _start or without the memory it needs is refused', async (executor, expect) => {
    await expect.rejects(executor.prepare(guestModule('noEntry'), { memoryPages: 64 }), ['EXECUTOR_ENTRY_MISSING']);
    await expect.rejects(executor.prepare(guestModule('noMemory'), { memoryPages: 64 }), ['EXECUTOR_MEMORY_MISSING']);
  });
  define('a module that begins with more memory than the cap is refused', async (executor, expect) => {
    const refused = executor.prepare(guestModule('largeMemory'), { memoryPages: 999 });
    await expect.rejects(refused, ['MACHINE_MEMORY_TOO_LARGE']);
  });
  define('a module that was not prepared, or for another memory cap, is not run', async (executor, expect) => {
    const run = await expect.runOf(executor, 'hello');
    const other = { ...run, moduleHash: `0x${'ab'.repeat(32)}` as const };
    await expect.rejects(executor.execute(other), ['EXECUTOR_MODULE_NOT_PREPARED']);
    const more = { ...run, limits: { ...run.limits, memoryPages: run.limits.memoryPages + 1 } };
    await expect.rejects(executor.execute(more), ['EXECUTOR_MODULE_NOT_PREPARED']);
  });

  // Input

  define('arguments and environment reach the program', async (executor, expect) => {
    const outcome = await expect.execute(executor, 'strings', {
      args: ['one', '', '三'],
      env: { LANG: 'C', EMPTY: '' },
    });
    expect.bytes(outcome.output.stdout, 'task\0one\0\0三\0EMPTY=\0LANG=C\0', 'stdout');
  });
  define('the environment of the host does not', async (executor, expect) => {
    const outcome = await expect.execute(executor, 'strings');
    expect.bytes(outcome.output.stdout, 'task\0', 'stdout');
  });
  define('stdin and input files reach the program, and files come back', async (executor, expect) => {
    const data = Uint8Array.from({ length: 20_000 }, (_, index) => (index * 7) & 255);
    const stdin = new TextEncoder().encode('through');
    const outcome = await expect.execute(executor, 'copy', { stdin, inputs: { data } });
    expect.status(outcome, TaskStatus.completed);
    expect.bytes(outcome.output.files.data, data, 'file data');
    expect.bytes(outcome.output.stdout, stdin, 'stdout');
  });
  define('a missing input file is ENOENT to the program', async (executor, expect) => {
    const outcome = await expect.execute(executor, 'missingInput', { inputs: { present: new Uint8Array(1) } });
    expect.status(outcome, TaskStatus.exited);
    expect.equal(outcome.output.exitCode, 44, 'exit code');
  });
  define('input that cannot be given is refused', async (executor, expect) => {
    const bytes = new Uint8Array(1);
    for (const changes of [
      { inputs: { '../etc/passwd': bytes } },
      { inputs: { '/etc/passwd': bytes } },
      { inputs: { '': bytes } },
      { inputs: { 'a//b': bytes } },
      { inputs: { a: bytes, 'a/b': bytes } },
      { args: ['nul\0'] },
      { env: { 'A=B': 'C' } },
      { seed: '0x12' as const },
    ]) {
      await expect.rejects(expect.execute(executor, 'hello', changes), ['EXECUTOR_RUN_INVALID']);
    }
  });
  define('pointers outside the memory are EFAULT', async (executor, expect) => {
    expect.status(await expect.execute(executor, 'badPointers'), TaskStatus.completed);
  });

  // Determinism

  define('the same run has the same outcome, twice and on two executors', async (executor, expect) => {
    const other = options.createExecutor();
    await other.start();
    try {
      for (const guest of guestsOfDeterminism) {
        const limits = { work: 20_000_000n, memoryPages: 520, outputBytes: 100_000 };
        const changes = {
          limits,
          args: ['a'],
          env: { B: 'c' },
          stdin: new Uint8Array(9),
          inputs: { data: new Uint8Array(99) },
        };
        const first = await expect.execute(executor, guest, changes);
        expect.same(first, await expect.execute(executor, guest, changes), `${guest}, again`);
        expect.same(first, await expect.execute(other, guest, changes), `${guest}, on another executor`);
      }
    } finally {
      await other.stop();
    }
  });
  define('clocks and random numbers derive from the seed alone', async (executor, expect) => {
    const read = (outcome: TaskOutcome) => {
      expect.equal(outcome.output.stdout.length, 88, 'length of stdout');
      const view = new DataView(outcome.output.stdout.slice().buffer);
      return [0, 8, 16].map((at) => view.getBigUint64(at, true)) as [bigint, bigint, bigint];
    };
    const first = await expect.execute(executor, 'clockRandom', { args: ['x'] });
    const again = await expect.execute(executor, 'clockRandom', { args: ['y', 'z'] });
    expect.bytes(again.output.stdout, first.output.stdout, 'stdout with other arguments');
    const other = await expect.execute(executor, 'clockRandom', { seed: `0x${'5f'.repeat(32)}` });
    const random = (outcome: TaskOutcome) => outcome.output.stdout.slice(24).join();
    expect.isTrue(random(first) !== random(other), 'another seed gives other random bytes');
    const [wall, monotonic, wallAgain] = read(first);
    expect.isTrue(wall < wallAgain, 'the wall clock moves on');
    expect.isTrue(monotonic < 1_000_000_000n, 'the monotonic clock starts near 0');
    expect.isTrue(wall !== read(other)[0], 'another seed starts at another time');
  });

  // Isolation

  define('nothing of one task is there for the next', async (executor, expect) => {
    const run = await expect.runOf(executor, 'traces');
    const outcomes = await Promise.all(Array.from({ length: 20 * executor.slots }, () => executor.execute(run)));
    for (const outcome of outcomes) {
      expect.status(outcome, TaskStatus.completed);
      expect.same(outcomes[0] ?? outcome, outcome, 'a later run');
    }
  });
  define('many tasks at once get their own results', async (executor, expect) => {
    const run = await expect.runOf(executor, 'strings');
    const outcomes = await Promise.all(
      Array.from({ length: 500 }, (_, index) => executor.execute({ ...run, args: [String(index)] })),
    );
    for (const [index, outcome] of outcomes.entries()) {
      expect.bytes(outcome.output.stdout, `task\0${index}\0`, `stdout of task ${index}`);
    }
  });

  // Cancelling and crashing

  define('a task that runs can be cancelled, and its neighbours are not', async (executor, expect) => {
    const long = await expect.runOf(executor, 'endless', { limits: { work: 1n << 60n } });
    const short = await expect.runOf(executor, 'hello');
    const cancelled = executor.execute(long, { signal: aborting(shortMs) });
    const others = Array.from({ length: 3 * executor.slots }, () => executor.execute(short));
    await expect.rejects(cancelled, ['EXECUTOR_CANCELLED']);
    for (const other of others) expect.status(await other, TaskStatus.completed);
  });
  define('a task that waits can be cancelled', async (executor, expect) => {
    const long = await expect.runOf(executor, 'endless', { limits: { work: 1n << 60n, wallMs: 4 * shortMs } });
    const running = Array.from({ length: executor.slots }, () =>
      expect.rejects(executor.execute(long), ['EXECUTOR_WALL_LIMIT']),
    );
    const abort = new AbortController();
    const waiting = executor.execute(await expect.runOf(executor, 'hello'), { signal: abort.signal });
    abort.abort();
    await expect.rejects(waiting, ['EXECUTOR_CANCELLED']);
    await Promise.all(running);
    await works(executor, expect);
  });
  define('a signal that is aborted already starts nothing', async (executor, expect) => {
    const run = await expect.runOf(executor, 'hello');
    await expect.rejects(executor.execute(run, { signal: AbortSignal.abort() }), ['EXECUTOR_CANCELLED']);
    const signal = AbortSignal.abort();
    await expect.rejects(executor.prepare(guestModule('hello'), { memoryPages: 3, signal }), ['EXECUTOR_CANCELLED']);
  });
  const { killSandboxes } = options;
  if (killSandboxes !== undefined) {
    define('a crash fails the task that ran, and the executor goes on', async (executor, expect) => {
      const long = await expect.runOf(executor, 'endless', { limits: { work: 1n << 60n } });
      const running = Array.from({ length: executor.slots }, () =>
        expect.rejects(executor.execute(long), ['EXECUTOR_CRASHED']),
      );
      const short = await expect.runOf(executor, 'hello');
      const waiting = executor.execute(short);
      killSandboxes(executor);
      await Promise.all(running);
      expect.status(await waiting, TaskStatus.completed);
      // Killed while it has nothing to do: a task may still be given to a sandbox that is already dead, and then fails with it.
      killSandboxes(executor);
      const perSlot = Array.from({ length: executor.slots }, () => executor.execute(short));
      for (const result of await Promise.allSettled(perSlot)) {
        if (result.status === 'rejected') await expect.rejects(Promise.reject(result.reason), ['EXECUTOR_CRASHED']);
      }
      await works(executor, expect);
    });
  }

  // Starting and stopping

  define(
    'stopping rejects what runs and waits; nothing runs before the start or after the stop',
    async (_executor, expect) => {
      const executor = options.createExecutor();
      const module = guestModule('endless');
      await expect.rejects(executor.prepare(module, { memoryPages: 64 }), ['EXECUTOR_NOT_STARTED']);
      await executor.start();
      const run = await expect.runOf(executor, 'endless', { limits: { work: 1n << 60n } });
      const stopped = Array.from({ length: 3 * executor.slots }, () =>
        expect.rejects(executor.execute(run), ['EXECUTOR_STOPPED']),
      );
      await executor.stop();
      await Promise.all(stopped);
      await expect.rejects(executor.execute(run), ['EXECUTOR_NOT_STARTED']);
      await executor.start();
      await works(executor, expect);
      await executor.stop();
    },
  );
  return cases;
}
