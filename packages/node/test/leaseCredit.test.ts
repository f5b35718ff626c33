// Sessions of a lease that pay as they go, by credit line, to real daemons.
import { setTimeout as delay } from 'node:timers/promises';
import { createLogger, createNode, loadConfig, type SuanliNode } from '@suanli/node';
import { creditDueDown, type LeaseMessage, type LeaseMessageOf } from '@suanli/protocol';
import {
  type CreditLine,
  getBankAccount,
  getChainTime,
  getCreditLine,
  giveBackUseRight,
  moduleConsent,
  type OpenCreditLineReturnType,
  openCreditLine,
  openLease,
  setConsent,
  signVoucher,
} from '@suanli/sdk';
import { parseEther } from 'viem';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EmbeddedMarketAccount } from '../src/index.ts';
import { Knock, newJob, newTenant, sellTo, type Tenant } from './support/LeaseWorld.ts';
import { RpcProxy } from './support/RpcProxy.ts';
import { startTestMarket, type TestMarket } from './support/startTestMarket.ts';
import { until } from './support/until.ts';

/** Half of it is what a busy machine may take to sign and send a voucher. */
const intervalMs = 5_000;
const interval = BigInt(intervalMs);
const priceWei = parseEther('36');
const options = {
  'lease.creditPrice': '36',
  'lease.creditInterval': intervalMs,
  'lease.creditGrace': '10 min',
  'lease.pollInterval': 100,
  'provider.slots': 2,
};

let world: TestMarket;
let provider: EmbeddedMarketAccount;
let node: SuanliNode;
let tenant: Tenant;

beforeAll(async () => {
  world = await startTestMarket();
  provider = await world.market.createAccount();
  node = await world.startNode(options, provider.signer);
  tenant = await newTenant(world);
  const consentModules = await moduleConsent(tenant.client, { modules: ['broker', 'market', 'creditLine'] });
  await setConsent(tenant.client, { consentModules });
});
afterAll(() => world?.stop());

async function openLine(depositWei = parseEther('10')): Promise<OpenCreditLineReturnType> {
  return openCreditLine(tenant.client, {
    payee: provider.signer.address,
    unit: 'hour',
    priceWeiPerUnit: priceWei,
    depositWei,
    expiresAt: (await getChainTime(tenant.client)) + 3_600n,
  });
}

const availableWei = async () =>
  (await getBankAccount(provider.client, { account: provider.signer.address })).availableWei;
const lineOf = ({ lineId }: { lineId: `0x${string}` }): Promise<CreditLine> => getCreditLine(tenant.client, { lineId });

/** The owner's side by hand, up to the line. */
async function knockWith(at: SuanliNode, useRightId: bigint, line: OpenCreditLineReturnType) {
  const knock = await Knock.at(tenant, at.addresses());
  const challenge = await knock.hello(useRightId);
  expect(await knock.open(await knock.sign(useRightId, challenge))).toBe('opened');
  await knock.stream.send({ type: 'credit', terms: line.terms });
  return { knock, credited: (await nextOf(knock, 'credited')) as LeaseMessageOf<'credited'> };
}

async function nextOf(knock: Knock, ...types: LeaseMessage['type'][]): Promise<LeaseMessage> {
  for (;;) {
    const message = await knock.next();
    if (!message) throw new Error('the session ended');
    if (types.includes(message.type)) return message;
  }
}

test('a session pays for each interval, runs jobs, and its provider redeems when it stops', async () => {
  const own = await world.startNode(options, provider.signer);
  const { useRightId } = await sellTo(provider.client, tenant.client);
  const line = await openLine();
  const { client, network } = tenant;
  const session = await openLease(client, { network, useRightId, target: own.addresses(), credit: line });
  expect(session.configuration.credit).toEqual({
    unit: 'hour',
    priceWeiPerUnit: priceWei,
    interval,
    graceSeconds: 600,
  });
  const job = await newJob(tenant, 'echo', { tasks: [{ stdin: 'paid' }] });
  expect((await session.run({ job })).state).toBe('completed');
  await until(() => (session.credit?.signedQuantity ?? 0n) > interval);
  expect(session.credit?.signedQuantity).toBeLessThanOrEqual((session.credit?.usedQuantity ?? 0n) + interval);
  expect((await lineOf(line)).redeemedWei).toBe(0n);
  await session.close();
  const paid = session.credit?.signedQuantity ?? 0n;
  const before = await availableWei();
  await own.stop();
  expect(await lineOf(line)).toMatchObject({ redeemedQuantity: paid, redeemedWei: creditDueDown(line.terms, paid) });
  expect(await availableWei()).toBe(before + creditDueDown(line.terms, paid));
});

test('nobody is served without a line that will do', async () => {
  const { useRightId } = await sellTo(provider.client, tenant.client);
  const { client, network } = tenant;
  const open = { network, useRightId, target: node.addresses() };
  await expect(openLease(client, open)).rejects.toMatchObject({ code: 'LEASE_CREDIT_REQUIRED' });
  const line = await openLine();
  await expect(
    openLease(client, { ...open, credit: { terms: { ...line.terms, unit: 'nodeHour' } } }),
  ).rejects.toMatchObject({ code: 'CREDIT_TERMS_UNSUITABLE' });
  await expect(
    openLease(client, { ...open, credit: { ...line, maxIntervalMs: intervalMs - 1 } }),
  ).rejects.toMatchObject({
    code: 'CREDIT_TERMS_UNSUITABLE',
  });
  const knock = await Knock.at(tenant, node.addresses());
  const challenge = await knock.hello(useRightId);
  expect(await knock.open(await knock.sign(useRightId, challenge))).toBe('opened');
  await knock.stream.send({ type: 'end', job: 1 });
  expect(await nextOf(knock, 'cut')).toMatchObject({ code: 'LEASE_CREDIT_REQUIRED' });
});

test('who stops paying is cut before an interval more is used, and pays that before it is served again', async () => {
  const { useRightId } = await sellTo(provider.client, tenant.client);
  const line = await openLine();
  const { knock } = await knockWith(node, useRightId, line);
  const { quantity } = (await nextOf(knock, 'metered')) as LeaseMessageOf<'metered'>;
  expect(quantity).toBeLessThanOrEqual(interval);
  const signature = await signVoucher(tenant.client, { voucher: { lineId: line.lineId, quantity } });
  await knock.stream.send({ type: 'voucher', quantity, signature });
  // From here on nothing is paid.
  const cut = (await nextOf(knock, 'cut')) as LeaseMessageOf<'cut'>;
  expect(cut.code).toBe('CREDIT_UNPAID');

  const again = await knockWith(node, useRightId, line);
  expect(again.credited).toMatchObject({ quantity, signature });
  const owed = again.credited.usedQuantity;
  expect(owed).toBeGreaterThan(quantity);
  expect(owed).toBeLessThanOrEqual(quantity + interval);
  await again.knock.stream.send({ type: 'end', job: 1 });
  expect(await nextOf(again.knock, 'cut')).toMatchObject({ code: 'LEASE_CREDIT_REQUIRED' });

  const { client, network } = tenant;
  const session = await openLease(client, { network, useRightId, target: node.addresses(), credit: line });
  expect(session.credit?.signedQuantity).toBe(owed);
  await session.close();
});

test('a while after the last session the last voucher is redeemed and the rest returned, in one transaction', async () => {
  const own = await world.startNode(
    { ...options, 'lease.creditRelease': 300, 'lease.creditInterval': 3_000 },
    provider.signer,
  );
  const { useRightId } = await sellTo(provider.client, tenant.client);
  const before = await Promise.all([tenant, provider].map(({ client }) => getBankAccount(client)));
  const line = await openLine();
  const { client, network } = tenant;
  const target = own.addresses();
  const session = await openLease(client, { network, useRightId, target, credit: line });
  await until(() => (session.credit?.signedQuantity ?? 0n) > 0n);
  // Whoever is back in time goes on on the same line.
  await session.close();
  const again = await openLease(client, { network, useRightId, target, credit: line });
  await delay(600);
  expect(await lineOf(line)).toMatchObject({ status: 'open', redeemedWei: 0n });
  const sent = () => client.publicClient.getTransactionCount({ address: provider.signer.address });
  const sentBefore = await sent();
  await again.close();
  const paid = creditDueDown(line.terms, again.credit?.signedQuantity ?? 0n);
  expect(paid).toBeGreaterThan(0n);
  await until(async () => (await lineOf(line)).status === 'closed');
  expect(await sent()).toBe(sentBefore + 1);
  expect(await lineOf(line)).toMatchObject({ redeemedWei: paid, remainingWei: 0n });
  const after = await Promise.all([tenant, provider].map(({ client: one }) => getBankAccount(one)));
  expect(after.map(({ availableWei }, i) => availableWei - (before[i]?.availableWei ?? 0n))).toEqual([-paid, paid]);
  expect(after[0]?.lockedWei).toBe(before[0]?.lockedWei);
  // It is over; another one is needed.
  await expect(openLease(client, { network, useRightId, target, credit: line })).rejects.toMatchObject({
    code: 'CREDIT_LINE_NOT_OPEN',
  });
  await own.stop();
});

test('where the right is over, the deposit is back at once', async () => {
  const { useRightId } = await sellTo(provider.client, tenant.client);
  const line = await openLine();
  const { client, network } = tenant;
  const session = await openLease(client, { network, useRightId, target: node.addresses(), credit: line });
  await giveBackUseRight(client, { useRightId });
  await until(async () => (await lineOf(line)).status === 'closed');
  await expect(session.closed).resolves.toMatchObject({ code: 'LEASE_GIVEN_BACK' });
});

test('a provider that lost the chain and was restarted still redeems its highest voucher, and returns the rest', async () => {
  const proxy = new RpcProxy(world.market.chain.rpcUrl);
  await proxy.mend();
  world.defer(() => proxy.cut());
  const dataDir = world.newFolder();
  const start = async (rpcUrl: string): Promise<SuanliNode> => {
    const flags = world.flags(dataDir, { ...options, 'chain.rpcUrl': rpcUrl, 'lease.creditRelease': 1_000 });
    const made = createNode(
      {
        account: provider.signer,
        deployment: world.market.deployment,
        logger: createLogger({ level: 'silent' }),
      },
      loadConfig({ env: {}, flags }),
    );
    await made.start();
    return made;
  };
  const first = await start(proxy.url);
  const { useRightId } = await sellTo(provider.client, tenant.client);
  const line = await openLine();
  const { client, network } = tenant;
  const session = await openLease(client, { network, useRightId, target: first.addresses(), credit: line });
  await until(() => (session.credit?.signedQuantity ?? 0n) > 0n);
  await session.close();
  const paid = session.credit?.signedQuantity ?? 0n;
  await proxy.cut();
  await first.stop();
  expect((await lineOf(line)).redeemedWei).toBe(0n);

  const second = await start(world.market.chain.rpcUrl);
  world.defer(() => second.stop());
  await until(async () => (await lineOf(line)).status === 'closed');
  expect(await lineOf(line)).toMatchObject({ redeemedWei: creditDueDown(line.terms, paid), remainingWei: 0n });
});
