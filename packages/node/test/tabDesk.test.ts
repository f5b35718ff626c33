// A provider's tabs against real contracts: what a requester may owe, and which payments count.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  formatLotteryAnnouncement,
  type LotteryAnnouncement,
  parseLotteryAnnouncement,
  type TaskMessageOf,
  tabPolicy,
} from '@suanli/protocol';
import {
  getBankAccount,
  getBankBooks,
  getBlockNumber,
  moduleConsent,
  openLottery,
  payBatch,
  prepareLottery,
  type SuanliClient,
  setConsent,
} from '@suanli/sdk';
import { type Address, createTestClient, type Hex, http } from 'viem';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { createPaymentChain } from '../src/chain/createPaymentChain.ts';
import { createLogger, type EmbeddedMarket, startEmbeddedMarket } from '../src/index.ts';
import { createTabDesk } from '../src/roles/provider/tabs/createTabDesk.ts';
import type { TabDesk } from '../src/roles/provider/tabs/TabDesk.ts';
import { openStore } from '../src/store/openStore.ts';
import type { AnnouncedPayment } from '../src/store/TabStore.ts';
import { dealOf, hashOf, resultOf } from './support/samples.ts';

let market: EmbeddedMarket;
let payer: SuanliClient;
let other: SuanliClient;
let provider: SuanliClient;
let neighbour: SuanliClient;
let folder: string;
const addressOf = ({ account }: SuanliClient): Address => account ?? '0x';
const chainOf = () => createTestClient({ mode: 'anvil', transport: http(market.chain.rpcUrl) });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'suanli-tabs-'));
  market = await startEmbeddedMarket();
  [payer, other, provider, neighbour] = (await Promise.all(
    Array.from({ length: 4 }, async () => (await market.createAccount()).client),
  )) as [SuanliClient, SuanliClient, SuanliClient, SuanliClient];
  const consentModules = await moduleConsent(payer, { modules: ['broker', 'lottery'] });
  await Promise.all([payer, other].map((client) => setConsent(client, { consentModules })));
});
afterEach(async () => {
  const { owedWei, heldWei } = await getBankBooks(market.deployer);
  expect(owedWei).toBe(heldWei);
});
afterAll(async () => {
  await market?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A desk over a store, with what it told. */
class World {
  readonly told: TaskMessageOf<'tab'>[] = [];
  readonly file: string;
  readonly client: SuanliClient;
  store: ReturnType<typeof openStore>;
  desk: TabDesk;
  #next = 0;
  readonly #total: bigint;
  readonly #confirmations: number;
  readonly #overdueMs: number;

  constructor(
    name: string,
    options: { client?: SuanliClient; totalWei?: bigint; confirmations?: number; overdueMs?: number } = {},
  ) {
    this.file = join(folder, `${name}.sqlite`);
    this.client = options.client ?? provider;
    this.#total = options.totalWei ?? 10_000n;
    this.#confirmations = options.confirmations ?? 0;
    this.#overdueMs = options.overdueMs ?? 60_000;
    this.store = openStore({ file: this.file, owner: 'tabs' });
    this.desk = this.#open();
  }

  #open(): TabDesk {
    return createTabDesk(
      {
        store: this.store,
        chain: createPaymentChain(this.client),
        logger: createLogger({ level: 'silent' }),
        tell: (message) => void this.told.push(message),
      },
      {
        maxUnpaidWei: 1_000n,
        maxUnpaidTotalWei: this.#total,
        overdueMs: this.#overdueMs,
        minLeadBlocks: 65,
        confirmations: this.#confirmations,
        pollIntervalMs: 10,
        maxBackoffMs: 10,
        idleMs: 60_000,
      },
    );
  }

  /** The daemon dies, and another one starts on its store. */
  restart(): void {
    this.store.close();
    this.store = openStore({ file: this.file, owner: 'tabs' });
    this.desk = this.#open();
  }

  /** A deal on a requester's tab, at 1 wei per unit of work. */
  deal(requester: SuanliClient): Hex {
    const dealId = hashOf(`${this.file} ${this.#next++}`);
    const deal = dealOf({ requester: addressOf(requester), policy: tabPolicy, priceWeiPerGwu: 10n ** 9n });
    this.store.addDeal({ dealId, deal, openedBlock: 0n });
    this.desk.open({ dealId, requester: addressOf(requester), priceWeiPerGwu: deal.priceWeiPerGwu });
    return dealId;
  }

  /** Results that earn 100 wei each. */
  earn(dealId: Hex, indexes: readonly number[]): void {
    this.store.addBatch({ dealId, results: indexes.map((index) => resultOf(index)), signature: hashOf('signed') });
  }

  meter(requester: SuanliClient) {
    return this.desk.meter({ requester: addressOf(requester), priceWeiPerGwu: 10n ** 9n, taskWork: 100n });
  }

  unpaid(requester: SuanliClient): bigint {
    const { unpaidWei, prepaidWei } = this.desk.state(addressOf(requester));
    return unpaidWei - prepaidWei;
  }

  /** What became of a payment, by its last word. */
  async announce(
    requester: SuanliClient,
    dealId: Hex,
    payment: AnnouncedPayment,
  ): Promise<bigint | string | undefined> {
    const answer = this.desk.announce({ dealId, requester: addressOf(requester), payment });
    this.told.length = 0;
    await this.desk.tick();
    const said = answer ?? this.told.at(-1);
    return said?.countedWei ?? said?.refusal?.code;
  }
}

async function batch(
  from: SuanliClient,
  payments: readonly (readonly [SuanliClient, bigint])[],
): Promise<AnnouncedPayment> {
  const { hash } = await payBatch(from, {
    payments: payments.map(([to, amountWei]) => ({ account: addressOf(to), amountWei })),
  });
  return { kind: 'batch', transaction: hash };
}

describe('what a requester may owe', () => {
  test('is cut at exactly the limit, also over a restart, until it is paid', async () => {
    const at = new World('limit');
    const dealId = at.deal(payer);
    const meter = at.meter(payer);
    for (let i = 0; i < 10; i++) expect(meter.reserve()).toBeUndefined();
    expect(meter.reserve()).toMatchObject({ code: 'TAB_EXHAUSTED' });
    for (let i = 0; i < 10; i++) {
      at.earn(dealId, [i]);
      meter.release();
      expect(meter.reserve()).toMatchObject({ code: 'TAB_EXHAUSTED' });
    }
    expect(at.unpaid(payer)).toBe(1_000n);
    at.restart();
    expect(at.unpaid(payer)).toBe(1_000n);
    expect(at.meter(payer).reserve()).toMatchObject({ code: 'TAB_EXHAUSTED' });
    // Another one has its own.
    expect(at.meter(other).reserve()).toBeUndefined();
    expect(await at.announce(payer, dealId, await batch(payer, [[provider, 100n]]))).toBe(100n);
    expect(at.meter(payer).reserve()).toBeUndefined();
    expect(at.meter(payer).reserve()).toMatchObject({ code: 'TAB_EXHAUSTED' });
    at.store.close();
  });

  test('a task that gets no result takes no room; all together owe no more than their limit', () => {
    const at = new World('total', { totalWei: 300n });
    const meter = at.meter(payer);
    expect([meter.reserve(), meter.reserve()]).toEqual([undefined, undefined]);
    meter.release();
    expect([meter.reserve(), at.meter(other).reserve()]).toEqual([undefined, undefined]);
    expect(at.meter(other).reserve()).toMatchObject({ code: 'TAB_EXHAUSTED' });
    at.earn(at.deal(other), [0]);
    expect(at.meter(payer).reserve()).toMatchObject({ code: 'TAB_EXHAUSTED' });
    at.store.close();
  });

  test('who owes for too long gets nothing before it pays, and stands in nobody’s way', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      const at = new World('overdue', { totalWei: 300n, overdueMs: 60_000 });
      const dealId = at.deal(payer);
      at.earn(dealId, [0, 1, 2]);
      expect(at.meter(other).reserve()).toMatchObject({ code: 'TAB_EXHAUSTED' });
      vi.advanceTimersByTime(60_000);
      expect(at.meter(payer).reserve()).toMatchObject({ code: 'TAB_EXHAUSTED' });
      vi.advanceTimersByTime(1);
      expect(at.meter(payer).reserve()).toMatchObject({ code: 'TAB_OVERDUE' });
      expect(at.meter(other).reserve()).toBeUndefined();
      at.restart();
      expect(at.meter(payer).reserve()).toMatchObject({ code: 'TAB_OVERDUE' });
      // Crumbs do not help; half of it is enough to go on, and counts for all again.
      expect(await at.announce(payer, dealId, await batch(payer, [[provider, 10n]]))).toBe(10n);
      expect(at.meter(payer).reserve()).toMatchObject({ code: 'TAB_OVERDUE' });
      expect(await at.announce(payer, dealId, await batch(payer, [[provider, 190n]]))).toBe(190n);
      expect([at.meter(payer).reserve(), at.meter(payer).reserve()]).toEqual([undefined, undefined]);
      expect(at.meter(other).reserve()).toMatchObject({ code: 'TAB_EXHAUSTED' });
      at.store.close();
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('a payment', () => {
  test('in a batch counts with what it paid this provider, once, however often it is announced', async () => {
    const at = new World('batch');
    const dealId = at.deal(payer);
    at.earn(dealId, [0, 1, 2]);
    const payment = await batch(payer, [
      [neighbour, 500n],
      [provider, 120n],
      [provider, 30n],
    ]);
    expect(await at.announce(payer, dealId, payment)).toBe(150n);
    expect(at.unpaid(payer)).toBe(150n);
    expect(await at.announce(payer, dealId, payment)).toBe(150n);
    const { transaction } = payment as { transaction: Hex };
    const inCapitals: Hex = `0x${transaction.slice(2).toUpperCase()}`;
    expect(await at.announce(payer, dealId, { kind: 'direct', transaction: inCapitals })).toBe(150n);
    at.restart();
    expect(await at.announce(payer, dealId, payment)).toBe(150n);
    expect(at.unpaid(payer)).toBe(150n);
    at.store.close();
  });

  test('of another account, to another one, or not on chain is not counted', async () => {
    const at = new World('forged');
    const dealId = at.deal(payer);
    at.earn(dealId, [0]);
    const ofOther = await batch(other, [[provider, 100n]]);
    expect(await at.announce(payer, dealId, ofOther)).toBe('TAB_PAYMENT_WRONG');
    expect(await at.announce(payer, dealId, await batch(payer, [[neighbour, 100n]]))).toBe('TAB_PAYMENT_WRONG');
    expect(await at.announce(payer, dealId, { kind: 'batch', transaction: hashOf('none') })).toBeUndefined();
    expect(at.unpaid(payer)).toBe(100n);
    // That a stranger announced it first does not harm whom it is from.
    expect(await at.announce(other, at.deal(other), ofOther)).toBe(100n);
    at.store.close();
  });

  test('waits for its blocks, and one that a reorganisation drops counts no more', async () => {
    const at = new World('reorganised', { confirmations: 1_000 });
    const dealId = at.deal(payer);
    at.earn(dealId, [0]);
    const test = chainOf();
    const snapshot = await test.snapshot();
    const payment = await batch(payer, [[provider, 100n]]);
    expect(await at.announce(payer, dealId, payment)).toBeUndefined();
    await test.mine({ blocks: 1_000 });
    await at.desk.tick();
    expect(at.told.at(-1)).toMatchObject({ countedWei: 100n, unpaidWei: 0n });
    await test.revert({ id: snapshot });
    await test.mine({ blocks: 5 });
    await at.desk.tick();
    expect(at.unpaid(payer)).toBe(100n);
    at.store.close();
  });
});

describe('a lottery', () => {
  async function lottery(
    from: SuanliClient,
    { isOpened = true, drawBlocks = 200 } = {},
  ): Promise<readonly [LotteryAnnouncement, LotteryAnnouncement]> {
    const payments = [
      { account: addressOf(provider), amountWei: 300n },
      { account: addressOf(neighbour), amountWei: 700n },
    ];
    const { lottery: terms, tree } = await prepareLottery(from, { payments, drawBlocks });
    if (isOpened) await openLottery(from, { lottery: terms });
    const { chainId, lottery: contract } = from.deployment;
    const [mine, theirs] = [tree.ticket(0), tree.ticket(1)].map((ticket) => ({
      chainId,
      contract,
      lottery: terms,
      ticket,
    }));
    if (!mine || !theirs) throw new RangeError('no tickets');
    return [mine, theirs];
  }
  const wire = (announcement: LotteryAnnouncement): AnnouncedPayment => ({
    kind: 'lottery',
    announcement: formatLotteryAnnouncement(announcement),
  });

  test('counts with what its ticket is worth, for each participant, and pays the one that wins by itself', async () => {
    const [mine, theirs] = await lottery(payer, { drawBlocks: 100 });
    const worlds = [new World('mine'), new World('theirs', { client: neighbour })] as const;
    for (const [i, at] of worlds.entries()) {
      const dealId = at.deal(payer);
      at.earn(dealId, [0, 1, 2, 3, 4, 5, 6, 7]);
      const payment = wire(i === 0 ? mine : theirs);
      expect(await at.announce(payer, dealId, payment)).toBe(i === 0 ? 300n : 700n);
      expect(await at.announce(payer, dealId, payment)).toBe(i === 0 ? 300n : 700n);
      expect(at.unpaid(payer)).toBe(i === 0 ? 500n : 100n);
    }
    const balances = () =>
      Promise.all([provider, neighbour].map(async (client) => (await getBankAccount(client)).availableWei));
    const before = await balances();
    const head = await getBlockNumber(payer);
    await chainOf().mine({ blocks: Number(mine.lottery.drawBlock - head) + 2 });
    worlds[0].restart();
    for (const at of worlds) await at.desk.tick();
    const gains = (await balances()).map((wei, i) => wei - (before[i] ?? 0n));
    expect(gains.toSorted()).toEqual([0n, 1_000n]);
    // Over for both: who has lost was paid by the chance.
    for (const [i, at] of worlds.entries()) {
      await at.desk.tick();
      expect(at.store.tabs.unsettledPayments()).toEqual([]);
      expect(at.unpaid(payer)).toBe(i === 0 ? 500n : 100n);
      at.store.close();
    }
  });

  test('is not counted where value, ticket, payer or contract is not right, or it is not stored, or drawn', async () => {
    const at = new World('forgedLottery');
    const dealId = at.deal(payer);
    at.earn(dealId, [0, 1, 2, 3, 4]);
    const [good, theirs] = await lottery(payer);
    const [unopened] = await lottery(payer, { isOpened: false });
    // Who would produce the block that draws was known when it was opened.
    const [hasty] = await lottery(payer, { drawBlocks: 60 });
    const { lottery: terms, ticket } = good;
    const forged: readonly (readonly [string | undefined, LotteryAnnouncement])[] = [
      // The chain keeps the hash of another value.
      [undefined, { ...good, lottery: { ...terms, valueWei: terms.valueWei * 2n } }],
      ['TAB_PAYMENT_WRONG', { ...good, ticket: { ...ticket, weight: ticket.weight + 1n } }],
      ['TAB_PAYMENT_WRONG', theirs],
      ['TAB_PAYMENT_WRONG', hasty],
      ['TAB_PAYMENT_WRONG', { ...good, contract: addressOf(other) }],
      ['TAB_PAYMENT_WRONG', (await lottery(other))[0]],
      [undefined, unopened],
      ['TAB_PAYMENT_WRONG', { ...good, lottery: { ...terms, drawBlock: 1n } }],
    ];
    for (const [code, announcement] of forged) {
      expect(await at.announce(payer, dealId, wire(announcement))).toBe(code);
    }
    expect(await at.announce(payer, dealId, { kind: 'lottery', announcement: '{}' })).toBe(
      'LOTTERY_ANNOUNCEMENT_MALFORMED',
    );
    expect(at.unpaid(payer)).toBe(500n);
    expect(await at.announce(payer, dealId, wire(good))).toBe(300n);
    expect(parseLotteryAnnouncement(formatLotteryAnnouncement(good))).toEqual(good);
    // What is still not there when it is drawn is refused.
    const head = await getBlockNumber(payer);
    await chainOf().mine({ blocks: Number(unopened.lottery.drawBlock - head) + 2 });
    at.told.length = 0;
    await at.desk.tick();
    expect(at.told.map(({ refusal }) => refusal?.code)).toEqual(['TAB_PAYMENT_WRONG', 'TAB_PAYMENT_WRONG']);
    expect(at.unpaid(payer)).toBe(200n);
    at.store.close();
  });
});
