// A requester's coordinator looks at the answers of an optimistic job, and challenges wrong ones.
import { readFile } from 'node:fs/promises';
import type { Executor } from '@suanli/executor';
import { createWasmExecutor } from '@suanli/executor/wasm';
import { type EmbeddedMarket, startEmbeddedMarket } from '@suanli/node';
import {
  DealStatus,
  encodeOutput,
  hashOutput,
  merkleSumRoot,
  parseJobSpec,
  type ReceiptBatch,
  type ReceiptLeaf,
  type TaskMessageOf,
  type TaskResult,
} from '@suanli/protocol';
import {
  type AnsweredDeal,
  type AnswerReport,
  answerDeals,
  createJob,
  createMemoryJobStore,
  createNetwork,
  getBankAccount,
  getBankBooks,
  getDealState,
  getGame,
  type JobResult,
  leafProof,
  moduleConsent,
  type Network,
  refuteDuplicate,
  runJob,
  type SuanliClient,
  setConsent,
  watchJob,
} from '@suanli/sdk';
import { createTestClient, http, parseEther, zeroAddress, zeroHash } from 'viem';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ScriptedProvider } from './fixtures/ScriptedProvider.ts';

const windowBlocks = 60;
let market: EmbeddedMarket;
let module: Uint8Array;
let executor: Executor;
const cleanups: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  executor = await createWasmExecutor({ slots: 1 });
  await executor.start();
  market = await startEmbeddedMarket();
  module = new Uint8Array(await readFile(new URL('../../../examples/word-count/word-count.wasm', import.meta.url)));
});
afterAll(async () => {
  await executor?.stop();
  await market?.stop();
});
afterEach(async () => {
  await Promise.all(cleanups.splice(0).map((clean) => clean()));
  const { owedWei, heldWei } = await getBankBooks(market.deployer);
  expect(heldWei).toBe(owedWei);
});

interface Ended {
  readonly client: SuanliClient;
  readonly result: JobResult;
  readonly reports: readonly AnswerReport[];
  readonly gained: bigint;
  /** Whether the stored outputs are those that the program gives. */
  readonly isRight: boolean;
}

/** Runs a job of two tasks at one provider, who answers with `answered` of its leaves and then is silent. */
async function settle(
  options: {
    isHonest?: boolean;
    rate?: number;
    demandsUnexplained?: boolean;
    answered?: (leaves: readonly ReceiptLeaf[]) => readonly ReceiptLeaf[];
    /** Ends the process that has challenged, and starts another. */
    isInterrupted?: boolean;
    /** An honest provider appears, once the first one has done its work. */
    hasOther?: boolean;
    before?: (answer: AnsweredDeal, leaves: readonly ReceiptLeaf[]) => Promise<unknown>;
  } = {},
): Promise<Ended> {
  const honest = new Map<number, Pick<TaskResult, 'work' | 'outputHash' | 'status' | 'output'>>();
  const tellTruth = (self: ScriptedProvider, message: TaskMessageOf<'results'>) =>
    self.sign(
      message.dealId,
      message.results.map((result) => ({ ...result, ...honest.get(result.taskIndex) })),
    );
  const provider = await ScriptedProvider.start(market, {
    onResults: async (self, message) => (options.isHonest ? tellTruth(self, message) : message),
  });
  const startHonest = async (network: Network): Promise<ScriptedProvider> => {
    const started = await ScriptedProvider.start(market, { onResults: tellTruth });
    cleanups.push(() => started.stop());
    const [address] = started.network.addresses();
    if (address !== undefined) await network.connect(address);
    return started;
  };
  const { client } = await market.createAccount();
  await setConsent(client, { consentModules: await moduleConsent(client, { modules: ['broker', 'disputes'] }) });
  const network = await createNetwork({ domain: client.domain, bootstrap: provider.network.addresses() });
  await network.start();
  cleanups.push(
    () => network.stop(),
    () => provider.stop(),
  );
  const store = createMemoryJobStore();
  const spec = parseJobSpec({
    name: 'counts',
    module: 'words.wasm',
    limits: { work: '1 Mwu', memory: '2 MiB', output: '64 KiB' },
    tasks: [{ stdin: 'one two' }, { stdin: 'three' }],
    verification: 'optimistic',
    maxPrice: '0.01',
  });
  const job = await createJob({ network }, { spec, readFile: async () => module });
  const { moduleHash } = await executor.prepare(module, { memoryPages: job.template.limits.memoryPages });
  for (const { index, stdin = new Uint8Array() } of job.tasks) {
    const { limits } = job.template;
    const seed = job.taskHashes[index] ?? zeroHash;
    const outcome = await executor.execute({ moduleHash, args: [], env: {}, stdin, inputs: {}, limits, seed });
    const output = encodeOutput(outcome.output);
    honest.set(index, { work: outcome.work, status: outcome.status, output, outputHash: hashOutput(output) });
  }
  const context = { client, network, store };
  await runJob(context, { job, windowBlocks, depositWei: parseEther('1') });
  const [dealId] = provider.deals.keys();
  const deal = dealId && provider.deals.get(dealId);
  if (!deal) throw new RangeError('no deal');
  const sent = (await store.loadReceipts(job.jobId)).flatMap(({ leaves }) => leaves);
  const leaves = (options.answered ?? ((all) => all))([...sent].sort((a, b) => a.taskIndex - b.taskIndex));
  const { root, totalWork } = merkleSumRoot(leaves);
  const answer = { dealId, deal, root, work: totalWork };
  const other = options.hasOther ? await startHonest(network) : undefined;
  await answerDeals(provider.account.client, { deals: [answer] });
  await options.before?.(answer, leaves);
  const before = (await getBankAccount(client)).availableWei;
  const reports: AnswerReport[] = [];
  const challenger = client.account ?? zeroAddress;
  const watch = (signal: AbortSignal) =>
    watchJob(
      context,
      {
        jobId: job.jobId,
        patience: { offersMs: 1_000, moreOffersMs: 500 },
        verify: {
          rate: options.rate ?? 1,
          demandsUnexplained: options.demandsUnexplained ?? false,
          onReport: (report) => reports.push(report),
        },
      },
      { signal },
    );
  const poll = () => new Promise((resolve) => setTimeout(resolve, 50));
  if (options.isInterrupted) {
    const killed = new AbortController();
    const first = watch(killed.signal);
    while (!(await getGame(client, { dealId, challenger }))) await poll();
    killed.abort();
    await expect(first).rejects.toMatchObject({ code: 'JOB_ABORTED' });
  }
  // The provider is silent; time passes until nothing is open.
  const chain = createTestClient({ mode: 'anvil', transport: http(market.chain.rpcUrl) });
  const stop = new AbortController();
  const timePasses = (async () => {
    while (!stop.signal.aborted) {
      const game = await getGame(client, { dealId, challenger });
      await answerOf(other, await store.loadReceipts(job.jobId));
      if (game || reports.length > 0) await chain.mine({ blocks: windowBlocks });
      await poll();
    }
  })();
  const result = await watch(new AbortController().signal);
  stop.abort();
  await timePasses;
  const outputs = await Promise.all(job.tasks.map(({ index }) => store.loadOutput(job.jobId, index)));
  return {
    client,
    result,
    reports,
    gained: (await getBankAccount(client)).availableWei - before,
    isRight: outputs.every((output, index) => output && hashOutput(output) === honest.get(index)?.outputHash),
  };
}

/** Puts a provider's answer on chain, as soon as the requester has all results. */
async function answerOf(provider: ScriptedProvider | undefined, batches: readonly ReceiptBatch[]): Promise<void> {
  for (const [dealId, deal] of provider?.deals ?? []) {
    const mine = batches.filter((batch) => batch.dealId === dealId).flatMap(({ leaves }) => leaves);
    const { status } = await getDealState(market.deployer, { dealId });
    if (!provider || mine.length < 2 || status !== DealStatus.pending) continue;
    const { root, totalWork } = merkleSumRoot(mine.sort((a, b) => a.taskIndex - b.taskIndex));
    await answerDeals(provider.account.client, { deals: [{ dealId, deal, root, work: totalWork }] });
  }
}

describe('an answer of outputs that the program does not give', () => {
  test('is challenged by the requester, who has its escrow back and more', async () => {
    const { result, reports, gained } = await settle();
    expect(reports.map(({ outcome, recomputed }) => [outcome, recomputed])).toEqual([['refuted', 1]]);
    expect(result.deals.map(({ status, paidWei }) => [status, paidWei])).toEqual([[DealStatus.finalized, 0n]]);
    expect(result.openDeals).toBe(0);
    expect(gained).toBeGreaterThanOrEqual(parseEther('1'));
    // Nobody else is there to run them.
    expect(result.state).toBe('failed');
    expect(result.tasks.map(({ failure }) => failure?.code)).toEqual(['JOB_RESULT_REFUTED', 'JOB_RESULT_REFUTED']);
  });

  test('is replaced: another provider runs the tasks again, and is paid for what is right', async () => {
    const { result, reports, isRight } = await settle({ hasOther: true });
    expect(reports.map(({ outcome }) => outcome)).toEqual(['refuted', 'checked']);
    expect(result.state).toBe('completed');
    expect(isRight).toBe(true);
    const [liar, other] = result.deals;
    expect([liar?.paidWei, liar?.status, other?.status]).toEqual([0n, DealStatus.finalized, DealStatus.finalized]);
    expect(other?.paidWei).toBe(result.paidWei);
    expect(result.paidWei).toBeGreaterThan(0n);
    expect(result.tasks.map(({ provider }) => provider)).toEqual([other?.provider, other?.provider]);
    expect(result.openDeals).toBe(0);
  });

  test('is played on by the next process, with one challenge', async () => {
    const { result, reports, gained } = await settle({ isInterrupted: true });
    expect(reports.map(({ outcome, recomputed }) => [outcome, recomputed])).toEqual([['refuted', 0]]);
    expect(result.openDeals).toBe(0);
    expect(gained).toBeGreaterThanOrEqual(parseEther('1'));
  });

  test('is paid where nobody looks', async () => {
    const { result, reports } = await settle({ rate: 0 });
    expect(reports.map(({ outcome, recomputed }) => [outcome, recomputed])).toEqual([['checked', 0]]);
    expect(result.paidWei).toBeGreaterThan(0n);
  });
});

test('an answer that is right is left alone, and paid', async () => {
  const { result, reports } = await settle({ isHonest: true });
  expect(reports.map(({ outcome, recomputed }) => [outcome, recomputed])).toEqual([['checked', 2]]);
  expect(result.paidWei).toBeGreaterThan(0n);
});

describe('an answer that is not the list of receipts sent', () => {
  const answered = (leaves: readonly ReceiptLeaf[]) => leaves.map((leaf) => ({ ...leaf, work: leaf.work + 1_000n }));

  test('is left at that by default', async () => {
    const { reports } = await settle({ isHonest: true, answered });
    expect(reports.map(({ outcome }) => outcome)).toEqual(['unexplained']);
  });

  test('falls where a leaf is demanded and not shown', async () => {
    const { reports, result } = await settle({ isHonest: true, answered, demandsUnexplained: true });
    expect(reports.map(({ outcome }) => outcome)).toEqual(['refuted']);
    expect(result.openDeals).toBe(0);
  });
});

test('what somebody else refuted is repaid, without a look of the requester', async () => {
  const { result, gained } = await settle({
    rate: 0,
    answered: (leaves) => [...leaves, leaves[0] as ReceiptLeaf],
    before: async (answer, leaves) => {
      const stranger = (await market.createAccount()).client;
      await refuteDuplicate(stranger, { answer, first: leafProof(leaves, 0), second: leafProof(leaves, 2) });
    },
  });
  expect(result.openDeals).toBe(0);
  expect(result.paidWei).toBe(0n);
  expect(gained).toBeGreaterThan(0n);
});
