// What providers supply, published by themselves: on a real chain, whose epochs are 20 blocks long.
import { join } from 'node:path';
import {
  findStatements,
  getBankAccount,
  getPriceFigures,
  getPriceQuote,
  getSupplyCapacity,
  moduleConsent,
  type SuanliClient,
  setConsent,
} from '@suanli/sdk';
import { type Address, createTestClient, http, parseEther } from 'viem';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createProviderChain } from '../src/chain/createProviderChain.ts';
import { createSupplyChain } from '../src/chain/createSupplyChain.ts';
import type { SupplyChain } from '../src/chain/SupplyChain.ts';
import { createLogger, type EmbeddedMarketAccount } from '../src/index.ts';
import {
  createSupplyPublisher,
  type SupplyPublisher,
  type SupplyPublisherOptions,
} from '../src/roles/provider/createSupplyPublisher.ts';
import { openStore } from '../src/store/openStore.ts';
import type { Store } from '../src/store/Store.ts';
import { newResource } from './support/LeaseWorld.ts';
import { startTestMarket, type TestMarket } from './support/startTestMarket.ts';
import { until } from './support/until.ts';

const cpu = 1;
const gpu = 2;
const epochBlocks = 20n;
const dayMs = 86_400_000;
const logger = createLogger({ level: 'silent' });

let world: TestMarket;
beforeAll(async () => {
  world = await startTestMarket();
  // A second or two each, as on a chain that has been there for a while.
  const blocks = createTestClient({ mode: 'anvil', transport: http(world.market.chain.rpcUrl) });
  await blocks.mine({ blocks: 60, interval: 2 });
});
afterAll(() => world?.stop());

async function newProvider(): Promise<EmbeddedMarketAccount> {
  const account = await world.market.createAccount(parseEther('100'));
  const modules = ['broker', 'market', 'priceCurve'] as const;
  await setConsent(account.client, { consentModules: await moduleConsent(account.client, { modules }) });
  return account;
}
const newStore = (): Store => openStore({ file: join(world.newFolder(), 'node.sqlite'), owner: 'supply' });
const chainOf = (client: SuanliClient): SupplyChain => createSupplyChain(client, createProviderChain(client));
function publisherOf(
  client: SuanliClient,
  options: Partial<SupplyPublisherOptions> & Pick<SupplyPublisherOptions, 'resources'>,
  { store = newStore(), chain = chainOf(client), nowMs = Date.now } = {},
): SupplyPublisher {
  return createSupplyPublisher(
    { chain, store, logger, nowMs },
    {
      workPerSecond: 10 ** 9,
      epochs: 2,
      maxBondWei: parseEther('10'),
      maxFeeWeiPerDay: parseEther('1'),
      reserveWei: 0n,
      intervalMs: 100,
      ...options,
    },
  );
}
const ofAccount = ({ account }: SuanliClient) => findStatements(world.market.deployer, { account: account as Address });
/** Mines until an epoch begins. */
const mineToEpoch = (epoch: number) => world.mineTo(BigInt(epoch) * epochBlocks);

describe('the publisher of supply', () => {
  test('publishes what the machine does in an epoch, once whatever restarts, renews it without a gap, releases what is over', async () => {
    const { client } = await newProvider();
    const resourceId = await newResource(client);
    const store = newStore();
    const publisher = publisherOf(client, { resources: [resourceId] }, { store });
    await publisher.tick();
    const { epochSeconds } = await chainOf(client).terms(resourceId);
    const [first, ...others] = await ofAccount(client);
    if (!first) throw new Error('nothing was published');
    expect(others).toEqual([]);
    expect(first).toMatchObject({ kind: 'supply', typeId: cpu, resourceId, untilEpoch: first.fromEpoch + 2 });
    // By the pace of the blocks, which is another one a moment later.
    const share = Number(first.workPerEpoch) / (10 ** 9 * epochSeconds);
    expect(share).toBeGreaterThan(0.5);
    expect(share).toBeLessThan(2);
    expect((await getPriceFigures(client, { typeId: cpu })).supplyWork).toBeGreaterThanOrEqual(first.workPerEpoch);

    // The same process, one that was restarted, and one that lost its store.
    for (const again of [
      publisher,
      publisherOf(client, { resources: [resourceId] }, { store }),
      publisherOf(client, { resources: [resourceId] }),
    ]) {
      await again.tick();
      await again.tick();
    }
    expect(await ofAccount(client)).toEqual([first]);

    await mineToEpoch(first.untilEpoch);
    await publisher.tick();
    const [, second] = await ofAccount(client);
    expect(second).toMatchObject({ fromEpoch: first.untilEpoch, resourceId });
    await mineToEpoch(first.untilEpoch + 1);
    await publisher.tick();
    expect((await ofAccount(client)).map(({ statementId }) => statementId)).toEqual([second?.statementId]);
    expect((await getBankAccount(client)).lockedWei).toBe(second?.bondWei);
    expect(await world.booksBalance()).toBe(true);
  });

  test('keeps to what may be locked, to what a day may cost, also without its store, and to what must stay free', async () => {
    const { client } = await newProvider();
    const resourceId = await newResource(client);
    let nowMs = Date.now();
    const store = newStore();
    // More than all limits allow; the terms take a hundredth of the bond.
    const options = { resources: [resourceId], workPerSecond: 10 ** 14, epochs: 1, maxBondWei: parseEther('0.1') };
    const limits = { ...options, maxFeeWeiPerDay: parseEther('0.0015') };
    const at = { store, nowMs: () => nowMs };
    const next = async () => mineToEpoch((await getPriceQuote(client, { typeId: cpu })).epoch + 1);
    const count = async () => (await getSupplyCapacity(client, { resourceId })).suppliedUntil;
    await publisherOf(client, limits, at).tick();
    const [first] = await ofAccount(client);
    expect(first?.bondWei).toBeLessThanOrEqual(parseEther('0.1'));
    expect(first?.bondWei).toBeGreaterThan(parseEther('0.099'));
    expect(first?.feeWei).toBeGreaterThan(parseEther('0.00099'));
    const covered = await count();
    await next();
    // A second one would cost more than the day may.
    await publisherOf(client, limits, at).tick();
    await publisherOf(client, limits, { nowMs: at.nowMs }).tick();
    expect(await count()).toBe(covered);
    nowMs += dayMs;
    await publisherOf(client, limits, at).tick();
    expect(await count()).toBeGreaterThan(covered);

    // Whatever stays free in the bank is for stakes; where that is all, nothing is locked.
    await next();
    const before = await count();
    const rich = { ...options, maxBondWei: parseEther('50') };
    await publisherOf(client, { ...rich, reserveWei: parseEther('100') }).tick();
    expect(await count()).toBe(before);
    const { availableWei } = await getBankAccount(client);
    const reserveWei = availableWei - parseEther('0.5');
    await publisherOf(client, { ...rich, reserveWei }).tick();
    expect(await count()).toBeGreaterThan(before);
    expect((await getBankAccount(client)).availableWei).toBeGreaterThanOrEqual(reserveWei);
  });

  test('sends nothing without terms, without consent, for what is not its own, or behind a transaction', async () => {
    const { client } = await newProvider();
    const { client: stranger } = await newProvider();
    const [mine, theirs, withoutTerms] = [
      await newResource(client),
      await newResource(stranger),
      await newResource(client, gpu),
    ];
    const sent = () => client.publicClient.getTransactionCount({ address: client.account as Address });
    const before = await sent();
    await publisherOf(client, { resources: [withoutTerms, theirs, 999n] }).tick();
    const chain = { ...chainOf(client), pendingTransactions: async () => 1 };
    await publisherOf(client, { resources: [mine] }, { chain }).tick();
    await setConsent(client, { consentModules: await moduleConsent(client, { modules: ['broker'] }) });
    await publisherOf(client, { resources: [mine] }).tick();
    expect(await sent()).toBe(before + 1);
    expect(await ofAccount(client)).toEqual([]);

    // The others are published all the same, each with its part of the machine.
    const modules = ['broker', 'priceCurve'] as const;
    await setConsent(client, { consentModules: await moduleConsent(client, { modules }) });
    const whole = publisherOf(client, { resources: [withoutTerms, mine] });
    await whole.tick();
    const { epochSeconds } = await chainOf(client).terms(mine);
    const [only, ...more] = await ofAccount(client);
    expect(more).toEqual([]);
    expect(only?.resourceId).toBe(mine);
    expect(Number(only?.workPerEpoch)).toBeLessThan(0.75 * 10 ** 9 * epochSeconds);
  });
});

test('a daemon that prices by the curve publishes its resources, and its price follows', {
  timeout: 60_000,
}, async () => {
  const { client, signer } = await newProvider();
  const resourceId = await newResource(client);
  const node = await world.startNode(
    {
      'provider.pricing': 'curve',
      'provider.price': '0.0001',
      'provider.resources': String(resourceId),
      'provider.supply.maxBond': '2',
    },
    signer,
  );
  await until(async () => (await ofAccount(client)).length === 1);
  const [statement] = await ofAccount(client);
  expect(statement).toMatchObject({ resourceId, untilEpoch: (statement?.fromEpoch ?? 0) + 24 });
  await until(() => node.offer !== undefined);
  const { priceWeiPerGwu: base } = await getPriceQuote(client, { typeId: cpu });
  const figures = await getPriceFigures(client, { typeId: cpu });
  expect(figures.nextPriceWeiPerGwu).toBeLessThan(figures.nextTerms.basePriceWeiPerGwu);
  await mineToEpoch(figures.epoch + 1);
  await until(() => node.offer?.offer.priceWeiPerGwu === figures.nextPriceWeiPerGwu);
  expect(base).toBeGreaterThan(0n);
  await node.stop();
});
