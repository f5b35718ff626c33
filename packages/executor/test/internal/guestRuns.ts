import { readFileSync } from 'node:fs';
import { isSuanliError, taskStatusName } from '@suanli/protocol';
import { keccak256 } from 'viem';
import type { Executor, TaskRun } from '../../src/Executor.ts';
import { guests } from '../../src/internal/generated/guests.ts';
import { type GuestName, guestModule } from '../../src/internal/guestModule.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

type Input = Pick<TaskRun, 'args' | 'env' | 'stdin' | 'inputs' | 'seed'>;

const inputs: Readonly<Record<string, Input>> = {
  empty: { args: [], env: {}, stdin: bytes(''), inputs: {}, seed: `0x${'5e'.repeat(32)}` },
  some: {
    args: ['one', '', 'ü words'],
    env: { EMPTY: '', NAME: 'value with spaces' },
    stdin: bytes('first line\nsecond'),
    inputs: { 'folder/numbers.txt': bytes('12 345'), a: bytes('flat'), data: new Uint8Array(100_000).fill(7) },
    seed: `0x${'c0'.repeat(32)}`,
  },
};

const limits = {
  ample: { work: 100_000_000n, memoryPages: 64, outputBytes: 1 << 20, wallMs: 60_000 },
  scarce: { work: 60_000n, memoryPages: 64, outputBytes: 100, wallMs: 60_000 },
} as const;

/** What is the same for all honest executors, as text. */
export interface GuestOutcome {
  readonly status: string;
  readonly work: string;
  readonly exitCode: number;
  /** keccak-256 of each. */
  readonly stdout: string;
  readonly stderr: string;
  readonly files: Readonly<Record<string, string>>;
}

/** Runs every guest with every input under every limit: `guest/input/limits` → outcome, or the code of the refusal. */
export async function runGuests(executor: Executor): Promise<Record<string, GuestOutcome | string>> {
  const modules: [string, Uint8Array][] = (Object.keys(guests) as GuestName[]).map((name) => [name, guestModule(name)]);
  modules.push(['libc', readFileSync(new URL('../guest/libc.wasm', import.meta.url))]);
  const outcomes: Record<string, GuestOutcome | string> = {};
  for (const [name, module] of modules) {
    for (const [inputName, input] of Object.entries(inputs)) {
      for (const [limitsName, limit] of Object.entries(limits)) {
        const key = `${name}/${inputName}/${limitsName}`;
        try {
          const memoryPages = name === 'libc' ? 256 : limit.memoryPages;
          const { moduleHash } = await executor.prepare(module, { memoryPages });
          const { status, work, output } = await executor.execute({
            ...input,
            moduleHash,
            limits: { ...limit, memoryPages },
          });
          outcomes[key] = {
            status: taskStatusName(status),
            work: String(work),
            exitCode: output.exitCode,
            stdout: keccak256(output.stdout),
            stderr: keccak256(output.stderr),
            files: Object.fromEntries(
              Object.entries(output.files).map(([path, content]) => [path, keccak256(content)]),
            ),
          };
        } catch (error) {
          if (!isSuanliError(error)) throw error;
          outcomes[key] = error.code;
        }
      }
    }
  }
  return outcomes;
}
