import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedMarket, type ProviderProcess, startEmbeddedMarket, startProviderProcess } from '@suanli/node';
import { DealStatus } from '@suanli/protocol';
import {
  createMemoryJobStore,
  createNetwork,
  getBankAccount,
  getBankBooks,
  type Network,
  runJob,
  type SuanliClient,
  watchJob,
} from '@suanli/sdk';
import { assembleRender, bunnyScene, createRenderJob } from '@suanli/workloads/render';
import { createTestClient, type Hex, http } from 'viem';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const scene = bunnyScene({ width: 128, height: 128, samples: 24, subdivisions: 0 });
const stack = new AsyncDisposableStack();
let market: EmbeddedMarket;
let client: SuanliClient;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'suanli-faults-'));
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  market = stack.adopt(await startEmbeddedMarket(), (open) => open.stop());
  client = (await market.createAccount()).client;
});
afterAll(() => stack.disposeAsync());

function startProvider(name: string, privateKey: Hex): Promise<ProviderProcess> {
  return startProviderProcess({
    dataDir: join(folder, name),
    rpcUrl: market.chain.rpcUrl,
    deployment: market.deployment,
    privateKey,
    options: {
      'provider.slots': '1',
      'provider.stake': '0.1',
      'provider.announceInterval': '200 ms',
      'provider.stopTimeout': '1 s',
      'chain.pollInterval': '200 ms',
    },
  });
}

async function joined(providers: readonly ProviderProcess[]): Promise<Network> {
  const bootstrap = providers.flatMap(({ addresses }) => addresses);
  const network = await createNetwork({ domain: client.domain, bootstrap });
  await network.start();
  return network;
}

describe('a picture over provider processes', () => {
  test('one killed in the middle: the others finish it, bit by bit the same; restarted, it answers and is paid', async () => {
    const keys = [await market.createAccount(), await market.createAccount(), await market.createAccount()];
    const started = await Promise.all(keys.map(({ privateKey }, i) => startProvider(`provider-${i}`, privateKey)));
    await using cleanup = new AsyncDisposableStack();
    for (const provider of started) cleanup.defer(() => provider.stop());
    const [victim, ...others] = started;
    if (!victim) throw new Error('no provider');

    const whole = await joined(others);
    cleanup.defer(() => whole.stop());
    const calmStore = createMemoryJobStore();
    const calm = await createRenderJob({ network: whole }, { scene, tiles: 48, maxPrice: '0.01', providers: 2 });
    const untouched = await runJob({ client, network: whole, store: calmStore }, { job: calm.job });
    expect(untouched.state).toBe('completed');
    const expected = await assembleRender(calmStore, { ...calm, jobId: calm.job.jobId });

    // The others are met when the victim is killed: until then no machine is too slow for it to have delivered something.
    const network = await joined([victim]);
    cleanup.defer(() => network.stop());
    const store = createMemoryJobStore();
    const render = await createRenderJob({ network }, { scene, tiles: 48, maxPrice: '0.01', providers: 3 });
    const gone = Promise.withResolvers<void>();
    let killed = false;
    const result = await runJob(
      { client, network, store },
      { job: render.job, answerBlocks: 90, patience: { moreOffersMs: 100, reconnectMs: 1_000 } },
      {
        onProgress: ({ deals }) => {
          const deal = deals.find(({ provider }) => provider === victim.account);
          if (killed || !deal || deal.tasksDone === 0) return;
          killed = true;
          const met = others.map(({ addresses }) => network.connect(addresses));
          Promise.all([victim.stop('SIGKILL'), ...met]).then(() => gone.resolve(), gone.reject);
        },
      },
    );
    expect(killed).toBe(true);
    await gone.promise;
    expect(result.state).toBe('completed');
    expect(result.openDeals).toBe(1);
    const image = await assembleRender(store, { ...render, jobId: render.job.jobId });
    expect(Buffer.from(image.data).equals(Buffer.from(expected.data))).toBe(true);

    const again = await startProvider('provider-0', keys[0]?.privateKey as Hex);
    cleanup.defer(() => again.stop());
    // Two thirds of the answer time pass at once; the rest is the provider's own doing.
    const opened = (await store.loadJob(render.job.jobId))?.deals.find(
      ({ announcement }) => announcement.offer.provider === victim.account,
    );
    const dueBlock = Number(opened?.deal?.answerDeadlineBlock) - 29;
    const block = Number(await client.publicClient.getBlockNumber({ cacheTime: 0 }));
    const chain = createTestClient({ mode: 'anvil', transport: http(market.chain.rpcUrl) });
    if (block < dueBlock) await chain.mine({ blocks: dueBlock - block });
    const ended = await watchJob(
      { client, network, store },
      { jobId: render.job.jobId, patience: { reconnectMs: 1_000 } },
    );
    expect(ended.openDeals).toBe(0);
    const deal = ended.deals.find(({ provider }) => provider === victim.account);
    expect(deal?.status).toBe(DealStatus.finalized);
    expect(deal?.paidWei).toBeGreaterThan(0n);

    const { owedWei, heldWei } = await getBankBooks(market.deployer);
    expect(heldWei).toBe(owedWei);
    expect((await getBankAccount(client)).lockedWei).toBe(0n);
  }, 180_000);
});
