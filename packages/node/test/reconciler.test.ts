import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Deal, DealStatus, SuanliError } from '@suanli/protocol';
import type { Hex } from 'viem';
import { afterAll, describe, expect, test } from 'vitest';
import { hashDeal } from '../src/chain/hashDeal.ts';
import { createLogger } from '../src/index.ts';
import { createReconciler } from '../src/reconciler/createReconciler.ts';
import { answerBlockOf, decideStep } from '../src/reconciler/decideStep.ts';
import type { Reconciler } from '../src/reconciler/Reconciler.ts';
import { openStore } from '../src/store/openStore.ts';
import type { Store } from '../src/store/Store.ts';
import { codeOf } from './support/codeOf.ts';
import { Crash, FakeChain, type Fault } from './support/FakeChain.ts';
import { dealOf, hashOf, resultOf } from './support/samples.ts';
import { until } from './support/until.ts';

const folder = mkdtempSync(join(tmpdir(), 'suanli-reconciler-'));
afterAll(() => rmSync(folder, { recursive: true }));
const logger = createLogger({ level: 'silent' });
const options = {
  answerMarginBlocks: 25,
  maxAnswerBlocks: 1_000,
  settleGraceBlocks: 5,
  confirmations: 1,
  fromBlock: 1n,
  pollIntervalMs: 1,
  maxBackoffMs: 5,
};
let files = 0;

/** A reconciler over a store on disk and a scripted chain, which can be killed and started again. */
class World {
  readonly file = join(folder, `${files++}.sqlite`);
  readonly chain = new FakeChain();
  store: Store;
  reconciler: Reconciler;
  restarts = 0;

  constructor() {
    this.store = openStore({ file: this.file, owner: 'test' });
    this.reconciler = this.#start();
  }

  #start(): Reconciler {
    return createReconciler({ store: this.store, chain: this.chain, logger }, options);
  }

  restart(): void {
    this.restarts++;
    this.chain.revive();
    this.store.close();
    this.store = openStore({ file: this.file, owner: 'test' });
    this.reconciler = this.#start();
  }

  open(name: string, change: Partial<Deal> = {}, results = 2): Hex {
    const dealId = hashOf(name);
    const deal = dealOf(change);
    this.chain.open(dealId, deal);
    this.store.addDeal({ dealId, deal, openedBlock: this.chain.headBlock });
    if (results > 0) {
      const batch = Array.from({ length: results }, (_, index) => resultOf(index));
      this.store.addBatch({ dealId, results: batch, signature: '0x01' });
    }
    return dealId;
  }

  async accept(dealId: Hex, signature: Hex = '0x02'): Promise<void> {
    const { root, work } = await this.store.fixAnswer(dealId);
    const receivedBlock = this.chain.headBlock;
    this.store.addAcceptance({ dealId, acceptance: { root, work, signature, receivedBlock } });
  }

  /** Looks once per block until all deals have ended here, or a block is reached. */
  async runTo(block: bigint, afterTick: () => void = () => {}): Promise<void> {
    while (this.chain.headBlock < block && this.store.openDeals().length > 0) {
      try {
        await this.reconciler.tick();
      } catch (error) {
        if (error instanceof Crash) this.restart();
        else if (!(error instanceof SuanliError)) throw error;
      }
      afterTick();
      this.chain.headBlock += 1n;
    }
  }
}

describe('what the reconciler decides', () => {
  const deal = {
    dealId: hashOf('deal'),
    deal: dealOf(),
    openedBlock: 100n,
    admitted: true,
    started: true,
    answerNow: false,
    ended: undefined,
    resultCount: 2,
  };
  const answer = { root: hashOf('root'), work: 200n, count: 2 };
  const acceptance = { ...answer, signature: '0x02' as const, receivedBlock: 110n };
  const pending = { status: DealStatus.pending, blockNumber: 100n, hash: '0x' as const };
  const base = { deal, answer: undefined, acceptance: undefined, state: pending, headBlock: 110n, refused: false };
  const stepOf = (change: Partial<Parameters<typeof decideStep>[0]>) =>
    decideStep({ ...base, ...change }, options).type;

  test('answers when a third of a short time, or the margin of a long one, is left', () => {
    expect(answerBlockOf(deal, options)).toBe(140n);
    const long = { deal: dealOf({ answerDeadlineBlock: 1_000n }), openedBlock: 100n };
    expect(answerBlockOf(long, options)).toBe(975n);
    expect(stepOf({ headBlock: 139n })).toBe('wait');
    expect(stepOf({ headBlock: 140n })).toBe('answer');
    expect(stepOf({ headBlock: 158n })).toBe('answer');
    // In block 160 it would be refused, and a transaction sent at head 159 is in block 160.
    expect(stepOf({ headBlock: 159n })).toBe('wait');
    expect(stepOf({ headBlock: 160n })).toBe('expire');
  });

  test('answers at once where the requester disagrees, or where the node is about to be away', () => {
    expect(stepOf({ deal: { ...deal, answerNow: true } })).toBe('answer');
    expect(stepOf({ closing: true })).toBe('answer');
    expect(stepOf({ closing: true, deal: { ...deal, resultCount: 0 } })).toBe('wait');
  });

  test('an untouched deal with a bounty is answered empty, one that was left undone is not', () => {
    const untouched = { ...deal, resultCount: 0, started: false };
    expect(stepOf({ headBlock: 140n, deal: untouched })).toBe('answer');
    expect(stepOf({ headBlock: 140n, deal: { ...untouched, started: true } })).toBe('wait');
    expect(stepOf({ headBlock: 140n, deal: { ...untouched, deal: dealOf({ bountyWei: 0n }) } })).toBe('wait');
  });

  test('a deal that leaves longer than wanted is answered in time, whatever came of it', () => {
    const long = { ...deal, deal: dealOf({ answerDeadlineBlock: 4_294_967_395n, bountyWei: 0n }) };
    expect(answerBlockOf(long, options)).toBe(1_100n);
    // Exactly as long as wanted is not too long.
    expect(answerBlockOf({ ...deal, deal: dealOf({ answerDeadlineBlock: 1_100n }) }, options)).toBe(1_075n);
    for (const change of [{}, { resultCount: 0 }, { resultCount: 0, started: false }]) {
      expect(stepOf({ headBlock: 1_099n, deal: { ...long, ...change } })).toBe('wait');
      expect(stepOf({ headBlock: 1_100n, deal: { ...long, ...change } })).toBe('answer');
    }
    const accepted = { ...acceptance, receivedBlock: 1_099n };
    expect(stepOf({ answer, acceptance: accepted, headBlock: 1_100n, deal: long })).toBe('settle');
    // Where the deadline itself is near enough, an expired deal gives the stake back without a deposit.
    const bounded = { ...deal, resultCount: 0, deal: dealOf({ answerDeadlineBlock: 1_100n, bountyWei: 0n }) };
    expect(stepOf({ headBlock: 1_099n, deal: bounded })).toBe('wait');
    expect(stepOf({ headBlock: 1_100n, deal: bounded })).toBe('expire');
  });

  test('settles an agreed deal after the grace, at the latest when it would have to answer', () => {
    expect(stepOf({ answer, acceptance })).toBe('wait');
    expect(stepOf({ answer, acceptance, headBlock: 115n })).toBe('settle');
    expect(stepOf({ answer, acceptance: { ...acceptance, receivedBlock: 139n }, headBlock: 140n })).toBe('settle');
    expect(stepOf({ answer, acceptance, headBlock: 200n })).toBe('settle');
    expect(stepOf({ answer, acceptance, closing: true })).toBe('settle');
    expect(stepOf({ answer, acceptance: { ...acceptance, root: hashOf('other') }, headBlock: 115n })).toBe('wait');
    // A signature that the chain refuses must not cost the payment.
    expect(stepOf({ answer, acceptance, headBlock: 140n, refused: true })).toBe('answer');
  });

  test('follows the status on chain', () => {
    const at = (status: DealStatus, change: object = {}) =>
      stepOf({ answer, state: { ...pending, status, blockNumber: 105n, ...change }, headBlock: 110n });
    expect(at(DealStatus.waitingForResolution)).toBe('foreign');
    expect(at(DealStatus.needsResolution)).toBe('foreign');
    expect(at(DealStatus.resolving)).toBe('foreign');
    expect(at(DealStatus.softResolution)).toBe('foreign');
    expect(at(DealStatus.finalized)).toBe('end');
    expect(at(DealStatus.finalized, { blockNumber: 110n })).toBe('wait');
    expect(at(DealStatus.cancelled)).toBe('end');
    expect(at(DealStatus.none)).toBe('wait');
    expect(stepOf({ state: { ...pending, status: DealStatus.none }, headBlock: 160n })).toBe('end');
  });

  test('defends a challenged answer, is paid where it stood, and ends unpaid where it fell', () => {
    const own = hashDeal(deal.deal, answer);
    const refuted: Hex = `0x${'ab'.repeat(26)}`;
    const at = (status: DealStatus, hash = own, blockNumber = 105n) =>
      decideStep({ ...base, answer, state: { status, hash, blockNumber } }, options);
    expect(at(DealStatus.needsResolution)).toEqual({ type: 'defend' });
    expect(at(DealStatus.resolving)).toEqual({ type: 'defend' });
    expect(at(DealStatus.firmResolution)).toEqual({ type: 'finalize' });
    expect(at(DealStatus.firmResolution, refuted, 110n)).toEqual({ type: 'wait' });
    expect(at(DealStatus.firmResolution, refuted)).toEqual({ type: 'end', paid: false });
    expect(at(DealStatus.finalized)).toEqual({ type: 'end', paid: true });
    expect(at(DealStatus.finalized, refuted)).toEqual({ type: 'end', paid: false });
  });
});

describe('the reconciler', () => {
  test('a silent requester: answers before the deadline, finalises after the window, each once', async () => {
    const world = new World();
    const dealId = world.open('deal');
    await world.runTo(250n);
    expect(world.chain.mined).toEqual([`answer:${dealId}`, `finalize:${dealId}`]);
    expect(world.chain.refused).toEqual([]);
    expect(world.chain.statusOf(dealId)).toBe(DealStatus.finalized);
    expect(world.store.totals()).toEqual({ deals: 1, paidWei: 200_000_000n, results: 2 });
    expect(world.store.transactions().map(({ action }) => action)).toEqual(['answer', 'finalize']);
  });

  test('an accepted deal: leaves settling to the requester, and does it where that does not happen', async () => {
    const world = new World();
    const left = world.open('left');
    const settled = world.open('settled');
    await world.accept(left);
    await world.accept(settled);
    await world.reconciler.tick();
    expect(world.chain.mined).toEqual([]);
    world.chain.move(settled, DealStatus.finalized);
    await world.runTo(250n);
    expect(world.chain.mined).toEqual([`settle:${left}`]);
    expect(world.store.totals().deals).toBe(2);
  });

  test('an acceptance that the chain refuses: answers instead, and is paid', async () => {
    const world = new World();
    const dealId = world.open('deal');
    await world.accept(dealId, '0xbad0');
    await world.runTo(250n);
    expect(world.chain.mined).toEqual([`answer:${dealId}`, `finalize:${dealId}`]);
    expect(world.chain.deals.get(dealId)?.paid).toBe(true);
  });

  test('the requester accepts on chain: finalises without waiting for the window', async () => {
    const world = new World();
    const dealId = world.open('deal', { windowBlocks: 1_000 });
    await world.runTo(140n);
    expect(world.reconciler.isAnswered(dealId)).toBe(false);
    await world.runTo(145n);
    expect(world.chain.statusOf(dealId)).toBe(DealStatus.waitingForResolution);
    expect(world.reconciler.isAnswered(dealId)).toBe(true);
    world.chain.move(dealId, DealStatus.softResolution);
    await world.runTo(160n);
    expect(world.chain.mined).toEqual([`answer:${dealId}`, `finalize:${dealId}`]);
  });

  test('finds deals that nobody told it of, and gets the stake back', async () => {
    const world = new World();
    const free = hashOf('free');
    const guarded = hashOf('guarded');
    world.chain.open(free, dealOf({ bountyWei: 0n }));
    world.chain.open(guarded, dealOf());
    await world.reconciler.tick();
    expect(world.store.openDeals()).toHaveLength(2);
    await world.runTo(250n);
    expect(world.chain.mined.toSorted()).toEqual(
      [`expire:${free}`, `answer:${guarded}`, `finalize:${guarded}`].toSorted(),
    );
    expect(world.store.totals()).toEqual({ deals: 2, paidWei: 0n, results: 0 });
  });

  test('neither pay nor stake waits for a deadline of 2^32 blocks', async () => {
    const world = new World();
    const change = { answerDeadlineBlock: 100n + 4_294_967_295n, bountyWei: 0n };
    const served = world.open('served', change);
    const unused = world.open('unused', change, 0);
    const begun = world.open('begun', change, 0);
    world.store.markStarted(begun);
    world.chain.headBlock = 1_099n;
    await world.reconciler.tick();
    expect(world.chain.mined).toEqual([]);
    await world.runTo(1_200n);
    for (const dealId of [served, unused, begun]) {
      expect(world.chain.statusOf(dealId)).toBe(DealStatus.finalized);
      expect(world.chain.mined.filter((line) => line.endsWith(dealId))).toEqual([
        `answer:${dealId}`,
        `finalize:${dealId}`,
      ]);
    }
    expect(world.store.totals()).toEqual({ deals: 3, paidWei: 200_000_000n, results: 2 });
  });

  test('scans long ranges in pieces and goes on where it stopped', async () => {
    const world = new World();
    const ranges: [bigint, bigint][] = [];
    const { chain } = world;
    const openedDeals = chain.openedDeals.bind(chain);
    chain.openedDeals = (range) => {
      ranges.push([range.fromBlock, range.toBlock]);
      return openedDeals(range);
    };
    chain.headBlock = 4_500n;
    chain.fault = (_call, name) => (name === 'openedDeals' && ranges.length === 3 ? 'unreachable' : undefined);
    expect(await codeOf(world.reconciler.tick())).toBe('CHAIN_UNREACHABLE');
    chain.fault = () => undefined;
    world.restart();
    await world.reconciler.tick();
    expect(ranges).toEqual([
      [1n, 2_000n],
      [2_001n, 4_000n],
      [4_001n, 4_500n],
      [3_984n, 4_500n],
    ]);
  });

  test('sends nothing while a transaction of the account is under way', async () => {
    const world = new World();
    const dealId = world.open('deal');
    world.chain.headBlock = 140n;
    world.chain.underWay = 1;
    await world.reconciler.tick();
    await world.reconciler.tick();
    expect(world.chain.mined).toEqual([]);
    world.chain.underWay = 0;
    await world.reconciler.tick();
    expect(world.chain.mined).toEqual([`answer:${dealId}`]);
  });

  test('one bad deal does not take the others with it', async () => {
    const world = new World();
    const good = [world.open('a'), world.open('b'), world.open('c')];
    const bad = world.open('bad');
    world.chain.poisoned.add(bad);
    world.chain.headBlock = 140n;
    expect((await world.reconciler.tick()).answered).toBe(3);
    expect(world.chain.mined.toSorted()).toEqual(good.map((id) => `answer:${id}`).toSorted());
    // It is not tried at every look, but soon enough again.
    const tries = () => world.chain.refused.filter((line) => line.startsWith(`answer:${bad}`)).length;
    await world.reconciler.tick();
    const before = tries();
    await world.reconciler.tick();
    expect(tries()).toBe(before);
    world.chain.poisoned.clear();
    world.chain.headBlock += 8n;
    await world.reconciler.tick();
    expect(world.chain.statusOf(bad)).toBe(DealStatus.waitingForResolution);
  });

  test('many deals share transactions', async () => {
    const world = new World();
    for (let index = 0; index < 70; index++) world.open(`deal ${index}`, {}, 1);
    world.chain.headBlock = 140n;
    expect((await world.reconciler.tick()).answered).toBe(70);
    expect(world.store.transactions()).toHaveLength(3);
  });

  test('an answer that is not its own is left alone', async () => {
    const world = new World();
    const dealId = world.open('deal');
    await world.store.fixAnswer(dealId);
    const foreign = world.chain.deals.get(dealId);
    if (!foreign) throw new Error('no deal');
    foreign.answer = { root: hashOf('foreign'), work: 1n };
    world.chain.move(dealId, DealStatus.waitingForResolution);
    await world.runTo(200n);
    expect(world.chain.mined).toEqual([]);
    expect(world.chain.refused).toEqual([]);
  });

  test('an undone opening ends without a transaction', async () => {
    const world = new World();
    const dealId = world.open('deal');
    world.chain.deals.delete(dealId);
    await world.runTo(250n);
    expect(world.store.openDeals()).toEqual([]);
    expect(world.chain.mined).toEqual([]);
  });

  test.each([
    ['as late as discovery reads again', 110n],
    ['deeper than discovery reads again', 125n],
  ])('a reorganisation that opens a deal anew, %s, changes what is answered', async (_, seenAtBlock) => {
    const world = new World();
    const dealId = world.open('deal');
    world.chain.headBlock = seenAtBlock;
    await world.reconciler.tick();
    // The same request in another block has another deadline.
    const anew = dealOf({ answerDeadlineBlock: 167n });
    world.chain.reopen(dealId, anew, 107n);
    world.chain.headBlock = 140n;
    await world.reconciler.tick();
    expect(world.store.deal(dealId)).toMatchObject({ deal: anew, openedBlock: 107n });
    await world.runTo(300n);
    expect(world.chain.mined).toEqual([`answer:${dealId}`, `finalize:${dealId}`]);
    expect(world.chain.refused).toEqual([]);
  });

  test('terms that the chain refuses are read again, and the next look answers', async () => {
    const world = new World();
    const dealId = world.open('deal');
    const accepted = world.open('accepted');
    world.chain.headBlock = 120n;
    await world.accept(accepted);
    await world.reconciler.tick();
    for (const id of [dealId, accepted]) {
      // Other terms in the very same block: nothing but the refusal tells of them.
      world.chain.reopen(id, dealOf({ priceWeiPerGwu: 2n }), 100n);
    }
    await world.runTo(145n);
    // Once each, and no later than without.
    expect(world.chain.refused).toHaveLength(2);
    await world.runTo(300n);
    expect(world.chain.mined.toSorted()).toEqual(
      [`answer:${dealId}`, `finalize:${dealId}`, `settle:${accepted}`].toSorted(),
    );
  });

  test('a deal that ends on chain is believed only after the confirmations', async () => {
    const world = new World();
    const dealId = world.open('deal');
    world.chain.move(dealId, DealStatus.finalized);
    await world.reconciler.tick();
    expect(world.store.openDeals()).toHaveLength(1);
    // A reorganisation brings it back.
    world.chain.move(dealId, DealStatus.pending);
    await world.runTo(250n);
    expect(world.chain.mined).toEqual([`answer:${dealId}`, `finalize:${dealId}`]);
  });
});

describe('whatever fails at whatever call', () => {
  /** A silent requester, an accepted deal, and one that was never used: all ways of ending in one run. */
  async function life(
    fault: (call: number, name: string) => Fault | undefined,
    restartEachTick: boolean,
  ): Promise<World> {
    const world = new World();
    world.open('silent');
    await world.accept(world.open('accepted'));
    world.open('unused', { bountyWei: 0n }, 0);
    world.chain.fault = fault;
    await world.runTo(300n, () => {
      if (restartEachTick) world.restart();
    });
    return world;
  }
  const transactionsOf = (world: World) => world.chain.mined.toSorted();
  const expected = [
    `answer:${hashOf('silent')}`,
    `finalize:${hashOf('silent')}`,
    `settle:${hashOf('accepted')}`,
    `expire:${hashOf('unused')}`,
  ].toSorted();

  test('without faults, and restarted after every look, it does the same', async () => {
    for (const restartEachTick of [false, true]) {
      const world = await life(() => undefined, restartEachTick);
      expect(transactionsOf(world)).toEqual(expected);
      expect(world.chain.refused).toEqual([]);
      expect(world.store.openDeals()).toEqual([]);
    }
  });

  test.each(['unreachable', 'lost', 'crash'] as const)('%s at each transaction call in turn', async (kind) => {
    const actions = ['answer', 'settle', 'finalize', 'expire', 'pendingTransactions'];
    for (const action of actions) {
      for (const nth of [1, 2]) {
        let seen = 0;
        let happened = 0;
        const world = await life((_call, name) => {
          if (name !== action || ++seen !== nth) return undefined;
          happened++;
          return kind;
        }, false);
        expect(transactionsOf(world), `${kind} at ${action} ${nth}`).toEqual(expected);
        expect(world.chain.refused, `${kind} at ${action} ${nth}`).toEqual([]);
        expect(world.store.openDeals()).toEqual([]);
        if (nth === 1) expect(happened).toBe(1);
        if (kind === 'crash') expect(world.restarts).toBe(happened);
      }
    }
  });

  test('a crash at every hundredth call, and at the calls around each transaction', async () => {
    const names: string[] = [];
    await life((_call, name) => {
      names.push(name);
      return undefined;
    }, false);
    const interesting = new Set<number>();
    for (const [index, name] of names.entries()) {
      if (index % 100 === 0) interesting.add(index + 1);
      if (['answer', 'settle', 'finalize', 'expire'].includes(name)) {
        for (const near of [-1, 0, 1, 2]) interesting.add(index + 1 + near);
      }
    }
    for (const at of interesting) {
      const world = await life((call) => (call === at ? 'crash' : undefined), false);
      expect(transactionsOf(world), `call ${at}`).toEqual(expected);
      expect(world.chain.refused, `call ${at}`).toEqual([]);
    }
  });

  test('an outage of many blocks over the moment to answer only delays', async () => {
    const world = new World();
    const dealId = world.open('deal');
    world.chain.fault = () =>
      world.chain.headBlock >= 138n && world.chain.headBlock < 156n ? 'unreachable' : undefined;
    await world.runTo(250n);
    expect(world.chain.mined).toEqual([`answer:${dealId}`, `finalize:${dealId}`]);
  });
});

describe('the loop', () => {
  test('goes on after an outage, looks at once when poked, and stops', async () => {
    const world = new World();
    const dealId = world.open('deal');
    world.store.markAnswerNow(dealId);
    let outage = true;
    world.chain.fault = () => (outage ? 'unreachable' : undefined);
    const reconciler = createReconciler(
      { store: world.store, chain: world.chain, logger },
      { ...options, pollIntervalMs: 10 },
    );
    reconciler.start();
    await until(() => world.chain.calls >= 3);
    expect(reconciler.lastSuccessMs).toBeUndefined();
    outage = false;
    await until(() => world.chain.mined.includes(`answer:${dealId}`));
    await reconciler.stop();

    const slow = createReconciler(
      { store: world.store, chain: world.chain, logger },
      { ...options, pollIntervalMs: 3_600_000 },
    );
    slow.start();
    await until(() => slow.lastSuccessMs !== undefined);
    world.chain.headBlock += 100n;
    slow.poke();
    await until(() => world.chain.mined.includes(`finalize:${dealId}`));
    await slow.stop();
  });
});
