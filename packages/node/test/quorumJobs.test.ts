// Jobs that a quorum verifies: real contracts, three daemons in this process, and a requester.
import type { Executor } from '@suanli/executor';
import { DealStatus, parseJobSpec, SuanliError } from '@suanli/protocol';
import {
  createJob,
  createMemoryJobStore,
  createNetwork,
  fetchOutput,
  getBankAccount,
  getContributors,
  getQuorumResult,
  getQuorumStatus,
  getReliability,
  type Job,
  type JobStore,
  moduleConsent,
  type Network,
  type Quorum,
  runJob,
  type SuanliClient,
  setConsent,
  watchJob,
} from '@suanli/sdk';
import { type Address, parseEther } from 'viem';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { compileModule } from './support/modules.ts';
import { startTestMarket, type TestMarket } from './support/startTestMarket.ts';
import { until } from './support/until.ts';

let world: TestMarket;
beforeAll(async () => {
  world = await startTestMarket();
});
afterEach(async () => expect(await world.booksBalance()).toBe(true));
afterAll(() => world?.stop());

const stakeWei = parseEther('0.1');
const patience = { offersMs: 5_000, moreOffersMs: 300, answerMs: 5_000 };

/** Runs, and claims another output than it had. */
const lying = (executor: Executor): Executor => ({
  ...wrapped(executor),
  execute: async (run, options) => {
    const outcome = await executor.execute(run, options);
    return { ...outcome, output: { ...outcome.output, stdout: new TextEncoder().encode('a lie') } };
  },
});
/** Takes tasks and never ends one; what the machine is measured with at the start, it runs. */
const silent = (executor: Executor): Executor => ({
  ...wrapped(executor),
  execute: (run, options) => {
    if (!new TextDecoder().decode(run.stdin).startsWith('task ')) return executor.execute(run, options);
    return new Promise((_resolve, reject) =>
      options?.signal?.addEventListener('abort', () => reject(new SuanliError('EXECUTOR_CANCELLED'))),
    );
  },
});

function wrapped(executor: Executor): Executor {
  return {
    kind: executor.kind,
    slots: executor.slots,
    start: (options) => executor.start(options),
    stop: () => executor.stop(),
    prepare: (module, options) => executor.prepare(module, options),
    execute: (run, options) => executor.execute(run, options),
  };
}

interface Scene {
  readonly providers: readonly { readonly client: SuanliClient; readonly address: Address }[];
  readonly client: SuanliClient;
  readonly network: Network;
  readonly store: JobStore;
  job(tasks: number, providers?: number): Promise<Job>;
  quorums(job: Job): Promise<readonly Quorum[]>;
  /** What each provider has won since the scene began. */
  gains(): Promise<readonly bigint[]>;
}

async function scene(
  wraps: readonly (((executor: Executor) => Executor) | undefined)[],
  stack: AsyncDisposableStack,
): Promise<Scene> {
  const started = await Promise.all(
    wraps.map(async (wrapExecutor, i) => {
      const { client, signer } = await world.market.createAccount();
      await setConsent(client, { consentModules: await moduleConsent(client, { modules: ['broker', 'quorum'] }) });
      const node = await world.startNode(
        { 'provider.quorums': true, 'provider.price': `0.00${i + 1}`, 'provider.settleGraceBlocks': 2 },
        signer,
        wrapExecutor ? { wrapExecutor } : {},
      );
      stack.defer(() => node.stop());
      const { availableWei, lockedWei } = await getBankAccount(client);
      return { client, node, address: signer.address, before: availableWei + lockedWei };
    }),
  );
  const { client } = await world.market.createAccount();
  await setConsent(client, { consentModules: await moduleConsent(client, { modules: ['quorum'] }) });
  const network = await createNetwork({
    domain: client.domain,
    bootstrap: started.flatMap(({ node }) => node.addresses()),
  });
  await network.start();
  stack.defer(() => network.stop());
  await until(() => network.offers.list().length >= wraps.length);
  const store = createMemoryJobStore();
  return {
    providers: started,
    client,
    network,
    store,
    job: (tasks, providers = 3) =>
      createJob(
        { network },
        {
          spec: parseJobSpec({
            name: 'quorum',
            module: 'echo.wasm',
            limits: { work: '1 Mwu', memory: '256 KiB' },
            tasks: Array.from({ length: tasks }, (_, i) => ({ stdin: `task ${i}` })),
            verification: 'quorum',
            quorum: { providers },
            maxPrice: '0.01',
          }),
          readFile: () => compileModule('echo'),
        },
      ),
    async quorums(job) {
      const record = await store.loadJob(job.jobId);
      return (record?.quorums ?? []).flatMap(({ quorumId, terms, seats }) =>
        terms && seats ? [{ quorumId, terms, seats }] : [],
      );
    },
    gains: () =>
      Promise.all(
        started.map(async ({ client: own, before }) => {
          const { availableWei, lockedWei } = await getBankAccount(own);
          expect(lockedWei).toBe(0n);
          return availableWei - before;
        }),
      ),
  };
}

async function textOf({ store }: Scene, { jobId }: Job, taskIndex: number): Promise<string> {
  return new TextDecoder().decode((await fetchOutput(store, { jobId, taskIndex })).stdout);
}

const gwu = 10n ** 9n;

test('three agree: each is paid at its price, and nothing stays locked', async () => {
  await using stack = new AsyncDisposableStack();
  const at = await scene([undefined, undefined, undefined], stack);
  const job = await at.job(5);
  const before = await getBankAccount(at.client);
  const result = await runJob(at, { job, patience, answerBlocks: 100, windowBlocks: 100 });
  expect(result).toMatchObject({ state: 'completed', openDeals: 0, disagreements: [] });
  expect(result.deals.map(({ status, tasks }) => [status, tasks])).toEqual(Array(3).fill([DealStatus.finalized, 5]));
  for (let i = 0; i < 5; i++) expect(await textOf(at, job, i)).toBe(`task ${i}`);
  const [quorum] = await at.quorums(job);
  const { work } = (await getQuorumResult(at.client, { quorum: quorum as Quorum })) ?? { work: 0n };
  const owed = [1n, 2n, 3n].map((milli) => (work * milli * parseEther('0.001')) / gwu);
  expect(await at.gains()).toEqual(owed);
  expect(result.paidWei).toBe(owed.reduce((a, b) => a + b));
  const after = await getBankAccount(at.client);
  expect([before.availableWei - after.availableWei, after.lockedWei]).toEqual([result.paidWei, 0n]);
});

test('a requester that dies twice before it opens a quorum has not tried yet, and opens one when it is back', async () => {
  await using stack = new AsyncDisposableStack();
  const at = await scene([undefined, undefined, undefined], stack);
  const job = await at.job(2);
  const dying = (after: number): JobStore => ({
    ...at.store,
    async saveJob(record) {
      await at.store.saveJob(record);
      if ((record.quorums?.length ?? 0) === after) throw new Error('dead');
    },
  });
  await expect(runJob({ ...at, store: dying(1) }, { job, patience })).rejects.toThrow('dead');
  const { jobId } = job;
  await expect(watchJob({ ...at, store: dying(2) }, { jobId, patience })).rejects.toThrow('dead');
  expect((await watchJob(at, { jobId, patience })).state).toBe('completed');
  expect((await getBankAccount(at.client)).lockedWei).toBe(0n);
});

test('one is wrong: its outputs are not taken, and its stake goes to the others', async () => {
  await using stack = new AsyncDisposableStack();
  // The cheapest, so the first that results come from.
  const at = await scene([lying, undefined, undefined], stack);
  const job = await at.job(4);
  const result = await runJob(at, { job, patience, answerBlocks: 100, windowBlocks: 100 });
  expect(result).toMatchObject({ state: 'completed', openDeals: 0, disagreements: [0, 1, 2, 3] });
  for (let i = 0; i < 4; i++) expect(await textOf(at, job, i)).toBe(`task ${i}`);
  const [liar, second, third] = await at.gains();
  expect(liar).toBe(-stakeWei);
  expect(second).toBeGreaterThan(stakeWei / 2n);
  expect(third).toBeGreaterThan(stakeWei / 2n);
  const [provider] = at.providers;
  expect(result.tasks.every((task) => task.provider !== provider?.address)).toBe(true);
  expect(result.deals.find((deal) => deal.provider === provider?.address)).toMatchObject({
    paidWei: 0n,
    reason: 'RECEIPT_WRONG',
  });
  expect(await getReliability(at.client, { provider: provider?.address as Address })).toMatchObject({ wrongCount: 1n });
});

test('one is silent: after the deadline the others decide, and it is neither paid nor slashed', async () => {
  await using stack = new AsyncDisposableStack();
  const at = await scene([silent, undefined, undefined], stack);
  const job = await at.job(2);
  const running = runJob(at, { job, patience, answerBlocks: 50, windowBlocks: 50 });
  await until(async () => {
    const [quorum] = await at.quorums(job);
    return quorum !== undefined && (await getContributors(at.client, { quorum })).length === 2;
  });
  const [quorum] = await at.quorums(job);
  await world.mineTo(quorum?.terms.contributeDeadlineBlock ?? 0n);
  expect((await running).state).toBe('completed');
  const [first, second, third] = await at.gains();
  expect(first).toBe(0n);
  expect(second).toBeGreaterThan(0n);
  expect(third).toBeGreaterThan(0n);
});

test('a quorum without enough contributions is ended, and another one is opened once, without the silent', async () => {
  await using stack = new AsyncDisposableStack();
  const at = await scene([silent, undefined, undefined], stack);
  const job = await at.job(2, 2);
  const running = runJob(at, { job, patience, answerBlocks: 50, windowBlocks: 50 });
  await until(async () => {
    const [quorum] = await at.quorums(job);
    return quorum !== undefined && (await getContributors(at.client, { quorum })).length === 1;
  });
  const [first] = await at.quorums(job);
  await world.mineTo(first?.terms.revealDeadlineBlock ?? 0n);
  const result = await running;
  expect(result.state).toBe('completed');
  const [expired, finalized] = await at.quorums(job);
  expect((await getQuorumStatus(at.client, { quorumId: expired?.quorumId ?? '0x' })).status).toBe('expired');
  expect((await getQuorumStatus(at.client, { quorumId: finalized?.quorumId ?? '0x' })).status).toBe('finalized');
  expect(finalized?.seats.map(({ provider }) => provider)).not.toContain(at.providers[0]?.address);
  expect((await at.gains())[0]).toBe(0n);
  expect((await getBankAccount(at.client)).lockedWei).toBe(0n);
});

test('the requester vanishes: providers contribute and reveal by themselves, and it finds its outputs when it is back', async () => {
  await using stack = new AsyncDisposableStack();
  const at = await scene([undefined, undefined, undefined], stack);
  const job = await at.job(3);
  const gone = new AbortController();
  const running = runJob(
    at,
    { job, patience, answerBlocks: 100, windowBlocks: 100 },
    {
      signal: gone.signal,
      onProgress: ({ deals }) => {
        if (deals.length === 3 && deals.every(({ tasksDone }) => tasksDone === 3)) gone.abort();
      },
    },
  );
  await expect(running).rejects.toMatchObject({ code: 'JOB_ABORTED' });
  const [quorum] = await at.quorums(job);
  if (!quorum) throw new RangeError('no quorum');
  const { quorumId } = quorum;
  await until(async () => (await getContributors(at.client, { quorum })).length === 3);
  // The blocks that the requester has to reveal it first.
  let { blockNumber } = await getQuorumStatus(at.client, { quorumId });
  await until(async () => {
    blockNumber += 1n;
    await world.mineTo(blockNumber);
    return (await getQuorumStatus(at.client, { quorumId })).status === 'finalized';
  });
  for (const gain of await at.gains()) expect(gain).toBeGreaterThan(0n);
  const result = await watchJob(at, { jobId: job.jobId, patience });
  expect(result.state).toBe('completed');
  for (let i = 0; i < 3; i++) expect(await textOf(at, job, i)).toBe(`task ${i}`);
});
