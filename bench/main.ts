// `suanli bench <name> [--json]`: prints a figure with the machine, the commit and the way it was measured.
import { execFileSync } from 'node:child_process';
import { cpus, release, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';

const benchmarks: Readonly<
  Record<string, { readonly what: string; readonly load: () => Promise<(signal: AbortSignal) => Promise<object>> }>
> = {
  gas: {
    what: 'gas of deals, quorums, use rights and compute proofs',
    load: async () => (await import('./gas.ts')).benchGas,
  },
  payments: {
    what: 'gas of lotteries, batches and lines of credit, vouchers per second',
    load: async () => (await import('./payments.ts')).benchPayments,
  },
  dispute: {
    what: 'transactions and gas of a dispute over 2^32 steps, gas of a judged step',
    load: async () => (await import('./dispute.ts')).benchDispute,
  },
  prove: {
    what: 'time to state and prove any step of a run, against the run itself',
    load: async () => (await import('./prove.ts')).benchProve,
  },
  audit: {
    what: 'executions and wrong results of adaptive replication, over 10,000 tasks',
    load: async () => (await import('./audit.ts')).benchAudit,
  },
  dispatch: {
    what: 'no-op tasks per second over two providers',
    load: async () => (await import('./dispatch.ts')).benchDispatch,
  },
  latency: {
    what: 'from submission to result of a no-op job',
    load: async () => (await import('./latency.ts')).benchLatency,
  },
  index: {
    what: 'from block to query answer, and events per second of a backfill',
    load: async () => (await import('./index.ts')).benchIndex,
  },
  proof: {
    what: 'hashes of compute proofs per second, on the CPU and on the GPU',
    load: async () => (await import('./proof.ts')).benchProof,
  },
  console: {
    what: 'first page of the console in Chromium: largest paint, JavaScript',
    load: async () => (await import('./console.ts')).benchConsole,
  },
  overhead: {
    what: 'metered against raw WebAssembly',
    load: async () => {
      const { benchOverhead } = await import('./overhead/overhead.ts');
      return (signal) => benchOverhead({ signal });
    },
  },
};

const [name = '', ...flags] = process.argv.slice(2);
const json = flags.includes('--json');
const benchmark = benchmarks[name];
if (!benchmark) {
  const known = Object.entries(benchmarks).map(([key, { what }]) => `  ${key.padEnd(10)} ${what}`);
  console.error(`usage: suanli bench NAME [--json]\n${known.join('\n')}`);
  process.exit(1);
}

function commit(): string {
  const git = (...args: string[]) =>
    execFileSync('git', args, {
      cwd: fileURLToPath(new URL('..', import.meta.url)),
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  try {
    return git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain') === '' ? '' : '+changes');
  } catch {
    return 'unknown';
  }
}

const stop = new AbortController();
process.once('SIGINT', () => stop.abort(new Error('interrupted')));
const run = await benchmark.load();
const figures = await run(stop.signal);
const [cpu] = cpus();
const report = {
  benchmark: name,
  ...figures,
  machine: `${cpus().length} × ${cpu?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release()}, Node ${process.versions.node}`,
  commit: commit(),
};
const plain = (_key: string, value: unknown) => (typeof value === 'bigint' ? Number(value) : value);
if (json) console.log(JSON.stringify(report, plain));
else
  for (const [key, value] of Object.entries(report))
    console.log(`${key.padEnd(24)} ${typeof value === 'object' ? JSON.stringify(value, plain, 2) : String(value)}`);
process.exit(0);
