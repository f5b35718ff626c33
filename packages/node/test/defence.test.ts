import { DealStatus, GameEnd, GameStage, paymentWeiDown, type ReceiptLeaf } from '@suanli/protocol';
import {
  type AnsweredDeal,
  challengeAnswer,
  claimAgainst,
  concedeGame,
  demandLeaf,
  getBankAccount,
  getDealAnswer,
  getDisputeSections,
  getGame,
  leafProof,
  playGame,
  type TaskEvidence,
} from '@suanli/sdk';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EmbeddedMarketAccount, startProviderProcess } from '../src/index.ts';
import { DisputeWorld, windowBlocks, workFor } from './support/DisputeWorld.ts';
import { compileModule } from './support/modules.ts';
import type { TestDeal } from './support/TestRequester.ts';
import { until } from './support/until.ts';

let world: DisputeWorld;
beforeAll(async () => {
  world = await DisputeWorld.start();
}, 60_000);
afterAll(() => world?.[Symbol.asyncDispose](), 60_000);

const timeout = 120_000;
/** What a false challenger has the program do. */
const fault = {
  step: 2_000,
  change: (state: { workLeft: bigint }) => {
    state.workLeft += 3n;
  },
};

interface Attack {
  readonly challenger: EmbeddedMarketAccount;
  readonly answer: AnsweredDeal;
  readonly leaves: readonly ReceiptLeaf[];
  readonly evidence: (leaf: ReceiptLeaf) => TaskEvidence;
}

/** A challenger who knows the answer's leaves, and lies about how their tasks run. */
async function attackOn(deal: TestDeal): Promise<Attack> {
  const challenger = await world.account();
  const { dealId } = deal;
  const posted = await getDealAnswer(challenger.client, { dealId });
  const module = await compileModule('echo');
  const leaves = await world.leavesOf(deal);
  return {
    challenger,
    leaves,
    answer: { dealId, deal: deal.deal, ...posted },
    evidence: (leaf) => world.evidenceOf(deal, leaf, module, { fault }),
  };
}

async function challengeFalsely({ challenger, answer, leaves, evidence }: Attack, position: number): Promise<void> {
  const { client } = challenger;
  const leaf = leaves[position] as ReceiptLeaf;
  const claim = await claimAgainst({ leaf, evidence: evidence(leaf), sections: await getDisputeSections(client) });
  await challengeAnswer(client, { answer, proof: leafProof(leaves, position), claim });
}

function playOn({ challenger, answer, evidence }: Attack, signal?: AbortSignal) {
  const { client, signer } = challenger;
  return playGame(
    client,
    {
      dealId: answer.dealId,
      challenger: signer.address,
      party: { role: 'challenger', evidence: async (leaf) => evidence(leaf) },
    },
    signal ? { signal } : {},
  );
}

/** The window passes, and the provider gets what it answered for. */
async function expectPaid({ answer }: Attack, payee: EmbeddedMarketAccount, beforeWei: bigint, bondWei: bigint) {
  const { waitingForResolution, firmResolution, finalized } = DealStatus;
  // Where the window is over already, it has been quick.
  await world.untilStatus(answer.dealId, waitingForResolution, firmResolution, finalized);
  await world.mine(windowBlocks);
  await world.untilStatus(answer.dealId, DealStatus.finalized);
  const { availableWei } = await getBankAccount(payee.client);
  expect(availableWei - beforeWei).toBe(paymentWeiDown(answer.work, answer.deal.priceWeiPerGwu) + bondWei);
}

describe('a provider that is challenged', () => {
  test('falsely wins the game by the machine, keeps the bond, and is paid', { timeout }, async () => {
    const payee = await world.account();
    const provider = await world.provider({}, payee.signer);
    const { availableWei } = await getBankAccount(payee.client);
    const attack = await attackOn(await world.answeredDeal(provider, ['one', 'two'], { work: workFor.provider }));
    await challengeFalsely(attack, 1);
    const { outcome, record } = await playOn(attack);
    expect(outcome.end).toBe(GameEnd.providerWon);
    // Nobody ran out of time: both moved until one step was left.
    expect(record.game.roundsLeft).toBe(0);
    expect(record.entries.filter((entry) => entry.kind === 'moved')).toHaveLength(record.entries.length - 1);
    await expectPaid(attack, payee, availableWei, 1_000n);
    expect(await world.market.booksBalance()).toBe(true);
    await provider.stop();
  });

  test('plays with several challengers at once, and times out the one that falls silent', { timeout }, async () => {
    const payee = await world.account();
    const provider = await world.provider({}, payee.signer);
    const { availableWei } = await getBankAccount(payee.client);
    const deal = await world.answeredDeal(provider, ['one', 'two', 'three'], { work: workFor.provider });
    const attacks = [await attackOn(deal), await attackOn(deal), await attackOn(deal)];
    for (const [position, attack] of attacks.entries()) await challengeFalsely(attack, position);
    const [silent, ...others] = attacks as [Attack, ...Attack[]];
    for (const { outcome } of await Promise.all(others.map((attack) => playOn(attack)))) {
      expect(outcome.end).toBe(GameEnd.providerWon);
    }
    const { challenger, answer } = silent;
    const gameOf = () => getGame(challenger.client, { dealId: answer.dealId, challenger: challenger.signer.address });
    await until(async () => (await gameOf())?.game.stage === GameStage.challengerTurn);
    await world.mine(windowBlocks);
    await until(async () => (await gameOf())?.outcome !== undefined);
    expect((await gameOf())?.outcome).toMatchObject({ end: GameEnd.providerWon, providerWei: 1_000n });
    await expectPaid(silent, payee, availableWei, 3_000n);
    expect(await world.market.booksBalance()).toBe(true);
    await provider.stop();
  });

  test('shows a leaf that is demanded, and that there is none where there is none', { timeout }, async () => {
    const payee = await world.account();
    const provider = await world.provider({}, payee.signer);
    const { availableWei } = await getBankAccount(payee.client);
    const deal = await world.answeredDeal(provider, ['one', 'two'], { work: workFor.provider });
    const first = await attackOn(deal);
    const second = await attackOn(deal);
    const gameOf = ({ challenger, answer }: Attack) =>
      getGame(challenger.client, { dealId: answer.dealId, challenger: challenger.signer.address });
    await demandLeaf(first.challenger.client, { answer: first.answer, position: 1 });
    await demandLeaf(second.challenger.client, { answer: second.answer, position: 2 });
    await until(async () => (await gameOf(second))?.outcome !== undefined);
    expect((await gameOf(second))?.outcome).toMatchObject({ end: GameEnd.providerWon, providerWei: 1_000n });
    await until(async () => (await gameOf(first))?.game.stage === GameStage.revealed);
    const shown = await gameOf(first);
    expect(shown?.entries.at(-1)).toMatchObject({ kind: 'revealed', leaf: first.leaves[1] });
    if (!shown) throw new Error('no game');
    await concedeGame(first.challenger.client, { game: shown.game });
    await expectPaid(first, payee, availableWei, 1_250n);
    await provider.stop();
  });

  test('moves again where a reorganisation took its moves back', { timeout }, async () => {
    const payee = await world.account();
    const provider = await world.provider({}, payee.signer);
    const { availableWei } = await getBankAccount(payee.client);
    const attack = await attackOn(await world.answeredDeal(provider, ['one'], { work: workFor.provider }));
    await challengeFalsely(attack, 0);
    const undo = await world.snapshot();
    const gameOf = () =>
      getGame(attack.challenger.client, {
        dealId: attack.answer.dealId,
        challenger: attack.challenger.signer.address,
      });
    await until(async () => (await gameOf())?.entries.length === 2);
    await undo();
    const { outcome } = await playOn(attack);
    expect(outcome.end).toBe(GameEnd.providerWon);
    await expectPaid(attack, payee, availableWei, 1_000n);
    await provider.stop();
  });

  test('goes on after it was killed in the middle of a game', { timeout }, async () => {
    const payee = await world.account();
    const dataDir = world.market.newFolder();
    const start = () =>
      startProviderProcess({
        dataDir,
        rpcUrl: world.market.market.chain.rpcUrl,
        deployment: world.market.market.deployment,
        privateKey: payee.privateKey,
        bootstrap: [],
        options: { 'provider.slots': '1', 'provider.announceInterval': '200 ms', 'chain.pollInterval': '100 ms' },
      });
    const killed = await start();
    const { availableWei } = await getBankAccount(payee.client);
    await world.requester.network.connect([...killed.addresses]);
    const deal = await world.answeredDeal(
      { addresses: () => [...killed.addresses], offer: await world.offerOf(payee) },
      ['one'],
      { work: workFor.provider },
    );
    const attack = await attackOn(deal);
    await challengeFalsely(attack, 0);
    const gameOf = () =>
      getGame(attack.challenger.client, { dealId: deal.dealId, challenger: attack.challenger.signer.address });
    await until(async () => (await gameOf())?.game.stage === GameStage.challengerTurn);
    await killed.stop('SIGKILL');
    const game = playOn(attack);
    // The challenger has moved, and nobody answers.
    await until(async () => (await gameOf())?.game.stage === GameStage.providerTurn);
    const started = await start();
    expect((await game).outcome.end).toBe(GameEnd.providerWon);
    await expectPaid(attack, payee, availableWei, 1_000n);
    await started.stop();
  });
});
