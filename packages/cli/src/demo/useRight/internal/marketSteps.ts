import {
  buyUseRight,
  findListings,
  getAccruedIncome,
  getChainTime,
  getIncome,
  getUseRight,
  settleIncome,
} from '@suanli/sdk';
import type { DemoOutcome } from '../DemoStep.ts';
import type { Scenario, UseRightWorld } from '../UseRightWorld.ts';
import { demoPriceWei } from './assetSteps.ts';
import { demoIds } from './demoIds.ts';
import { refusalOf } from './refusalOf.ts';

/** 1.5 and 2.4: a user searches the market for what it needs, and buys it. */
export async function buyStep(world: UseRightWorld, scenario: Scenario): Promise<DemoOutcome> {
  const { type, provider } = world;
  const { client, address } = world.users[scenario];
  const found = await findListings(client, {
    typeId: type.id,
    minCount: 1,
    maxPriceWei: demoPriceWei[1],
    minExpiresAt: Number(await getChainTime(client)) + 3_600,
    // The first buyer has had it prove something; the next one asks for that.
    ...(scenario === 1 ? {} : { minHashesPerSecond: 1n }),
  });
  const useRightId = demoIds.useRight[scenario];
  const maxPriceWei = found.find((listing) => listing.useRightId === useRightId)?.priceWei ?? demoPriceWei[scenario];
  const cheaper = await refusalOf('priceTooLow', 'MARKET_PRICE_TOO_HIGH', () =>
    buyUseRight(client, { useRightId, maxPriceWei: maxPriceWei - 1n }),
  );
  const own = await refusalOf('ownListing', 'MARKET_OWN_LISTING', () =>
    buyUseRight(provider.client, { useRightId, maxPriceWei }),
  );
  const { priceWei, feeWei, resourceId, hash, gasUsed } = await buyUseRight(client, { useRightId, maxPriceWei });
  const again = await refusalOf('boughtTwice', 'MARKET_NOT_LISTED', () =>
    buyUseRight(provider.client, { useRightId, maxPriceWei }),
  );
  const [{ owner }, { totalWei }] = await Promise.all([
    getUseRight(client, { useRightId }),
    getIncome(client, { resourceId }),
  ]);
  return {
    id: `UID ${useRightId}`,
    facts: [
      ['found', found.length],
      ['owner', owner === address ? address : owner],
      ['paid', { wei: priceWei }],
      ['fee', { wei: feeWei }],
      ['income', { wei: totalWei }],
    ],
    refusals: [cheaper, own, again],
    transactions: [{ what: 'buy', hash, gasUsed }],
  };
}

/** 1.9 and 2.8: those who hold the revenue right collect what it has earned. */
export async function settleStep(world: UseRightWorld, scenario: Scenario): Promise<DemoOutcome> {
  const { provider, investor, users } = world;
  const resourceId = demoIds.resource;
  const stranger = await refusalOf('noShares', 'REVENUE_RIGHT_NOTHING_ACCRUED', () =>
    settleIncome(users[scenario].client, { resourceId }),
  );
  const mine = await settleIncome(investor.client, { resourceId });
  // Anybody may send it: the holder is paid.
  const theirs = await settleIncome(investor.client, { resourceId, holder: provider.address });
  const [{ remainderWei }, left] = await Promise.all([
    getIncome(investor.client, { resourceId }),
    getAccruedIncome(investor.client, { resourceId, holder: provider.address }),
  ]);
  return {
    id: `RID ${resourceId}`,
    facts: [
      ['toInvestor', { wei: mine.amountWei }],
      ['toProvider', { wei: theirs.amountWei }],
      ['remainder', { wei: remainderWei + left }],
    ],
    refusals: [stranger],
    transactions: [
      { what: 'settle', hash: mine.hash, gasUsed: mine.gasUsed },
      { what: 'settleFor', hash: theirs.hash, gasUsed: theirs.gasUsed },
    ],
  };
}
