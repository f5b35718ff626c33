// Disputed deals, quorums and runs of algorithms, as the tables tell of them.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type IndexerProcess, startIndexerProcess } from '@suanli/indexer';
import { dealStatusName, gameEndName, gameStageName, isProvidersTurn, type Offer } from '@suanli/protocol';
import {
  type AnsweredDeal,
  answerExecution,
  challengeAnswer,
  challengeExecution,
  claimAgainst,
  closeGame,
  concedeGame,
  contributeResults,
  demandLeaf,
  deployExecutableFactory,
  disputeExecution,
  executeExecution,
  expireExecution,
  expireQuorum,
  finalizeExecution,
  finalizeQuorum,
  findGames,
  getBlockNumber,
  getChainTime,
  getDealState,
  getDisputeSections,
  getExecution,
  getExecutionDeposit,
  getGame,
  getQuorum,
  leafProof,
  moduleConsent,
  openExecutionMarket,
  openQuorum,
  playGame,
  type Quorum,
  refuteDuplicate,
  requestExecution,
  revealLeaf,
  type SuanliClient,
  sealResult,
  setConsent,
  signQuorumOffer,
} from '@suanli/sdk';
import { encodeAbiParameters, type Hex, keccak256, parseEther, toHex, zeroAddress } from 'viem';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bondWei, DisputeScene } from '../../sdk/test/fixtures/disputeScene.ts';
import { querySql } from './support/querySql.ts';
import { until } from './support/until.ts';

const slow = 400_000;
const dataDir = mkdtempSync(join(tmpdir(), 'suanli-indexer-'));
const right = { root: keccak256(toHex('right')), work: 10n ** 9n } as const;
const wrong = { root: keccak256(toHex('wrong')), work: 10n ** 9n } as const;
let scene: DisputeScene;
let indexer: IndexerProcess;
let refuted: AnsweredDeal;
let conceded: AnsweredDeal;
let duplicate: AnsweredDeal;
let quorum: Quorum;
let unanswered: Quorum;
let executionId: Hex;
let pendingId: Hex;

const small = (hex: string) => hex.toLowerCase();
const gameOf = async (answer: AnsweredDeal, challenger = scene.challenger) => {
  const record = await getGame(challenger, { ...answer, challenger: scene.addressOf(challenger) });
  if (!record) throw new RangeError('no game');
  return record.game;
};

/** An answer that a lying provider defends to the last step, while another challenger waits to be shown a leaf. */
async function playToTheEnd(): Promise<AnsweredDeal> {
  const { challenger, other, provider } = scene;
  const claims = { status: 1 };
  const leaves = scene.job.leaves.map((leaf) => (leaf.taskIndex === 1 ? { ...leaf, ...claims } : leaf));
  const answer = await scene.answered(leaves);
  const party = scene.party('challenger');
  const leaf = leaves[1];
  const evidence = leaf && (await party.evidence(leaf, {}));
  if (!evidence) throw new RangeError('no evidence');
  const claim = await claimAgainst({ leaf, evidence, sections: await getDisputeSections(challenger) });
  await challengeAnswer(challenger, { answer, proof: leafProof(leaves, 1), claim });
  await demandLeaf(other, { answer, position: 2 });
  const about = { dealId: answer.dealId, challenger: scene.addressOf(challenger) };
  const stop = new AbortController();
  const liar = playGame(
    provider,
    { ...about, party: scene.party('provider', { leaves, lie: { liesAfter: 77n, claims } }) },
    { signal: stop.signal },
  ).catch((error: unknown) => error);
  await playGame(challenger, { ...about, party });
  stop.abort();
  await liar;
  await closeGame(other, { game: await gameOf(answer, other) });
  return answer;
}

async function newQuorum(parties: readonly SuanliClient[], nonce: bigint): Promise<Quorum> {
  const [requester, ...providers] = parties as [SuanliClient, ...SuanliClient[]];
  const fills = await Promise.all(
    providers.map(async (client) => {
      const offer: Offer = {
        provider: scene.addressOf(client),
        requester: zeroAddress,
        resourceId: 0n,
        capabilityHash: keccak256('0x01'),
        priceWeiPerGwu: 10n ** 15n,
        maxWork: 10n ** 12n,
        stakeWei: parseEther('2'),
        maxDepositWei: 0n,
        minAnswerBlocks: 5,
        maxWindowBlocks: 1_000,
        volume: 1_000,
        expiresAt: (await getChainTime(client)) + 3_600n,
        nonce: 7n,
      };
      return { offer, signature: await signQuorumOffer(client, { offer }) };
    }),
  );
  return openQuorum(requester, {
    jobHash: keccak256('0x02'),
    maxPriceWeiPerGwu: 10n ** 15n,
    maxWork: 2n * 10n ** 9n,
    contributeBlocks: 100,
    revealBlocks: 100,
    nonce,
    fills,
  });
}

const contribute = (client: SuanliClient, to: Quorum, result: typeof right | typeof wrong) => {
  const provider = scene.addressOf(client);
  const sealed = sealResult({ quorumId: to.quorumId, provider, ...result });
  return contributeResults(client, { quorum: to, contributions: [{ provider, ...sealed }] });
};

async function request(client: SuanliClient, factory: Hex): Promise<Hex> {
  const inputs = encodeAbiParameters([{ type: 'uint256' }], [40n]);
  const gasPriceWei = 1_000_000_001n;
  const { depositWei } = await getExecutionDeposit(client, { factory, inputs, gasPriceWei });
  const order = {
    factory,
    inputs,
    windowBlocks: 50,
    paymentWei: parseEther('7'),
    depositWei,
    gasPriceWei,
    answerBlocks: 150,
  };
  return (await requestExecution(client, order)).execution.id;
}

beforeAll(async () => {
  scene = await DisputeScene.start(8);
  const { requester, provider, challenger, other, market } = scene;
  refuted = await playToTheEnd();

  // Two games of one challenger about one deal: the first is given up, the second goes on.
  conceded = await scene.answered(scene.job.leaves);
  await demandLeaf(challenger, { answer: conceded, position: 1 });
  await concedeGame(challenger, { game: await gameOf(conceded) });
  await demandLeaf(challenger, { answer: conceded, position: 0 });
  await revealLeaf(provider, {
    game: await gameOf(conceded),
    ...conceded,
    proof: leafProof(scene.job.leaves, 0),
  });

  const [leaf] = scene.job.leaves;
  const twice = leaf ? [leaf, leaf] : [];
  duplicate = await scene.answered(twice);
  await refuteDuplicate(challenger, { answer: duplicate, first: leafProof(twice, 0), second: leafProof(twice, 1) });

  const parties = [requester, provider, challenger, other];
  const modules = ['broker', 'disputes', 'quorum', 'executionMarket'] as const;
  const consentModules = await moduleConsent(requester, { modules });
  for (const client of parties) await setConsent(client, { consentModules });
  quorum = await newQuorum(parties, 1n);
  await contribute(provider, quorum, right);
  await contribute(challenger, quorum, wrong);
  await contribute(other, quorum, right);
  await finalizeQuorum(provider, { quorum, ...right });
  unanswered = await newQuorum(parties, 2n);
  await contribute(provider, unanswered, right);
  await contribute(other, unanswered, right);

  const { factory } = await deployExecutableFactory(market.deployer, { algorithm: 'fibonacci' });
  await openExecutionMarket(requester, { factory });
  executionId = await request(requester, factory);
  const read = () => getExecution(requester, { executionId });
  await answerExecution(provider, { ...(await read()), resultHash: keccak256('0x03') });
  await challengeExecution(other, { ...(await read()), resultHash: keccak256('0x04') });
  await disputeExecution(challenger, await read());
  while (!(await executeExecution(challenger, await read())).finished);
  await finalizeExecution(challenger, await read());
  pendingId = await request(requester, factory);

  indexer = await startIndexerProcess({
    deployment: market.deployment,
    rpcUrl: market.chain.rpcUrl,
    dataDir,
  });
}, slow);

afterAll(async () => {
  await indexer?.stop();
  await scene?.market.stop();
  rmSync(dataDir, { recursive: true, force: true });
}, slow);

/** Waits until the tables hold what the chain holds now. */
async function caughtUp(): Promise<void> {
  const head = await getBlockNumber(scene.requester);
  let read = 0;
  await until(
    async () => {
      const { suanli } = (await (await fetch(`${indexer.url}/status`)).json()) as {
        suanli: { block: { number: number } };
      };
      read = suanli.block.number;
      return BigInt(read) >= head;
    },
    () => `read up to ${read} of ${head}`,
  );
}

const rowOf = async (table: string, id: Hex) => {
  const [row] = await querySql(indexer.url, `select * from "${table}" where id = $1`, [id]);
  return row;
};

/** Every deal and every game is in the tables as the chain tells of it, and no other is. */
async function expectDisputesEqualChain(): Promise<void> {
  await caughtUp();
  const deals = await querySql(indexer.url, 'select * from deal');
  const games = await querySql(indexer.url, 'select * from game order by id');
  const records = await findGames(scene.requester);
  for (const row of deals) {
    const { status } = await getDealState(scene.requester, { dealId: row.id as Hex });
    expect(row.status).toBe(dealStatusName(status));
    const own = records.filter(({ dealId }) => dealId === row.id);
    expect([row.games, row.open_games]).toEqual([own.length, own.filter(({ outcome }) => !outcome).length]);
  }
  const expected = records.map(({ dealId, challenger, provider, game, entries, outcome }) => ({
    deal_id: dealId,
    challenger: small(challenger),
    provider: small(provider),
    stage: gameStageName(game.stage),
    end: outcome ? gameEndName(outcome.end) : null,
    moves: entries.filter(({ kind }) => kind === 'moved').length,
    bond_wei: game.bondWei.toString(),
    provider_wei: outcome ? outcome.providerWei.toString() : null,
    window_blocks: String(game.windowBlocks),
    challenger_blocks_left: String(game.challenger.blocksLeft),
    provider_blocks_left: String(game.provider.blocksLeft),
    deadline_block: String(
      game.turnBlock + BigInt((isProvidersTurn(game.stage) ? game.provider : game.challenger).blocksLeft),
    ),
    block: String(entries[0]?.blockNumber),
    last_block: String((outcome ?? entries.at(-1))?.blockNumber),
    ended_tx: outcome?.transactionHash ?? null,
  }));
  const key = (row: object) => JSON.stringify(row);
  const columns = Object.keys(expected[0] ?? {});
  const found = games.map((row) => Object.fromEntries(columns.map((column) => [column, row[column]])));
  expect(found.map(key).toSorted()).toEqual(expected.map(key).toSorted());
}

describe('disputed deals', () => {
  test('and their games are as the chain tells of them', { timeout: slow }, async () => {
    await expectDisputesEqualChain();
    const ends = await querySql(indexer.url, 'select "end", moves > 0 as moved from game order by id');
    expect(ends).toEqual([
      { end: 'challengerWon', moved: true },
      { end: 'closed', moved: false },
      { end: 'providerWon', moved: false },
      { end: null, moved: false },
    ]);
  });

  test('a refuted deal says by whom, by what, and what that brought', { timeout: slow }, async () => {
    const by = small(scene.addressOf(scene.challenger));
    expect(await rowOf('deal', refuted.dealId)).toMatchObject({
      status: 'finalized',
      refuted_by: by,
      refutation: 'game',
      reward_wei: (bondWei / 2n).toString(),
      payment_wei: null,
    });
    expect(await rowOf('deal', duplicate.dealId)).toMatchObject({
      status: 'firmResolution',
      refuted_by: by,
      refutation: 'duplicate',
      reward_wei: null,
    });
    const [sums] = await querySql(indexer.url, 'select games, deals_refuted from market_stats');
    expect(sums).toEqual({ games: 4, deals_refuted: 2 });
  });

  test('a game says which leaf it is about, and GraphQL finds it with its deal', { timeout: slow }, async () => {
    const response = await fetch(indexer.graphqlUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        query: `{ deal(id: "${conceded.dealId}") { status disputes(orderBy: "id") { items {
          stage end position taskIndex taskHash roundsLeft deal { provider }
        } } } }`,
      }),
    });
    const provider = small(scene.addressOf(scene.provider));
    const next = { position: '0', taskIndex: '0', taskHash: scene.job.taskHashes[0], stage: 'revealed', end: null };
    const first = { position: '1', taskIndex: null, taskHash: null, stage: 'demanded', end: 'providerWon' };
    expect(await response.json()).toEqual({
      data: {
        deal: {
          status: 'resolving',
          disputes: { items: [first, next].map((game) => ({ ...game, roundsLeft: null, deal: { provider } })) },
        },
      },
    });
  });

  test('balances say that a game began and ended', { timeout: slow }, async () => {
    const rows = await querySql(
      indexer.url,
      "select cause, direction from account_change where account = $1 and cause like 'game%' order by id",
      [small(scene.addressOf(scene.other))],
    );
    expect(rows).toEqual([
      { cause: 'gameOpened', direction: null },
      { cause: 'gameEnded', direction: null },
    ]);
  });

  test('are followed while they are played', { timeout: slow }, async () => {
    const answer = await scene.answered(scene.job.leaves);
    await demandLeaf(scene.other, { answer, position: 0 });
    await expectDisputesEqualChain();
    expect(await rowOf('deal', answer.dealId)).toMatchObject({ status: 'needsResolution', open_games: 1 });
    await concedeGame(scene.other, { game: await gameOf(answer, scene.other) });
    await expectDisputesEqualChain();
    expect(await rowOf('deal', answer.dealId)).toMatchObject({ status: 'waitingForResolution', open_games: 0 });
  });
});

test('games that a reorganisation takes back are gone', { timeout: slow }, async () => {
  const answer = await scene.answered(scene.job.leaves);
  const before = await getBlockNumber(scene.other);
  await demandLeaf(scene.other, { answer, position: 0 });
  await concedeGame(scene.other, { game: await gameOf(answer, scene.other) });
  await expectDisputesEqualChain();
  const blocks = Number((await getBlockNumber(scene.other)) - before);
  await scene.test.request({ method: 'anvil_rollback' as never, params: [blocks] as never });
  await demandLeaf(scene.other, { answer, position: 1 });
  await scene.test.mine({ blocks });
  await expectDisputesEqualChain();
  const games = await querySql(indexer.url, 'select position, "end" from game where deal_id = $1', [answer.dealId]);
  expect(games).toEqual([{ position: '1', end: null }]);
});

describe('quorums', () => {
  test('say what was agreed on, and who was right', { timeout: slow }, async () => {
    const { status } = await getQuorum(scene.requester, quorum);
    expect(await rowOf('quorum', quorum.quorumId)).toMatchObject({
      status,
      kind: 'compute',
      root: right.root,
      work: right.work.toString(),
      contributions: 3,
      requester: small(scene.addressOf(scene.requester)),
    });
    const liar = small(scene.addressOf(scene.challenger));
    const seats = await querySql(indexer.url, 'select * from quorum_seat where quorum_id = $1 order by seat', [
      quorum.quorumId,
    ]);
    expect(seats.map((row) => [row.provider, row.verdict])).toEqual(
      quorum.seats.map(({ provider }) => [small(provider), small(provider) === liar ? 'wrong' : 'right']),
    );
  });

  test('whose result nobody reveals expire, and say who withheld it', { timeout: slow }, async () => {
    expect(await rowOf('quorum', unanswered.quorumId)).toMatchObject({ status: 'open', contributions: 2, root: null });
    await scene.test.mine({ blocks: 210 });
    await expireQuorum(scene.requester, { quorum: unanswered });
    await caughtUp();
    expect(await rowOf('quorum', unanswered.quorumId)).toMatchObject({
      status: 'expired',
      contributions: 2,
      root: null,
    });
    const seats = await querySql(indexer.url, 'select * from quorum_seat where quorum_id = $1 order by seat', [
      unanswered.quorumId,
    ]);
    const silent = small(scene.addressOf(scene.challenger));
    for (const { provider, verdict, result_hash: resultHash } of seats) {
      expect([verdict, resultHash === null]).toEqual(provider === silent ? [null, true] : ['wrong', false]);
    }
    expect(seats).toHaveLength(3);
  });
});

test('runs of algorithms say who said what, what was computed, and who was paid', { timeout: slow }, async () => {
  const { execution, status, gasPaidWei } = await getExecution(scene.requester, { executionId });
  expect(await rowOf('execution', executionId)).toMatchObject({
    status: dealStatusName(status),
    provider: null,
    answerer: small(scene.addressOf(scene.provider)),
    result_hash: keccak256('0x03'),
    challenger: small(scene.addressOf(scene.other)),
    challenger_result_hash: keccak256('0x04'),
    computed_hash: execution.computedHash,
    steps: String(execution.terms.bounds.steps),
    gas_paid_wei: gasPaidWei.toString(),
    abandoned: false,
    // Both were wrong.
    winner: null,
    paid_wei: '0',
  });
  const markets = await querySql(indexer.url, 'select factory, requests from execution_market');
  expect(markets).toEqual([{ factory: small(execution.terms.factory), requests: 2 }]);
});

test('a run that nobody computes expires', { timeout: slow }, async () => {
  await scene.test.mine({ blocks: 150 });
  const { execution } = await getExecution(scene.requester, { executionId: pendingId });
  await expireExecution(scene.requester, { execution });
  await caughtUp();
  expect(await rowOf('execution', pendingId)).toMatchObject({ status: 'cancelled', answerer: null, steps: '0' });
});
