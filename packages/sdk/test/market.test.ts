import { LevelRange, marketAbi } from '@suanli/protocol';
import {
  buyShares,
  buyUseRight,
  cancelRenewal,
  createResource,
  createRevenueRight,
  delistShares,
  delistUseRight,
  findListings,
  findSharesListings,
  getAccruedIncome,
  getBankAccount,
  getFreeResources,
  getIncome,
  getListing,
  getMarketFee,
  getRenewal,
  getShares,
  getSharesListing,
  getUseRight,
  giveBackUseRight,
  listShares,
  listUseRight,
  mandateRenewal,
  offerRenewal,
  renewAutomatically,
  renewUseRight,
  repriceUseRight,
  type SuanliClient,
  setConsent,
  settleIncome,
  settleIncomeMany,
  setUseRightUser,
  transferShares,
} from '@suanli/sdk';
import { type Address, parseEther } from 'viem';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { codeOf, startUseRightScene, type UseRightScene } from './fixtures/useRightScene.ts';

const price = parseEther('2');
/** A hundredth goes to the DAO. */
const fee = price / 100n;
const addressOf = (client: SuanliClient) => client.account as Address;

let scene: UseRightScene;
let provider: SuanliClient;
let buyer: SuanliClient;
let other: SuanliClient;

beforeAll(async () => {
  scene = await startUseRightScene();
  provider = await scene.newAccount();
  buyer = await scene.newAccount();
  other = await scene.newAccount();
  expect(await getMarketFee(provider)).toEqual({ feeBasisPoints: 100, treasury: scene.market.deployment.timelock });
});
afterAll(() => scene?.market.stop());
afterEach(async () => {
  expect(await scene.surplusWei()).toBe(0n);
});

const available = async (account: SuanliClient | Address) => {
  const address = typeof account === 'string' ? account : addressOf(account);
  return (await getBankAccount(scene.market.deployer, { account: address })).availableWei;
};
/** What a step changes of the balances in the bank, in the order of the accounts. */
async function changes(accounts: readonly (SuanliClient | Address)[], step: () => Promise<unknown>): Promise<bigint[]> {
  const before = await Promise.all(accounts.map(available));
  await step();
  const after = await Promise.all(accounts.map(available));
  return after.map((wei, i) => wei - (before[i] ?? 0n));
}
const pool = () => scene.market.deployment.revenueRight;
const treasury = () => scene.market.deployment.timelock;

/** A resource with its revenue right, whose use right is listed. */
async function listed(
  options: { seconds?: number; owner?: SuanliClient } = {},
): Promise<{ resourceId: bigint; useRightId: bigint }> {
  const owner = options.owner ?? provider;
  const resourceId = await scene.newResource(owner);
  await scene.newRevenueRight(owner, resourceId);
  const useRightId = await scene.newUseRight(owner, resourceId, options.seconds);
  await listUseRight(owner, { useRightId, priceWei: price });
  return { resourceId, useRightId };
}
async function sold(options: { seconds?: number } = {}): Promise<{ resourceId: bigint; useRightId: bigint }> {
  const ids = await listed(options);
  await buyUseRight(buyer, { useRightId: ids.useRightId, maxPriceWei: price });
  return ids;
}

describe('listing a use right', () => {
  test('needs the revenue right first, a price, and its owner', async () => {
    const resourceId = await scene.newResource(provider);
    const useRightId = await scene.newUseRight(provider, resourceId);
    const list = (client: SuanliClient, priceWei = price, id = useRightId) =>
      codeOf(listUseRight(client, { useRightId: id, priceWei }));
    expect(await list(provider)).toBe('MARKET_REVENUE_RIGHT_MISSING');
    await scene.newRevenueRight(provider, resourceId);
    expect(await list(other)).toBe('MARKET_NOT_OWNER');
    expect(await list(provider, 0n)).toBe('MARKET_ZERO_PRICE');
    expect(await list(provider, price, 999n)).toBe('MARKET_USE_RIGHT_UNKNOWN');
    expect(await list(provider)).toBe('none');
    expect(await list(provider)).toBe('MARKET_ALREADY_LISTED');
    expect(await getListing(other, { useRightId })).toEqual({ seller: addressOf(provider), priceWei: price });
  });

  test('can be repriced and taken back by its seller alone, and ends when the right is given back', async () => {
    const { useRightId } = await listed();
    const reprice = (client: SuanliClient, priceWei: bigint) =>
      codeOf(repriceUseRight(client, { useRightId, priceWei }));
    expect(await reprice(other, 1n)).toBe('MARKET_NOT_OWNER');
    expect(await reprice(provider, 0n)).toBe('MARKET_ZERO_PRICE');
    expect(await reprice(provider, 3n * price)).toBe('none');
    // Who saw the old price pays no more than that.
    expect(await codeOf(buyUseRight(buyer, { useRightId, maxPriceWei: price }))).toBe('MARKET_PRICE_TOO_HIGH');
    expect(await codeOf(delistUseRight(other, { useRightId }))).toBe('MARKET_NOT_OWNER');
    await delistUseRight(provider, { useRightId });
    expect(await getListing(buyer, { useRightId })).toBeUndefined();
    expect(await codeOf(delistUseRight(provider, { useRightId }))).toBe('MARKET_NOT_LISTED');
    expect(await reprice(provider, price)).toBe('MARKET_NOT_LISTED');
    expect(await codeOf(buyUseRight(buyer, { useRightId, maxPriceWei: price }))).toBe('MARKET_NOT_LISTED');
    await listUseRight(provider, { useRightId, priceWei: price });
    await giveBackUseRight(provider, { useRightId });
    expect(await codeOf(buyUseRight(buyer, { useRightId, maxPriceWei: price }))).toBe('MARKET_USE_RIGHT_UNKNOWN');
  });

  test('ends with the right', async () => {
    const { resourceId, useRightId } = await listed({ seconds: 100 });
    const second = await sold({ seconds: 100 });
    await scene.pass(100);
    expect(await getListing(buyer, { useRightId })).toBeUndefined();
    expect(await codeOf(buyUseRight(buyer, { useRightId, maxPriceWei: price }))).toBe('MARKET_USE_RIGHT_EXPIRED');
    expect(await codeOf(repriceUseRight(provider, { useRightId, priceWei: price }))).toBe('MARKET_USE_RIGHT_EXPIRED');
    const resell = listUseRight(buyer, { useRightId: second.useRightId, priceWei: price });
    expect(await codeOf(resell)).toBe('MARKET_USE_RIGHT_EXPIRED');
    expect(await getFreeResources(provider)).toEqual(expect.arrayContaining([resourceId, second.resourceId]));
  });
});

describe('buying a use right', () => {
  test('moves the right to the buyer and the price into the income of the resource', async () => {
    const { resourceId, useRightId } = await listed();
    const [paid, got, income, dao] = await changes([buyer, provider, pool(), treasury()], async () => {
      const purchase = await buyUseRight(buyer, { useRightId, maxPriceWei: price });
      expect(purchase).toMatchObject({
        resourceId,
        seller: addressOf(provider),
        priceWei: price,
        feeWei: fee,
        isFirstSale: true,
      });
    });
    expect([paid, got, income, dao]).toEqual([-price, 0n, price - fee, fee]);
    expect(await getUseRight(buyer, { useRightId })).toMatchObject({
      owner: addressOf(buyer),
      transfers: 1,
      isSold: true,
    });
    expect(await getListing(buyer, { useRightId })).toBeUndefined();
    expect(await getIncome(buyer, { resourceId })).toMatchObject({ totalWei: price - fee });
    expect(await codeOf(listUseRight(provider, { useRightId, priceWei: price }))).toBe('MARKET_NOT_OWNER');
  });

  test('is refused to its seller, and to who has not the money or the consent', async () => {
    const { useRightId } = await listed();
    const buy = (client: SuanliClient) => codeOf(buyUseRight(client, { useRightId, maxPriceWei: price }));
    expect(await buy(provider)).toBe('MARKET_OWN_LISTING');
    expect(await codeOf(buyUseRight(buyer, { useRightId: 999n, maxPriceWei: price }))).toBe('MARKET_USE_RIGHT_UNKNOWN');
    const { client: poor } = await scene.market.createAccount(1n);
    expect(await buy(poor)).toBe('BANK_INSUFFICIENT_AVAILABLE');
    const wary = await scene.newAccount();
    const { consentModules } = await getBankAccount(wary);
    await setConsent(wary, { consentModules: 0 });
    expect(await buy(wary)).toBe('BANK_CONSENT_MISSING');
    await setConsent(wary, { consentModules });
    expect(await buy(wary)).toBe('none');
  });

  test('twice in one block: one buyer gets it, the other keeps its money', async () => {
    const { useRightId } = await listed();
    const accounts = [buyer, other, pool()];
    const moved = await changes(accounts, async () => {
      const [first, second] = await scene.inOneBlock([
        () => buyUseRight(other, { useRightId, maxPriceWei: price }),
        // Its gas is given, so that nothing is asked of the chain before it is sent.
        async () => {
          const hash = await buyer.walletClient?.writeContract({
            abi: marketAbi,
            address: buyer.deployment.market,
            functionName: 'buy',
            args: [useRightId, price],
            gas: 500_000n,
          });
          return buyer.publicClient.waitForTransactionReceipt({ hash: hash ?? '0x' });
        },
      ]);
      if (first.status === 'rejected') throw first.reason;
      if (second.status === 'rejected') throw second.reason;
      expect(second.value.status).toBe('reverted');
      expect(second.value.blockNumber).toBe(first.value.blockNumber);
    });
    expect(moved).toEqual([0n, -price, price - fee]);
    expect((await getUseRight(buyer, { useRightId })).owner).toBe(addressOf(other));
    expect(await codeOf(buyUseRight(buyer, { useRightId, maxPriceWei: price }))).toBe('MARKET_NOT_LISTED');
  });

  test('again from the buyer, until it expires: later sales pay the seller; what was said for an owner ends', async () => {
    const { resourceId, useRightId } = await sold({ seconds: 1_000 });
    await setUseRightUser(buyer, { useRightId, user: addressOf(provider), expiresAt: (await scene.now()) + 500 });
    await listUseRight(buyer, { useRightId, priceWei: price });
    const [seller, paid, income] = await changes([buyer, other, pool()], async () => {
      const purchase = await buyUseRight(other, { useRightId, maxPriceWei: price });
      expect(purchase).toMatchObject({ seller: addressOf(buyer), isFirstSale: false });
    });
    expect([seller, paid, income]).toEqual([price - fee, -price, 0n]);
    expect((await getIncome(other, { resourceId })).totalWei).toBe(price - fee);
    const right = await getUseRight(other, { useRightId });
    expect(right).toMatchObject({ owner: addressOf(other), transfers: 2, rental: undefined });
    await listUseRight(other, { useRightId, priceWei: price });
    await scene.pass(1_000);
    expect(await codeOf(buyUseRight(buyer, { useRightId, maxPriceWei: price }))).toBe('MARKET_USE_RIGHT_EXPIRED');
  });

  test('of a re-listed resource pays those who share it since the first listing', async () => {
    const resourceId = await scene.newResource(provider);
    const holders = [
      { holder: addressOf(provider), shares: 75 },
      { holder: addressOf(other), shares: 25 },
    ];
    await createRevenueRight(provider, { resourceId, holders });
    const sell = async () => {
      const useRightId = await scene.newUseRight(provider, resourceId, 1_000);
      await listUseRight(provider, { useRightId, priceWei: price });
      await buyUseRight(buyer, { useRightId, maxPriceWei: price });
      return useRightId;
    };
    await sell();
    expect(await codeOf(scene.newUseRight(provider, resourceId))).toBe('RESOURCE_IN_USE');
    await scene.pass(1_000);
    expect(await codeOf(createRevenueRight(provider, { resourceId, holders }))).toBe('REVENUE_RIGHT_EXISTS');
    await sell();
    const whole = 2n * (price - fee);
    expect(await getAccruedIncome(provider, { resourceId })).toBe((whole * 75n) / 100n);
    expect(await getAccruedIncome(other, { resourceId })).toBe((whole * 25n) / 100n);
  });
});

describe('searching', () => {
  test('finds by type, model, count, memory, price, expiry and proof level; the cheapest first', async () => {
    const seller = await scene.newAccount();
    const one = await listed({ owner: seller, seconds: 5_000 });
    const hardwareIds = [await scene.newHardware(seller, 'GTX_1060'), await scene.newHardware(seller, 'GTX_1060')];
    const { resourceId } = await createResource(seller, { hardwareIds });
    await createRevenueRight(seller, { resourceId, holders: [{ holder: addressOf(seller), shares: 200 }] });
    const two = await scene.newUseRight(seller, resourceId, 9_000);
    await listUseRight(seller, { useRightId: two, priceWei: price / 2n });
    const expiresAt = (await getUseRight(seller, { useRightId: two })).expiresAt;
    const mine = async (parameters: Parameters<typeof findListings>[1]) =>
      (await findListings(other, parameters)).filter((listing) => listing.seller === addressOf(seller));
    const idsOf = async (parameters: Parameters<typeof findListings>[1]) =>
      (await mine(parameters)).map(({ useRightId }) => useRightId);

    const [first] = await mine({});
    expect(first).toEqual({
      useRightId: two,
      resourceId,
      seller: addressOf(seller),
      priceWei: price / 2n,
      typeId: scene.typeOf('GTX_1060').id,
      typeName: 'GTX_1060',
      model: 'GTX_1060',
      count: 2,
      memoryMib: 2 * 6_144,
      expiresAt,
      hashesPerSecond: 0n,
      range: LevelRange.unknown,
    });
    const both = [two, one.useRightId];
    const cases: [Parameters<typeof findListings>[1], readonly bigint[]][] = [
      [{}, both],
      [{ typeId: scene.typeOf('GTX_1050').id }, [one.useRightId]],
      [{ typeId: scene.typeOf('A100').id }, []],
      [{ model: 'GTX_1060' }, [two]],
      [{ minCount: 2 }, [two]],
      [{ minCount: 3 }, []],
      [{ minMemoryMib: 2_048 }, both],
      [{ minMemoryMib: 2_049 }, [two]],
      [{ maxPriceWei: price / 2n }, [two]],
      [{ maxPriceWei: price / 2n - 1n }, []],
      [{ minExpiresAt: expiresAt }, [two]],
      [{ minExpiresAt: expiresAt + 1 }, []],
      [{ minHashesPerSecond: 1n }, []],
      [{ range: LevelRange.unknown }, both],
      [{ range: LevelRange.within }, []],
      [{ typeId: scene.typeOf('GTX_1060').id, minCount: 2, maxPriceWei: price }, [two]],
    ];
    for (const [parameters, ids] of cases)
      expect(await idsOf(parameters), JSON.stringify(parameters, String)).toEqual(ids);
    await buyUseRight(buyer, { useRightId: two, maxPriceWei: price });
    await delistUseRight(seller, { useRightId: one.useRightId });
    expect(await mine({})).toEqual([]);
  });
});

describe('shares in income', () => {
  const shareWei = parseEther('0.1');

  test('are sold in any part of what is offered; the seller keeps what they earned before', async () => {
    const { resourceId } = await sold();
    const until = (await scene.now()) + 1_000;
    const list = (client: SuanliClient, shares: number, priceWeiPerShare = shareWei, end = until) =>
      codeOf(listShares(client, { resourceId, shares, priceWeiPerShare, until: end }));
    expect(await list(provider, 0)).toBe('MARKET_ZERO_SHARES');
    expect(await list(provider, 101)).toBe('MARKET_SHARES_NOT_HELD');
    expect(await list(other, 1)).toBe('MARKET_SHARES_NOT_HELD');
    expect(await list(provider, 1, 0n)).toBe('MARKET_ZERO_PRICE');
    expect(await list(provider, 1, shareWei, until - 1_001)).toBe('MARKET_OFFER_EXPIRED');
    expect(await list(provider, 100, 2n ** 96n - 1n)).toBe('MARKET_PAYMENT_TOO_LARGE');
    expect(await codeOf(delistShares(provider, { resourceId }))).toBe('MARKET_SHARES_UNAVAILABLE');
    expect(await list(provider, 50)).toBe('none');
    const seller = addressOf(provider);
    expect(await getSharesListing(other, { resourceId, seller })).toEqual({
      shares: 50,
      priceWeiPerShare: shareWei,
      until,
    });

    const buy = (client: SuanliClient, shares: number, maxPriceWeiPerShare = shareWei) =>
      buyShares(client, { resourceId, seller, shares, maxPriceWeiPerShare });
    expect(await codeOf(buy(other, 0))).toBe('MARKET_ZERO_SHARES');
    expect(await codeOf(buy(other, 51))).toBe('MARKET_SHARES_UNAVAILABLE');
    expect(await codeOf(buy(other, 1, shareWei - 1n))).toBe('MARKET_PRICE_TOO_HIGH');
    expect(await codeOf(buy(provider, 1))).toBe('MARKET_OWN_LISTING');
    const earned = await getAccruedIncome(provider, { resourceId });
    expect(earned).toBe(price - fee);
    const [paid, got, income] = await changes([other, provider, pool()], async () => {
      expect(await buy(other, 7)).toMatchObject({ priceWei: 7n * shareWei, feeWei: (7n * shareWei) / 100n });
    });
    expect([paid, got, income]).toEqual([-7n * shareWei, (7n * shareWei * 99n) / 100n, 0n]);
    expect(await getShares(other, { resourceId })).toBe(7);
    expect(await getSharesListing(other, { resourceId, seller })).toMatchObject({ shares: 43 });
    expect(await getAccruedIncome(provider, { resourceId })).toBe(earned);
    expect(await getAccruedIncome(other, { resourceId })).toBe(0n);

    // An offer for shares that are gone is refused; of what is left any part is found.
    await transferShares(provider, { resourceId, to: addressOf(buyer), shares: 90 });
    expect(await codeOf(buy(other, 4))).toBe('ERC1155_INSUFFICIENT_BALANCE');
    expect(await findSharesListings(other, { resourceId })).toMatchObject([{ resourceId, seller, shares: 3 }]);
    await buy(other, 3);
    expect(await findSharesListings(other, { resourceId })).toEqual([]);
    await delistShares(provider, { resourceId });
    expect(await codeOf(buy(other, 1))).toBe('MARKET_SHARES_UNAVAILABLE');
    // What was earned before the shares went is still the first holder's.
    const [settled] = await changes([provider], () => settleIncome(provider, { resourceId }));
    expect(settled).toBe(earned);
  });

  test('are not sold after the end of the offer', async () => {
    const { resourceId } = await sold();
    const until = (await scene.now()) + 100;
    await listShares(provider, { resourceId, shares: 10, priceWeiPerShare: shareWei, until });
    await scene.pass(100);
    const late = buyShares(other, {
      resourceId,
      seller: addressOf(provider),
      shares: 1,
      maxPriceWeiPerShare: shareWei,
    });
    expect(await codeOf(late)).toBe('MARKET_OFFER_EXPIRED');
    expect(await findSharesListings(other, { resourceId })).toEqual([]);
  });

  test.each([
    { first: 'income', bought: 0n },
    { first: 'shares', bought: 40n },
  ])(
    'sold in the block of an income, $first first: every wei is earned once, by who held the share then',
    async ({ first, bought }) => {
      const { resourceId, useRightId } = await listed();
      const until = (await scene.now()) + 1_000;
      await listShares(provider, { resourceId, shares: 40, priceWeiPerShare: shareWei, until });
      const income = () => buyUseRight(buyer, { useRightId, maxPriceWei: price });
      const shares = () =>
        buyShares(other, { resourceId, seller: addressOf(provider), shares: 40, maxPriceWeiPerShare: shareWei });
      const results = await scene.inOneBlock(first === 'income' ? [income, shares] : [shares, income]);
      const blocks = results.map((result) =>
        result.status === 'fulfilled' ? result.value.blockNumber : result.reason,
      );
      expect(blocks[0]).toBe(blocks[1]);
      const whole = price - fee;
      expect(await getAccruedIncome(other, { resourceId })).toBe((whole * bought) / 100n);
      expect(await getAccruedIncome(provider, { resourceId })).toBe((whole * (100n - bought)) / 100n);
      // From here on both earn by what they hold.
      await scene.pass(86_400);
      const again = await scene.newUseRight(provider, resourceId);
      await listUseRight(provider, { useRightId: again, priceWei: price });
      await buyUseRight(buyer, { useRightId: again, maxPriceWei: price });
      expect(await getAccruedIncome(other, { resourceId })).toBe((whole * (bought + 40n)) / 100n);
    },
  );
});

describe('income', () => {
  test('is settled by the holder, or harmlessly for it; nobody else gets anything', async () => {
    const { resourceId } = await sold();
    expect(await codeOf(settleIncome(other, { resourceId }))).toBe('REVENUE_RIGHT_NOTHING_ACCRUED');
    const holder = addressOf(provider);
    const [mine, theirs, left] = await changes([provider, other, pool()], async () => {
      expect((await settleIncome(other, { resourceId, holder })).amountWei).toBe(price - fee);
    });
    expect([mine, theirs, left]).toEqual([price - fee, 0n, -(price - fee)]);
    expect(await codeOf(settleIncome(provider, { resourceId }))).toBe('REVENUE_RIGHT_NOTHING_ACCRUED');
    expect(await codeOf(settleIncome(provider, { resourceId: 999n }))).toBe('REVENUE_RIGHT_NOTHING_ACCRUED');
  });

  test('that does not divide leaves less than one wei per share, which counts for the next', async () => {
    const resourceId = await scene.newResource(provider);
    await createRevenueRight(provider, {
      resourceId,
      holders: [
        { holder: addressOf(provider), shares: 67 },
        { holder: addressOf(other), shares: 33 },
      ],
    });
    const sell = async (priceWei: bigint) => {
      const useRightId = await scene.newUseRight(provider, resourceId, 1_000);
      await listUseRight(provider, { useRightId, priceWei });
      await buyUseRight(buyer, { useRightId, maxPriceWei: priceWei });
      await scene.pass(1_000);
    };
    // No fee on less than 100 wei.
    await sell(99n);
    expect(await getIncome(buyer, { resourceId })).toEqual({
      totalWei: 99n,
      incomePerShareWei: 0n,
      remainderWei: 99n,
      totalShares: 100,
    });
    expect(await codeOf(settleIncome(provider, { resourceId }))).toBe('REVENUE_RIGHT_NOTHING_ACCRUED');
    await sell(99n);
    expect(await getIncome(buyer, { resourceId })).toMatchObject({ incomePerShareWei: 1n, remainderWei: 98n });
    expect((await settleIncome(provider, { resourceId })).amountWei).toBe(67n);
    expect((await settleIncome(other, { resourceId })).amountWei).toBe(33n);
  });

  test('of many resources is settled at once', async () => {
    const [first, second] = [await sold(), await sold()];
    const idle = await scene.newResource(provider);
    const resourceIds = [first.resourceId, idle, second.resourceId];
    const holder = addressOf(provider);
    expect(await codeOf(settleIncomeMany(other, { resourceIds: [], holder }))).toBe('REVENUE_RIGHT_EMPTY_BATCH');
    expect(await codeOf(settleIncomeMany(other, { resourceIds }))).toBe('REVENUE_RIGHT_NOTHING_ACCRUED');
    const [got] = await changes([provider], async () => {
      const { amountWei, settled } = await settleIncomeMany(other, { resourceIds, holder });
      expect(amountWei).toBe(2n * (price - fee));
      expect(settled.map(({ resourceId }) => resourceId)).toEqual([first.resourceId, second.resourceId]);
    });
    expect(got).toBe(2n * (price - fee));
  });
});

describe('renewal', () => {
  const perSecond = 10n ** 12n;
  const period = 1_000;
  const cost = perSecond * BigInt(period);

  async function renewable(seconds: number): Promise<{ useRightId: bigint; resourceId: bigint; expiresAt: number }> {
    const ids = await sold({ seconds });
    const { expiresAt } = await getUseRight(buyer, ids);
    await offerRenewal(provider, {
      useRightId: ids.useRightId,
      priceWeiPerSecond: perSecond,
      periodSeconds: period,
      until: expiresAt + 3 * period,
    });
    return { ...ids, expiresAt };
  }

  test('is offered by the provider and taken by the owner, against payment, within the bounds', async () => {
    const { useRightId, resourceId } = await sold({ seconds: 1_000 });
    const { expiresAt } = await getUseRight(buyer, { useRightId });
    const offer = { useRightId, priceWeiPerSecond: perSecond, periodSeconds: period, until: expiresAt + period };
    const renew = (client: SuanliClient, maxPriceWeiPerSecond = perSecond) =>
      renewUseRight(client, { useRightId, maxPriceWeiPerSecond });
    expect(await codeOf(renew(buyer))).toBe('MARKET_RENEWAL_NOT_OFFERED');
    expect(await codeOf(offerRenewal(buyer, offer))).toBe('MARKET_NOT_PROVIDER');
    expect(await codeOf(offerRenewal(provider, { ...offer, periodSeconds: 0 }))).toBe('MARKET_ZERO_PERIOD');
    await offerRenewal(provider, offer);
    expect(await codeOf(renew(other))).toBe('MARKET_NOT_OWNER');
    expect(await codeOf(renew(buyer, perSecond - 1n))).toBe('MARKET_PRICE_TOO_HIGH');
    const [paid, income] = await changes([buyer, pool()], async () => {
      expect(await renew(buyer)).toMatchObject({ expiresAt: expiresAt + period, priceWei: cost, feeWei: cost / 100n });
    });
    expect([paid, income]).toEqual([-cost, cost - cost / 100n]);
    expect((await getIncome(buyer, { resourceId })).totalWei).toBe(price - fee + cost - cost / 100n);
    expect(await codeOf(renew(buyer))).toBe('MARKET_RENEWAL_TOO_LONG');
    await offerRenewal(provider, { ...offer, priceWeiPerSecond: 0n });
    expect((await getRenewal(buyer, { useRightId })).offer).toBeUndefined();
    await scene.pass(1_000 + period);
    expect(await codeOf(renew(buyer))).toBe('MARKET_USE_RIGHT_EXPIRED');
    expect(await codeOf(offerRenewal(provider, offer))).toBe('MARKET_USE_RIGHT_EXPIRED');
  });

  test('by mandate is bounded in price, total and time, and comes in the last day alone', async () => {
    const day = 86_400;
    const { useRightId, expiresAt } = await renewable(day + 500);
    const mandate = (change: { budgetWei?: bigint; maxPriceWeiPerSecond?: bigint; until?: number }, client = buyer) =>
      mandateRenewal(client, {
        useRightId,
        budgetWei: 2n * cost,
        maxPriceWeiPerSecond: perSecond,
        until: expiresAt + 3 * period,
        ...change,
      });
    const renew = () => renewAutomatically(other, { useRightId });
    expect(await codeOf(renew())).toBe('MARKET_RENEWAL_NOT_MANDATED');
    expect(await codeOf(mandate({}, other))).toBe('MARKET_NOT_OWNER');
    expect(await codeOf(mandate({ budgetWei: 0n }))).toBe('MARKET_ZERO_PRICE');
    await mandate({});
    expect(await codeOf(renew())).toBe('MARKET_RENEWAL_TOO_EARLY');
    await scene.pass(500);
    const refusals: [Parameters<typeof mandate>[0], string][] = [
      [{ maxPriceWeiPerSecond: perSecond - 1n }, 'MARKET_PRICE_TOO_HIGH'],
      [{ budgetWei: cost - 1n }, 'MARKET_RENEWAL_BUDGET_EXCEEDED'],
      [{ until: expiresAt + period - 1 }, 'MARKET_RENEWAL_TOO_LONG'],
    ];
    for (const [change, code] of refusals) {
      await mandate(change);
      expect(await codeOf(renew())).toBe(code);
    }
    await mandate({});
    const [owner, keeper] = await changes([buyer, other], renew);
    expect([owner, keeper]).toEqual([-cost, 0n]);
    expect((await getRenewal(buyer, { useRightId })).mandate).toEqual({
      budgetWei: cost,
      maxPriceWeiPerSecond: perSecond,
      until: expiresAt + 3 * period,
    });
    expect(await codeOf(renew())).toBe('MARKET_RENEWAL_TOO_EARLY');
    await scene.pass(period);
    await renew();
    await scene.pass(period);
    // Both that the budget allowed are used up.
    expect(await codeOf(renew())).toBe('MARKET_RENEWAL_NOT_MANDATED');
    expect((await getUseRight(buyer, { useRightId })).expiresAt).toBe(expiresAt + 2 * period);
  });

  test('by mandate ends when its owner cancels it, or sells the right', async () => {
    const { useRightId, expiresAt } = await renewable(1_000);
    const mandate = (client: SuanliClient) =>
      mandateRenewal(client, {
        useRightId,
        budgetWei: cost,
        maxPriceWeiPerSecond: perSecond,
        until: expiresAt + period,
      });
    const renew = () => codeOf(renewAutomatically(other, { useRightId }));
    await mandate(buyer);
    expect(await codeOf(cancelRenewal(other, { useRightId }))).toBe('MARKET_NOT_OWNER');
    await cancelRenewal(buyer, { useRightId });
    expect(await codeOf(cancelRenewal(buyer, { useRightId }))).toBe('MARKET_RENEWAL_NOT_MANDATED');
    expect(await renew()).toBe('MARKET_RENEWAL_NOT_MANDATED');
    await mandate(buyer);
    await listUseRight(buyer, { useRightId, priceWei: price });
    await buyUseRight(other, { useRightId, maxPriceWei: price });
    expect((await getRenewal(other, { useRightId })).mandate).toBeUndefined();
    expect(await renew()).toBe('MARKET_RENEWAL_NOT_MANDATED');
    // The money must be there when it is due.
    const { client: poor } = await scene.market.createAccount(price);
    await listUseRight(other, { useRightId, priceWei: price });
    await buyUseRight(poor, { useRightId, maxPriceWei: price });
    await mandate(poor);
    expect(await renew()).toBe('BANK_INSUFFICIENT_AVAILABLE');
  });
});
