// Whole games through the real contracts of an embedded chain, about a program written by hand.
import { DealStatus, disputesAbi, GameEnd, GameStage, isProvidersTurn, type ReceiptLeaf } from '@suanli/protocol';
import {
  type AnsweredDeal,
  challengeAnswer,
  claimAgainst,
  concedeGame,
  decideGameMove,
  demandLeaf,
  finalizeRefutation,
  findGames,
  type GameClaim,
  type GameParty,
  getBlockNumber,
  getDealGames,
  getDealState,
  getDisputeSections,
  getGame,
  type LeafProof,
  leafProof,
  moveGame,
  type PlayedMove,
  playGame,
  refuteDuplicate,
  type SuanliClient,
} from '@suanli/sdk';
import { bytesToHex, concatHex, encodeFunctionData, type Hex, hexToBytes, keccak256, numberToHex, padHex } from 'viem';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { bondWei, DisputeScene } from './fixtures/disputeScene.ts';

/** Its games end with the provider's proof. */
let scene: DisputeScene;
/** Its games end with the challenger's. */
let longer: DisputeScene;
let sections: number;

beforeAll(async () => {
  scene = await DisputeScene.start(7);
  longer = scene.withLevels(8);
  sections = await getDisputeSections(scene.challenger);
  expect(sections).toBe(16);
});
afterAll(() => scene?.market.stop());
afterEach(async () => {
  expect(await scene.surplusWei()).toBe(0n);
});

const right = (): readonly ReceiptLeaf[] => scene.job.leaves;
/** The answer of a liar: task 1 ended otherwise. */
const wrong = (change: Partial<ReceiptLeaf> = { status: 1 }): readonly ReceiptLeaf[] =>
  longer.job.leaves.map((leaf) => (leaf.taskIndex === 1 ? { ...leaf, ...change } : leaf));
const claims = { status: 1 };
/** In blocks: several times what a game takes, and few enough to be mined at once. */
const shortWindow = 60;

async function challenge(
  client: SuanliClient,
  answer: AnsweredDeal,
  leaves: readonly ReceiptLeaf[],
  party: GameParty,
  position = 1,
): Promise<void> {
  const leaf = leaves[position] as ReceiptLeaf;
  const evidence = await party.evidence(leaf, {});
  if (!evidence) throw new RangeError('no evidence');
  const claim = await claimAgainst({ leaf, evidence, sections });
  await challengeAnswer(client, { answer, proof: leafProof(leaves, position), claim });
}

const play = (
  client: SuanliClient,
  answer: AnsweredDeal,
  party: GameParty,
  options: Parameters<typeof playGame>[2] = {},
  challenger = scene.challenger,
) => playGame(client, { dealId: answer.dealId, challenger: scene.addressOf(challenger), party }, options);

describe('an answer that is wrong', () => {
  test.each([0n, 77n, 201n])('falls; its provider lies from state %s on', async (liesAfter) => {
    const { requester, provider, challenger } = scene;
    const before = await Promise.all([requester, provider, challenger].map((client) => scene.availableWei(client)));
    const leaves = wrong();
    const answer = await longer.answered(leaves);
    const honest = longer.party('challenger');
    await challenge(challenger, answer, leaves, honest);
    expect(await getDealGames(challenger, answer)).toEqual({ openGames: 1, refuted: false });
    const shown: PlayedMove[] = [];
    const stop = new AbortController();
    // A liar has nothing to say in the end, and would wait for its clock to run out.
    const liar = play(provider, answer, longer.party('provider', { leaves, lie: { liesAfter, claims } }), {
      signal: stop.signal,
    }).catch((error: unknown) => error);
    const played = await play(challenger, answer, honest, { onMove: (move) => shown.push(move) });
    stop.abort();
    await liar;
    expect(played.outcome.end).toBe(GameEnd.challengerWon);
    expect(played.moves).toEqual(shown);
    expect(shown[0]).toMatchObject({ by: 'challenger', kind: 'challenged', steps: { first: 0n, last: 16n ** 8n } });
    expect(shown.at(-1)).toMatchObject({ by: 'provider', roundsLeft: 0 });
    const last = shown.at(-1)?.steps;
    expect((last?.last ?? 0n) - (last?.first ?? 0n)).toBe(16n);
    expect(shown.every(({ gasUsed }) => gasUsed !== undefined && gasUsed > 0n)).toBe(true);
    expect((await getDealState(requester, answer)).status).toBe(DealStatus.finalized);
    const after = await Promise.all([requester, provider, challenger].map((client) => scene.availableWei(client)));
    const [ofRequester = 0n, ofProvider = 0n, ofChallenger = 0n] = after.map((wei, i) => wei - (before[i] ?? 0n));
    expect(ofProvider).toBeLessThanOrEqual(-bondWei);
    expect(ofChallenger).toBeGreaterThan(0n);
    expect(ofRequester).toBeGreaterThanOrEqual(0n);
    expect(ofRequester + ofProvider + ofChallenger).toBe(0n);
  });

  test('falls where its provider is silent', async () => {
    const leaves = wrong();
    const answer = await longer.answered(leaves, { windowBlocks: 20 });
    await challenge(scene.challenger, answer, leaves, longer.party('challenger'));
    const game = await getGame(scene.challenger, { ...answer, challenger: scene.addressOf(scene.challenger) });
    expect(game?.game.provider.blocksLeft).toBe(20);
    const decisions: string[] = [];
    const playing = play(scene.challenger, answer, longer.party('challenger'), {
      onDecision: ({ kind }) => {
        decisions.push(kind);
        if (kind === 'wait') void scene.test.mine({ blocks: 20 });
      },
    });
    expect((await playing).outcome.end).toBe(GameEnd.challengerWon);
    expect(decisions).toEqual(['wait', 'timeout']);
  });

  test('falls where its provider is to prove a step that is none', async () => {
    const leaves = scene.job.leaves.map((leaf) => (leaf.taskIndex === 1 ? { ...leaf, ...claims } : leaf));
    const answer = await scene.answered(leaves, { windowBlocks: shortWindow });
    await challenge(scene.challenger, answer, leaves, scene.party('challenger'));
    const liar = play(scene.provider, answer, scene.party('provider', { leaves, lie: { liesAfter: 60n, claims } }))
      .catch((error: unknown) => error)
      .finally(() => scene.test.mine({ blocks: shortWindow }));
    const { outcome, record } = await play(scene.challenger, answer, scene.party('challenger'));
    expect(outcome.end).toBe(GameEnd.challengerWon);
    expect(await liar).toMatchObject({ code: 'DISPUTE_STEP_STANDS' });
    expect(record.game).toMatchObject({ roundsLeft: 0, stage: GameStage.providerTurn });
  });

  test.each([
    ['work', { work: 5n }],
    ['output', { outputHash: keccak256('0x01') }],
  ])('falls with another %s, once its leaf was shown', async (_what, change) => {
    const leaves = wrong(change);
    const answer = await longer.answered(leaves);
    await demandLeaf(scene.challenger, { answer, position: 1 });
    const stop = new AbortController();
    const liar = play(scene.provider, answer, longer.party('provider', { leaves, lie: { liesAfter: 10n, claims } }), {
      signal: stop.signal,
    }).catch((error: unknown) => error);
    const { outcome, moves } = await play(scene.challenger, answer, longer.party('challenger'));
    stop.abort();
    await liar;
    expect(outcome.end).toBe(GameEnd.challengerWon);
    expect(moves.slice(0, 3).map(({ kind }) => kind)).toEqual(['demanded', 'revealed', 'challenged']);
  });

  test.each([
    ['another task', { taskHash: keccak256('0x02') }],
    ['a task that there is not', { taskIndex: 99 }],
  ])('falls with a leaf of %s, once it was shown', async (_what, change) => {
    const leaves = wrong(change);
    const answer = await longer.answered(leaves);
    await demandLeaf(scene.challenger, { answer, position: 1 });
    const [{ outcome }] = await Promise.all([
      play(scene.challenger, answer, longer.party('challenger')),
      play(scene.provider, answer, longer.party('provider', { leaves })),
    ]);
    expect(outcome.end).toBe(GameEnd.closed);
    expect((await getDealState(scene.requester, answer)).status).toBe(DealStatus.finalized);
  });

  test('falls with two leaves of one task', async () => {
    const [leaf] = right() as [ReceiptLeaf];
    const leaves = [leaf, leaf];
    const answer = await longer.answered(leaves);
    const [first, second] = [leafProof(leaves, 0), leafProof(leaves, 1)];
    await expect(refuteDuplicate(scene.challenger, { answer, first, second: first })).rejects.toMatchObject({
      code: 'DISPUTE_NO_DUPLICATE',
    });
    await refuteDuplicate(scene.challenger, { answer, first, second });
    expect(await finalizeRefutation(scene.other, answer)).toBeDefined();
    expect(await finalizeRefutation(scene.other, answer)).toBeUndefined();
    expect((await getDealState(scene.requester, answer)).status).toBe(DealStatus.finalized);
  });

  test('two challengers at once: one is paid, the other has its bond back', async () => {
    const leaves = wrong();
    const answer = await longer.answered(leaves);
    const clients = [scene.challenger, scene.other];
    const before = await Promise.all(clients.map((client) => scene.availableWei(client)));
    for (const client of clients) await challenge(client, answer, leaves, longer.party('challenger'));
    const stop = new AbortController();
    const liars = clients.map((client) =>
      play(
        scene.provider,
        answer,
        longer.party('provider', { leaves, lie: { liesAfter: 50n, claims } }),
        { signal: stop.signal },
        client,
      ).catch((error: unknown) => error),
    );
    const played = await Promise.all(
      clients.map((client) => play(client, answer, longer.party('challenger'), {}, client)),
    );
    stop.abort();
    await Promise.all(liars);
    expect(played.map(({ outcome }) => outcome.end).sort()).toEqual([GameEnd.challengerWon, GameEnd.closed]);
    const gains = await Promise.all(
      clients.map(async (client, i) => (await scene.availableWei(client)) - (before[i] ?? 0n)),
    );
    expect(gains.filter((wei) => wei > 0n)).toHaveLength(1);
    expect(gains.filter((wei) => wei === 0n)).toHaveLength(1);
    expect(await findGames(scene.requester, { dealId: answer.dealId })).toHaveLength(2);
    expect(await findGames(scene.requester, { dealId: answer.dealId, openOnly: true })).toHaveLength(0);
  });
});

describe('an answer that is right', () => {
  test.each([0n, 120n, 16n ** 7n - 1n])('stands; the challenger lies from state %s on', async (liesAfter) => {
    const answer = await scene.answered(right());
    const lie = { liesAfter, claims };
    const liar = scene.party('challenger', { lie });
    const before = await scene.availableWei(scene.provider);
    await challenge(scene.challenger, answer, right(), liar);
    const stop = new AbortController();
    const lying = play(scene.challenger, answer, liar, { signal: stop.signal }).catch((error: unknown) => error);
    const { outcome, record } = await play(scene.provider, answer, scene.party('provider', { leaves: right() }));
    stop.abort();
    await lying;
    expect(outcome).toMatchObject({ end: GameEnd.providerWon, providerWei: bondWei });
    expect(record.entries.filter(({ kind }) => kind === 'moved').length).toBeLessThanOrEqual(6);
    expect((await scene.availableWei(scene.provider)) - before).toBe(bondWei);
    expect((await getDealState(scene.requester, answer)).status).toBe(DealStatus.waitingForResolution);
  });

  test('stands where the challenger concedes once it sees the leaf; that costs a quarter', async () => {
    const answer = await scene.answered(right());
    await demandLeaf(scene.challenger, { answer, position: 2 });
    const [{ outcome }] = await Promise.all([
      play(scene.provider, answer, scene.party('provider', { leaves: right() })),
      play(scene.challenger, answer, scene.party('challenger')),
    ]);
    expect(outcome).toMatchObject({ end: GameEnd.providerWon, providerWei: bondWei / 4n });
  });

  test('stands where a leaf is demanded that it does not have', async () => {
    const answer = await scene.answered(right());
    await demandLeaf(scene.challenger, { answer, position: 3 });
    const { outcome } = await play(scene.provider, answer, scene.party('provider', { leaves: right() }));
    expect(outcome).toMatchObject({ end: GameEnd.providerWon, providerWei: bondWei });
  });

  test.each([
    ['from a contract that passes it on', false],
    ['from a contract that makes it up as it runs', true],
  ])('stands though the claim comes %s', async (_what, isMasked) => {
    // The end of a claim is in no event.
    const answer = await scene.answered(right());
    const liar = scene.party('challenger', { lie: { liesAfter: 5n, claims } });
    const leaf = right()[1] as ReceiptLeaf;
    const evidence = await liar.evidence(leaf, {});
    if (!evidence) throw new RangeError('no evidence');
    const call = challengeData(answer, leafProof(right(), 1), await claimAgainst({ leaf, evidence, sections }));
    const challenger = scene.addressOf(scene.other);
    // The account has its bond in the bank, and becomes a contract.
    await scene.test.setCode({ address: challenger, bytecode: relay(isMasked) });
    const data = isMasked ? masked(call) : call;
    const hash = await scene.challenger.walletClient?.sendTransaction({
      to: challenger,
      data: concatHex([padHex(scene.provider.deployment.disputes, { size: 32 }), data]),
    });
    if (!hash) throw new RangeError('not sent');
    await scene.provider.publicClient.waitForTransactionReceipt({ hash });
    const stop = new AbortController();
    const moved = await new Promise<PlayedMove>((resolve, reject) => {
      play(
        scene.provider,
        answer,
        scene.party('provider', { leaves: right() }),
        {
          signal: stop.signal,
          onMove: (move) => {
            if (move.by === 'provider') resolve(move);
          },
        },
        scene.other,
      ).catch(reject);
    });
    stop.abort();
    expect(moved).toMatchObject({ by: 'provider', kind: 'moved', pick: 0 });
    await scene.test.setCode({ address: challenger, bytecode: '0x' });
    const standing = await getGame(scene.other, { ...answer, challenger });
    if (!standing) throw new RangeError('no game');
    await concedeGame(scene.other, { game: standing.game });
  });
});

/** Every bit turned. */
const masked = (data: Hex): Hex => bytesToHex(hexToBytes(data).map((byte) => byte ^ 0xff));

/**
 * Code that calls the address of the first word with what follows, every bit of it turned where it is masked: `for (i = 0; i + 32 < calldatasize; i += 32)
 * mstore(i, calldataload(i + 32))`, then `call(gas, calldataload(0), 0, 0, calldatasize - 32, 0, 0)`, whose failure is its own.
 */
const relay = (isMasked: boolean): Hex =>
  isMasked
    ? '0x5f5b80602001361115601a5780602001351981526020016001565b505f5f602036035f5f5f355af16032573d5f5f3e3d5ffd5b00'
    : '0x5f5b80602001361115601957806020013581526020016001565b505f5f602036035f5f5f355af16031573d5f5f3e3d5ffd5b00';

function challengeData(answer: AnsweredDeal, proof: LeafProof, claim: GameClaim): Hex {
  const { dealId, ...rest } = answer;
  const leaf = { ...proof.leaf, taskIndex: BigInt(proof.leaf.taskIndex) };
  return encodeFunctionData({
    abi: disputesAbi,
    functionName: 'challenge',
    args: [
      { id: dealId, ...rest },
      { ...proof, count: BigInt(proof.count), position: BigInt(proof.position), leaf },
      claim.task,
      claim.last,
      claim.hashes,
    ],
  });
}

describe('who falls silent loses, whoever is right', () => {
  test.each([1, 2, 3])('a provider after %s moves', async (count) => {
    const leaves = wrong();
    const answer = await longer.answered(leaves, { windowBlocks: shortWindow });
    await challenge(scene.challenger, answer, leaves, longer.party('challenger'));
    const silent = longer.party('provider', { leaves, lie: { liesAfter: 9n, claims } });
    const silence = silentAfter(count, scene.provider, answer, silent);
    const { outcome, moves } = await play(scene.challenger, answer, longer.party('challenger'));
    await silence;
    expect(outcome.end).toBe(GameEnd.challengerWon);
    expect(moves.filter(({ by }) => by === 'provider')).toHaveLength(count);
  });

  test.each([1, 2, 3])('a challenger after %s moves', async (count) => {
    const answer = await scene.answered(right(), { windowBlocks: shortWindow });
    const liar = scene.party('challenger', { lie: { liesAfter: 9n, claims } });
    await challenge(scene.challenger, answer, right(), liar);
    const silence = silentAfter(count + 1, scene.challenger, answer, liar);
    const { outcome, moves } = await play(scene.provider, answer, scene.party('provider', { leaves: right() }));
    await silence;
    expect(outcome).toMatchObject({ end: GameEnd.providerWon, providerWei: bondWei });
    expect(moves.filter(({ by }) => by === 'challenger')).toHaveLength(count + 1);
  });

  /** Plays a side until it has moved so often; then its clock runs out in its next turn. */
  async function silentAfter(count: number, client: SuanliClient, answer: AnsweredDeal, party: GameParty) {
    const stop = new AbortController();
    let moves = 0;
    await play(client, answer, party, {
      signal: stop.signal,
      onMove: ({ by }) => {
        if (by === party.role && ++moves === count) stop.abort(new Error('silent'));
      },
    }).catch((error: unknown) => error);
    for (;;) {
      const game = await getGame(client, { ...answer, challenger: scene.addressOf(scene.challenger) });
      if (!game || game.outcome) return;
      const onTurn = isProvidersTurn(game.game.stage) ? 'provider' : 'challenger';
      if (onTurn === party.role) {
        await scene.test.mine({ blocks: shortWindow });
        return;
      }
      await nextBlock();
    }
  }

  const nextBlock = () => new Promise((resolve) => setTimeout(resolve, 50));
});

describe('a game that is interrupted', () => {
  test('is played on by a new process of either party', async () => {
    const leaves = wrong();
    const answer = await longer.answered(leaves);
    await challenge(scene.challenger, answer, leaves, longer.party('challenger'));
    const liar = () => longer.party('provider', { leaves, lie: { liesAfter: 99n, claims } });
    // Each process lives for one move of its own.
    const once = (client: SuanliClient, party: () => GameParty) => {
      const stop = new AbortController();
      return play(client, answer, party(), {
        signal: stop.signal,
        onDecision: ({ kind }) => {
          // Aborted once it has sent: the transaction is on its way by then.
          if (kind === 'wait' || kind === 'resign') stop.abort(new Error('killed'));
        },
      }).catch((error: unknown) => error);
    };
    let processes = 0;
    for (;;) {
      await once(scene.provider, liar);
      const result = await once(scene.challenger, () => longer.party('challenger'));
      processes += 2;
      if (!(result instanceof Error)) break;
    }
    expect(processes).toBeGreaterThanOrEqual(6);
    const [game] = await findGames(scene.requester, { dealId: answer.dealId });
    expect(game?.outcome?.end).toBe(GameEnd.challengerWon);
  });

  test('is played on from what the chain says after a reorganisation', async () => {
    const answer = await scene.answered(right());
    const lie = { liesAfter: 42n, claims };
    const liar = scene.party('challenger', { lie });
    await challenge(scene.challenger, answer, right(), liar);
    const challenger = scene.addressOf(scene.challenger);
    const snapshot = await scene.test.snapshot();
    const moves: PlayedMove[] = [];
    const stop = new AbortController();
    const moved: (() => void)[] = [];
    const next = () => new Promise<void>((resolve) => moved.push(resolve));
    let first = next();
    const playing = play(scene.provider, answer, scene.party('provider', { leaves: right() }), {
      signal: stop.signal,
      onMove: (move) => {
        moves.push(move);
        if (move.by === 'provider') moved.shift()?.();
      },
    });
    await first;
    const before = await getGame(scene.provider, { ...answer, challenger });
    expect(before?.entries).toHaveLength(2);
    first = next();
    await scene.test.revert({ id: snapshot });
    // The player stands before the challenge again, and moves a second time.
    await first;
    const again = await getGame(scene.provider, { ...answer, challenger });
    expect(again?.entries).toHaveLength(2);
    expect(again?.entries[1]).toMatchObject({ kind: 'moved', by: 'provider', pick: 0 });
    // A move of the liar, played by hand, and the game goes on.
    if (!again) throw new RangeError('no game');
    const decision = await decideGameMove({
      record: again,
      party: liar,
      sections,
      blockNumber: await getBlockNumber(scene.challenger),
    });
    if (decision.kind !== 'move') throw new RangeError(decision.kind);
    const third = next();
    await moveGame(scene.challenger, { game: again.game, ...decision });
    await third;
    const lying = play(scene.challenger, answer, liar, { signal: stop.signal }).catch((error: unknown) => error);
    const { outcome } = await playing;
    stop.abort();
    await lying;
    expect(outcome.end).toBe(GameEnd.providerWon);
    expect(moves.filter(({ kind }) => kind === 'challenged')).toHaveLength(1);
  });
});

test('who challenges twice, too late, or what cannot be challenged is refused by name', async () => {
  const leaves = wrong();
  const answer = await longer.answered(leaves, { windowBlocks: shortWindow });
  await demandLeaf(scene.challenger, { answer, position: 0 });
  await expect(demandLeaf(scene.challenger, { answer, position: 0 })).rejects.toMatchObject({
    code: 'DISPUTE_GAME_EXISTS',
  });
  await scene.test.mine({ blocks: shortWindow });
  await expect(demandLeaf(scene.other, { answer, position: 0 })).rejects.toMatchObject({
    code: 'BROKER_WINDOW_CLOSED',
  });
  await expect(play(scene.other, answer, longer.party('challenger'), {}, scene.other)).rejects.toMatchObject({
    code: 'DISPUTE_NO_GAME',
  });
  const { outcome } = await play(scene.challenger, answer, longer.party('challenger'));
  expect(outcome.end).toBe(GameEnd.challengerWon);
  const dealId = numberToHex(1, { size: 32 });
  expect(await getGame(scene.other, { dealId, challenger: scene.addressOf(scene.other) })).toBeUndefined();
});
