// Audited jobs on the real network and chain: scripted providers, of which some lie.
import { createNetwork } from '@suanli/network';
import { type EmbeddedMarket, startEmbeddedMarket } from '@suanli/node';
import { encodeOutput, hashOutput, type JobSpecInput, parseJobSpec, type TaskResult } from '@suanli/protocol';
import {
  createJob,
  createMemoryJobStore,
  fetchOutput,
  type Job,
  type JobResult,
  type JobStore,
  type RunJobOptions,
  runJob,
  watchJob,
} from '@suanli/sdk';
import { parseEther } from 'viem';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Script, ScriptedProvider } from './fixtures/ScriptedProvider.ts';

/** `(module (memory (export "memory") 1) (func (export "_start")))` */
const noOpModule = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 5, 3, 1, 0, 1, 7, 19, 2, 6, 109, 101, 109, 111, 114, 121,
  2, 0, 6, 95, 115, 116, 97, 114, 116, 0, 0, 10, 4, 1, 2, 0, 11,
]);
const patience = { offersMs: 3_000, moreOffersMs: 800, reconnectMs: 1_500, answerMs: 2_000 };

let market: EmbeddedMarket;
const cleanups: (() => Promise<unknown>)[] = [];
beforeAll(async () => {
  market = await startEmbeddedMarket();
});
afterAll(() => market?.stop());
afterEach(async () => {
  await Promise.all(cleanups.splice(0).map((clean) => clean()));
});

/** Says something else of the tasks that `about` picks. */
function liar(about: (index: number) => boolean, text = (index: number) => `lie ${index}`): Script {
  return {
    onResults: (provider, { dealId, results }) =>
      provider.sign(
        dealId,
        results.map((result): TaskResult => {
          if (!about(result.taskIndex)) return result;
          const output = encodeOutput({
            exitCode: 0,
            stdout: new TextEncoder().encode(text(result.taskIndex)),
            stderr: new Uint8Array(),
            files: {},
          });
          return { ...result, output, outputHash: hashOutput(output) };
        }),
      ),
  };
}

interface Scene {
  readonly providers: readonly ScriptedProvider[];
  readonly store: JobStore;
  job(tasks: number, change?: Partial<JobSpecInput>): Promise<Job>;
  run(job: Job, auditRecords?: Map<string, number>, options?: RunJobOptions): Promise<JobResult>;
  resume(job: Job): Promise<JobResult>;
}

async function scene(scripts: readonly Script[]): Promise<Scene> {
  const providers = await Promise.all(scripts.map((script) => ScriptedProvider.start(market, script)));
  const { client } = await market.createAccount(parseEther('1000'));
  const network = await createNetwork({
    domain: client.domain,
    bootstrap: providers.flatMap(({ network: peer }) => peer.addresses()),
    tasks: { heartbeatIntervalMs: 100, silenceTimeoutMs: 1_000 },
  });
  await network.start();
  cleanups.push(() => network.stop(), ...providers.map((provider) => () => provider.stop()));
  const store = createMemoryJobStore();
  return {
    providers,
    store,
    job: (tasks, change = {}) =>
      createJob(
        { network },
        {
          spec: parseJobSpec({
            name: 'audited',
            module: 'no-op.wasm',
            maxPrice: '0.01',
            limits: { work: 1_000_000 },
            tasks: Array.from({ length: tasks }, () => ({})),
            providers: scripts.length,
            audit: {},
            ...change,
          }),
          readFile: async () => noOpModule,
        },
      ),
    run: (job, auditRecords, options = {}) =>
      runJob(
        { client, network, store, ...(auditRecords === undefined ? {} : { auditRecords }) },
        { job, patience },
        options,
      ),
    resume: (job) => watchJob({ client, network, store }, { jobId: job.jobId, patience, untilSettled: false }),
  };
}

async function textsOf(store: JobStore, job: Job): Promise<string[]> {
  const outputs = await Promise.all(
    job.tasks.map(({ index }) => fetchOutput(store, { jobId: job.jobId, taskIndex: index })),
  );
  return outputs.map(({ stdout }) => new TextDecoder().decode(stdout));
}
const rightTexts = (job: Job) => job.tasks.map(({ index }) => `task ${index}`);

test('without a record every result is executed by two providers, and all are right', async () => {
  const { store, job, run } = await scene([{}, {}, {}]);
  const theJob = await job(20);
  const records = new Map<string, number>();
  const result = await run(theJob, records);
  expect(result.state).toBe('completed');
  expect(result.disagreements).toEqual([]);
  expect(result.audit?.refuted).toEqual([]);
  // Each of the three is trusted after ten at the earliest, and then not always checked.
  expect(result.audit?.executions).toBeGreaterThan(25);
  expect([...records.values()].reduce((a, b) => a + b)).toBeGreaterThanOrEqual(20);
  expect(await textsOf(store, theJob)).toEqual(rightTexts(theJob));
});

test('with records, few results are executed again', async () => {
  const { providers, job, run } = await scene([{}, {}]);
  const records = new Map(
    providers.map(({ account }): [string, number] => [account.signer.address.toLowerCase(), 1_000_000]),
  );
  const result = await run(await job(50), records);
  expect(result.state).toBe('completed');
  expect(result.audit?.executions).toBeLessThan(60);
});

test('a liar is found by two others, its results are replaced, and its answer is not accepted', async () => {
  const { providers, store, job, run } = await scene([liar((index) => index % 3 === 0), {}, {}]);
  const theJob = await job(40);
  const result = await run(theJob);
  const lying = providers[0]?.account.signer.address;
  expect(result.state).toBe('completed');
  expect(result.audit?.refuted).toEqual([lying]);
  expect(await textsOf(store, theJob)).toEqual(rightTexts(theJob));
  expect(result.tasks.filter(({ provider }) => provider === lying)).toEqual([]);
  const [itsDeal] = result.deals.filter(({ provider }) => provider === lying);
  expect(itsDeal).toMatchObject({ reason: 'AUDIT_RESULT_REFUTED', paidWei: 0n });
});

test('what a trusted provider gave before it was caught is executed anew', async () => {
  const { providers, store, job, run } = await scene([liar(() => true), {}, {}]);
  const [first, second, third] = providers.map(({ account }) => account.signer.address.toLowerCase());
  // It is looked at in one of two cases; the others hardly ever.
  const records = new Map([
    [first ?? '', 2],
    [second ?? '', 1_000_000],
    [third ?? '', 1_000_000],
  ]);
  const theJob = await job(120, { audit: { trustAfter: 2 } });
  const result = await run(theJob, records);
  expect(result.state).toBe('completed');
  expect(result.audit?.refuted.map((provider) => provider.toLowerCase())).toEqual([first]);
  expect(records.get(first ?? '')).toBe(0);
  expect(await textsOf(store, theJob)).toEqual(rightTexts(theJob));
});

test('outputs that differ within the tolerance are the same', async () => {
  const scripts = [1, 2, 3].map((i) =>
    liar(
      () => true,
      (index) => `value ${index + i * 1e-9}`,
    ),
  );
  const { job, run } = await scene(scripts);
  const tolerant = await run(await job(12, { audit: { comparator: { kind: 'numeric', absolute: 1e-6 } } }));
  expect(tolerant.state).toBe('completed');
  expect(tolerant.audit?.refuted).toEqual([]);
  expect(tolerant.disagreements.length).toBeGreaterThan(0);
});

test('a task on which no two agree fails by that name', async () => {
  const scripts = ['a', 'b', 'c', 'd', 'e'].map((name) =>
    liar(
      () => true,
      (index) => `${name} ${index}`,
    ),
  );
  const { job, run } = await scene(scripts);
  const result = await run(await job(1));
  expect(result.state).toBe('failed');
  expect(result.tasks[0]?.failure).toEqual({ kind: 'provider', code: 'AUDIT_UNDECIDED' });
});

test('an interrupted audit is carried on, and the liar stays out', async () => {
  const { providers, store, job, run, resume } = await scene([liar((index) => index % 2 === 0), {}, {}]);
  const theJob = await job(60);
  const stop = new AbortController();
  const aborted = run(theJob, undefined, {
    signal: stop.signal,
    onProgress: ({ deals }) => {
      if (deals.some(({ reason }) => reason === 'AUDIT_RESULT_REFUTED')) stop.abort();
    },
  });
  await expect(aborted).rejects.toMatchObject({ code: 'JOB_ABORTED' });
  const result = await resume(theJob);
  expect(result.state).toBe('completed');
  expect(await textsOf(store, theJob)).toEqual(rightTexts(theJob));
  const lying = providers[0]?.account.signer.address;
  expect(result.audit?.refuted).toEqual([lying]);
  expect(result.tasks.some(({ provider }) => provider === lying)).toBe(false);
});
