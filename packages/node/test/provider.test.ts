import { DealStatus, decodeOutput, hashOutput, merkleSumRoot, paymentWeiDown, TaskStatus } from '@suanli/protocol';
import { getBankAccount, getBlockNumber, getDealState, type SuanliClient } from '@suanli/sdk';
import { parseEther } from 'viem';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SuanliNode } from '../src/index.ts';
import { startProviderProcess } from '../src/index.ts';
import { RpcProxy } from './support/RpcProxy.ts';
import { hashOf } from './support/samples.ts';
import { startTestMarket, type TestMarket } from './support/startTestMarket.ts';
import type { TestDeal, TestRequester } from './support/TestRequester.ts';
import { until } from './support/until.ts';

let world: TestMarket;
let node: SuanliNode;
let requester: TestRequester;
beforeAll(async () => {
  world = await startTestMarket();
  node = await world.startNode();
  requester = await world.newRequester();
  await until(() => node.offer !== undefined);
});
afterAll(() => world?.stop());

const offerOf = (of: SuanliNode) => {
  if (!of.offer) throw new Error('no offer');
  return of.offer;
};
const statusOf = async (deal: TestDeal): Promise<DealStatus> =>
  (await getDealState(world.market.deployer, { dealId: deal.dealId })).status;
const totalWei = async (client: SuanliClient): Promise<bigint> => {
  const { availableWei, lockedWei } = await getBankAccount(client);
  return availableWei + lockedWei;
};
const transactionsOf = (client: SuanliClient): Promise<number> =>
  client.publicClient.getTransactionCount({ address: client.account ?? '0x' });
const text = (value: string): Uint8Array<ArrayBuffer> => new Uint8Array(new TextEncoder().encode(value));
const stdoutOf = (output: Uint8Array): string => new TextDecoder().decode(decodeOutput(output).stdout);

describe('a deal from open to paid', () => {
  test('streams tasks, proves every result, agrees on the answer, and settles by itself where the requester does not', async () => {
    const texts = Array.from({ length: 40 }, (_, index) => `task ${index}`);
    const deal = await requester.openDeal(offerOf(node), {
      module: 'echo',
      tasks: texts.map((stdin) => ({ stdin: text(stdin) })),
    });
    const before = await getBankAccount(requester.client);
    const talk = await requester.converse(node.addresses(), deal);
    await talk.send({ type: 'tasks', dealId: deal.dealId, tasks: deal.tasks });
    await until(() => talk.results().size === 40);
    await requester.verify(talk, deal);
    for (const [index, result] of talk.results()) {
      expect(result.status).toBe(TaskStatus.completed);
      expect(result.work).toBeGreaterThan(0n);
      expect(hashOutput(result.output ?? new Uint8Array())).toBe(result.outputHash);
      expect(stdoutOf(result.output ?? new Uint8Array())).toBe(texts[index]);
    }

    await talk.send({ type: 'finish', dealId: deal.dealId, taskIndexes: deal.tasks.map(({ index }) => index) });
    const answer = await talk.next('answer');
    const leaves = [...talk.results().values()].toSorted((a, b) => a.taskIndex - b.taskIndex);
    const { root, totalWork } = merkleSumRoot(leaves);
    expect(answer).toMatchObject({ root, work: totalWork, count: 40 });
    await requester.accept(talk, answer);
    await talk.session.close();

    await until(async () => (await statusOf(deal)) === DealStatus.finalized);
    const after = await getBankAccount(requester.client);
    const paid = paymentWeiDown(totalWork, deal.deal.priceWeiPerGwu);
    expect(paid).toBeGreaterThan(0n);
    expect(before.availableWei + before.lockedWei - (after.availableWei + after.lockedWei)).toBe(paid);
    expect(after.lockedWei).toBe(0n);
    expect(await world.booksBalance()).toBe(true);
  });

  test('a silent requester cannot keep it from being paid', async () => {
    const deal = await requester.openDeal(offerOf(node), { module: 'spin', request: { answerBlocks: 90 } });
    const talk = await requester.converse(node.addresses(), deal);
    await talk.send({ type: 'tasks', dealId: deal.dealId, tasks: deal.tasks });
    await until(() => talk.results().size === 4);
    await talk.session.close();
    expect(await statusOf(deal)).toBe(DealStatus.pending);
    await world.mineTo(deal.deal.answerDeadlineBlock - 20n);
    await until(async () => (await statusOf(deal)) === DealStatus.waitingForResolution);
    const { blockNumber } = await getDealState(world.market.deployer, { dealId: deal.dealId });
    const before = await totalWei(requester.client);
    await world.mineTo(blockNumber + BigInt(deal.deal.windowBlocks));
    await until(async () => (await statusOf(deal)) === DealStatus.finalized);
    // The tasks never end by themselves: each was paid its whole limit.
    const paid = paymentWeiDown(4n * deal.template.limits.work, deal.deal.priceWeiPerGwu);
    expect(before - (await totalWei(requester.client))).toBe(paid);
    expect(await world.booksBalance()).toBe(true);
  });

  test('results come again after a lost connection, and after the deal was answered', async () => {
    const deal = await requester.openDeal(offerOf(node));
    const first = await requester.converse(node.addresses(), deal);
    await first.send({ type: 'tasks', dealId: deal.dealId, tasks: deal.tasks.slice(0, 2) });
    await until(() => first.results().size === 2);
    first.session.abort();

    const second = await requester.converse(node.addresses(), deal);
    await until(() => second.results().size === 2);
    expect(second.results()).toEqual(first.results());
    // A task sent once more is not run once more.
    await second.send({ type: 'tasks', dealId: deal.dealId, tasks: deal.tasks });
    await until(() => second.results().size === 4);
    await requester.verify(second, deal);

    const all = deal.tasks.map(({ index }) => index);
    await second.send({ type: 'finish', dealId: deal.dealId, taskIndexes: all });
    const answer = await second.next('answer');
    second.session.abort();
    const third = await requester.converse(node.addresses(), deal);
    await until(() => third.results().size === 4);
    await third.send({ type: 'tasks', dealId: deal.dealId, tasks: [{ index: 0 }] });
    await third.send({ type: 'finish', dealId: deal.dealId, taskIndexes: all });
    expect(await third.next('answer')).toEqual(answer);
    await third.session.close();
  });

  test('a requester that leaves results out is answered on chain', async () => {
    const deal = await requester.openDeal(offerOf(node));
    const talk = await requester.converse(node.addresses(), deal);
    await talk.send({ type: 'tasks', dealId: deal.dealId, tasks: deal.tasks });
    await until(() => talk.results().size === 4);
    const before = talk.received.length;
    await talk.send({ type: 'finish', dealId: deal.dealId, taskIndexes: [0, 1] });
    // They are sent once more first: it may have missed them.
    await until(() => talk.received.length > before && talk.received.at(-1)?.type === 'results');
    await talk.send({ type: 'finish', dealId: deal.dealId, taskIndexes: [0, 1] });
    expect(await talk.next('answer')).toMatchObject({ count: 4 });
    await until(async () => (await statusOf(deal)) === DealStatus.waitingForResolution);
    await talk.session.close();
  });

  test('two requesters on one offer are both served', async () => {
    const other = await world.newRequester();
    const deals = await Promise.all([
      requester.openDeal(offerOf(node), { tasks: 60 }),
      other.openDeal(offerOf(node), { tasks: 60 }),
    ]);
    const talks = await Promise.all([
      requester.converse(node.addresses(), deals[0]),
      other.converse(node.addresses(), deals[1]),
    ]);
    await Promise.all(
      talks.map((talk, index) => {
        const deal = deals[index] as TestDeal;
        return talk.send({ type: 'tasks', dealId: deal.dealId, tasks: deal.tasks });
      }),
    );
    await until(() => talks.every((talk) => talk.results().size === 60));
    await requester.verify(talks[0], deals[0]);
    await other.verify(talks[1], deals[1]);
    await Promise.all(talks.map((talk) => talk.session.close()));
  });
});

describe('what is refused', () => {
  test.each([
    [
      'NODE_DEAL_UNKNOWN',
      async () => {
        const dealId = hashOf('no such deal');
        return { dealId, signature: await requester.signOpening(dealId) };
      },
    ],
    ['OPENING_FORGED', async () => ({ signature: await requester.signOpening(hashOf('another deal')) })],
    ['NODE_DEAL_FORGED', (deal: TestDeal) => ({ deal: { ...deal.deal, priceWeiPerGwu: parseEther('1') } })],
    ['NODE_DEAL_FORGED', (deal: TestDeal) => ({ deal: { ...deal.deal, maxWork: deal.deal.maxWork + 1n } })],
    ['NODE_DEAL_OF_ANOTHER', (deal: TestDeal) => ({ deal: { ...deal.deal, provider: deal.deal.requester } })],
    ['NODE_JOB_MISMATCH', (deal: TestDeal) => ({ template: { ...deal.template, args: ['other'] } })],
    ['NODE_JOB_MISMATCH', () => ({ tasksRoot: hashOf('other tasks') })],
  ])('%s', async (code, change) => {
    const deal = await requester.openDeal(offerOf(node));
    const talk = await requester.dial(node.addresses());
    await talk.send({ ...deal.open, ...(await change(deal)) });
    expect(await talk.next('refused')).toMatchObject({ code });
    // The deal itself is unharmed.
    await talk.send(deal.open);
    await talk.next('ready');
    await talk.session.close();
  });

  test('a job that cannot be run here, with the reason', async () => {
    const limits = { work: 1_000_000n, memoryPages: 16, outputBytes: 1_000, wallMs: 1_000 };
    const notWasm = await requester.network.blobs.put(text('no module'));
    const missing = await requester.network.blobs.cidOf(text('nobody has this'));
    const cases = [
      ['NODE_POLICY_UNSUPPORTED', { verification: 'optimistic' as const }, { policy: 0 }],
      ['NODE_LIMIT_TOO_LARGE', { limits: { ...limits, memoryPages: 65_536 } }, {}],
      ['NODE_LIMIT_TOO_LARGE', { limits: { ...limits, outputBytes: 2 ** 30 } }, {}],
      ['NODE_LIMIT_TOO_LARGE', { limits: { ...limits, wallMs: 86_400_000 } }, {}],
      ['NODE_LIMIT_TOO_LARGE', { limits: { ...limits, work: 1_000_001n } }, { maxWork: 1_000_000n }],
      ['BLOB_NOT_FOUND', { module: missing }, {}],
      ['BLOB_NOT_FOUND', { inputs: { file: missing } }, {}],
      ['BLOB_CID_UNSUPPORTED', { module: 'not a CID' }, {}],
      ['MACHINE_NOT_WASM', { module: notWasm }, {}],
      ['NODE_DEAL_LATE', {}, { answerBlocks: 1 }],
    ] as const;
    const talk = await requester.dial(node.addresses());
    for (const [code, template, request] of cases) {
      const deal = await requester.openDeal(offerOf(node), { template, request });
      await talk.send(deal.open);
      expect((await talk.next('refused')).code).toBe(code);
    }
    await talk.session.close();
  });

  test('tasks over credit, over budget, out of range, changed, or before the deal is open', async () => {
    const deal = await requester.openDeal(offerOf(node), {
      module: 'spin',
      tasks: 400,
      template: { limits: { work: 10_000_000n, memoryPages: 16, outputBytes: 0, wallMs: 30_000 } },
      request: { maxWork: 35_000_000n },
    });
    const early = await requester.dial(node.addresses());
    await early.send({ type: 'tasks', dealId: deal.dealId, tasks: [{ index: 0 }] });
    expect((await early.next('refused')).code).toBe('NODE_DEAL_NOT_READY');
    await early.session.close();

    const talk = await requester.converse(node.addresses(), deal);
    // Three fit: each uses up its limit.
    await talk.send({ type: 'tasks', dealId: deal.dealId, tasks: deal.tasks.slice(0, 4) });
    expect(await talk.next('failed')).toMatchObject({ taskIndex: 3, kind: 'provider', code: 'NODE_OVER_BUDGET' });
    await until(() => talk.results().size === 3);
    expect([...talk.results().values()].map(({ status }) => status)).toEqual(Array(3).fill(TaskStatus.outOfWork));
    await talk.send({ type: 'tasks', dealId: deal.dealId, tasks: [{ index: 400 }, { index: 0, args: ['changed'] }] });
    expect(await talk.next('failed')).toMatchObject({ taskIndex: 400, kind: 'user', code: 'NODE_TASK_OUT_OF_RANGE' });
    expect(await talk.next('failed')).toMatchObject({ taskIndex: 0, kind: 'user', code: 'NODE_TASK_CONFLICT' });
    await talk.session.close();

    const small = await requester.openDeal(offerOf(node), {
      module: 'spin',
      tasks: 400,
      template: { limits: { work: 2_000_000n, memoryPages: 16, outputBytes: 0, wallMs: 30_000 } },
    });
    const flood = await requester.dial(node.addresses());
    await flood.send(small.open);
    const { credit } = await flood.next('ready');
    expect(credit).toBe(128);
    await flood.send({ type: 'tasks', dealId: small.dealId, tasks: small.tasks });
    await until(() => flood.results().size + flood.failures().size === 400);
    for (const { code, kind } of flood.failures().values())
      expect([code, kind]).toEqual(['NODE_OVER_CREDIT', 'provider']);
    expect(flood.results().size).toBeGreaterThanOrEqual(credit);
    expect(flood.failures().size).toBeGreaterThan(0);
    await flood.session.close();
  });

  test('an acceptance that another signed', async () => {
    const stranger = await world.newRequester();
    const deal = await requester.openDeal(offerOf(node), { tasks: 1 });
    const talk = await requester.converse(node.addresses(), deal);
    await talk.send({ type: 'tasks', dealId: deal.dealId, tasks: deal.tasks });
    await until(() => talk.results().size === 1);
    await talk.send({ type: 'finish', dealId: deal.dealId, taskIndexes: [0] });
    await stranger.accept(talk, await talk.next('answer'));
    expect((await talk.next('refused')).code).toBe('NODE_ACCEPTANCE_FORGED');
    await talk.session.close();
  });
});

describe('tasks', () => {
  test('an input that nobody has fails alone; one that the requester has arrives', async () => {
    const cid = await requester.network.blobs.put(text('content'));
    const missing = await requester.network.blobs.cidOf(text('nobody has this either'));
    const deal = await requester.openDeal(offerOf(node), {
      tasks: [{ inputs: { a: cid } }, { inputs: { a: missing } }, { inputs: { a: 'no CID' } }, {}],
    });
    const talk = await requester.converse(node.addresses(), deal);
    await talk.send({ type: 'tasks', dealId: deal.dealId, tasks: deal.tasks });
    await until(() => talk.results().size + talk.failures().size === 4);
    expect([...talk.results().keys()].toSorted()).toEqual([0, 3]);
    expect(talk.failures().get(1)).toMatchObject({ kind: 'infrastructure', code: 'BLOB_NOT_FOUND' });
    expect(talk.failures().get(2)).toMatchObject({ kind: 'user', code: 'BLOB_CID_UNSUPPORTED' });
    await talk.session.close();
  });

  test('a large output travels by CID, a program that fails has its receipt', async () => {
    const large = 'x'.repeat(150_000);
    const deal = await requester.openDeal(offerOf(node), { module: 'echo', tasks: [{ stdin: text(large) }] });
    const talk = await requester.converse(node.addresses(), deal);
    await talk.send({ type: 'tasks', dealId: deal.dealId, tasks: deal.tasks });
    await until(() => talk.results().size === 1);
    const result = talk.results().get(0);
    expect(result?.output).toBeUndefined();
    const output = await requester.network.blobs.get(result?.outputCid ?? '', { from: node.addresses() });
    expect(hashOutput(output)).toBe(result?.outputHash);
    expect(stdoutOf(output)).toBe(large);

    const trapping = await requester.openDeal(offerOf(node), { module: 'trap', tasks: 1 });
    await talk.send(trapping.open);
    await talk.next('ready');
    await talk.send({ type: 'tasks', dealId: trapping.dealId, tasks: trapping.tasks });
    const last = () => talk.received.findLast((message) => message.type === 'results');
    await until(() => last()?.dealId === trapping.dealId);
    expect(last()?.results[0]).toMatchObject({ status: TaskStatus.trapped });
    await talk.session.close();
  });

  test('a cancelled task that waits is dropped, and its place is free again', async () => {
    const deal = await requester.openDeal(offerOf(node), {
      module: 'spin',
      tasks: 40,
      template: { limits: { work: 300_000_000n, memoryPages: 16, outputBytes: 0, wallMs: 30_000 } },
      request: { maxWork: 12_000_000_000n },
    });
    const talk = await requester.converse(node.addresses(), deal);
    await talk.send({ type: 'tasks', dealId: deal.dealId, tasks: deal.tasks });
    await talk.send({
      type: 'cancel',
      dealId: deal.dealId,
      taskIndexes: deal.tasks.slice(8).map(({ index }) => index),
    });
    await until(() => talk.results().size >= 8);
    await talk.send({ type: 'tasks', dealId: deal.dealId, tasks: deal.tasks.slice(39) });
    await until(() => talk.results().has(39));
    expect(talk.results().size).toBe(9);
    expect(talk.failures().size).toBe(0);
    await talk.session.close();
  });
});

describe('faults of the provider', () => {
  test('killed in the middle of a job: the next process answers for what was delivered, and is paid', async () => {
    const { signer, privateKey, client } = await world.market.createAccount();
    const dataDir = world.newFolder();
    const start = () =>
      startProviderProcess({
        dataDir,
        rpcUrl: world.market.chain.rpcUrl,
        deployment: world.market.deployment,
        privateKey,
        options: {
          'chain.pollInterval': '100',
          'provider.slots': '1',
          'provider.announceInterval': '200',
          'provider.minAnswerBlocks': '1',
        },
      });
    const sent = await transactionsOf(client);
    const first = await start();
    expect(first.account).toBe(signer.address);
    await requester.network.connect(first.addresses);
    const mine = () => requester.network.offers.list().find(({ offer }) => offer.provider === signer.address);
    await until(() => mine() !== undefined);
    const announcement = mine();
    if (!announcement) throw new Error('no offer');
    const deal = await requester.openDeal(announcement, {
      module: 'spin',
      tasks: 400,
      template: { limits: { work: 50_000_000n, memoryPages: 16, outputBytes: 0, wallMs: 30_000 } },
      request: { maxWork: 400n * 50_000_000n },
    });
    const talk = await requester.converse(first.addresses, deal);
    await talk.send({ type: 'tasks', dealId: deal.dealId, tasks: deal.tasks.slice(0, 128) });
    await until(() => talk.results().size >= 5);
    await first.stop('SIGKILL');
    await until(() => talk.ended);
    const delivered = talk.results().size;
    expect(delivered).toBeLessThan(128);

    const second = await start();
    // Whatever the requester has seen, the provider still has.
    const again = await requester.converse(second.addresses, deal);
    await until(() => again.results().size >= delivered);
    for (const [index, result] of talk.results()) expect(again.results().get(index)).toEqual(result);
    await again.session.close();
    const before = await totalWei(client);
    await world.mineTo(deal.deal.answerDeadlineBlock - 20n);
    await until(async () => (await statusOf(deal)) === DealStatus.waitingForResolution);
    await second.stop('SIGKILL');

    const third = await start();
    const { blockNumber } = await getDealState(client, { dealId: deal.dealId });
    await world.mineTo(blockNumber + BigInt(deal.deal.windowBlocks));
    await until(async () => (await statusOf(deal)) === DealStatus.finalized);
    const paid = paymentWeiDown(BigInt(again.results().size) * 50_000_000n, deal.deal.priceWeiPerGwu);
    expect((await totalWei(client)) - before).toBe(paid);
    expect((await getBankAccount(client)).lockedWei).toBe(0n);
    await third.stop();
    // One answer and one finalisation: nothing was sent twice, whatever was cut off.
    expect((await transactionsOf(client)) - sent).toBe(2);
  });

  test('the chain is gone for a while: tasks go on, a new deal waits, and the answer comes in time', async () => {
    const proxy = new RpcProxy(world.market.chain.rpcUrl);
    await proxy.mend();
    const cutOff = await world.startNode({
      'chain.rpcUrl': proxy.url,
      'chain.maxBackoff': 400,
      'provider.dealPatience': 40_000,
    });
    await until(() => cutOff.offer !== undefined);
    const [running, later] = [
      await requester.openDeal(offerOf(cutOff), { tasks: 20, request: { answerBlocks: 90 } }),
      await requester.openDeal(offerOf(cutOff), { tasks: 5 }),
    ];
    const talk = await requester.converse(cutOff.addresses(), running);
    const head = await getBlockNumber(world.market.deployer);
    await proxy.cut();
    await talk.send({ type: 'tasks', dealId: running.dealId, tasks: running.tasks });
    await until(() => talk.results().size === 20);
    const waiting = await requester.dial(cutOff.addresses());
    await waiting.send(later.open);
    // The outage lasts for twenty blocks of the chain.
    await until(async () => (await getBlockNumber(world.market.deployer)) >= head + 20n);
    expect(waiting.received).toEqual([]);
    await proxy.mend();
    await waiting.next('ready');
    await waiting.send({ type: 'tasks', dealId: later.dealId, tasks: later.tasks });
    await until(() => waiting.results().size === 5);
    await world.mineTo(running.deal.answerDeadlineBlock - 20n);
    await until(async () => (await statusOf(running)) === DealStatus.waitingForResolution);
    await Promise.all([talk.session.close(), waiting.session.close()]);
    await cutOff.stop();
    await proxy.cut();
  });

  test('a stop in order: what waits is handed back, what runs is finished, what was delivered is answered', async () => {
    const { signer } = await world.market.createAccount();
    const dataDir = world.newFolder();
    const stopping = await world.startNode({ dataDir }, signer);
    await until(() => stopping.offer !== undefined);
    const deal = await requester.openDeal(offerOf(stopping), {
      module: 'spin',
      tasks: 60,
      template: { limits: { work: 100_000_000n, memoryPages: 16, outputBytes: 0, wallMs: 30_000 } },
      request: { maxWork: 6_000_000_000n },
    });
    const talk = await requester.converse(stopping.addresses(), deal);
    await talk.send({ type: 'tasks', dealId: deal.dealId, tasks: deal.tasks });
    await until(() => talk.results().size >= 1);
    await stopping.stop();
    await until(() => talk.ended);
    expect(talk.results().size + talk.failures().size).toBe(60);
    for (const { code } of talk.failures().values()) expect(code).toBe('NODE_STOPPING');
    expect(talk.failures().size).toBeGreaterThan(0);
    expect(await talk.session.closed).toBeUndefined();
    expect(await statusOf(deal)).toBe(DealStatus.waitingForResolution);

    // Started again, it gets what it earned.
    const again = await world.startNode({ dataDir }, signer);
    const { blockNumber } = await getDealState(world.market.deployer, { dealId: deal.dealId });
    await world.mineTo(blockNumber + BigInt(deal.deal.windowBlocks));
    await until(async () => (await statusOf(deal)) === DealStatus.finalized);
    expect(again.health().account).toBe(signer.address);
  });
});

describe('telemetry', () => {
  test('health and metrics show what goes on', async () => {
    const get = async (path: string) => {
      const response = await fetch(`${node.telemetryUrl}${path}`);
      return { status: response.status, body: await response.text() };
    };
    const { status, body } = await get('/healthz');
    expect(status).toBe(200);
    expect(JSON.parse(body)).toMatchObject({ status: 'ok', peerId: node.peerId, tasks: { running: 0, queued: 0 } });
    const metrics = (await get('/metrics')).body;
    expect(metrics).toMatch(/suanli_results_total\{status="completed"\} [1-9]/);
    expect(metrics).toMatch(/suanli_refusals_total\{code="NODE_DEAL_FORGED"\} [1-9]/);
    expect(metrics).toMatch(/suanli_transactions_total\{action="settle"\} [1-9]/);
    expect((await get('/else')).status).toBe(404);
    expect((await fetch(`${node.telemetryUrl}/metrics`, { method: 'POST' })).status).toBe(405);
  });
});
