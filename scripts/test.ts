// Runs every check and test of the house, one after another, and ends with the line `N passed, N failed`.
// `--only static|contracts|packages` runs a part; further words name vitest files.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
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
      passed: sum(output, /(\d+) passing/g),
      failed: sum(output, /(\d+) failing/g),
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

function sum(output: string, pattern: RegExp): number {
  let total = 0;
  for (const [, digits] of output.matchAll(pattern)) total += Number(digits);
  return total;
}

function run(step: Step): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const [file = '', ...args] = step.command;
    const child = spawn(file, args, { cwd: join(root, step.cwd ?? '.'), stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const take = (chunk: Buffer) => {
      output += chunk.toString();
      process.stdout.write(chunk);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', (error) => resolve({ code: 1, output: `${output}${error.message}` }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

const total: Counts = { passed: 0, failed: 0 };
const lines: string[] = [];
const failures: string[] = [];
for (const step of steps) {
  if (only !== undefined && step.part !== only) continue;
  console.log(`\n── ${step.name}`);
  if (step.part === 'packages') await installTestPrograms();
  const startedAt = performance.now();
  const { code, output } = await run(step);
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
  if (counts.failed > 0) {
    try {
      for (const text of step.failures?.(output) ?? []) failures.push(text.replaceAll(root, ''));
    } catch {
      failures.push(`${step.name}: ended with no report`);
    }
  }
  total.passed += counts.passed;
  total.failed += counts.failed;
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  lines.push(
    `${counts.failed === 0 ? 'ok  ' : 'FAIL'}  ${step.name}: ${counts.passed} passed, ${counts.failed} failed (${seconds} s)`,
  );
}
rmSync(scratch, { recursive: true, force: true });
if (failures.length > 0) console.log(`\nwhat failed:\n\n${failures.join('\n\n')}`);
console.log(`\n${lines.join('\n')}\n`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
