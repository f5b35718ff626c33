import { DealStatus, GameEnd, gameEndName } from '@suanli/protocol';
import { findGames, getBankAccount } from '@suanli/sdk';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DisputeWorld, lyingExecutor, lyingTrace } from './support/DisputeWorld.ts';

let world: DisputeWorld;
beforeAll(async () => {
  world = await DisputeWorld.start();
});
afterAll(() => world?.[Symbol.asyncDispose]());

const timeout = 120_000;

describe('a verifier', () => {
  test('finds the one task that a provider lies about, and wins against the lie that is played to its end', {
    timeout,
  }, async () => {
    const provider = await world.provider({ wrapExecutor: lyingExecutor, openTrace: lyingTrace });
    const account = await world.account();
    const before = await getBankAccount(account.client);
    const verifier = await world.verifier(account.signer, provider);
    const deal = await world.answeredDeal(provider, ['true', 'lie', 'true too']);
    await world.untilStatus(deal.dealId, DealStatus.finalized);
    const [game] = await findGames(account.client, { dealId: deal.dealId });
    expect(gameEndName(game?.outcome?.end ?? 0)).toBe('challengerWon');
    expect(game?.outcome?.end).toBe(GameEnd.challengerWon);
    // Half of the deposit is its reward.
    expect((await getBankAccount(account.client)).availableWei - before.availableWei).toBe(500n);
    expect((await getBankAccount(account.client)).lockedWei).toBe(0n);
    expect(await world.market.booksBalance()).toBe(true);
    await verifier.stop();
    await provider.stop();
  });
});
