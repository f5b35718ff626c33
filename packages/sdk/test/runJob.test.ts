import { createNetwork, type Network } from '@suanli/network';
import { type EmbeddedMarket, startEmbeddedMarket } from '@suanli/node';
import { DealStatus, encodeOutput, isSuanliError, type JobSpecInput, parseJobSpec } from '@suanli/protocol';
import {
  answerDeals,
  cancelJob,
  createJob,
  createMemoryJobStore,
  createSuanliClient,
  fetchOutput,
  getBankAccount,
  getBankBooks,
  type Job,
  type JobResult,
  type JobStore,
  openDeals,
  type RunJobOptions,
  type RunJobParameters,
  runJob,
  type SuanliClient,
  signOffer,
  watchJob,
} from '@suanli/sdk';
import { http, keccak256, parseEther, toHex } from 'viem';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Script, ScriptedProvider } from './fixtures/ScriptedProvider.ts';
import { startRpcRelay } from './fixtures/startRpcRelay.ts';

/** `(module (memory (export "memory") 1) (func (export "_start")))` */
const noOpModule = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 5, 3, 1, 0, 1, 7, 19, 2, 6, 109, 101, 109, 111, 114, 121,
  2, 0, 6, 95, 115, 116, 97, 114, 116, 0, 0, 10, 4, 1, 2, 0, 11,
]);
const patience = {
  offersMs: 3_000,
  moreOffersMs: 500,
  reconnectMs: 1_500,
  slowMinimumMs: 400,
  answerMs: 2_000,
};

let market: EmbeddedMarket;
const cleanups: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  market = await startEmbeddedMarket();
});
afterAll(() => market?.stop());
afterEach(async () => {
  await Promise.all(cleanups.splice(0).map((clean) => clean()));
  const { owedWei, heldWei } = await getBankBooks(market.deployer);
  expect(heldWei).toBe(owedWei);
});

interface Scene {
  readonly providers: ScriptedProvider[];
  readonly client: SuanliClient;
  readonly network: Network;
  readonly store: JobStore;
  job(tasks: number, change?: Partial<JobSpecInput>): Promise<Job>;
  run(job: Job, parameters?: Partial<RunJobParameters>, options?: RunJobOptions): Promise<JobResult>;
}

async function scene(scripts: Script[], tokens = parseEther('1000')): Promise<Scene> {
  const providers = await Promise.all(scripts.map((script) => ScriptedProvider.start(market, script)));
  const { client } = await market.createAccount(tokens);
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
    client,
    network,
    store,
    job: (tasks, change = {}) =>
      createJob(
        { network },
        {
          spec: parseJobSpec({
            name: 'test',
            module: 'no-op.wasm',
            maxPrice: '0.01',
            limits: { work: 1_000_000 },
            tasks: Array.from({ length: tasks }, () => ({})),
            providers: Math.max(1, scripts.length),
            ...change,
          }),
          readFile: async () => noOpModule,
        },
      ),
    run: (job, parameters = {}, options = {}) =>
      runJob({ client, network, store }, { job, patience, ...parameters }, options),
  };
}

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'resolved',
    (error: unknown) => (isSuanliError(error) ? error.code : error),
  );

describe('a job over several providers', () => {
  test('completes, is paid exactly, and leaves nothing locked', async () => {
    const { providers, client, store, job, run } = await scene([{}, {}, {}]);
    const before = await getBankAccount(client);
    const theJob = await job(64);
    const result = await run(theJob);
    expect(result.state).toBe('completed');
    expect(result.openDeals).toBe(0);
    expect(result.deals.map(({ status }) => status)).toEqual([
      DealStatus.finalized,
      DealStatus.finalized,
      DealStatus.finalized,
    ]);
    const work = Array.from({ length: 64 }, (_, i) => 1_000n + BigInt(i)).reduce((a, b) => a + b);
    expect(result.tasks.reduce((sum, task) => sum + task.work, 0n)).toBe(work);
    // What two providers did on a busy machine is paid to both.
    expect(result.work).toBeGreaterThanOrEqual(work);
    const expected = result.deals.reduce((sum, deal) => sum + (deal.work * parseEther('0.001')) / 10n ** 9n, 0n);
    expect(result.paidWei).toBe(expected);
    const after = await getBankAccount(client);
    expect(before.availableWei - after.availableWei).toBe(expected);
    expect(after.lockedWei).toBe(0n);
    for (const { account } of providers) expect((await getBankAccount(account.client)).lockedWei).toBe(0n);
    const output = await fetchOutput(store, { jobId: theJob.jobId, taskIndex: 63 });
    expect(new TextDecoder().decode(output.stdout)).toBe('task 63');
  });

  test('two requesters share one offer', async () => {
    const one = await scene([{}]);
    const { client } = await market.createAccount();
    const network = await createNetwork({
      domain: client.domain,
      bootstrap: one.providers.flatMap((p) => p.network.addresses()),
    });
    await network.start();
    cleanups.push(() => network.stop());
    const [jobA, jobB] = [await one.job(10), await one.job(10)];
    const [a, b] = await Promise.all([one.run(jobA), runJob({ client, network }, { job: jobB, patience })]);
    expect([a.state, b.state]).toEqual(['completed', 'completed']);
  });

  test('a cheaper offer is taken before a dearer one', async () => {
    const { providers, job, run } = await scene([{ offer: { priceWeiPerGwu: parseEther('0.002') } }, {}]);
    const result = await run(await job(4, { providers: 1 }));
    expect(result.deals.map(({ provider }) => provider)).toEqual([providers[1]?.account.signer.address]);
  });
});

describe('nothing is sent where a job cannot start', () => {
  test('no offer: every reason is named', async () => {
    const { job, run } = await scene([
      { offer: { priceWeiPerGwu: parseEther('0.02') } },
      { capability: { memoryPages: 16 } },
      { offer: { stakeWei: 0n } },
    ]);
    const error = await run(await job(1), { patience: { ...patience, offersMs: 800 } }).catch((e: unknown) => e);
    expect(isSuanliError(error, 'JOB_NO_OFFERS')).toBe(true);
    const reasons = isSuanliError(error) ? error.metaMessages.map((line) => line.split(': ')[1]).sort() : [];
    expect(reasons).toEqual(['memory', 'price', 'stake']);
  });

  test('balance too small', async () => {
    const { client, job, run } = await scene([{}], 1n);
    const nonce = await client.publicClient.getTransactionCount({ address: client.account as `0x${string}` });
    expect(await codeOf(run(await job(4)))).toBe('JOB_FUNDS_TOO_SMALL');
    expect(await client.publicClient.getTransactionCount({ address: client.account as `0x${string}` })).toBe(nonce);
  });

  test('an offer that is exhausted or whose provider cannot stake is passed over', async () => {
    const { job, run } = await scene([{ offer: { volume: 0 } }, { offer: { stakeWei: parseEther('5000') } }]);
    expect(await codeOf(run(await job(1), { patience: { ...patience, offersMs: 800 } }))).toBe('JOB_NO_OFFERS');
  });

  test('the chain itself refuses an offer that is expired, exhausted, or signed by another', async () => {
    const { providers, client, job } = await scene([{ offer: { volume: 1 } }, {}]);
    const [first, second] = providers;
    if (!first || !second) throw new Error('no providers');
    const theJob = await job(1);
    const open = (index: number, fill: { offer: typeof first.announcement.offer; signature: `0x${string}` }) =>
      openDeals(client, {
        request: {
          requester: client.account as `0x${string}`,
          provider: `0x${'0'.repeat(40)}`,
          jobHash: theJob.jobId,
          maxPriceWeiPerGwu: parseEther('1'),
          maxWork: 1_000n,
          depositWei: 0n,
          minStakeWei: 0n,
          bountyWei: 0n,
          answerBlocks: 100,
          windowBlocks: 10,
          policy: 0,
          volume: 9,
          expiresAt: 2n ** 40n,
          nonce: 77n,
        },
        fills: [{ ...fill, index, maxWork: 1_000n }],
      });
    const { offer, signature } = first.announcement;
    await open(0, { offer, signature });
    expect(await codeOf(open(1, { offer, signature }))).toBe('BROKER_OFFER_EXHAUSTED');
    expect(await codeOf(open(2, { offer: second.announcement.offer, signature }))).toBe('BROKER_INVALID_SIGNATURE');
    expect(await codeOf(open(3, { offer: { ...second.announcement.offer, expiresAt: 1n }, signature: '0x' }))).toBe(
      'BROKER_OFFER_EXPIRED',
    );
    expect(await codeOf(open(0, second.announcement))).toBe('BROKER_DEAL_EXISTS');
  });
});

describe('a provider that', () => {
  const honestWins = async (bad: Script, reason: string | RegExp) => {
    const { providers, job, run } = await scene([{ ...bad, offer: { priceWeiPerGwu: parseEther('0.0005') } }, {}]);
    const result = await run(await job(20));
    expect(result.state).toBe('completed');
    const [culprit, honest] = providers.map(({ account }) =>
      result.deals.find(({ provider }) => provider === account.signer.address),
    );
    expect(honest?.tasks).toBe(20 - (culprit?.tasks ?? 0));
    expect(culprit?.reason).toMatch(reason);
    return { result, culprit };
  };
  const change = (
    bend: (results: Parameters<NonNullable<Script['onResults']>>[1]['results'][number]) => object,
  ): Script => ({
    onResults: async (provider, { dealId, results }) => {
      const bent = results.map((result) => ({ ...result, ...bend(result) }));
      return provider.sign(dealId, bent);
    },
  });

  test('forges signatures', async () => {
    const { culprit } = await honestWins(
      { onResults: (_p, batch) => ({ ...batch, signature: `0x${'11'.repeat(65)}` }) },
      'RECEIPT_FORGED',
    );
    expect(culprit?.tasks).toBe(0);
  });
  test('signs for another deal', async () => {
    await honestWins(
      {
        onResults: async (p, batch) => ({
          ...batch,
          signature: (await p.sign(keccak256(toHex('other')), batch.results)).signature,
        }),
      },
      'RECEIPT_FORGED',
    );
  });
  test("sends another task's result", async () => {
    await honestWins(
      change(({ taskIndex }) => ({ taskIndex: (taskIndex + 1) % 20 })),
      'RECEIPT_WRONG',
    );
  });
  test('sends an output that is not the one it signed for', async () => {
    await honestWins(
      {
        onResults: (_p, batch) => ({
          ...batch,
          results: batch.results.map((r) => ({ ...r, output: new Uint8Array([1]) })),
        }),
      },
      'RECEIPT_WRONG',
    );
  });
  test('claims more work than a task may use', async () => {
    await honestWins(
      change(() => ({ work: 1_000_001n })),
      'RECEIPT_WRONG',
    );
  });
  test('replays a result it has sent, changed', async () => {
    let first: Parameters<NonNullable<Script['onResults']>>[1]['results'][number] | undefined;
    await honestWins(
      {
        onResults: async (p, { dealId, results }) => {
          const batch = await p.sign(dealId, first ? [...results, { ...first, work: 5n }] : results);
          first ??= results[0];
          return batch;
        },
      },
      'RECEIPT_WRONG',
    );
  });
  test('fails every task', async () => {
    const { culprit } = await honestWins({ onTasks: () => 'fail' }, 'JOB_PROVIDER_FAILS');
    expect(culprit?.tasks).toBe(0);
  });
  test('refuses the deal', async () => {
    await honestWins({ onOpen: () => 'refuse' }, 'JOB_DEAL_REFUSED');
  });
  test('breaks the connection at every task', async () => {
    await honestWins(
      {
        onTasks: (_p, _m, session) => {
          session.abort();
          return 'ignore';
        },
      },
      /NETWORK_|JOB_SESSION/,
    );
  });
  test('takes tasks and never answers them: a second provider runs them too', async () => {
    const { providers, job, run } = await scene([{ onTasks: () => 'ignore' }, {}]);
    const result = await run(await job(12));
    expect(result.state).toBe('completed');
    expect(result.tasks.every(({ provider }) => provider === providers[1]?.account.signer.address)).toBe(true);
  });
  test('dies in the middle: others finish, its escrow comes back after the deadline', async () => {
    const dead = Promise.withResolvers<void>();
    let batches = 0;
    const { providers, client, network, store, job, run } = await scene([
      {
        onResults: (provider, batch) => {
          if (++batches < 2) return batch;
          provider.stop().then(dead.resolve, dead.reject);
          return undefined;
        },
      },
      {},
    ]);
    const theJob = await job(40);
    const result = await run(theJob, { answerBlocks: 6, bountyWei: 1n });
    await dead.promise;
    expect(result.state).toBe('completed');
    expect(result.openDeals).toBe(1);
    const ended = await watchJob({ client, network, store }, { jobId: theJob.jobId, patience });
    expect(ended.openDeals).toBe(0);
    const lost = ended.deals.find(({ provider }) => provider === providers[0]?.account.signer.address);
    expect(lost?.status).toBe(DealStatus.cancelled);
    expect((await getBankAccount(client)).lockedWei).toBe(0n);
  });
  test('signs a wrong answer is not settled with', async () => {
    const { client, job, run } = await scene([{ onFinish: () => 'lie' }]);
    const result = await run(await job(3), { answerBlocks: 6 });
    expect(result.state).toBe('completed');
    expect(result.openDeals).toBe(1);
    expect((await getBankAccount(client)).lockedWei).toBeGreaterThan(0n);
  });
});

describe('under attack, and under its own faults, a job', () => {
  test('a task that failed once at each of two providers is tried again, and does not stop the others', async () => {
    const failed = new Set<string>();
    const script: Script = {
      failTask: (provider, index) => {
        const key = `${provider.account.signer.address}/${index}`;
        if (index !== 3 || failed.has(key)) return undefined;
        failed.add(key);
        return { kind: 'provider', code: 'EXECUTOR_WALL_LIMIT' };
      },
    };
    const { job, run } = await scene([script, script]);
    const result = await run(await job(12));
    expect(result.state).toBe('completed');
    expect(failed.size).toBe(2);
  });

  test('a provider that heartbeats but never delivers is given up, alone as it may be', async () => {
    const cheap = { priceWeiPerGwu: 0n };
    const { providers, job, run } = await scene([{ onTasks: () => 'ignore', offer: cheap }, {}]);
    const result = await run(await job(3, { providers: 1, limits: { work: 1_000_000, wall: '200 ms' } }));
    expect(result.state).toBe('completed');
    expect(result.deals.map(({ reason }) => reason)).toContain('JOB_PROVIDER_SILENT');
    expect(result.tasks[0]?.provider).toBe(providers[1]?.account.signer.address);
  });

  test('receipts whose outputs never arrive count for nothing', async () => {
    const { providers, job, run } = await scene([
      {
        offer: { priceWeiPerGwu: 0n },
        onResults: async (_provider, batch) => ({
          ...batch,
          results: batch.results.map(({ output: _output, ...rest }) => ({
            ...rest,
            outputCid: 'bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy',
          })),
        }),
      },
      {},
    ]);
    const result = await run(await job(4, { providers: 1 }));
    expect(result.state).toBe('completed');
    expect(result.tasks.every(({ provider }) => provider === providers[1]?.account.signer.address)).toBe(true);
  });

  test("the requester's own full disk ends the job with its cause, and blames no provider", async () => {
    const { client, network, store, job } = await scene([{}]);
    const full: JobStore = { ...store, saveReceipts: () => Promise.reject(new Error('ENOSPC')) };
    await expect(runJob({ client, network, store: full }, { job: await job(3), patience })).rejects.toThrow('ENOSPC');
  });

  test('tasks with much input are cut into messages that fit', async () => {
    const { job, run } = await scene([{}]);
    const stdin = 'x'.repeat(1_200_000);
    const result = await run(await job(8, { tasks: Array.from({ length: 8 }, () => ({ stdin })) }));
    expect(result.state).toBe('completed');
    expect(await codeOf(job(1, { tasks: [{ stdin: 'x'.repeat(5_000_000) }] }))).toBe('JOB_TASK_TOO_LARGE');
  });

  test('a provider that answers twice over leaves nobody else unpaid', async () => {
    const { providers, client, job, run } = await scene([
      {
        onFinish: async (provider, dealId) => {
          const deal = provider.deals.get(dealId);
          if (!deal) throw new Error('no deal');
          await answerDeals(provider.account.client, { deals: [{ dealId, deal, root: keccak256('0x01'), work: 1n }] });
          return undefined;
        },
      },
      {},
      {},
    ]);
    const result = await run(await job(30));
    const evil = providers[0]?.account.signer.address;
    for (const { provider, status, tasks } of result.deals) {
      if (provider !== evil && tasks > 0) expect(status).toBe(DealStatus.finalized);
    }
    expect(result.openDeals).toBe(1);
    expect(client.account).toBeDefined();
  });

  test('an offer that is taken away between looking and opening does not end the job', async () => {
    const one = await scene([{ offer: { volume: 1, priceWeiPerGwu: 1n } }, {}]);
    const { client } = await market.createAccount();
    const network = await createNetwork({
      domain: client.domain,
      bootstrap: one.providers.flatMap((provider) => provider.network.addresses()),
    });
    await network.start();
    cleanups.push(() => network.stop());
    const [jobA, jobB] = [await one.job(2, { providers: 1 }), await one.job(2, { providers: 1 })];
    const results = await Promise.all([one.run(jobA), runJob({ client, network }, { job: jobB, patience })]);
    expect(results.map(({ state }) => state)).toEqual(['completed', 'completed']);
  });

  test('one provider alone cannot fail tasks for good by blaming them', async () => {
    const { job, run } = await scene([{ failTask: () => ({ kind: 'user', code: 'BLOB_NOT_FOUND' }) }, {}]);
    const result = await run(await job(20));
    expect(result.state).toBe('completed');
  });

  test('the same job is not run twice over', async () => {
    const { job, run } = await scene([{}]);
    const theJob = await job(1);
    await run(theJob);
    expect(await codeOf(run(theJob))).toBe('JOB_EXISTS');
  });

  test('what is signed for but is no output, or too much of it, is a wrong receipt', async () => {
    const junk = (output: Uint8Array): Script => ({
      onResults: (provider, { dealId, results }) =>
        provider.sign(
          dealId,
          results.map((result) => ({ ...result, output, outputHash: keccak256(output) })),
        ),
      offer: { priceWeiPerGwu: 0n },
    });
    const empty = new Uint8Array();
    const large = encodeOutput({ exitCode: 0, stdout: new Uint8Array(2_000), stderr: empty, files: {} });
    const failed = encodeOutput({ exitCode: 3, stdout: empty, stderr: empty, files: {} });
    for (const output of [new Uint8Array([1, 2, 3]), large, failed]) {
      const { job, run } = await scene([junk(output), {}]);
      const result = await run(await job(6, { limits: { work: 1_000_000, output: '1 kB' } }));
      expect(result.state).toBe('completed');
      expect(result.deals.map(({ reason }) => reason)).toContain('RECEIPT_WRONG');
    }
  });

  test('what the Bank refuses inside the Broker keeps its code', async () => {
    const { providers, client, job } = await scene([{}]);
    const { announcement } = providers[0] as ScriptedProvider;
    const theJob = await job(1);
    const request = {
      requester: client.account as `0x${string}`,
      provider: `0x${'0'.repeat(40)}` as const,
      jobHash: theJob.jobId,
      maxPriceWeiPerGwu: parseEther('1'),
      maxWork: 10n ** 9n,
      depositWei: 0n,
      minStakeWei: 0n,
      bountyWei: 0n,
      answerBlocks: 100,
      windowBlocks: 10,
      policy: 0,
      volume: 9,
      expiresAt: 2n ** 40n,
      nonce: 5n,
    };
    const offer = { ...announcement.offer, stakeWei: parseEther('9000'), nonce: 99n };
    const signature = await signOffer((providers[0] as ScriptedProvider).account.client, { offer });
    expect(
      await codeOf(openDeals(client, { request, fills: [{ offer, signature, index: 0, maxWork: 10n ** 9n }] })),
    ).toBe('BANK_INSUFFICIENT_AVAILABLE');
  });
});

describe('a requester that', () => {
  test('loses the chain while it runs and while it settles goes on when it is back', async () => {
    const { client, network, store, job } = await scene([{}]);
    const relay = await startRpcRelay(market.chain.rpcUrl);
    cleanups.push(() => relay.stop());
    const { walletClient } = client;
    if (!walletClient) throw new Error('no wallet');
    const cut = createSuanliClient({
      deployment: market.deployment,
      transport: http(relay.url, { retryCount: 0 }),
      account: walletClient.account,
      pollingIntervalMs: 25,
    });
    let broken = false;
    const theJob = await job(20);
    const result = await runJob(
      { client: cut, network, store },
      { job: theJob, patience },
      {
        onProgress: ({ step, tasksDone }) => {
          if (step !== 'running' || tasksDone === 0 || broken) return;
          broken = true;
          // Back only once several calls have failed.
          relay.refuseNext(5);
        },
      },
    );
    expect(relay.refused).toBe(5);
    expect(result.state).toBe('completed');
    expect(result.openDeals).toBe(0);
  });

  test('is killed after opening deals carries the job on', async () => {
    const { client, network, store, job, run, providers } = await scene([{}, {}]);
    const theJob = await job(30);
    const crash = new AbortController();
    const code = await codeOf(
      run(theJob, {}, { signal: crash.signal, onProgress: ({ tasksDone }) => tasksDone > 4 && crash.abort() }),
    );
    expect(code).toBe('JOB_ABORTED');
    const result = await watchJob({ client, network, store }, { jobId: theJob.jobId, patience });
    expect(result.state).toBe('completed');
    expect(result.openDeals).toBe(0);
    expect(result.deals).toHaveLength(2);
    expect(providers.map(({ seen }) => seen.filter((type) => type === 'open').length)).toEqual([2, 2]);
  });

  test('crashed between the transaction and the note of it finds its deals again', async () => {
    const { client, network, store, job, run } = await scene([{}]);
    const theJob = await job(5);
    const saves: string[] = [];
    const crashing: JobStore = {
      ...store,
      saveJob: async (record) => {
        if (record.deals.some(({ phase }) => phase === 'open')) throw new Error('power cut');
        saves.push(record.phase);
        await store.saveJob(record);
      },
    };
    await expect(runJob({ client, network, store: crashing }, { job: theJob, patience })).rejects.toThrow('power cut');
    expect((await store.loadJob(theJob.jobId))?.deals.map(({ phase }) => phase)).toEqual(['planned']);
    const result = await watchJob({ client, network, store }, { jobId: theJob.jobId, patience });
    expect(result.state).toBe('completed');
    expect(result.openDeals).toBe(0);
    expect(run).toBeDefined();
  });

  test('cancels pays what was done and gets the rest back', async () => {
    const held = Promise.withResolvers<void>();
    let batches = 0;
    const { client, network, store, job, run } = await scene([
      { delay: () => (++batches <= 2 ? Promise.resolve() : held.promise) },
    ]);
    const theJob = await job(50);
    const stop = new AbortController();
    const code = await codeOf(
      run(theJob, {}, { signal: stop.signal, onProgress: ({ tasksDone }) => tasksDone >= 2 && stop.abort() }),
    );
    expect(code).toBe('JOB_ABORTED');
    const result = await cancelJob({ client, network, store }, { jobId: theJob.jobId, patience });
    held.resolve();
    expect(result.state).toBe('cancelled');
    expect(result.openDeals).toBe(0);
    expect(result.paidWei).toBe((result.work * parseEther('0.001')) / 10n ** 9n);
    expect((await getBankAccount(client)).lockedWei).toBe(0n);
  });

  test('asks for a job that is not there is told so', async () => {
    const { client, network, store } = await scene([]);
    expect(await codeOf(watchJob({ client, network, store }, { jobId: keccak256('0x') }))).toBe('JOB_NOT_FOUND');
  });
});
