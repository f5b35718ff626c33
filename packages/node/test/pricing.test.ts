import { DealStatus, type OfferAnnouncement, paymentWeiDown } from '@suanli/protocol';
import {
  getBankAccount,
  getDealState,
  getPriceQuote,
  moduleConsent,
  publishDemand,
  publishSupply,
  setConsent,
} from '@suanli/sdk';
import { createTestClient, http, parseEther } from 'viem';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPriceFeed } from '../src/chain/createPriceFeed.ts';
import { auctionPrices } from '../src/roles/provider/auctionPrices.ts';
import { startTestMarket, type TestMarket } from './support/startTestMarket.ts';
import type { TestDeal, TestRequester } from './support/TestRequester.ts';
import { until } from './support/until.ts';

const cpu = 1;
const gwu = 10n ** 9n;
/** What the market is deployed with: the price of a CPU's Gwu where supply and demand agree. */
const basePriceWei = 10n ** 15n;

let world: TestMarket;
beforeAll(async () => {
  world = await startTestMarket();
});
afterAll(() => world?.stop());

const nextEpoch = async () => {
  const { deployer, chain } = world.market;
  const { untilBlock } = await getPriceQuote(deployer, { typeId: cpu });
  const head = await deployer.publicClient.getBlockNumber({ cacheTime: 0 });
  if (head < untilBlock) {
    const test = createTestClient({ mode: 'anvil', transport: http(chain.rpcUrl) });
    await test.mine({ blocks: Number(untilBlock - head) });
  }
};
/** The offers of a provider that a requester sees, cheapest first. */
const seenBy = (requester: TestRequester, provider: string): readonly OfferAnnouncement[] =>
  requester.network.offers.list().filter(({ offer }) => offer.provider === provider);

describe('a provider that follows the curve', () => {
  test('asks what the chain says, and renews its offer when that moves, on the same nonce', async () => {
    const node = await world.startNode({ 'provider.pricing': 'curve', 'provider.price': '0.0001' });
    const requester = await world.newRequester();
    await until(() => node.offer !== undefined);
    const first = node.offer;
    if (!first) throw new Error('no offer');
    expect(first.offer.priceWeiPerGwu).toBe(basePriceWei);

    const { client } = requester;
    const modules = ['broker', 'market', 'priceCurve'] as const;
    await setConsent(client, { consentModules: await moduleConsent(client, { modules }) });
    const demand = { typeId: cpu, workPerEpoch: 5_000n * gwu, epochs: 3, maxBondWei: parseEther('50') };
    await publishDemand(client, demand);
    await nextEpoch();
    await until(() => node.offer?.offer.priceWeiPerGwu !== basePriceWei);
    expect(node.offer?.offer.priceWeiPerGwu).toBe((basePriceWei * 3n) / 2n);
    expect(node.offer?.offer.nonce).toBe(first.offer.nonce);

    // Who meets it now sees the new price alone, and opens deals at it.
    await (await requester.dial(node.addresses())).session.close();
    await until(() => seenBy(requester, first.offer.provider).length > 0);
    const [announcement, ...others] = seenBy(requester, first.offer.provider);
    if (!announcement) throw new Error('no offer');
    expect(others).toEqual([]);
    const { deal } = await requester.openDeal(announcement);
    expect(deal.priceWeiPerGwu).toBe((basePriceWei * 3n) / 2n);
  });

  test('never asks less than its floor, or more than its cap', async () => {
    const { client } = await world.market.createAccount();
    const feed = (floor: bigint, cap: bigint) =>
      createPriceFeed(client, { typeId: cpu, floorWeiPerGwu: floor, capWeiPerGwu: cap })(0n);
    const { priceWeiPerGwu } = await getPriceQuote(client, { typeId: cpu });
    expect(await feed(0n, 10n ** 18n)).toBe(priceWeiPerGwu);
    expect(await feed(priceWeiPerGwu + 5n, 10n ** 18n)).toBe(priceWeiPerGwu + 5n);
    expect(await feed(0n, priceWeiPerGwu - 5n)).toBe(priceWeiPerGwu - 5n);
    await expect(
      createPriceFeed(client, { typeId: 2, floorWeiPerGwu: 0n, capWeiPerGwu: 1n })(0n),
    ).rejects.toMatchObject({ code: 'PRICE_CURVE_NOT_SET' });
    await expect(publishSupply(client, { resourceId: 99n, workPerEpoch: 1n })).rejects.toMatchObject({
      code: 'RESOURCE_UNKNOWN',
    });
  });
});

describe('a provider that auctions', () => {
  test('doubles its reserve price up to its cap', () => {
    expect(auctionPrices({ reserveWeiPerGwu: 10n, capWeiPerGwu: 50n, tiers: 8 })).toEqual([10n, 20n, 40n, 50n]);
    expect(auctionPrices({ reserveWeiPerGwu: 10n, capWeiPerGwu: 1_000n, tiers: 3 })).toEqual([10n, 20n, 40n]);
    expect(auctionPrices({ reserveWeiPerGwu: 10n, capWeiPerGwu: 10n, tiers: 3 })).toEqual([10n]);
    expect(auctionPrices({ reserveWeiPerGwu: 0n, capWeiPerGwu: 10n, tiers: 3 })).toEqual([0n]);
  });

  test('serves who pays more per unit first, though it came later, and each at the price it took', async () => {
    const node = await world.startNode({
      'provider.pricing': 'auction',
      'provider.price': '0.001',
      'provider.priceCap': '0.004',
      'provider.auctionInterval': 2_000,
    });
    const [low, high] = [await world.newRequester(), await world.newRequester()];
    await until(() => node.offer !== undefined);
    const provider = node.offer?.offer.provider ?? '';
    const talks = [await low.dial(node.addresses()), await high.dial(node.addresses())];
    await until(() => seenBy(low, provider).length === 3 && seenBy(high, provider).length === 3);
    const [reserve, , top] = seenBy(high, provider);
    if (!reserve || !top) throw new Error('no offers');
    expect(reserve.capability.auction).toBe(true);
    expect([reserve, top].map(({ offer }) => offer.priceWeiPerGwu)).toEqual([basePriceWei, 4n * basePriceWei]);
    expect(new Set(seenBy(high, provider).map(({ offer }) => offer.nonce)).size).toBe(3);
    for (const talk of talks) await talk.session.close();

    // Tasks that use all of their work, a tenth of a second or more each.
    const job = {
      module: 'spin',
      template: { limits: { work: 100_000_000n, memoryPages: 16, outputBytes: 1_000, wallMs: 30_000 } },
    } as const;
    const patient = await low.openDeal(reserve, job);
    const urgent = await high.openDeal(top, job);
    expect([patient.deal.priceWeiPerGwu, urgent.deal.priceWeiPerGwu]).toEqual([basePriceWei, 4n * basePriceWei]);
    const lowTalk = await low.converse(node.addresses(), patient);
    const highTalk = await high.converse(node.addresses(), urgent);
    const balance = async () => {
      const { availableWei, lockedWei } = await getBankAccount(high.client);
      return availableWei + lockedWei;
    };
    const before = await balance();
    await lowTalk.send({ type: 'tasks', dealId: patient.dealId, tasks: patient.tasks });
    await highTalk.send({ type: 'tasks', dealId: urgent.dealId, tasks: urgent.tasks });
    await until(() => highTalk.results().size === urgent.tasks.length);
    // In turns it would be all but the last one.
    expect(lowTalk.results().size).toBeLessThanOrEqual(1);
    await until(() => lowTalk.results().size === patient.tasks.length);

    const finish = async (requester: TestRequester, talk: typeof lowTalk, deal: TestDeal) => {
      await talk.send({ type: 'finish', dealId: deal.dealId, taskIndexes: deal.tasks.map(({ index }) => index) });
      const answer = await talk.next('answer');
      await requester.accept(talk, answer);
      const state = () => getDealState(world.market.deployer, { dealId: deal.dealId });
      await until(async () => (await state()).status === DealStatus.finalized);
      return answer.work;
    };
    const work = await finish(high, highTalk, urgent);
    expect(before - (await balance())).toBe(paymentWeiDown(work, 4n * basePriceWei));
    await finish(low, lowTalk, patient);
    expect(await world.booksBalance()).toBe(true);
  });
});
