// Runs every check and test of the house, and ends with the line `N passed, N failed`.
// `--only static|contracts|packages` runs a part; further words name vitest files.
// The packages are tested beside all the rest: much of their time is spent waiting for blocks and processes, which the compiler does not need.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { constants, setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installTestPrograms } from './installTestPrograms.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = (name: string) => join(root, 'node_modules/.bin', name);
const scratch = mkdtempSync(join(tmpdir(), 'suanli-test-'));

interface Counts {
  passed: number;
  failed: number;
}
interface Step {
  readonly part: 'static' | 'contracts' | 'packages';
  readonly name: string;
  readonly command: readonly string[];
  readonly cwd?: string;
  /** Reads how many tests ran; a step without it counts as one. */
  readonly count?: (output: string) => Counts;
  /** Names what failed, so that the end of a long log says it. */
  readonly failures?: (output: string) => readonly string[];
}

const words = process.argv.slice(2);
const onlyAt = words.indexOf('--only');
const only = onlyAt < 0 ? undefined : words.splice(onlyAt, 2)[1];
const vitestJson = join(scratch, 'vitest.json');
const node = process.execPath;

const steps: readonly Step[] = [
  { part: 'static', name: 'format and lint', command: [bin('biome'), 'ci', '--error-on-warnings', '.'] },
  { part: 'static', name: 'types', command: [bin('tsc'), '--noEmit', '-p', 'tsconfig.json'] },
  { part: 'static', name: 'error reference is current', command: [node, 'scripts/generateErrorDocs.ts', '--check'] },
  { part: 'static', name: 'import table', command: [node, 'scripts/checkImports.ts'] },
  {
    part: 'static',
    name: 'guests rebuild to the same bytes',
    command: [node, 'packages/workloads/guest/build.ts', '--check'],
  },
  {
    part: 'static',
    name: "the executor's guests rebuild to the same bytes",
    command: [node, 'packages/executor/guest/build.ts', '--check'],
  },
  {
    part: 'static',
    name: "the executor's test guests rebuild to the same bytes",
    command: [node, 'packages/executor/test/guest/build.ts', '--check'],
  },
  {
    part: 'static',
    name: "the machine's hash kernel rebuilds to the same bytes",
    command: [node, 'packages/machine/hashKernel/build.ts', '--check'],
  },
  {
    part: 'static',
    name: "the machine's system module rebuilds to the same bytes",
    command: [node, 'packages/machine/system/build.ts', '--check'],
  },
  { part: 'static', name: 'examples rebuild to the same bytes', command: [node, 'examples/build.ts', '--check'] },
  {
    part: 'contracts',
    name: 'generated ABIs are current',
    command: [node, 'scripts/generate.ts', '--check'],
    cwd: 'contracts',
  },
  {
    part: 'contracts',
    name: 'storage layouts are those of what is deployed',
    command: [node, 'scripts/storageLayout.ts', '--check'],
    cwd: 'contracts',
  },
  {
    part: 'contracts',
    name: 'contracts',
    command: [bin('hardhat'), 'test', 'solidity'],
    cwd: 'contracts',
    count: (output) => ({
      passed: sumOf(output, /(\d+) passing/g),
      failed: sumOf(output, /(\d+) failing/g),
    }),
  },
  {
    part: 'contracts',
    name: 'gas and size snapshots',
    command: [node, 'scripts/snapshot.ts', '--check'],
    cwd: 'contracts',
  },
  {
    part: 'packages',
    name: 'packages',
    command: [
      bin('vitest'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${vitestJson}`,
      ...words,
    ],
    count: () => {
      const report = readVitestReport();
      return { passed: report.numPassedTests, failed: report.numFailedTests };
    },
    failures: () =>
      readVitestReport().testResults.flatMap((file) => {
        const tests = file.assertionResults.filter((test) => test.status === 'failed');
        if (tests.length > 0) {
          return tests.map((test) => `${file.name}: ${test.fullName}\n${test.failureMessages.join('\n')}`);
        }
        return file.status === 'failed' ? [`${file.name}: ${file.message}`] : [];
      }),
  },
];

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

function readVitestReport(): VitestReport {
  return JSON.parse(readFileSync(vitestJson, 'utf8')) as VitestReport;
}

function sumOf(output: string, pattern: RegExp): number {
  let total = 0;
  for (const [, digits] of output.matchAll(pattern)) total += Number(digits);
  return total;
}

function run(step: Step, print: (text: string) => void): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const [file = '', ...args] = step.command;
    const child = spawn(file, args, { cwd: join(root, step.cwd ?? '.'), stdio: ['ignore', 'pipe', 'pipe'] });
    // Compilers take the time that the packages' tests, some of which play against clocks, leave.
    if (step.part !== 'packages' && child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
    let output = '';
    const take = (chunk: Buffer) => {
      output += chunk.toString();
      print(chunk.toString());
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', (error) => resolve({ code: 1, output: `${output}${error.message}` }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

interface Outcome extends Counts {
  readonly line: string;
  readonly failures: readonly string[];
}

async function outcomeOf(step: Step, print: (text: string) => void): Promise<Outcome> {
  const startedAt = performance.now();
  const { code, output } = await run(step, print);
  let counts: Counts = { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
  if (step.count) {
    try {
      counts = step.count(output);
    } catch {
      counts = { passed: 0, failed: 1 };
    }
    // A runner that ran nothing, or failed outside a test, has failed.
    if ((code !== 0 && counts.failed === 0) || (code === 0 && counts.passed === 0)) counts.failed += 1;
  }
  const { passed, failed } = counts;
  let failures: readonly string[] = [];
  if (failed > 0) {
    try {
      failures = (step.failures?.(output) ?? []).map((text) => text.replaceAll(root, ''));
    } catch {
      failures = [`${step.name}: ended with no report`];
    }
  }
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const line = `${failed === 0 ? 'ok  ' : 'FAIL'}  ${step.name}: ${passed} passed, ${failed} failed (${seconds} s)`;
  return { passed, failed, line, failures };
}

const outcomes = new Map<Step, Outcome>();
const wanted = steps.filter(({ part }) => only === undefined || part === only);
const isTested = wanted.some(({ part }) => part === 'packages');

/** One after the other. Beside the packages, whose tests tell how far they are, a step is told of when it is over. */
async function runChecks(): Promise<void> {
  for (const step of wanted.filter(({ part }) => part !== 'packages')) {
    let told = '';
    const tell = (text: string): void => {
      if (isTested) told += text;
      else process.stdout.write(text);
    };
    tell(`\n── ${step.name}\n`);
    const outcome = await outcomeOf(step, tell);
    outcomes.set(step, outcome);
    if (isTested) process.stdout.write(`${told.replace(/\n{3,}/g, '\n\n')}${outcome.line}\n\n`);
  }
}

async function runPackages(): Promise<void> {
  for (const step of wanted.filter(({ part }) => part === 'packages')) {
    await installTestPrograms();
    console.log(`\n── ${step.name}`);
    outcomes.set(step, await outcomeOf(step, (text) => void process.stdout.write(text)));
  }
}

await Promise.all([runChecks(), runPackages()]);
const ended = wanted.flatMap((step) => outcomes.get(step) ?? []);
rmSync(scratch, { recursive: true, force: true });
const failures = ended.flatMap((outcome) => outcome.failures);
if (failures.length > 0) console.log(`\nwhat failed:\n\n${failures.join('\n\n')}`);
console.log(`\n${ended.map(({ line }) => line).join('\n')}\n`);
const passed = ended.reduce((sum, outcome) => sum + outcome.passed, 0);
const failed = ended.reduce((sum, outcome) => sum + outcome.failed, 0);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
