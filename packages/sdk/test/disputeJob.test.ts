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
  type ReceiptLeaf,
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
  getGame,
  type JobResult,
  leafProof,
  moduleConsent,
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
    before?: (answer: AnsweredDeal, leaves: readonly ReceiptLeaf[]) => Promise<unknown>;
  } = {},
): Promise<Ended> {
  const honest = new Map<number, Pick<TaskResult, 'work' | 'outputHash' | 'status' | 'output'>>();
  const provider = await ScriptedProvider.start(market, {
    onResults: async (self, message) => {
      if (!options.isHonest) return message;
      const results = message.results.map((result) => ({ ...result, ...honest.get(result.taskIndex) }));
      return self.sign(message.dealId, results);
    },
  });
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
      if (game || reports.length > 0) await chain.mine({ blocks: windowBlocks });
      await poll();
    }
  })();
  const result = await watch(new AbortController().signal);
  stop.abort();
  await timePasses;
  return { client, result, reports, gained: (await getBankAccount(client)).availableWei - before };
}

describe('an answer of outputs that the program does not give', () => {
  test('is challenged by the requester, who has its escrow back and more', async () => {
    const { result, reports, gained } = await settle();
    expect(reports.map(({ outcome, recomputed }) => [outcome, recomputed])).toEqual([['refuted', 1]]);
    expect(result.deals.map(({ status, paidWei }) => [status, paidWei])).toEqual([[DealStatus.finalized, 0n]]);
    expect(result.openDeals).toBe(0);
    expect(gained).toBeGreaterThanOrEqual(parseEther('1'));
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
