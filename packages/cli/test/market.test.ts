import type { ChildProcess } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createKeystore, type EmbeddedChain, startEmbeddedChain } from '@suanli/node';
import { parseDeployment } from '@suanli/protocol';
import { createSuanliClient, getBankBooks } from '@suanli/sdk';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { en } from '../src/text/en.ts';
import { runHere } from './support/runHere.ts';
import { type ProcessResult, runProcess, startProcess } from './support/runProcess.ts';

const folder = mkdtempSync(join(tmpdir(), 'suanli-market-'));
const requester = join(folder, 'requester');
const provider = join(folder, 'provider');
const password = 'correct horse';
const example = (path: string) => fileURLToPath(new URL(`../../../examples/${path}`, import.meta.url));
const codeOf = (out: string) => (JSON.parse(out) as { error: { code: string } }).error.code;

let chain: EmbeddedChain;
let peer = '';
let healthUrl = '';
const processes: ChildProcess[] = [];

const envOf = (dataDir: string) => ({
  SUANLI_DATA_DIR: dataDir,
  SUANLI_PASSWORD: password,
  SUANLI_RPC_URL: chain.rpcUrl,
  SUANLI_PEERS: peer,
});
/** Runs a command within this process: most of a process's time would go into its start. */
const run = (dataDir: string, ...argv: string[]): Promise<ProcessResult> => runHere(argv, { env: envOf(dataDir) });
async function json<Result = Record<string, unknown>>(dataDir: string, ...argv: string[]): Promise<Result> {
  const { code, out, err } = await run(dataDir, ...argv, '--json');
  expect(code, `${argv.join(' ')}\n${out}\n${err}`).toBe(0);
  return JSON.parse(out) as Result;
}

/** A module that ends at once with an exit code, or runs until its work is used up. */
function program(kind: number | 'loop'): Uint8Array {
  const name = (text: string) => [text.length, ...new TextEncoder().encode(text)];
  const section = (id: number, content: readonly number[]) => [id, content.length, ...content];
  const body = kind === 'loop' ? [0x03, 0x40, 0x0c, 0, 0x0b, 0x0b] : [0x41, kind, 0x10, 0, 0x0b];
  return new Uint8Array([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [2, 0x60, 1, 0x7f, 0, 0x60, 0, 0]),
    ...section(2, [1, ...name('wasi_snapshot_preview1'), ...name('proc_exit'), 0, 0]),
    ...section(3, [1, 1]),
    ...section(5, [1, 0, 1]),
    ...section(7, [2, ...name('memory'), 2, 0, ...name('_start'), 0, 1]),
    ...section(10, [1, body.length + 1, 0, ...body]),
  ]);
}

async function until<Result>(look: () => Promise<Result | undefined>): Promise<Result> {
  const deadline = Date.now() + 50_000;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error('not within 50 s');
    await delay(50);
  }
}

async function startProvider(): Promise<ChildProcess> {
  const child = startProcess(
    [
      ...['provider', 'start', '--json', '--listen', '/ip4/127.0.0.1/tcp/0', '--slots', '1', '--price', '0.001'],
      ...['--set', 'telemetry.port=0', '--set', 'chain.pollInterval=200ms', '--set', 'provider.announceInterval=500'],
      ...['--set', 'provider.maxWork=100 Twu'],
    ],
    { env: { SUANLI_DATA_DIR: provider, SUANLI_PASSWORD: password, SUANLI_RPC_URL: chain.rpcUrl } },
  );
  processes.push(child);
  let log = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    log = (log + chunk.toString()).slice(-4_000);
  });
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout?.once('data', (chunk: Buffer) => resolve(chunk.toString()));
    child.once('close', (code) => reject(new Error(`the provider ended with ${code}\n${log}`)));
  });
  const ready = JSON.parse(line) as { provider: string; addresses: string[]; healthUrl: string; pid: number };
  expect(ready).toMatchObject({ ready: true, pid: child.pid });
  peer = ready.addresses[0] ?? '';
  healthUrl = ready.healthUrl;
  return child;
}

beforeAll(async () => {
  chain = await startEmbeddedChain({ accounts: 2 });
  for (const [i, dataDir] of [requester, provider].entries()) {
    mkdirSync(dataDir);
    const privateKey = chain.accounts[i]?.privateKey ?? '0x';
    await createKeystore({ file: join(dataDir, 'keystore.json'), password, privateKey, scryptN: 1_024 });
  }
});
afterAll(async () => {
  for (const child of processes) child.kill('SIGKILL');
  await chain.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function expectBooksToBalance(): Promise<void> {
  const deployment = parseDeployment(readFileSync(join(requester, 'deployment.json'), 'utf8'));
  const { owedWei, heldWei } = await getBankBooks(createSuanliClient({ deployment, rpcUrl: chain.rpcUrl }));
  expect(heldWei).toBe(owedWei);
}

// One market for all of these: each test goes on where the one before it ended.
describe('a market from the command line', { timeout: 120_000 }, () => {
  test('deploy writes the addresses, once', async () => {
    const wrong = await run(requester, 'deploy', '--chain-id', '1', '--json');
    expect(codeOf(wrong.out)).toBe('CHAIN_WRONG_NETWORK');
    expect(existsSync(join(requester, 'deployment.json'))).toBe(false);
    const { gasUsed, file, ...addresses } = await json(requester, 'deploy', '--withdrawal-delay', '0');
    expect(file).toBe(join(requester, 'deployment.json'));
    expect(BigInt(String(gasUsed))).toBeGreaterThan(1_000_000n);
    expect(JSON.parse(readFileSync(String(file), 'utf8'))).toEqual(addresses);
    expect(codeOf((await run(requester, 'deploy', '--json')).out)).toBe('CLI_FILE_EXISTS');
    copyFileSync(join(requester, 'deployment.json'), join(provider, 'deployment.json'));
  });

  test('wallet: transfer, deposit, withdraw; every balance moves by what was said', async () => {
    interface Balance {
      tokensWei: string;
      bank: { availableWei: string; brokerMayUse: boolean };
      withdrawal: unknown;
    }
    const { address } = await json<{ address: string }>(provider, 'wallet', 'address');
    const before = await json<Balance>(requester, 'wallet', 'balance');
    expect(before).toMatchObject({ tokensWei: String(10n ** 26n), bank: { availableWei: '0', brokerMayUse: false } });
    await json(requester, 'wallet', 'transfer', '--to', address, '--amount', '50.5');
    const theirs = await json<Balance>(requester, 'wallet', 'balance', '--address', address);
    expect(theirs.tokensWei).toBe('50500000000000000000');
    expect(await json(requester, 'wallet', 'deposit', '10')).toMatchObject({ availableWei: '10000000000000000000' });
    await json(provider, 'wallet', 'deposit', '20');

    const tooMuch = await run(requester, 'wallet', 'withdraw', 'request', '11', '--json');
    expect(codeOf(tooMuch.out)).toBe('BANK_INSUFFICIENT_AVAILABLE');
    await json(requester, 'wallet', 'withdraw', 'request', '1.5');
    const pending = await json<Balance>(requester, 'wallet', 'balance');
    expect(pending).toMatchObject({
      bank: { availableWei: '8500000000000000000', brokerMayUse: true },
      withdrawal: { amountWei: '1500000000000000000' },
    });
    expect(await json(requester, 'wallet', 'withdraw', 'take')).toMatchObject({ amountWei: '1500000000000000000' });
    const after = await json<Balance>(requester, 'wallet', 'balance');
    expect(BigInt(before.tokensWei) - BigInt(after.tokensWei)).toBe(59_000_000_000_000_000_000n);
    expect(after.withdrawal).toBeNull();
    const nothing = await run(requester, 'wallet', 'withdraw', 'take', '--json');
    expect(codeOf(nothing.out)).toBe('BANK_NO_WITHDRAWAL_PENDING');
    await expectBooksToBalance();
  });

  test('a wrong password, chain or peer is found before anything is sent', async () => {
    const env = { ...envOf(requester), SUANLI_PASSWORD: 'wrong' };
    const { out } = await runHere(['wallet', 'deposit', '1', '--json'], { env });
    expect(codeOf(out)).toBe('NODE_KEYSTORE_WRONG_PASSWORD');
    const gone = await run(requester, 'wallet', 'balance', '--rpc-url', 'http://127.0.0.1:1', '--json');
    expect(codeOf(gone.out)).toBe('CHAIN_UNREACHABLE');
    const alone = await run(requester, 'job', 'run', example('hello-c/job.yaml'), '--json');
    expect(codeOf(alone.out)).toBe('CLI_PEERS_MISSING');
  });

  test('provider start says when it is ready, and offer list shows its offer', async () => {
    await startProvider();
    expect((await fetch(healthUrl)).status).toBe(200);
    const { offers } = await until(async () => {
      const listed = await json<{ offers: Record<string, unknown>[] }>(requester, 'offer', 'list');
      return listed.offers.length > 0 ? listed : undefined;
    });
    expect(offers).toHaveLength(1);
    expect(offers[0]).toMatchObject({
      provider: chain.accounts[1]?.address,
      priceWeiPerGwu: '1000000000000000',
      capability: { slots: 1, executors: ['wasm'] },
      funded: true,
      remaining: 1_000,
    });
  });

  test('job run: quote, progress, result; status, fetch and receipts afterwards', async () => {
    const out = join(folder, 'hello');
    const shown = await runProcess(['job', 'run', example('hello-c/job.yaml'), '--out', out], {
      env: envOf(requester),
    });
    expect(shown.code, shown.err).toBe(0);
    expect(shown.err).toContain('Quote');
    expect(shown.err.indexOf('Quote')).toBeLessThan(shown.err.indexOf('2/2 tasks'));
    expect(shown.out).toContain('completed');
    expect(readFileSync(join(out, 'task-0', 'stdout'), 'utf8')).toMatch(/^Hello, world!\n/);
    expect(readFileSync(join(out, 'task-1', 'stdout'), 'utf8')).toContain('世界');

    const result = await json<{
      jobId: string;
      deals: { paidWei: string; work: string; status: string }[];
      quote: { escrowWei: string; deals: unknown[] };
      [field: string]: unknown;
    }>(requester, 'job', 'run', example('word-count/job.yaml'));
    expect(result).toMatchObject({ state: 'completed', taskCounts: { completed: 2 }, openDeals: 0, disagreements: [] });
    const [deal] = result.deals;
    expect(deal).toMatchObject({ status: 'finalized', paidWei: result.paidWei, work: result.work });
    // 0.001 tokens per Gwu: a million wei for each instruction.
    expect(BigInt(deal?.paidWei ?? 0)).toBe(BigInt(deal?.work ?? 0) * 1_000_000n);
    expect(BigInt(result.quote.escrowWei)).toBeGreaterThan(BigInt(deal?.paidWei ?? 0));
    const status = await json(requester, 'job', 'status', result.jobId.slice(0, 12));
    expect(status).toMatchObject({ phase: 'ended', tasksDone: 2, holder: null });
    const fetched = join(folder, 'words');
    await json(requester, 'job', 'fetch', result.jobId, '--out', fetched);
    expect(readFileSync(join(fetched, 'task-0', 'out', 'counts.tsv'), 'utf8')).toContain('\t');
    const receipts = await json(requester, 'job', 'receipts', result.jobId, '--verify');
    expect(receipts).toMatchObject({ verified: true, receipts: [{ leaf: { status: 0 } }, { leaf: { status: 0 } }] });
    // A job that has ended is reported again, from what is here and on chain.
    expect(await json(requester, 'job', 'watch', result.jobId)).toMatchObject({ state: 'completed' });
    await expectBooksToBalance();
  });

  test('a program that fails ends with 2, a wrong module or too few funds with 1 and nothing sent', async () => {
    const spec = (name: string, fields: string) => {
      const file = join(folder, `${name}.yaml`);
      writeFileSync(file, `name: ${name}\n${fields}\n`);
      return file;
    };
    writeFileSync(join(folder, 'exit.wasm'), program(3));
    const failed = await run(requester, 'job', 'run', spec('exit', 'module: exit.wasm\nmaxPrice: 0.001'));
    expect(failed.code, failed.err).toBe(2);
    expect(failed.out).toContain('exit code 3');
    const before = await json<{ bank: unknown }>(requester, 'wallet', 'balance');
    const cases: [string, string][] = [
      [spec('text', `module: ${example('hello-c/job.yaml')}\nmaxPrice: 0.001`), 'MACHINE_NOT_WASM'],
      [spec('absent', 'module: absent.wasm\nmaxPrice: 0.001'), 'JOB_FILE_UNREADABLE'],
      [spec('unknown', 'module: exit.wasm\nmaxPrice: 0.001\ncolour: red'), 'JOB_SPEC_INVALID'],
      [spec('rich', 'module: exit.wasm\nmaxPrice: 0.001\nlimits: { work: 500 Twu }'), 'JOB_NO_OFFERS'],
      [spec('cheap', 'module: exit.wasm\nmaxPrice: 0.0001'), 'JOB_NO_OFFERS'],
      // 20 times 1 Twu costs 20 tokens, and not so many are in the bank.
      [
        spec('poor', `module: exit.wasm\nmaxPrice: 0.001\nlimits: { work: 1 Twu }\ntasks: [${'{},'.repeat(20)}]`),
        'JOB_FUNDS_TOO_SMALL',
      ],
    ];
    for (const [file, code] of cases) {
      const result = await run(requester, 'job', 'run', file, '--wait', '500', '--json');
      expect(codeOf(result.out), `${file}\n${result.err}`).toBe(code);
      expect(result.code).toBe(1);
      if (file.endsWith('cheap.yaml'))
        expect(result.err).toContain(`${chain.accounts[1]?.address}: ${en.job.mismatches.price}`);
    }
    expect((await json<{ bank: unknown }>(requester, 'wallet', 'balance')).bank).toEqual(before.bank);
  });

  test('a requester killed at work: its lock falls, job watch carries on; one at a time', async () => {
    writeFileSync(join(folder, 'loop.wasm'), program('loop'));
    const tasks = 6;
    const file = join(folder, 'loop.yaml');
    writeFileSync(
      file,
      `name: loop\nmodule: loop.wasm\nmaxPrice: 0.001\nlimits: { work: 3 Gwu }\ntasks: [${'{},'.repeat(tasks)}]\n`,
    );
    const env = envOf(requester);
    const first = startProcess(['job', 'run', file], { env });
    processes.push(first);
    const { createSqliteJobStore } = await import('../src/store/createSqliteJobStore.ts');
    const store = createSqliteJobStore({ file: join(requester, 'jobs.sqlite') });
    const jobId = await until(async () => {
      const job = store.listSummaries().find(({ name, tasksDone }) => name === 'loop' && tasksDone > 0);
      return job?.jobId;
    });
    expect(store.listSummaries().find((job) => job.jobId === jobId)?.holder).toBe(first.pid);
    const busy = await run(requester, 'job', 'watch', jobId, '--json');
    expect(codeOf(busy.out)).toBe('CLI_JOB_BUSY');
    const closed = new Promise((resolve) => first.once('close', resolve));
    first.kill('SIGKILL');
    await closed;
    const done = store.listSummaries().find((job) => job.jobId === jobId);
    expect(done).toMatchObject({ phase: 'running', holder: undefined });
    expect(done?.tasksDone).toBeLessThan(tasks);
    store.close();

    const watched = await run(requester, 'job', 'watch', jobId, '--json');
    // Its program never ends, so every task runs out of work: the program's failure.
    expect(watched.code, watched.err).toBe(2);
    expect(JSON.parse(watched.out)).toMatchObject({
      state: 'failed',
      taskCounts: { outOfWork: tasks },
      work: String(3_000_000_000n * BigInt(tasks)),
      openDeals: 0,
    });
    await expectBooksToBalance();
  });

  test('an interrupted run can be cancelled: what is done is paid, the rest returns', async () => {
    const env = envOf(requester);
    const child = startProcess(['job', 'run', join(folder, 'loop.yaml'), '--json'], { env });
    processes.push(child);
    let out = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      out += chunk.toString();
    });
    const { createSqliteJobStore } = await import('../src/store/createSqliteJobStore.ts');
    const store = createSqliteJobStore({ file: join(requester, 'jobs.sqlite') });
    const jobId = await until(async () => {
      const job = store.listSummaries().find(({ holder, tasksDone }) => holder === child.pid && tasksDone > 0);
      return job?.jobId;
    });
    store.close();
    const closed = new Promise<number | null>((resolve) => child.once('close', resolve));
    child.kill('SIGINT');
    expect(await closed).toBe(1);
    expect(codeOf(out)).toBe('JOB_ABORTED');
    const cancelled = await json<{ deals: { status: string; paidWei: string }[]; state: string }>(
      requester,
      ...['job', 'cancel', jobId],
    );
    expect(cancelled.state).toBe('cancelled');
    expect(cancelled.deals).toHaveLength(1);
    expect(BigInt(cancelled.deals[0]?.paidWei ?? 0)).toBeGreaterThan(0n);
    await expectBooksToBalance();
  });

  test('doctor finds nothing missing here, and says what is where the chain or the market is another', async () => {
    interface Report {
      ok: boolean;
      checks: { id: string; state: string; next?: string }[];
    }
    const good = await json<Report>(requester, 'doctor');
    expect(good.checks.map(({ id, state }) => [id, state])).toEqual(
      [
        ...['node', 'dependencies', 'sandbox', 'embeddedChain', 'ports', 'dataDir', 'wallet', 'deployment'],
        ...['rpc', 'chainId', 'contracts', 'clock', 'gas', 'bank', 'peers'],
      ].map((id) => [id, 'ok']),
    );
    const gone = await run(
      requester,
      'doctor',
      '--rpc-url',
      'http://127.0.0.1:1',
      '--peer',
      `${peer.split('/p2p/')[0]?.replace(/\d+$/, '1')}`,
      '--json',
    );
    expect(gone.code).toBe(1);
    const report = JSON.parse(gone.out) as Report;
    expect(report.ok).toBe(false);
    expect(report.checks.filter(({ state }) => state === 'missing').map(({ id }) => id)).toEqual(['rpc', 'peers']);
    for (const { state, next } of report.checks) expect(next === undefined).toBe(state === 'ok');
  });

  test('the provider stops in order when it is told to', async () => {
    const child = processes[0];
    const closed = new Promise<number | null>((resolve) => child?.once('close', resolve));
    child?.kill('SIGTERM');
    expect(await closed).toBe(0);
    await expect(fetch(healthUrl)).rejects.toThrow();
  });
});
