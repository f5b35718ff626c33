import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DealStatus, merkleSumRoot } from '@suanli/protocol';
import { afterAll, describe, expect, test } from 'vitest';
import { MerkleSumAccumulator } from '../src/store/MerkleSumAccumulator.ts';
import { openContentStore } from '../src/store/openContentStore.ts';
import { openStore } from '../src/store/openStore.ts';
import { codeOf } from './support/codeOf.ts';
import { dealOf, hashOf, resultOf, templateOf } from './support/samples.ts';

const folder = mkdtempSync(join(tmpdir(), 'suanli-store-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;
const newFile = (): string => join(folder, `${files++}.sqlite`);
const owner = '0xowner@1';
const tasksRoot = hashOf('tasks');

describe('the store', () => {
  test('has everything again after a restart', () => {
    const file = newFile();
    const dealId = hashOf('deal');
    const deal = dealOf({ maxWork: (1n << 64n) - 1n });
    const template = templateOf();
    const results = [resultOf(7, { work: (1n << 62n) + 1n }), resultOf(2, { note: 'trap', status: 2 })];
    const large = { ...resultOf(3), outputCid: 'bafkcid' };
    const { output: _, ...byCid } = large;
    {
      const store = openStore({ file, owner });
      store.addDeal({ dealId, deal, openedBlock: 5n });
      expect(store.bindJob({ dealId, template, tasksRoot, taskCount: 9 })).toBe('bound');
      store.markStarted(dealId);
      store.addBatch({ dealId, results, signature: '0x01' });
      store.addBatch({ dealId, results: [byCid], signature: '0x02' });
      store.addAcceptance({
        dealId,
        acceptance: { root: hashOf('r'), work: 3n, signature: '0x03', receivedBlock: 8n },
      });
      store.setMeta('key', 'value');
      store.addTransaction({ hash: hashOf('t'), action: 'answer', dealIds: [dealId], blockNumber: 9n, gasUsed: 10n });
      store.close();
    }
    const store = openStore({ file, owner });
    expect(store.deal(dealId)).toEqual({
      dealId,
      deal,
      openedBlock: 5n,
      admitted: true,
      started: true,
      answerNow: false,
      ended: undefined,
      resultCount: 3,
    });
    expect(store.job(dealId)).toEqual({ template, tasksRoot, taskCount: 9 });
    expect([...store.batches(dealId)]).toEqual([
      { results, signature: '0x01' },
      { results: [byCid], signature: '0x02' },
    ]);
    expect([...store.batches(dealId, new Set([3]))]).toEqual([{ results: [byCid], signature: '0x02' }]);
    expect(store.leaves(dealId).map(({ taskIndex }) => taskIndex)).toEqual([2, 3, 7]);
    expect(store.acceptance(dealId)).toEqual({ root: hashOf('r'), work: 3n, signature: '0x03', receivedBlock: 8n });
    expect(store.meta('key')).toBe('value');
    expect(store.transactions()).toHaveLength(1);
    store.close();
  });

  test('a deal that was opened anew has its new terms and keeps its results, until it has ended', () => {
    const store = openStore({ file: ':memory:', owner });
    const dealId = hashOf('deal');
    store.addDeal({ dealId, deal: dealOf(), openedBlock: 5n });
    store.addBatch({ dealId, results: [resultOf(0)], signature: '0x01' });
    const anew = dealOf({ answerDeadlineBlock: 167n });
    store.addDeal({ dealId, deal: anew, openedBlock: 12n });
    expect(store.deal(dealId)).toMatchObject({ deal: anew, openedBlock: 12n, resultCount: 1 });
    store.addDeal({ dealId, deal: anew, openedBlock: 13n });
    expect(store.deal(dealId)).toMatchObject({ deal: anew, openedBlock: 13n });
    store.endDeal({ dealId, status: DealStatus.finalized, paidWei: 1n });
    store.addDeal({ dealId, deal: dealOf(), openedBlock: 5n });
    expect(store.deal(dealId)).toMatchObject({ deal: anew, openedBlock: 13n });
  });

  test('a fixed answer covers exactly the results, never changes, and takes no more of them', async () => {
    const store = openStore({ file: ':memory:', owner });
    const dealId = hashOf('deal');
    store.addDeal({ dealId, deal: dealOf(), openedBlock: 1n });
    const results = [resultOf(1), resultOf(0)];
    store.addBatch({ dealId, results, signature: '0x01' });
    const sorted = [resultOf(0), resultOf(1)];
    const answer = await store.fixAnswer(dealId);
    expect(answer.root).toBe(merkleSumRoot(sorted).root);
    expect(answer).toMatchObject({ count: 2, work: 200n });
    expect(await codeOf(() => store.addBatch({ dealId, results: [resultOf(2)], signature: '0x02' }))).toBe(
      'NODE_DEAL_CLOSED',
    );
    expect(await store.fixAnswer(dealId)).toEqual(answer);
    expect([...store.batches(dealId)]).toHaveLength(1);
  });

  test('an answer that a dying process was about to make is made by the next one, over the same results', async () => {
    const file = newFile();
    const dealId = hashOf('deal');
    const results = [resultOf(1), resultOf(0)];
    const dying = openStore({ file, owner });
    dying.addDeal({ dealId, deal: dealOf(), openedBlock: 1n });
    dying.addBatch({ dealId, results, signature: '0x01' });
    const unmade = dying.fixAnswer(dealId);
    dying.close();
    await expect(unmade).rejects.toThrow();
    const store = openStore({ file, owner });
    expect(store.answer(dealId)).toBeUndefined();
    expect(store.isFixed(dealId)).toBe(true);
    expect(await codeOf(() => store.addBatch({ dealId, results: [resultOf(2)], signature: '0x02' }))).toBe(
      'NODE_DEAL_CLOSED',
    );
    const [answer, again] = await Promise.all([store.fixAnswer(dealId), store.fixAnswer(dealId)]);
    expect(again).toEqual(answer);
    expect(answer.root).toBe(merkleSumRoot([resultOf(0), resultOf(1)]).root);
    store.close();
  });

  test('answers of every size have the root that everybody else computes', async () => {
    const leaves = Array.from({ length: 70 }, (_, index) => resultOf(index, { work: BigInt(index) ** 7n }));
    for (let count = 0; count <= leaves.length; count++) {
      const accumulator = new MerkleSumAccumulator();
      for (const leaf of leaves.slice(0, count)) accumulator.add(leaf);
      expect(accumulator.root()).toEqual(merkleSumRoot(leaves.slice(0, count)));
    }
    const store = openStore({ file: ':memory:', owner });
    const dealId = hashOf('deal');
    store.addDeal({ dealId, deal: dealOf(), openedBlock: 1n });
    const many = Array.from({ length: 2_345 }, (_, index) => resultOf(index * 3));
    store.addBatch({ dealId, results: many.toReversed(), signature: '0x01' });
    let turns = 0;
    let made = false;
    const count = (): void => {
      turns++;
      if (!made) setImmediate(count);
    };
    setImmediate(count);
    const answer = await store.fixAnswer(dealId);
    made = true;
    expect(answer.root).toBe(merkleSumRoot(many).root);
    expect(turns).toBeGreaterThan(1);
  });

  test('a batch is kept whole or not at all', () => {
    const store = openStore({ file: ':memory:', owner });
    const dealId = hashOf('deal');
    store.addDeal({ dealId, deal: dealOf(), openedBlock: 1n });
    store.addBatch({ dealId, results: [resultOf(1)], signature: '0x01' });
    expect(() => store.addBatch({ dealId, results: [resultOf(2), resultOf(1)], signature: '0x02' })).toThrow();
    expect(store.leaves(dealId)).toHaveLength(1);
    expect(store.deal(dealId)?.resultCount).toBe(1);
    expect([...store.batches(dealId)]).toHaveLength(1);
  });

  test('a deal serves one job', () => {
    const store = openStore({ file: ':memory:', owner });
    const dealId = hashOf('deal');
    store.addDeal({ dealId, deal: dealOf(), openedBlock: 1n });
    const template = templateOf();
    expect(store.bindJob({ dealId, template, tasksRoot, taskCount: 1 })).toBe('bound');
    expect(store.bindJob({ dealId, template: templateOf(), tasksRoot, taskCount: 1 })).toBe('bound');
    expect(store.bindJob({ dealId, template: { ...template, args: ['x'] }, tasksRoot, taskCount: 1 })).toBe('other');
    expect(store.bindJob({ dealId, template, tasksRoot, taskCount: 2 })).toBe('other');
    expect(store.job(dealId)?.template).toEqual(template);
  });

  test('ended deals leave the list, count in the totals, and lose their results when they are old', () => {
    const store = openStore({ file: ':memory:', owner });
    for (const name of ['a', 'b']) {
      store.addDeal({ dealId: hashOf(name), deal: dealOf(), openedBlock: 1n });
      store.addBatch({ dealId: hashOf(name), results: [resultOf(1)], signature: '0x01' });
    }
    store.endDeal({ dealId: hashOf('a'), status: DealStatus.finalized, paidWei: 10n ** 30n });
    store.endDeal({ dealId: hashOf('a'), status: DealStatus.cancelled, paidWei: 0n });
    expect(store.openDeals().map(({ dealId }) => dealId)).toEqual([hashOf('b')]);
    expect(store.openDealCount()).toBe(1);
    expect(store.totals()).toEqual({ deals: 1, paidWei: 10n ** 30n, results: 2 });
    expect(store.prune({ endedBeforeMs: Date.now() - 60_000 })).toBe(0);
    expect(store.prune({ endedBeforeMs: Date.now() + 60_000 })).toBeGreaterThan(0);
    expect(store.leaves(hashOf('a'))).toEqual([]);
    expect(store.leaves(hashOf('b'))).toHaveLength(1);
  });

  test('refuses another owner, a newer or an unreleased schema, a file that is no store, and a second process', async () => {
    const file = newFile();
    openStore({ file, owner }).close();
    expect(await codeOf(() => openStore({ file, owner: 'somebody else' }))).toBe('NODE_STORE_FOREIGN');

    const index = new URL('../src/store/openStore.ts', import.meta.url).href;
    const other = spawn(
      process.execPath,
      [
        '--input-type=module',
        '--eval',
        `import { openStore } from '${index}'; openStore({ file: '${file}', owner: '${owner}' }); console.log('open'); setInterval(() => {}, 1000);`,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    await new Promise((resolve, reject) => {
      other.stdout.once('data', resolve);
      other.once('exit', () => reject(new Error('the other process ended')));
    });
    expect(await codeOf(() => openStore({ file, owner }))).toBe('NODE_STORE_LOCKED');
    const ended = new Promise((resolve) => other.once('exit', resolve));
    other.kill('SIGKILL');
    await ended;
    openStore({ file, owner }).close();

    for (const [version, code] of [
      [999, 'NODE_STORE_VERSION'],
      [1, 'NODE_STORE_OUTDATED'],
    ] as const) {
      const database = new DatabaseSync(file);
      database.exec(`PRAGMA user_version = ${version}`);
      database.close();
      expect(await codeOf(() => openStore({ file, owner }))).toBe(code);
    }
    expect(await codeOf(() => openStore({ file: folder, owner }))).toBe('NODE_STORE_UNUSABLE');
  });
});

describe('what disputes need of the store', () => {
  test('tasks stay with their results, and go with them', () => {
    const file = newFile();
    const dealId = hashOf('deal');
    const tasks = [
      { index: 2, stdin: new Uint8Array([1]) },
      { index: 7, args: ['x'], input: hashOf('input') },
    ];
    {
      const store = openStore({ file, owner });
      store.addDeal({ dealId, deal: dealOf({ policy: 1 }), openedBlock: 5n });
      store.addBatch({ dealId, results: tasks.map(({ index }) => resultOf(index)), signature: '0x01', tasks });
      store.addBatch({ dealId, results: [resultOf(3)], signature: '0x02' });
      store.close();
    }
    const store = openStore({ file, owner });
    expect(store.task(dealId, 7)).toEqual(tasks[1]);
    expect(store.task(dealId, 3)).toBeUndefined();
    const page = (position: number, maxLeaves: number, maxTaskBytes = 1_000) =>
      store.leafPage({ dealId, position, maxLeaves, maxTaskBytes }).map(({ leaf, task }) => [leaf.taskIndex, task]);
    expect(page(0, 9)).toEqual([
      [2, tasks[0]],
      [3, undefined],
      [7, tasks[1]],
    ]);
    expect(page(1, 1)).toEqual([[3, undefined]]);
    // One is always in it.
    expect(page(0, 9, 1)).toEqual([[2, tasks[0]]]);
    store.endDeal({ dealId, status: DealStatus.finalized, paidWei: 1n });
    store.prune({ endedBeforeMs: Date.now() + 1 });
    expect(store.task(dealId, 7)).toBeUndefined();
    store.close();
  });

  test('a verification is all there after a restart, and anew where its answer is another one', () => {
    const file = newFile();
    const dealId = hashOf('deal');
    const answered = { dealId, deal: dealOf({ policy: 1 }), root: hashOf('root'), work: 1n << 63n, answeredBlock: 9n };
    const leaf = { taskIndex: 1, taskHash: hashOf('t'), outputHash: hashOf('o'), work: 3n, status: 0 } as const;
    const proof = { count: 2, position: 1, leaf, siblings: [{ hash: hashOf('s'), work: 4n }] };
    const accusation = { kind: 'result', template: templateOf(), task: { index: 1 }, proof } as const;
    {
      const store = openStore({ file, owner });
      store.verifications.add(answered);
      expect(store.verifications.get(dealId)).toEqual({
        ...answered,
        stage: 'pending',
        reason: undefined,
        accusation: undefined,
        ended: false,
      });
      store.verifications.conclude({ dealId, stage: 'accused', accusation });
      store.verifications.keepAddresses('0xAA', ['/ip4/1.2.3.4/tcp/1']);
      store.close();
    }
    const store = openStore({ file, owner });
    const { verifications } = store;
    expect(verifications.open()).toEqual([
      { ...answered, stage: 'accused', reason: undefined, accusation, ended: false },
    ]);
    verifications.add(answered);
    expect(verifications.get(dealId)?.stage).toBe('accused');
    verifications.conclude({
      dealId,
      stage: 'accused',
      accusation: { kind: 'duplicate', first: proof, second: proof },
    });
    expect(verifications.get(dealId)?.accusation).toEqual({ kind: 'duplicate', first: proof, second: proof });
    verifications.end(dealId);
    expect(verifications.open()).toEqual([]);
    verifications.add({ ...answered, answeredBlock: 10n });
    expect(verifications.get(dealId)).toMatchObject({ stage: 'pending', accusation: undefined, ended: false });
    expect(verifications.counts()).toMatchObject({ pending: 1, accused: 0 });
    expect(verifications.addresses('0xaa')).toEqual(['/ip4/1.2.3.4/tcp/1']);
    verifications.end(dealId);
    expect(verifications.prune({ endedBeforeMs: Date.now() + 1 })).toBe(1);
    expect(verifications.get(dealId)).toBeUndefined();
    store.close();
  });

  test('contents stay until they are dropped, whole, each fetched once', async () => {
    const path = join(folder, 'contents');
    const store = openContentStore(path);
    let fetched = 0;
    const content = async () => {
      fetched++;
      return new Uint8Array([1, 2]);
    };
    await Promise.all([store.keep('bafkone', content), store.keep('bafkone', content)]);
    await store.keep('bafktwo', content);
    await store.keep('../escape', content);
    expect(fetched).toBe(2);
    expect(await store.get('../escape')).toBeUndefined();
    const again = openContentStore(path);
    await again.keep('bafkone', content);
    expect(fetched).toBe(2);
    expect(await again.get('bafkone')).toEqual(Buffer.from([1, 2]));
    await again.retain(new Set(['bafktwo']));
    expect(await again.get('bafkone')).toBeUndefined();
    expect(await again.get('bafktwo')).toBeDefined();
    await expect(again.keep('bafkthree', () => Promise.reject(new RangeError('gone')))).rejects.toThrow('gone');
    expect(await again.get('bafkthree')).toBeUndefined();
  });
});
