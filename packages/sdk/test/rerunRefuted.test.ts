// What is found wrong on chain has no result: who watches the job has others run it.
import { readFile } from 'node:fs/promises';
import { type EmbeddedMarket, startEmbeddedMarket } from '@suanli/node';
import { DealStatus, isSuanliError, merkleSumRoot, parseJobSpec, type ReceiptLeaf } from '@suanli/protocol';
import {
  answerDeals,
  cancelJob,
  createJob,
  createMemoryJobStore,
  createNetwork,
  fetchOutput,
  finalizeRefutation,
  getBankBooks,
  getDealState,
  type Job,
  type JobStore,
  leafProof,
  moduleConsent,
  type Network,
  refuteDuplicate,
  runJob,
  type SuanliClient,
  setConsent,
  type WatchJobParameters,
  watchJob,
} from '@suanli/sdk';
import { createTestClient, type Hex, http, parseEther } from 'viem';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Script, ScriptedProvider } from './fixtures/ScriptedProvider.ts';

const windowBlocks = 60;
const answerBlocks = 300;
const patience = { offersMs: 1_000, moreOffersMs: 300, answerMs: 2_000 };
let market: EmbeddedMarket;
let module: Uint8Array;
const cleanups: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  market = await startEmbeddedMarket();
  module = new Uint8Array(await readFile(new URL('../../../examples/word-count/word-count.wasm', import.meta.url)));
});
afterAll(() => market?.stop());
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean();
  const { owedWei, heldWei } = await getBankBooks(market.deployer);
  expect(heldWei).toBe(owedWei);
});

/** A job of two tasks whose results are here, from one provider that has not answered yet. */
class Scene {
  readonly client: SuanliClient;
  readonly network: Network;
  readonly store: JobStore = createMemoryJobStore();
  readonly liar: ScriptedProvider;
  readonly job: Job;
  /** Those that answer on chain as soon as they have delivered. */
  readonly honest: ScriptedProvider[] = [];

  static async start(): Promise<Scene> {
    const liar = await ScriptedProvider.start(market);
    cleanups.push(() => liar.stop());
    const { client } = await market.createAccount();
    await setConsent(client, { consentModules: await moduleConsent(client, { modules: ['broker', 'disputes'] }) });
    const network = await createNetwork({ domain: client.domain, bootstrap: liar.network.addresses() });
    await network.start();
    cleanups.push(() => network.stop());
    const spec = parseJobSpec({
      name: 'counts',
      module: 'words.wasm',
      limits: { work: '1 Mwu', memory: '2 MiB', output: '64 KiB' },
      tasks: [{ stdin: 'one two' }, { stdin: 'three' }],
      verification: 'optimistic',
      maxPrice: '0.01',
    });
    const scene = new Scene(
      client,
      network,
      liar,
      await createJob({ network }, { spec, readFile: async () => module }),
    );
    const result = await runJob(scene, { job: scene.job, windowBlocks, answerBlocks, patience });
    expect(result.state).toBe('completed');
    return scene;
  }

  private constructor(client: SuanliClient, network: Network, liar: ScriptedProvider, job: Job) {
    this.client = client;
    this.network = network;
    this.liar = liar;
    this.job = job;
  }

  /** Another provider appears. */
  async add(script: Script = {}): Promise<ScriptedProvider> {
    const provider = await ScriptedProvider.start(market, script);
    cleanups.push(() => provider.stop());
    const [address] = provider.network.addresses();
    if (address !== undefined) await this.network.connect(address);
    return provider;
  }

  async addHonest(script: Script = {}): Promise<ScriptedProvider> {
    const provider = await this.add(script);
    this.honest.push(provider);
    return provider;
  }

  /** Answers for a provider with one result billed twice, and a stranger refutes that. */
  async refute(provider: ScriptedProvider, options: { isFinalized?: boolean } = {}): Promise<void> {
    const [[dealId, deal] = []] = provider.deals;
    if (!dealId || !deal) throw new RangeError('no deal');
    const leaves = await this.receipts(dealId);
    const answered = [...leaves, leaves[0] as ReceiptLeaf];
    const { root, totalWork } = merkleSumRoot(answered);
    const answer = { dealId, deal, root, work: totalWork };
    await answerDeals(provider.account.client, { deals: [answer] });
    const stranger = (await market.createAccount()).client;
    await refuteDuplicate(stranger, { answer, first: leafProof(answered, 0), second: leafProof(answered, 2) });
    if (options.isFinalized) await finalizeRefutation(stranger, { dealId });
  }

  /** The requester's receipts of a deal. */
  async receipts(dealId: Hex): Promise<ReceiptLeaf[]> {
    const batches = await this.store.loadReceipts(this.job.jobId);
    const leaves = batches.filter((batch) => batch.dealId === dealId).flatMap((batch) => batch.leaves);
    return [...new Map(leaves.map((leaf) => [leaf.taskIndex, leaf])).values()].sort(
      (a, b) => a.taskIndex - b.taskIndex,
    );
  }

  /** Watches, while the honest answer and windows pass. */
  async watch(parameters: Partial<WatchJobParameters> = {}, call: typeof watchJob = watchJob) {
    const chain = createTestClient({ mode: 'anvil', transport: http(market.chain.rpcUrl) });
    const stop = new AbortController();
    const timePasses = (async () => {
      while (!stop.signal.aborted) {
        for (const provider of this.honest) {
          for (const [dealId, deal] of provider.deals) {
            const leaves = await this.receipts(dealId);
            const { status } = await getDealState(market.deployer, { dealId });
            if (status === DealStatus.waitingForResolution) await chain.mine({ blocks: windowBlocks });
            if (status !== DealStatus.pending || leaves.length < 2) continue;
            const { root, totalWork } = merkleSumRoot(leaves);
            await answerDeals(provider.account.client, { deals: [{ dealId, deal, root, work: totalWork }] });
          }
        }
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    })();
    try {
      return await call(this, { jobId: this.job.jobId, patience, ...parameters });
    } finally {
      stop.abort();
      await timePasses;
    }
  }

  codes(result: { tasks: readonly { failure?: { code: string } }[] }): (string | undefined)[] {
    return result.tasks.map(({ failure }) => failure?.code);
  }
}

const addressOf = ({ account }: ScriptedProvider) => account.signer.address;

test('what was refuted and ended while nobody looked is found, and run by another', async () => {
  const scene = await Scene.start();
  await scene.refute(scene.liar, { isFinalized: true });
  const other = await scene.addHonest();
  const result = await scene.watch();
  expect(result.state).toBe('completed');
  expect(result.tasks.map(({ provider }) => provider)).toEqual([addressOf(other), addressOf(other)]);
  expect(result.deals.map(({ paidWei }) => paidWei > 0n)).toEqual([false, true]);
  expect(result.openDeals).toBe(0);
});

test('it is run again as often as it takes, without those that were proven wrong', async () => {
  const scene = await Scene.start();
  await scene.refute(scene.liar);
  const second = await scene.add({ offer: { priceWeiPerGwu: parseEther('0.0005') } });
  // The second one lies as well, as soon as it has delivered; only then is there a third.
  const lies = (async () => {
    for (;;) {
      const [dealId] = second.deals.keys();
      if (dealId && (await scene.receipts(dealId)).length === 2) break;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const honest = await scene.addHonest();
    await scene.refute(second);
    return honest;
  })();
  const result = await scene.watch();
  const third = await lies;
  expect(result.state).toBe('completed');
  expect(result.tasks.map(({ provider }) => provider)).toEqual([addressOf(third), addressOf(third)]);
  expect(scene.liar.deals.size).toBe(1);
  expect(second.deals.size).toBe(1);
});

test('where others cannot run it either, that is the end of it, and the reason is theirs', async () => {
  const scene = await Scene.start();
  await scene.refute(scene.liar);
  const failTask = () => ({ kind: 'user', code: 'EXECUTOR_TIMEOUT' }) as const;
  const others = [await scene.add({ failTask }), await scene.add({ failTask })];
  // They have nothing to answer for: their deals expire.
  const chain = createTestClient({ mode: 'anvil', transport: http(market.chain.rpcUrl) });
  const stop = new AbortController();
  const expiry = (async () => {
    while (!stop.signal.aborted) {
      if (others.some(({ deals }) => deals.size > 0)) await chain.mine({ blocks: windowBlocks });
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  })();
  const result = await scene.watch();
  stop.abort();
  await expiry;
  expect(result.state).toBe('failed');
  expect(scene.codes(result)).toEqual(['EXECUTOR_TIMEOUT', 'EXECUTOR_TIMEOUT']);
  expect(result.deals.length).toBeLessThanOrEqual(4);
});

test('where nobody serves, it ends by its name; nothing is opened where that is not wanted; later somebody does', async () => {
  const scene = await Scene.start();
  await scene.refute(scene.liar);
  const refuted = ['JOB_RESULT_REFUTED', 'JOB_RESULT_REFUTED'];
  const first = await scene.watch();
  expect([first.state, ...scene.codes(first)]).toEqual(['failed', ...refuted]);
  expect(scene.codes(await scene.watch())).toEqual(refuted);
  const fetched = fetchOutput(scene.store, { jobId: scene.job.jobId, taskIndex: 0 });
  await expect(fetched.catch((error: unknown) => isSuanliError(error) && error.code)).resolves.toBe(refuted[0]);

  const other = await scene.addHonest();
  expect(scene.codes(await scene.watch({ rerunsRefuted: false }))).toEqual(refuted);
  expect(scene.codes(await scene.watch({}, cancelJob))).toEqual(refuted);
  expect(other.deals.size).toBe(0);
  const last = await scene.watch();
  expect(last.state).toBe('completed');
  expect(last.tasks.map(({ provider }) => provider)).toEqual([addressOf(other), addressOf(other)]);
});

test('a second receipt of a task counts only with its own output', async () => {
  const scene = await Scene.start();
  // Both tasks were run by a second provider as well, whose outputs were not kept.
  const { jobId } = scene.job;
  const [batch] = await scene.store.loadReceipts(jobId);
  const record = await scene.store.loadJob(jobId);
  const [deal] = record?.deals ?? [];
  if (!batch || !record || !deal) throw new RangeError('no receipts');
  const dealId: Hex = `0x${'12'.repeat(32)}`;
  const outputHash: Hex = `0x${'34'.repeat(32)}`;
  const leaves = (await scene.receipts(deal.dealId)).map((leaf) => ({ ...leaf, outputHash }));
  await scene.store.saveReceipts(jobId, { batch: { ...batch, dealId, leaves }, outputs: new Map() });
  await scene.store.saveJob({ ...record, deals: [...record.deals, { ...deal, dealId, index: 1, phase: 'ended' }] });
  await scene.refute(scene.liar);
  const other = await scene.addHonest();
  const result = await scene.watch();
  expect(result.state).toBe('completed');
  expect(result.tasks.map(({ provider }) => provider)).toEqual([addressOf(other), addressOf(other)]);
  const output = await fetchOutput(scene.store, { jobId, taskIndex: 1 });
  expect(new TextDecoder().decode(output.stdout)).toBe('task 1');
});
