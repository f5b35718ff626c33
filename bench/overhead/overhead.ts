import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs, promisify } from 'node:util';
import { injectedExports, instrument } from '@suanli/machine';
import { kernels } from './kernels.ts';

export interface BenchOverheadParameters {
  /** Ends the benchmark early. */
  readonly signal?: AbortSignal | undefined;
  /** Samples of each kernel on each road; the median counts. Default 15. */
  readonly samples?: number | undefined;
  /** Names of the kernels to run. Default all. */
  readonly only?: readonly string[] | undefined;
}

/** One kernel: medians in milliseconds, `ratio` = metered / raw, `work` of one sample. */
export interface KernelOverhead {
  readonly name: string;
  readonly rawMs: number;
  readonly meteredMs: number;
  readonly ratio: number;
  readonly work: number;
}

export interface BenchOverheadReturnType {
  readonly machine: string;
  readonly commit?: string;
  readonly kernels: readonly KernelOverhead[];
  /** Geometric mean of the ratios; 1 is the speed of the module as it was. */
  readonly geomeanRatio: number;
}

type Run = (rounds: number) => number;

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}

function load(bytes: Uint8Array): WebAssembly.Exports {
  return new WebAssembly.Instance(new WebAssembly.Module(bytes as Uint8Array<ArrayBuffer>)).exports;
}

const limit = 1n << 60n;

/** Times both roads in turn, so that what else the machine does falls on both. */
async function measure(
  name: string,
  rounds: number,
  samples: number,
  signal: AbortSignal | undefined,
): Promise<KernelOverhead> {
  const bytes = await readFile(new URL(`build/${name}.wasm`, import.meta.url));
  const raw = load(bytes);
  const metered = load(instrument(bytes).bytes);
  const left = metered[injectedExports.workLeft] as WebAssembly.Global;
  left.value = limit;
  const runRaw = raw.run as Run;
  const runMetered = metered.run as Run;

  // The engine compiles hot functions anew in the background; what runs long must be called again to profit.
  for (let warmUp = 0; warmUp < 12; warmUp++) {
    signal?.throwIfAborted();
    const part = Math.max(1, rounds >> 3);
    if (runRaw(part) !== runMetered(part)) throw new Error(`${name}: both roads must give the same result`);
    await pause(10, undefined, { signal });
  }
  const rawMs: number[] = [];
  const meteredMs: number[] = [];
  let work = 0n;
  for (let sample = 0; sample < samples; sample++) {
    signal?.throwIfAborted();
    left.value = limit;
    const started = performance.now();
    runRaw(rounds);
    const between = performance.now();
    runMetered(rounds);
    const ended = performance.now();
    rawMs.push(between - started);
    meteredMs.push(ended - between);
    work = limit - (left.value as bigint);
    await pause(0, undefined, { signal });
  }
  const rawMedian = median(rawMs);
  const meteredMedian = median(meteredMs);
  return {
    name,
    rawMs: Number(rawMedian.toFixed(3)),
    meteredMs: Number(meteredMedian.toFixed(3)),
    ratio: Number((meteredMedian / rawMedian).toFixed(4)),
    work: Number(work),
  };
}

async function currentCommit(signal: AbortSignal | undefined): Promise<string | undefined> {
  try {
    const folder = new URL('.', import.meta.url).pathname;
    const { stdout } = await promisify(execFile)('git', ['-C', folder, 'rev-parse', '--short', 'HEAD'], { signal });
    return stdout.trim();
  } catch {
    return undefined;
  }
}

/**
 * Measures what instrumentation costs: each kernel as clang made it against the same kernel instrumented, on V8 in this process.
 *
 * @example
 * const { geomeanRatio } = await benchOverhead({ signal: AbortSignal.timeout(120_000) });
 */
export async function benchOverhead(parameters: BenchOverheadParameters = {}): Promise<BenchOverheadReturnType> {
  const { signal, samples = 15, only } = parameters;
  const results: KernelOverhead[] = [];
  for (const { name, rounds } of kernels) {
    if (only === undefined || only.includes(name)) results.push(await measure(name, rounds, samples, signal));
  }
  const logs = results.reduce((sum, { ratio }) => sum + Math.log(ratio), 0);
  const commit = await currentCommit(signal);
  return {
    machine: `${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${cpus().length} cores, Node ${process.version}, V8 ${process.versions.v8}`,
    ...(commit === undefined ? {} : { commit }),
    kernels: results,
    geomeanRatio: Number(Math.exp(logs / results.length).toFixed(4)),
  };
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: { json: { type: 'boolean', default: false }, only: { type: 'string' }, samples: { type: 'string' } },
  });
  const result = await benchOverhead({
    only: values.only?.split(','),
    samples: values.samples === undefined ? undefined : Number(values.samples),
  });
  if (values.json) {
    console.log(JSON.stringify(result));
  } else {
    console.log(`${result.machine}${result.commit === undefined ? '' : `, ${result.commit}`}`);
    console.table(result.kernels);
    console.log(`geometric mean ${result.geomeanRatio}`);
  }
}
