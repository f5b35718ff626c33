// `suanli conformance [--json]`: the official suite on raw V8, instrumented V8, the interpreter and, every step of it, the deployed contract.
import { type ChildProcess, fork } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { opcodeName } from './opcodeName.ts';
import type { SuiteReport, WorkerMessage } from './SuiteReport.ts';

const words = process.argv.slice(2);
const json = words.includes('--json');
const only = words.filter((word) => !word.startsWith('--'));
if (words.some((word) => word.startsWith('--') && word !== '--json')) {
  console.error('usage: suanli conformance [--json] [SCRIPT...]');
  process.exit(1);
}
const folder = fileURLToPath(new URL('../../../../shared/vectors/wasm-spec/', import.meta.url));
if (!existsSync(folder)) {
  console.error(`the official suite is not there: ${folder}`);
  process.exit(1);
}

const suites = ['core', 'bulk-memory'];
/** Those of most steps come first, so that no worker is left with one of them at the end. */
const longest = ['memory_grow.wast', 'memory_copy.wast', 'memory_fill.wast', 'call_indirect.wast', 'call.wast'];
const scripts = suites
  .flatMap((suite) => readdirSync(folder + suite).map((name) => ({ name, script: `${suite}/${name}` })))
  .filter(
    ({ name, script }) => name.endsWith('.wast') && (only.length === 0 || only.some((item) => script.includes(item))),
  )
  .map(({ name, script }) => ({
    script,
    rank: longest.indexOf(name) + 1 || longest.length + 1,
    bytes: statSync(folder + script).size,
  }))
  .sort((left, right) => left.rank - right.rank || right.bytes - left.bytes)
  .map(({ script }) => script);
const total = scripts.length;
const began = Date.now();
const reports: SuiteReport[] = [];

/** On a terminal in one line that changes; else a line for each script, so that an hour of work shows how far it is. */
const progress = (last?: SuiteReport): void => {
  if (!process.stderr.isTTY) {
    if (last === undefined) return;
    const { script, passed, failures, stepsOnChain } = last;
    console.error(
      `${reports.length}/${total} ${script}: ${passed} agree, ${failures.length} failed, ${stepsOnChain} steps on chain, ${Math.round((Date.now() - began) / 1000)} s`,
    );
    return;
  }
  const steps = reports.reduce((sum, report) => sum + report.stepsOnChain, 0);
  process.stderr.write(
    `\r\u001b[K${reports.length}/${total} scripts, ${steps.toLocaleString('en')} steps on chain, ${Math.round((Date.now() - began) / 1000)} s`,
  );
};

const workers: ChildProcess[] = [];
const stopAll = (): void => {
  for (const worker of workers) worker.kill('SIGTERM');
};
process.once('SIGINT', () => {
  stopAll();
  process.exit(130);
});
process.once('SIGTERM', () => {
  stopAll();
  process.exit(143);
});

/** One worker, until there are no more scripts. */
function runWorker(): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = fork(fileURLToPath(new URL('./worker.ts', import.meta.url)), [folder], {
      execArgv: ['--disable-warning=ExperimentalWarning'],
    });
    workers.push(worker);
    let script: string | undefined;
    worker.on('message', (said) => {
      const message = said as WorkerMessage;
      if (message.kind === 'report') {
        reports.push(message.report);
        progress(message.report);
        return;
      }
      script = scripts.shift();
      worker.send(script ?? '');
    });
    worker.once('error', reject);
    worker.once('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`the worker of ${script} ended with ${code}`));
    });
  });
}

progress();
try {
  await Promise.all(Array.from({ length: Math.min(total, Math.max(2, availableParallelism())) }, runWorker));
} finally {
  stopAll();
}
if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');

function summed(pick: (report: SuiteReport) => Readonly<Record<string, number>>): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const report of reports) {
    for (const [key, count] of Object.entries(pick(report))) sums[key] = (sums[key] ?? 0) + count;
  }
  return sums;
}
const sum = (pick: (report: SuiteReport) => number): number => reports.reduce((all, report) => all + pick(report), 0);
const descending = (counts: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(Object.entries(counts).sort(([, left], [, right]) => right - left));

const failures = reports.flatMap((report) => report.failures);
const skipped = descending(summed((report) => report.skipped));
const skippedCount = Object.values(skipped).reduce((all, count) => all + count, 0);
const passed = sum((report) => report.passed);
const byName: Record<string, number> = {};
for (const [opcode, count] of Object.entries(summed((report) => report.stepsByOpcode)))
  byName[opcodeName(Number(opcode))] = count;
const figures = {
  scripts: total,
  /** Modules and assertions in the language of guests, and so that a program can be made of them. */
  assertions: passed + failures.length,
  passed,
  failed: failures.length,
  /** The rest of all commands, by reason. */
  skipped,
  commands: passed + failures.length + skippedCount,
  stepsOnChain: sum((report) => report.stepsOnChain),
  opcodesOnChain: Object.keys(byName).length,
  stepsByOpcode: descending(byName),
  seconds: Math.round((Date.now() - began) / 1000),
};
if (json) console.log(JSON.stringify({ ...figures, failures }));
else {
  console.log(`${figures.passed} of ${figures.assertions} modules and assertions agree on all four roads`);
  console.log(
    `${figures.stepsOnChain.toLocaleString('en')} steps judged by the contract, of ${figures.opcodesOnChain} opcodes, in ${figures.seconds} s`,
  );
  console.log(`${skippedCount} of ${figures.commands} commands are outside:`);
  for (const [reason, count] of Object.entries(skipped)) console.log(`${String(count).padStart(8)}  ${reason}`);
  for (const failure of failures) console.log(`failed  ${failure}`);
}
process.exit(failures.length === 0 ? 0 : 1);
