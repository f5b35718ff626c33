import { DealStatus, GameEnd, GameStage } from '@suanli/protocol';
import { findGames, type GameRecord, getBankAccount } from '@suanli/sdk';
import type { Hex } from 'viem';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EmbeddedMarketAccount, startProviderProcess } from '../src/index.ts';
import { DisputeWorld, lyingExecutor, lyingTrace, windowBlocks, workFor } from './support/DisputeWorld.ts';
import { until } from './support/until.ts';

let world: DisputeWorld;
beforeAll(async () => {
  world = await DisputeWorld.start();
}, 60_000);
afterAll(() => world?.[Symbol.asyncDispose](), 60_000);

const timeout = 120_000;
const bondWei = 1_000n;
/** Of a refuted answer: half of the deposit. */
const rewardWei = bondWei / 2n;

const gamesOf = (dealId: Hex): Promise<readonly GameRecord[]> => findGames(world.requester.client, { dealId });

/** Follows what an account gets, with nothing of it left locked. */
async function ledgerOf({ client }: EmbeddedMarketAccount): Promise<() => Promise<bigint>> {
  const before = await getBankAccount(client);
  return async () => {
    const after = await getBankAccount(client);
    expect(after.lockedWei).toBe(0n);
    return after.availableWei - before.availableWei;
  };
}

describe('a verifier', () => {
  test('finds the one task that a provider lies about, and proves it against one that plays on', {
    timeout,
  }, async () => {
    const provider = await world.provider({ wrapExecutor: lyingExecutor, openTrace: lyingTrace });
    const account = await world.account();
    const verifier = await world.verifier(account.signer, provider);
    const gained = await ledgerOf(account);
    const refunded = await ledgerOf({ client: world.requester.client } as EmbeddedMarketAccount);
    const deal = await world.answeredDeal(provider, ['true', 'lie', 'true too']);
    await world.untilStatus(deal.dealId, DealStatus.finalized);
    const [game, ...others] = await gamesOf(deal.dealId);
    expect(others).toEqual([]);
    expect(game?.outcome?.end).toBe(GameEnd.challengerWon);
    expect(game?.entries[0]).toMatchObject({ kind: 'challenged', leaf: { taskIndex: 1 } });
    // Both moved until one step was left.
    expect(game?.game.roundsLeft).toBe(0);
    expect(game?.entries.filter((entry) => entry.kind === 'moved' && entry.by === 'provider').length).toBeGreaterThan(
      2,
    );
    expect(await gained()).toBe(rewardWei);
    // All escrow is back, with the stake and the rest of the deposit.
    expect(await refunded()).toBeGreaterThanOrEqual(bondWei - rewardWei);
    expect(await world.market.booksBalance()).toBe(true);
    await verifier.stop();
    await provider.stop();
  });

  test('times out a provider that falls silent in the middle', { timeout }, async () => {
    let calls = 0;
    const provider = await world.provider({
      wrapExecutor: lyingExecutor,
      openTrace: async (job, options) => {
        const trace = await lyingTrace(job, options);
        // It moves twice, each with two looks at its trace, and never again.
        return {
          ...trace,
          hashesAt: (steps, call) => (++calls > 6 ? new Promise(() => undefined) : trace.hashesAt(steps, call)),
        };
      },
    });
    const account = await world.account();
    const verifier = await world.verifier(account.signer, provider);
    const gained = await ledgerOf(account);
    const { dealId } = await world.answeredDeal(provider, ['lie']);
    await until(async () => {
      const [game] = await gamesOf(dealId);
      return calls > 6 && game?.game.stage === GameStage.providerTurn;
    });
    await world.mine(windowBlocks);
    await world.untilStatus(dealId, DealStatus.finalized);
    expect((await gamesOf(dealId))[0]?.outcome?.end).toBe(GameEnd.challengerWon);
    expect(await gained()).toBe(rewardWei);
    await verifier.stop();
    await provider.stop();
  });

  test('leaves answers alone that are right', { timeout }, async () => {
    const provider = await world.provider({ wrapExecutor: lyingExecutor });
    const account = await world.account();
    const verifier = await world.verifier(account.signer, provider);
    const deal = await world.answeredDeal(provider, ['true', 'as well']);
    await until(
      async () => (await metricOf(verifier.telemetryUrl, 'suanli_verifications_total{stage="agreed"}')) === 1,
    );
    expect(await metricOf(verifier.telemetryUrl, 'suanli_reexecutions_total{agrees="true"}')).toBe(2);
    await world.mine(windowBlocks);
    await world.untilStatus(deal.dealId, DealStatus.finalized);
    expect(await gamesOf(deal.dealId)).toEqual([]);
    await verifier.stop();
    await provider.stop();
  });

  test('goes on where it was killed in the middle of a game', { timeout }, async () => {
    const provider = await world.provider({ wrapExecutor: lyingExecutor, openTrace: lyingTrace });
    const account = await world.account();
    const dataDir = world.market.newFolder();
    const start = () =>
      startProviderProcess({
        dataDir,
        rpcUrl: world.market.market.chain.rpcUrl,
        deployment: world.market.market.deployment,
        privateKey: account.privateKey,
        bootstrap: provider.addresses(),
        options: {
          'provider.enabled': 'false',
          'provider.slots': '1',
          'verifier.enabled': 'true',
          'verifier.sampleRate': '1',
          'chain.pollInterval': '100 ms',
        },
      });
    const killed = await start();
    const gained = await ledgerOf(account);
    const { dealId } = await world.answeredDeal(provider, ['lie'], { work: workFor.provider });
    const entries = async () => (await gamesOf(dealId))[0]?.entries.length ?? 0;
    await until(async () => (await entries()) > 1);
    await killed.stop('SIGKILL');
    const before = await entries();
    await until(async () => (await gamesOf(dealId))[0]?.game.stage === GameStage.challengerTurn);
    const started = await start();
    await until(async () => (await entries()) > before + 1 || (await world.status(dealId)) === DealStatus.finalized);
    // With one step left it is the liar's turn, and it has nothing to prove.
    await until(async () => (await gamesOf(dealId))[0]?.game.roundsLeft === 0);
    await world.mine(windowBlocks);
    await world.untilStatus(dealId, DealStatus.finalized);
    expect((await gamesOf(dealId))[0]?.outcome?.end).toBe(GameEnd.challengerWon);
    expect(await gained()).toBe(rewardWei);
    await started.stop();
    await provider.stop();
  });

  test('challenges again where a reorganisation took its challenge back', { timeout }, async () => {
    const provider = await world.provider({ wrapExecutor: lyingExecutor, openTrace: lyingTrace });
    const account = await world.account();
    const { dealId } = await world.answeredDeal(provider, ['lie']);
    // Before the first challenge: the second may come at any time after the first is undone.
    const gained = await ledgerOf(account);
    const undo = await world.snapshot();
    const verifier = await world.verifier(account.signer, provider);
    await until(async () => (await gamesOf(dealId)).length === 1);
    await undo();
    await world.untilStatus(dealId, DealStatus.finalized);
    expect((await gamesOf(dealId))[0]?.outcome?.end).toBe(GameEnd.challengerWon);
    expect(await gained()).toBe(rewardWei);
    await verifier.stop();
    await provider.stop();
  });

  test('shares a lie with another verifier: one is rewarded, neither loses anything', { timeout }, async () => {
    const provider = await world.provider({ wrapExecutor: lyingExecutor, openTrace: lyingTrace });
    const accounts = [await world.account(), await world.account()];
    const verifiers = await Promise.all(accounts.map(({ signer }) => world.verifier(signer, provider)));
    const ledgers = await Promise.all(accounts.map(ledgerOf));
    const { dealId } = await world.answeredDeal(provider, ['lie', 'lie again']);
    await world.untilStatus(dealId, DealStatus.finalized);
    await until(async () => (await gamesOf(dealId)).every(({ outcome }) => outcome !== undefined));
    const gains = await Promise.all(ledgers.map((gained) => gained()));
    expect(gains.toSorted()).toEqual([0n, rewardWei]);
    const ends = (await gamesOf(dealId)).map(({ outcome }) => outcome?.end);
    expect(ends.filter((end) => end === GameEnd.challengerWon)).toHaveLength(1);
    expect(ends).not.toContain(GameEnd.providerWon);
    expect(await world.market.booksBalance()).toBe(true);
    await Promise.all(verifiers.map((verifier) => verifier.stop()));
    await provider.stop();
  });
});

async function metricOf(url: string | undefined, name: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const line = text.split('\n').find((candidate) => candidate.startsWith(name));
  return Number(line?.split(' ').at(-1) ?? 0);
}
