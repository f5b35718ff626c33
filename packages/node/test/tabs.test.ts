// Work on tabs, paid afterwards: real contracts, daemons in this process, and requesters.
import { cpus } from 'node:os';
import { join } from 'node:path';
import {
  DealStatus,
  dealIdOf,
  hashJob,
  hashJobTemplate,
  hashRequest,
  hashTask,
  parseJobSpec,
  paymentWeiDown,
  type Request,
  tabDeal,
  tabPolicy,
  tasksRoot,
} from '@suanli/protocol';
import {
  createJob,
  createMemoryJobStore,
  createNetwork,
  findLotteries,
  getBankAccount,
  getBlockNumber,
  type Job,
  type JobStore,
  moduleConsent,
  type Network,
  type PaymentRecord,
  payBatch,
  runJob,
  type SuanliClient,
  setConsent,
  signRequest,
  watchJob,
} from '@suanli/sdk';
import { type Address, bytesToHex, parseEther, zeroAddress } from 'viem';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { SuanliNode } from '../src/index.ts';
import { openStore } from '../src/store/openStore.ts';
import { compileModule } from './support/modules.ts';
import { templateOf } from './support/samples.ts';
import { startTestMarket, type TestMarket } from './support/startTestMarket.ts';
import type { TestRequester } from './support/TestRequester.ts';
import { until } from './support/until.ts';

let world: TestMarket;
const nodes: Provider[] = [];

/** One task of `spin` uses up its limit of a million, at 0.001 a Gwu. */
const taskWei = 10n ** 12n;
const limitTasks = 20n;

beforeAll(async () => {
  world = await startTestMarket();
  for (let i = 0; i < 3; i++) nodes.push(await newProvider());
  await until(() => nodes.every(({ node }) => node.offer !== undefined));
});

interface Provider {
  readonly node: SuanliNode;
  readonly client: SuanliClient;
  readonly address: Address;
}

async function newProvider(flags: Record<string, unknown> = {}): Promise<Provider> {
  const { client, signer } = await world.market.createAccount();
  const dataDir = world.newFolder();
  forgoBenchmark(dataDir, signer.address);
  const node = await world.startNode({ dataDir, 'provider.tab.maxUnpaid': '0.00002', ...flags }, signer);
  return { node, client, address: signer.address };
}

/** Measuring the machine takes a second or more of each start. */
function forgoBenchmark(dataDir: string, account: Address): void {
  const { chainId, broker } = world.market.deployment;
  const owner = `${account.toLowerCase()}@${chainId}/${broker.toLowerCase()}`;
  const store = openStore({ file: join(dataDir, 'node.sqlite'), owner });
  store.setMeta(`benchmark/wasm/${cpus()[0]?.model ?? 'unknown'}/1`, '1000000000');
  store.close();
}

afterEach(async () => expect(await world.booksBalance()).toBe(true));
afterAll(() => world?.stop());

interface Requester {
  readonly client: SuanliClient;
  readonly network: Network;
  readonly store: JobStore;
}

async function newRequester(stack: AsyncDisposableStack): Promise<Requester> {
  const { client } = await world.market.createAccount();
  const network = await createNetwork({
    domain: client.domain,
    bootstrap: nodes.flatMap(({ node }) => node.addresses()),
  });
  await network.start();
  stack.defer(() => network.stop());
  await until(() => network.offers.list().length >= nodes.length);
  return { client, network, store: createMemoryJobStore() };
}

function newJob({ network }: Requester, tasks: number, method: string, providers = 3): Promise<Job> {
  return createJob(
    { network },
    {
      spec: parseJobSpec({
        name: 'tabs',
        module: 'spin.wasm',
        limits: { work: '1 Mwu', memory: '256 KiB' },
        tasks: Array.from({ length: tasks }, (_, i) => ({ stdin: `task ${i}` })),
        maxPrice: '0.001',
        providers,
        payment: { method: method as 'batch' },
      }),
      readFile: () => compileModule('spin'),
    },
  );
}

const patience = { offersMs: 5_000, moreOffersMs: 1_000, answerMs: 10_000 };
const availableWei = async (client: SuanliClient): Promise<bigint> => (await getBankAccount(client)).availableWei;

test('tiny tasks over three providers, paid by batch whenever one is owed half its tab, and at the end', async () => {
  await using stack = new AsyncDisposableStack();
  const at = await newRequester(stack);
  const before = await Promise.all([at.client, ...nodes.map(({ client }) => client)].map(availableWei));
  const job = await newJob(at, 90, 'batch');
  const result = await runJob(at, { job, patience });
  // A task that uses up its work has a receipt, and is paid.
  expect(result.tasks.every(({ work }) => work === 1_000_000n)).toBe(true);
  expect(result.deals.map(({ status }) => status)).toEqual(Array(3).fill(DealStatus.finalized));
  const work = result.deals.reduce((sum, deal) => sum + deal.work, 0n);
  expect(result.paidWei).toBe(paymentWeiDown(work, parseEther('0.001')));
  const after = await Promise.all([at.client, ...nodes.map(({ client }) => client)].map(availableWei));
  expect((before[0] ?? 0n) - (after[0] ?? 0n)).toBe(result.paidWei);
  for (const [i, { address }] of nodes.entries()) {
    const deal = result.deals.find(({ provider }) => provider === address);
    expect((after[i + 1] ?? 0n) - (before[i + 1] ?? 0n)).toBe((deal?.work ?? 0n) * 10n ** 6n);
  }
  // More than the three tabs hold at once, so it was paid on the way.
  const { bill } = result;
  expect(90n * taskWei).toBeGreaterThan(3n * limitTasks * taskWei);
  expect(bill).toMatchObject({ method: 'batch', reasons: ['asked'] });
  expect(bill.payments.length).toBeGreaterThan(1);
  for (const payment of bill.payments) expect(payment.counted).toBe(payment.providers);
  expect(bill.gasUsed).toBe(bill.payments.reduce((sum, { gasUsed }) => sum + gasUsed, 0n));
  expect(bill.savedGas).toBe(bill.payments.reduce((sum, { gasUsed, singleGas }) => sum + singleGas - gasUsed, 0n));
  expect(result.gasUsed).toBe(bill.gasUsed);
});

test('paid by a lottery: all count what their tickets are worth, and the one that wins claims by itself', async () => {
  await using stack = new AsyncDisposableStack();
  const at = await newRequester(stack);
  const consentModules = await moduleConsent(at.client, { modules: ['broker', 'lottery'] });
  await setConsent(at.client, { consentModules });
  const job = await newJob(at, 24, 'lottery');
  const before = await Promise.all(nodes.map(({ client }) => availableWei(client)));
  const result = await runJob(at, { job, patience });
  expect(result.tasks.every(({ work }) => work === 1_000_000n)).toBe(true);
  const { bill } = result;
  expect(bill.payments.filter(({ method }) => method === 'lottery').length).toBeGreaterThan(0);
  for (const payment of bill.payments) expect(payment.counted).toBe(payment.providers);
  // At least that: what is slow is given to a second provider as well, and both are paid.
  expect(result.paidWei).toBeGreaterThanOrEqual(24n * taskWei);
  expect(bill.payments.reduce((sum, { amountWei }) => sum + amountWei, 0n)).toBe(result.paidWei);
  await world.mineTo((await getBlockNumber(at.client)) + 85n);
  const gains = async () => {
    const after = await Promise.all(nodes.map(({ client }) => availableWei(client)));
    return after.reduce((sum, wei, i) => sum + wei - (before[i] ?? 0n), 0n);
  };
  await until(async () => (await gains()) === result.paidWei);
  // Everybody's tab is paid, whoever has won: there is room for another whole limit.
  const again = await runJob(at, { job: await newJob(at, 6, 'batch'), patience });
  expect(again.tasks.every(({ work }) => work === 1_000_000n)).toBe(true);
});

test('each provider by itself, where the job asks for that', async () => {
  await using stack = new AsyncDisposableStack();
  const at = await newRequester(stack);
  const result = await runJob(at, { job: await newJob(at, 12, 'direct'), patience });
  const { bill } = result;
  expect(bill.method).toBe('direct');
  for (const payment of bill.payments) expect(payment).toMatchObject({ providers: 1, counted: 1 });
  expect(bill.savedGas).toBe(0n);
  expect(bill.payments.reduce((sum, { amountWei }) => sum + amountWei, 0n)).toBe(result.paidWei);
});

test('auto: tabs where they hold the job, deals on chain where they do not, and the bill says which', async () => {
  await using stack = new AsyncDisposableStack();
  const at = await newRequester(stack);
  const small = await runJob(at, { job: await newJob(at, 15, 'auto'), patience });
  expect(small.tasks.every(({ work }) => work === 1_000_000n)).toBe(true);
  expect(small.bill.method).not.toBe('escrow');
  expect(small.bill.reasons).not.toContain('asked');
  expect(small.bill.payments.reduce((sum, { amountWei }) => sum + amountWei, 0n)).toBe(small.paidWei);

  const large = await runJob(at, { job: await newJob(at, Number(3n * limitTasks) + 3, 'auto'), patience });
  expect(large.tasks.every(({ work }) => work === 1_000_000n)).toBe(true);
  expect(large.bill).toMatchObject({ method: 'escrow', reasons: ['tabsTooSmall'], payments: [], savedGas: 0n });
  expect(large.deals.map(({ status }) => status)).toEqual(Array(3).fill(DealStatus.finalized));
  expect((await getBankAccount(at.client)).lockedWei).toBe(0n);
});

/** A store whose process dies at a payment's record: before the write is known (`isWritten` false), or right after it. */
function dyingStore(
  store: JobStore,
  at: { readonly phase: PaymentRecord['phase']; readonly isWritten: boolean },
): JobStore & { readonly died: boolean } {
  let died = false;
  return {
    ...store,
    get died() {
      return died;
    },
    async saveJob(record) {
      if (died) throw new Error('dead');
      died = record.payments?.some(({ phase }) => phase === at.phase) ?? false;
      if (!died || at.isWritten) await store.saveJob(record);
      if (died) throw new Error('dead');
    },
  };
}

test.each([
  ['batch', 'after a payment was planned, before it is sent', { phase: 'planned', isWritten: true }],
  ['batch', 'after a payment was sent, before that is known', { phase: 'paid', isWritten: false }],
  ['lottery', 'after a payment was planned, before it is sent', { phase: 'planned', isWritten: true }],
  ['lottery', 'after a payment was sent, before that is known', { phase: 'paid', isWritten: false }],
] as const)('a requester that dies (%s) %s pays it once when it is back', async (method, _when, at) => {
  await using stack = new AsyncDisposableStack();
  const requester = await newRequester(stack);
  const { client, store } = requester;
  const consentModules = await moduleConsent(client, { modules: ['broker', 'lottery'] });
  await setConsent(client, { consentModules });
  const job = await newJob(requester, 9, method);
  const before = await getBankAccount(client);
  const dying = dyingStore(store, at);
  await expect(runJob({ ...requester, store: dying }, { job, patience })).rejects.toThrow('dead');
  expect(dying.died).toBe(true);
  const result = await watchJob(requester, { jobId: job.jobId, patience });
  expect(result.tasks.every(({ work }) => work === 1_000_000n)).toBe(true);
  const { payments } = result.bill;
  expect(payments.reduce((sum, { amountWei }) => sum + amountWei, 0n)).toBe(result.paidWei);
  for (const payment of payments) expect(payment.counted).toBe(payment.providers);
  // A lottery's prize stays locked until its winner is known.
  const after = await getBankAccount(client);
  expect(before.availableWei - after.availableWei).toBe(result.paidWei);
});

test('a lottery that nobody was told of in time is no payment, and nobody is a liar: all are paid once more', async () => {
  await using stack = new AsyncDisposableStack();
  const requester = await newRequester(stack);
  const { client, store } = requester;
  const consentModules = await moduleConsent(client, { modules: ['broker', 'lottery'] });
  await setConsent(client, { consentModules });
  const job = await newJob(requester, 9, 'lottery');
  // What earlier lotteries pay is not to be taken for what this one does.
  await world.mineTo((await getBlockNumber(client)) + 85n);
  await until(async () => (await findLotteries(client)).every(({ end }) => end.kind === 'paid'));
  const gains = async () => Promise.all(nodes.map(({ client: each }) => availableWei(each)));
  const before = await gains();
  const dying = dyingStore(store, { phase: 'paid', isWritten: false });
  await expect(runJob({ ...requester, store: dying }, { job, patience })).rejects.toThrow('dead');
  await world.mineTo((await getBlockNumber(client)) + 85n);
  const result = await watchJob(requester, { jobId: job.jobId, patience });
  expect(result.tasks.every(({ work }) => work === 1_000_000n)).toBe(true);
  const [lottery, ...rest] = result.bill.payments;
  expect(lottery).toMatchObject({ method: 'lottery', counted: 0 });
  expect(rest.length).toBeGreaterThan(0);
  for (const payment of rest) expect(payment.counted).toBe(payment.providers);
  expect(rest.reduce((sum, { amountWei }) => sum + amountWei, 0n)).toBe(result.paidWei);
  // This time the draw is one that they know of.
  await world.mineTo((await getBlockNumber(client)) + 85n);
  const paid = async () => (await gains()).reduce((sum, wei, i) => sum + wei - (before[i] ?? 0n), 0n);
  await until(async () => (await paid()) === result.paidWei);
  // The old lottery is told to nobody, so the next job goes on with all of them.
  const again = await runJob(requester, { job: await newJob(requester, 9, 'batch'), patience });
  expect(again.deals).toHaveLength(3);
  expect(again.bill.payments.every(({ counted, providers }) => counted === providers)).toBe(true);
});

test('who has worked is paid, also where nobody is left for the rest', async () => {
  await using stack = new AsyncDisposableStack();
  const { node, client: provider } = await newProvider({ 'provider.slots': 1 });
  await until(() => node.offer !== undefined);
  const { client } = await world.market.createAccount();
  const network = await createNetwork({ domain: client.domain, bootstrap: node.addresses() });
  await network.start();
  stack.defer(() => network.stop());
  await until(() => network.offers.list().length > 0);
  const at = { client, network, store: createMemoryJobStore() };
  const job = await newJob(at, 2_000, 'batch', 1);
  const before = await availableWei(provider);
  let stopped: Promise<void> | undefined;
  const run = runJob(
    at,
    { job, patience: { ...patience, offersMs: 1_000, reconnectMs: 500 } },
    {
      onProgress: ({ tasksDone }) => {
        if (tasksDone > 0) stopped ??= node.stop();
      },
    },
  );
  await expect(run).rejects.toMatchObject({ code: 'JOB_STALLED' });
  await stopped;
  const done = new Set(
    (await at.store.loadReceipts(job.jobId)).flatMap(({ leaves }) => leaves.map((leaf) => leaf.taskIndex)),
  );
  expect(done.size).toBeGreaterThan(0);
  expect((await availableWei(provider)) - before).toBe(BigInt(done.size) * taskWei);
});

test('a requester that does not pay is cut at exactly the limit, and still is after a restart of the daemon', async () => {
  const dataDir = world.newFolder();
  const { signer } = await world.market.createAccount();
  forgoBenchmark(dataDir, signer.address);
  const flags = { dataDir, 'provider.tab.maxUnpaid': '0.000004' };
  const first = await world.startNode(flags, signer);
  await until(() => first.offer !== undefined);
  const requester = await world.newRequester();
  const order = await orderOf(requester, first, 8);
  const talk = await requester.dial(first.addresses());
  await talk.send(order.open);
  expect((await talk.next('ready')).tab).toEqual({ limitWei: 4n * taskWei, unpaidWei: 0n, prepaidWei: 0n });
  await talk.send({ type: 'tasks', dealId: order.open.dealId, tasks: order.tasks });
  await until(() => talk.results().size === 4 && talk.failures().size === 4);
  for (const { code, kind } of talk.failures().values()) expect([code, kind]).toEqual(['TAB_EXHAUSTED', 'provider']);
  await talk.session.close();
  await first.stop();

  const second = await world.startNode(flags, signer);
  await until(() => second.offer !== undefined);
  const back = await requester.dial(second.addresses());
  await back.send(order.open);
  expect((await back.next('ready')).tab).toMatchObject({ unpaidWei: 4n * taskWei });
  await until(() => back.results().size === 4);
  const rest = order.tasks.filter(({ index }) => !back.results().has(index));
  await back.send({ type: 'tasks', dealId: order.open.dealId, tasks: rest });
  await until(() => back.failures().size === 4);

  const { hash } = await payBatch(requester.client, {
    payments: [{ account: signer.address, amountWei: 2n * taskWei }],
  });
  await back.send({ type: 'payment', dealId: order.open.dealId, payment: { kind: 'batch', transaction: hash } });
  await until(() => back.received.some((message) => message.type === 'tab' && message.countedWei === 2n * taskWei));
  await back.send({ type: 'tasks', dealId: order.open.dealId, tasks: rest });
  await until(() => back.results().size === 6);
  await back.session.close();
});

test.each([
  ['TAB_TERMS_MISMATCH', { volume: 1 }],
  ['TAB_TERMS_MISMATCH', { policy: 0 }],
  ['TAB_TERMS_MISMATCH', { maxPriceWeiPerGwu: 1n }],
  ['TAB_FORGED', 'signature'],
] as const)('an order that could be opened, or is not signed, is refused: %s %s', async (code, change) => {
  const requester = await world.newRequester();
  const [{ node }] = nodes as [Provider];
  const order = await orderOf(requester, node, 1, change === 'signature' ? {} : change);
  const talk = await requester.dial(node.addresses());
  const { tab } = order.open;
  if (change === 'signature') await talk.send({ ...order.open, tab: { ...tab, requestSignature: tab.offerSignature } });
  else await talk.send(order.open);
  expect((await talk.next('refused')).code).toBe(code);
  await talk.session.close();
});

/** An order for work on a tab, of tasks that use up their limit. */
async function orderOf(requester: TestRequester, node: SuanliNode, count: number, change: Partial<Request> = {}) {
  if (!node.offer) throw new Error('no offer');
  const { offer, signature: offerSignature } = node.offer;
  const template = templateOf({
    module: await requester.network.blobs.put(await compileModule('spin')),
    inputs: {},
    limits: { work: 1_000_000n, memoryPages: 4, outputBytes: 1_000, wallMs: 30_000 },
    salt: bytesToHex(crypto.getRandomValues(new Uint8Array(32))),
  });
  const tasks = Array.from({ length: count }, (_, index) => ({ index }));
  const templateHash = hashJobTemplate(template);
  const root = tasksRoot(tasks.map((task) => hashTask(templateHash, task)));
  const request: Request = {
    requester: requester.signer.address,
    provider: zeroAddress,
    jobHash: hashJob(templateHash, root),
    maxPriceWeiPerGwu: offer.priceWeiPerGwu,
    maxWork: 1_000_000_000n,
    depositWei: 0n,
    minStakeWei: 0n,
    bountyWei: 0n,
    answerBlocks: 0,
    windowBlocks: 0,
    policy: tabPolicy,
    volume: 0,
    expiresAt: BigInt(Math.floor(Date.now() / 1_000)) + 600n,
    nonce: 0n,
    ...change,
  };
  const dealId = dealIdOf(hashRequest(requester.client.domain, request), 0);
  const requestSignature = await signRequest(requester.client, { request });
  const open = {
    type: 'open',
    dealId,
    deal: tabDeal({ offer, request }),
    tab: { offer, offerSignature, request, requestSignature, index: 0 },
    template,
    tasksRoot: root,
    taskCount: count,
    signature: await requester.signOpening(dealId),
  } as const;
  return { open, tasks };
}
