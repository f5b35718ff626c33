import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TaskOutcome } from '@suanli/executor';
import { SuanliError, type TaskMessage, type TaskMessageOf, verifyReceiptBatch } from '@suanli/protocol';
import type { Hex } from 'viem';
import { privateKeyToAccount } from 'viem/accounts';
import { afterAll, describe, expect, test } from 'vitest';
import { type FakeSession, Role, type RoleDeal } from './support/Role.ts';
import { hashOf } from './support/samples.ts';
import { seededRandom } from './support/seededRandom.ts';
import { until } from './support/until.ts';

const folder = mkdtempSync(join(tmpdir(), 'suanli-role-'));
afterAll(() => rmSync(folder, { recursive: true }));

const outcome: TaskOutcome = {
  status: 0,
  work: 100n,
  output: { exitCode: 0, stdout: new Uint8Array(), stderr: new Uint8Array(), files: {} },
};
const resultsOf = (session: FakeSession): TaskMessageOf<'results'>['results'][number][] =>
  session.of('results').flatMap(({ results }) => [...results]);
const tasksOf = ({ dealId, tasks }: RoleDeal) => ({ type: 'tasks', dealId, tasks }) as const;

async function opened(role: Role, deal: RoleDeal): Promise<FakeSession> {
  const session = role.connect();
  session.receive(deal.open);
  await until(() => session.of('ready').length === 1);
  return session;
}

/** Tasks that end when the test says so, in the order they were started. */
function held(role: Role): { started: { seed: string; end: (result: TaskOutcome | SuanliError) => void }[] } {
  const started: { seed: string; end: (result: TaskOutcome | SuanliError) => void }[] = [];
  role.run = ({ seed }, signal) =>
    new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(new SuanliError('EXECUTOR_CANCELLED')), { once: true });
      started.push({ seed, end: (result) => (result instanceof SuanliError ? reject(result) : resolve(result)) });
    });
  return { started };
}

describe('the provider role', () => {
  test('what a task without a result is called, by what went wrong', async () => {
    const role = new Role();
    await role.provider.start();
    role.blobs.set('mismatch', new SuanliError('BLOB_MISMATCH', { parameters: { expected: 'a', actual: 'b' } }));
    role.blobs.set('cut', new SuanliError('NETWORK_NOT_RUNNING'));
    role.blobs.set('large', new SuanliError('BLOB_TOO_LARGE', { parameters: { bytes: 2, limitBytes: 1 } }));
    role.blobs.set('malformed', new SuanliError('BLOB_MALFORMED', { parameters: { cid: 'malformed', reason: 'x' } }));
    role.blobs.set('nonsense', new SuanliError('BLOB_CID_UNSUPPORTED', { parameters: { cid: 'nonsense' } }));
    const inputs = ['missing', 'mismatch', 'cut', 'large', 'malformed', 'nonsense'];
    const errors: (Error | undefined)[] = [
      ...inputs.map(() => undefined),
      new SuanliError('EXECUTOR_CRASHED', { parameters: { reason: 'SIGSEGV' } }),
      new SuanliError('EXECUTOR_WALL_LIMIT', { parameters: { wallMs: 1 } }),
      new SuanliError('EXECUTOR_RUN_INVALID', { parameters: { problem: 'x' } }),
      new SuanliError('EXECUTOR_LIMIT_INVALID', { parameters: { limit: 'x', value: 1, minimum: 2, maximum: 3 } }),
      new RangeError('a bug'),
    ];
    role.run = async ({ args }) => {
      const error = errors[Number(args[0])];
      if (error) throw error;
      return outcome;
    };
    const deal = await role.newDeal('deal', {
      tasks: errors.map((_, index) => {
        const f = inputs[index];
        return { args: [String(index)], ...(f === undefined ? {} : { inputs: { f } }) };
      }),
    });
    const session = await opened(role, deal);
    session.receive(tasksOf(deal));
    await until(() => session.of('failed').length === errors.length);
    const named = session.of('failed').toSorted((a, b) => a.taskIndex - b.taskIndex);
    expect(named.map(({ kind, code }) => [kind, code])).toEqual([
      ['infrastructure', 'BLOB_NOT_FOUND'],
      ['infrastructure', 'BLOB_MISMATCH'],
      ['infrastructure', 'NETWORK_NOT_RUNNING'],
      ['infrastructure', 'BLOB_TOO_LARGE'],
      ['user', 'BLOB_MALFORMED'],
      ['user', 'BLOB_CID_UNSUPPORTED'],
      ['provider', 'EXECUTOR_CRASHED'],
      ['provider', 'EXECUTOR_WALL_LIMIT'],
      ['user', 'EXECUTOR_RUN_INVALID'],
      ['user', 'EXECUTOR_LIMIT_INVALID'],
      ['provider', 'NODE_TASK_NOT_RUN'],
    ]);
    expect(role.store.leaves(deal.dealId)).toEqual([]);
  });

  test('deals take turns, however many tasks each sends', async () => {
    const role = new Role({ creditPerSlot: 100 });
    await role.provider.start();
    const { started } = held(role);
    const greedy = await role.newDeal('greedy', { tasks: 60 });
    const modest = await role.newDeal('modest', { tasks: 3 });
    const [one, other] = [await opened(role, greedy), await opened(role, modest)];
    one.receive(tasksOf(greedy));
    await until(() => started.length === 2);
    other.receive(tasksOf(modest));
    await until(() => role.provider.queued === 61);
    for (let ended = 0; resultsOf(other).length < 3; ended++) {
      expect(ended).toBeLessThan(12);
      await until(() => started.length > ended);
      const before = resultsOf(one).length + resultsOf(other).length;
      started[ended]?.end(outcome);
      await until(() => resultsOf(one).length + resultsOf(other).length > before);
    }
  });

  test('results are in the store before they are sent, and whatever is ready shares a signature', async () => {
    const role = new Role({ creditPerSlot: 200 });
    await role.provider.start();
    const deal = await role.newDeal('deal', { tasks: 150 });
    const session = await opened(role, deal);
    session.onSend = (message) => {
      if (message.type !== 'results') return;
      const stored = new Set(role.store.leaves(deal.dealId).map(({ taskIndex }) => taskIndex));
      for (const { taskIndex } of message.results) expect(stored.has(taskIndex)).toBe(true);
    };
    session.receive(tasksOf(deal));
    await until(() => resultsOf(session).length === 150);
    expect(session.of('results').length).toBeLessThan(75);
    for (const { dealId, results, signature } of session.of('results')) {
      await verifyReceiptBatch({
        batch: { dealId, leaves: results, signature },
        domain: role.domain,
        provider: role.account.address,
      });
    }
  });

  test('a disk that refuses a batch fails its tasks, and sends nothing that is not kept', async () => {
    const role = new Role();
    await role.provider.start();
    const deal = await role.newDeal('deal', { tasks: 2 });
    const session = await opened(role, deal);
    const { addBatch } = role.store;
    role.store.addBatch = () => {
      throw new Error('disk full');
    };
    session.receive(tasksOf(deal));
    await until(() => session.of('failed').length === 2);
    expect(session.of('results')).toEqual([]);
    expect(session.of('failed').map(({ code }) => code)).toEqual(['NODE_TASK_NOT_RUN', 'NODE_TASK_NOT_RUN']);
    role.store.addBatch = addBatch;
    session.receive(tasksOf(deal));
    await until(() => resultsOf(session).length === 2);
  });

  test('a deal that the reconciler has answered takes no more tasks, and what still runs is not paid', async () => {
    const role = new Role();
    await role.provider.start();
    const { started } = held(role);
    const deal = await role.newDeal('deal', { tasks: 3 });
    const session = await opened(role, deal);
    session.receive({ ...tasksOf(deal), tasks: deal.tasks.slice(0, 2) });
    await until(() => started.length === 2);
    await role.store.fixAnswer(deal.dealId);
    started[0]?.end(outcome);
    await until(() => session.of('failed').length === 1);
    session.receive({ ...tasksOf(deal), tasks: deal.tasks.slice(2) });
    await until(() => session.of('failed').length === 2);
    expect(session.of('failed').map(({ code }) => code)).toEqual(['NODE_DEAL_CLOSED', 'NODE_DEAL_CLOSED']);
  });

  test('finish ends what runs, and the answer covers what was sent', async () => {
    const role = new Role();
    await role.provider.start();
    const { started } = held(role);
    const deal = await role.newDeal('deal', { tasks: 3 });
    const session = await opened(role, deal);
    session.receive(tasksOf(deal));
    await until(() => started.length === 2);
    started[0]?.end(outcome);
    await until(() => resultsOf(session).length === 1);
    session.receive({ type: 'finish', dealId: deal.dealId, taskIndexes: resultsOf(session).map((r) => r.taskIndex) });
    await until(() => session.of('answer').length === 1);
    expect(session.of('answer')[0]).toMatchObject({ count: 1, work: 100n });
    expect(session.of('failed').map(({ code }) => code)).toEqual(['NODE_TASK_CANCELLED', 'NODE_TASK_CANCELLED']);
    await until(() => role.provider.running === 0 && role.provider.queued === 0);
    expect(resultsOf(session)).toHaveLength(1);
  });

  test('claims of results that it does not have change nothing', async () => {
    const role = new Role();
    await role.provider.start();
    const deal = await role.newDeal('deal', { tasks: 3 });
    const session = await opened(role, deal);
    session.receive({ ...tasksOf(deal), tasks: deal.tasks.slice(0, 1) });
    await until(() => resultsOf(session).length === 1);
    session.receive({ type: 'finish', dealId: deal.dealId, taskIndexes: [0, 1, 2] });
    await until(() => session.of('answer').length === 1);
    expect(session.of('answer')[0]).toMatchObject({ count: 1 });
    expect(role.store.deal(deal.dealId)?.answerNow).toBe(true);
  });

  test('a cancelled task that runs does not stand in the way of the budget', async () => {
    const role = new Role();
    await role.provider.start();
    const { started } = held(role);
    const deal = await role.newDeal('deal', { tasks: 4, deal: { maxWork: 2_000n } });
    const session = await opened(role, deal);
    session.receive({ ...tasksOf(deal), tasks: deal.tasks.slice(0, 2) });
    await until(() => started.length === 2);
    session.receive({ ...tasksOf(deal), tasks: deal.tasks.slice(2, 3) });
    await until(() => session.of('failed').length === 1);
    expect(session.of('failed')[0]?.code).toBe('NODE_OVER_BUDGET');
    session.receive({ type: 'cancel', dealId: deal.dealId, taskIndexes: [0, 1] });
    session.receive({ ...tasksOf(deal), tasks: deal.tasks.slice(2, 4) });
    await until(() => started.length === 4);
    for (const { end } of started) end(outcome);
    await until(() => resultsOf(session).length === 2);
    expect(
      resultsOf(session)
        .map(({ taskIndex }) => taskIndex)
        .toSorted(),
    ).toEqual([2, 3]);
    expect(session.of('failed')).toHaveLength(1);
  });

  test('provider messages from a requester end the session', async () => {
    const role = new Role();
    await role.provider.start();
    const deal = await role.newDeal('deal');
    const session = await opened(role, deal);
    session.receive({ type: 'ready', dealId: deal.dealId, credit: 1 });
    await until(() => session.aborted?.code === 'MESSAGE_MALFORMED');
  });

  test('a task sent again is not run again: its result comes again', async () => {
    const role = new Role();
    await role.provider.start();
    let runs = 0;
    role.run = async () => {
      runs++;
      return outcome;
    };
    const deal = await role.newDeal('deal', { tasks: 4 });
    const session = await opened(role, deal);
    session.receive({ ...tasksOf(deal), tasks: [{ index: 1 }, { index: 1 }, { index: 2 }] });
    await until(() => resultsOf(session).length === 2);
    session.receive(tasksOf(deal));
    await until(() => new Set(resultsOf(session).map(({ taskIndex }) => taskIndex)).size === 4);
    await until(() => resultsOf(session).length >= 6);
    expect(runs).toBe(4);
    expect(session.of('failed')).toEqual([]);
  });

  test('no more deals than it wants, until one requester leaves', async () => {
    const role = new Role({ maxDeals: 1 });
    await role.provider.start();
    const [first, second] = [await role.newDeal('first'), await role.newDeal('second')];
    const served = await opened(role, first);
    const session = role.connect();
    session.receive(second.open);
    await until(() => session.of('refused').length === 1);
    expect(session.of('refused')[0]?.code).toBe('NODE_DEALS_TOO_MANY');
    served.abort();
    await until(() => role.provider.sessions === 1);
    session.receive(second.open);
    await until(() => session.of('ready').length === 1);
  });
});

describe('who may open a deal', () => {
  const strange = privateKeyToAccount(hashOf('another provider of the same job'));

  /** How often the chain was asked about a deal. */
  function countLooks(role: Role): () => number {
    let looks = 0;
    role.chain.fault = (_, name) => {
      if (name === 'dealState') looks++;
      return undefined;
    };
    return () => looks;
  }

  type Forge = (role: Role, deal: RoleDeal) => Promise<Partial<RoleDeal['open']>>;
  const forgeries: [what: string, code: string, forge: Forge][] = [
    ['replays the requester’s own message', 'OPENING_FORGED', async () => ({})],
    [
      'signs itself',
      'OPENING_FORGED',
      async (role, { dealId }) => ({ signature: await role.signOpening(dealId, 'stranger', strange) }),
    ],
    ['sends no signature at all', 'OPENING_FORGED', async () => ({ signature: '0x' })],
    [
      'names itself as the requester',
      'NODE_DEAL_FORGED',
      async (role, { dealId, deal }) => ({
        deal: { ...deal, requester: strange.address },
        signature: await role.signOpening(dealId, 'stranger', strange),
      }),
    ],
  ];
  test.each(forgeries)(
    'another provider of the job that %s is refused: %s; the requester goes on',
    async (_, code, forge) => {
      const role = new Role();
      await role.provider.start();
      const deal = await role.newDeal('deal', { tasks: 4 });
      const session = await opened(role, deal);
      session.receive({ ...tasksOf(deal), tasks: deal.tasks.slice(0, 2) });
      await until(() => resultsOf(session).length === 2);

      const stranger = role.connect('stranger');
      const looks = countLooks(role);
      stranger.receive({ ...deal.open, ...(await forge(role, deal)) });
      stranger.receive({ ...tasksOf(deal), tasks: deal.tasks.slice(2) });
      stranger.receive({ type: 'finish', dealId: deal.dealId, taskIndexes: [0, 1] });
      await until(() => stranger.of('refused').length === 3);
      expect(stranger.sent.map((message) => message.type === 'refused' && message.code)).toEqual([
        code,
        'NODE_DEAL_NOT_READY',
        'NODE_DEAL_NOT_READY',
      ]);
      expect(looks()).toBe(code === 'OPENING_FORGED' ? 0 : 1);

      session.receive({ ...tasksOf(deal), tasks: deal.tasks.slice(2) });
      await until(() => resultsOf(session).length === 4);
      session.receive({ type: 'finish', dealId: deal.dealId, taskIndexes: [0, 1, 2, 3] });
      await until(() => session.of('answer').length === 1);
      expect(session.of('refused')).toEqual([]);
      expect(stranger.sent).toHaveLength(3);
    },
  );

  test('a forged opening leaves no trace of a deal', async () => {
    const role = new Role();
    await role.provider.start();
    const deal = await role.newDeal('deal');
    const looks = countLooks(role);
    const stranger = role.connect('stranger');
    stranger.receive(deal.open);
    await until(() => stranger.of('refused').length === 1);
    expect(stranger.of('refused')[0]?.code).toBe('OPENING_FORGED');
    expect(role.store.deal(deal.dealId)).toBeUndefined();
    expect(looks()).toBe(0);
    await opened(role, deal);
  });
});

describe('which deals are admitted', () => {
  async function refusalOf(role: Role, deal: RoleDeal): Promise<string | undefined> {
    const session = role.connect();
    session.receive(deal.open);
    await until(() => session.sent.length === 1);
    return session.of('refused')[0]?.code;
  }

  test('none that leaves more blocks to answer in than wanted', async () => {
    const role = new Role({ maxAnswerBlocks: 60 });
    await role.provider.start();
    // Opened at block 100.
    const long = await role.newDeal('long', { deal: { answerDeadlineBlock: 161n } });
    expect(await refusalOf(role, long)).toBe('NODE_ANSWER_TIME_TOO_LONG');
    const longest = await role.newDeal('longest', { deal: { answerDeadlineBlock: 160n } });
    expect(await refusalOf(role, longest)).toBeUndefined();
  });

  test('no more than the deposits of their answers can be paid for', async () => {
    const role = new Role();
    role.chain.availableWei = 100n;
    await role.provider.start();
    const [first, second, third] = [
      await role.newDeal('first', { deal: { depositWei: 60n, bountyWei: 0n } }),
      await role.newDeal('second', { deal: { depositWei: 41n, bountyWei: 0n } }),
      await role.newDeal('third', { deal: { depositWei: 40n, bountyWei: 0n } }),
    ];
    expect(await refusalOf(role, first)).toBeUndefined();
    expect(await refusalOf(role, second)).toBe('NODE_DEPOSIT_EXHAUSTED');
    expect(await refusalOf(role, third)).toBeUndefined();
    // One that is served already may come back; its deposit was counted.
    expect(await refusalOf(role, first)).toBeUndefined();
    // Once the deposit of the first is locked, it is not in the balance any more, and not due either.
    role.chain.availableWei = 81n;
    expect(await refusalOf(role, second)).toBe('NODE_DEPOSIT_EXHAUSTED');
    role.answered.add(first.dealId);
    expect(await refusalOf(role, second)).toBeUndefined();
  });

  test('deals opened at the same time do not count on the same balance', async () => {
    const role = new Role();
    role.chain.availableWei = 100n;
    await role.provider.start();
    const deals = await Promise.all(
      ['a', 'b', 'c'].map((name) => role.newDeal(name, { deal: { depositWei: 50n, bountyWei: 0n } })),
    );
    const codes = await Promise.all(deals.map((deal) => refusalOf(role, deal)));
    expect(codes.toSorted()).toEqual(['NODE_DEPOSIT_EXHAUSTED', undefined, undefined]);
  });

  test('an opened deal with a bounty has a deposit due, even where nobody has come for it', async () => {
    const role = new Role();
    role.chain.availableWei = 100n;
    await role.provider.start();
    const [guarded, plain, wanted] = [
      await role.newDeal('guarded', { deal: { depositWei: 60n, bountyWei: 1n } }),
      await role.newDeal('plain', { deal: { depositWei: 60n, bountyWei: 0n } }),
      await role.newDeal('wanted', { deal: { depositWei: 50n } }),
    ];
    role.store.addDeal({ dealId: plain.dealId, deal: plain.deal, openedBlock: 100n });
    expect(await refusalOf(role, wanted)).toBeUndefined();
    const late = await role.newDeal('late', { deal: { depositWei: 1n } });
    role.store.addDeal({ dealId: guarded.dealId, deal: guarded.deal, openedBlock: 100n });
    expect(await refusalOf(role, late)).toBe('NODE_DEPOSIT_EXHAUSTED');
  });
});

describe('a peer that does not read', () => {
  const turns = async (count: number): Promise<void> => {
    for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve));
  };
  function stall(session: FakeSession): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    session.stalled = promise;
    return () => {
      session.stalled = undefined;
      resolve();
    };
  }

  const strays: [what: string, messageOf: (dealId: Hex) => TaskMessage][] = [
    ['cancellations of a deal that is not open', (dealId) => ({ type: 'cancel', dealId, taskIndexes: [] })],
    ['finishes of a deal that is not open', (dealId) => ({ type: 'finish', dealId, taskIndexes: [] })],
  ];
  test.each(strays)('is answered no faster than it reads: %s', async (_, messageOf) => {
    const role = new Role();
    await role.provider.start();
    const session = role.connect();
    const read = stall(session);
    for (let index = 0; index < 1_000; index++) session.receive(messageOf(hashOf(`${index}`)));
    await until(() => session.sent.length > 0);
    await turns(50);
    expect(session.sent).toHaveLength(1);
    expect(session.unread).toBe(999);
    read();
    await until(() => session.of('refused').length === 1_000);
  });

  test('has a bounded number of openings under way, of many deals or of one', async () => {
    const role = new Role();
    await role.provider.start();
    const deal = await role.newDeal('deal');
    for (const dealIdOf of [(index: number) => hashOf(`${index}`), () => deal.dealId]) {
      const session = role.connect('stranger');
      const read = stall(session);
      for (let index = 0; index < 200; index++) session.receive({ ...deal.open, dealId: dealIdOf(index) });
      await until(() => session.sent.length > 0);
      await turns(200);
      expect(session.sent.length).toBeLessThanOrEqual(16);
      expect(session.unread).toBeGreaterThan(180);
      read();
      await until(() => session.of('refused').length === 200);
      session.abort();
    }
  });

  test('has one finish or acceptance of a deal under way', async () => {
    const role = new Role();
    await role.provider.start();
    const deal = await role.newDeal('deal', { tasks: 2 });
    const session = await opened(role, deal);
    session.receive(tasksOf(deal));
    await until(() => resultsOf(session).length === 2);
    const read = stall(session);
    const before = session.sent.length;
    const finish = { type: 'finish', dealId: deal.dealId, taskIndexes: [0, 1] } as const;
    for (let index = 0; index < 100; index++) session.receive(finish);
    await until(() => session.of('answer').length === 1);
    await turns(50);
    expect(session.sent.length).toBe(before + 1);
    expect(session.unread).toBe(98);
    read();
    await until(() => session.of('answer').length === 100);
  });

  test('has a bounded number of refused tasks waiting for it', async () => {
    const role = new Role({ creditPerSlot: 1 });
    await role.provider.start();
    held(role);
    const deal = await role.newDeal('deal', { tasks: 5_000, deal: { maxWork: 1_000_000_000n } });
    const session = await opened(role, deal);
    const read = stall(session);
    session.receive(tasksOf(deal));
    await until(() => session.of('failed').length > 0);
    await turns(50);
    expect(session.of('failed')).toHaveLength(256);
    read();
    await until(() => session.of('failed').length === 4_999);
  });

  test('loses its session where failures pile up, and holds no slot meanwhile', async () => {
    const role = new Role({ creditPerSlot: 128, maxDeals: 2 });
    await role.provider.start();
    const bad = await role.newDeal('bad', {
      tasks: Array.from({ length: 3_000 }, () => ({ inputs: { f: 'missing' } })),
    });
    const session = await opened(role, bad);
    stall(session);
    for (let at = 0; at < bad.tasks.length && !session.aborted; at += 128) {
      session.receive({ type: 'tasks', dealId: bad.dealId, tasks: bad.tasks.slice(at, at + 128) });
      await until(() => session.aborted !== undefined || (session.unread === 0 && role.provider.running === 0));
    }
    expect(session.aborted?.code).toBe('NODE_PEER_NOT_READING');
    // 1024, and the credit of two deals.
    expect(session.of('failed')).toHaveLength(1_280);
    const good = await role.newDeal('good', { tasks: 1 });
    const other = await opened(role, good);
    other.receive(tasksOf(good));
    await until(() => resultsOf(other).length === 1);
  });
});

describe('any order of messages', () => {
  /**
   * A requester that does whatever comes to its mind: sends, resends, cancels, leaves, comes back, and finishes. Whatever it
   * does, each task has one result at most, no result is lost or changed, and the deal never costs more than its maximum.
   */
  test.each(Array.from({ length: 30 }, (_, seed) => seed))('seed %i', async (seed) => {
    const random = seededRandom(seed);
    const pick = (below: number): number => Math.floor(random() * below);
    const file = join(folder, `${seed}.sqlite`);
    const maxWork = BigInt(5_000 + pick(20_000));
    const role = new Role({ slots: 1 + pick(3), creditPerSlot: 1 + pick(12), file });
    await role.provider.start();
    role.run = async ({ limits }, signal) => {
      const turns = pick(4);
      for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve));
      if (signal.aborted) throw new SuanliError('EXECUTOR_CANCELLED');
      if (pick(10) === 0) throw new SuanliError('EXECUTOR_CRASHED', { parameters: { reason: 'seeded' } });
      return { ...outcome, work: BigInt(pick(Number(limits.work) + 1)) };
    };
    const deal = await role.newDeal('deal', { tasks: 40, deal: { maxWork } });
    let session = await opened(role, deal);
    const seen = new Map<number, string>();
    const check = (from: FakeSession): void => {
      expect(from.of('failed').filter(({ code }) => code === 'NODE_TASK_NOT_RUN')).toEqual([]);
      for (const { taskIndex, work, outputHash } of resultsOf(from)) {
        const text = `${work} ${outputHash}`;
        expect(seen.get(taskIndex) ?? text).toBe(text);
        seen.set(taskIndex, text);
      }
    };
    for (let step = 0; step < 60; step++) {
      const some = Array.from({ length: 1 + pick(8) }, () => pick(44));
      switch (pick(6)) {
        case 0:
        case 1:
        case 2:
          session.receive({ type: 'tasks', dealId: deal.dealId, tasks: some.map((index) => ({ index })) });
          break;
        case 3:
          session.receive({ type: 'cancel', dealId: deal.dealId, taskIndexes: some });
          break;
        case 4:
          for (let turn = 0; turn < pick(20); turn++) await new Promise((resolve) => setImmediate(resolve));
          break;
        default:
          if (pick(4) > 0) break;
          session.abort();
          check(session);
          session = await opened(role, deal);
      }
    }
    for (let round = 0; round < 4 && session.of('answer').length === 0; round++) {
      check(session);
      const sent = session.sent.length;
      session.receive({ type: 'finish', dealId: deal.dealId, taskIndexes: [...seen.keys()] });
      await until(() => session.sent.slice(sent).some(({ type }) => type === 'answer' || type === 'results'));
    }
    check(session);
    const [answer] = session.of('answer');
    const leaves = role.store.leaves(deal.dealId);
    expect(answer?.count).toBe(leaves.length);
    expect(leaves.map(({ taskIndex }) => taskIndex)).toEqual([...seen.keys()].toSorted((a, b) => a - b));
    for (const { taskIndex, work, outputHash } of leaves) expect(seen.get(taskIndex)).toBe(`${work} ${outputHash}`);
    expect(leaves.reduce((sum, { work }) => sum + work, 0n)).toBeLessThanOrEqual(maxWork);
    expect(answer?.work).toBe(leaves.reduce((sum, { work }) => sum + work, 0n));
    await until(() => role.provider.running === 0 && role.provider.queued === 0);
    await role.provider.stop();
  });
});
