import { createMemoryJobStore, createNetwork, getTokenBalance, runJob, transferToken } from '@suanli/sdk';
import { parseEther } from 'viem';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newJob } from './support/LeaseWorld.ts';
import { startTestMarket, type TestMarket } from './support/startTestMarket.ts';
import { until } from './support/until.ts';

let world: TestMarket;
beforeAll(async () => {
  world = await startTestMarket();
});
afterAll(() => world?.stop());

test('E5: a requester below the threshold is refused by the daemon; one that reaches it is served, and goes on being served', async () => {
  const node = await world.startNode({ 'provider.minRequesterBalance': '1001' });
  await until(() => node.offer !== undefined);
  if (!node.offer) throw new Error('no offer');
  // Whoever looks for offers knows it before anything is opened.
  expect(node.offer.capability.minRequesterBalanceWei).toBe(parseEther('1001'));
  // It has 1000 tokens in the bank, some of them locked by the deal, and none in its wallet.
  const requester = await world.newRequester();
  const deal = await requester.openDeal(node.offer, { tasks: 1 });
  const refused = await requester.dial(node.addresses());
  await refused.send(deal.open);
  expect(await refused.next('refused')).toMatchObject({
    code: 'TOKEN_BALANCE_TOO_SMALL',
    parameters: { account: requester.signer.address, minBalanceWei: parseEther('1001').toString() },
  });

  // One more in the wallet, and the same deal is served.
  await transferToken(world.market.deployer, { to: requester.signer.address, amountWei: parseEther('1') });
  const talk = await requester.converse(node.addresses(), deal);
  await talk.session.close();

  // What was taken on is finished, whatever the requester has by then.
  await transferToken(requester.client, { to: node.account, amountWei: parseEther('1') });
  expect(await getTokenBalance(requester.client, { address: requester.signer.address })).toBe(0n);
  const again = await requester.converse(node.addresses(), deal);
  await again.send({ type: 'tasks', dealId: deal.dealId, tasks: deal.tasks });
  await until(() => again.results().size === 1);
  await again.session.close();
});

test('a job is not opened with a provider that would not serve it, and says why; it is as soon as enough is held', async () => {
  const node = await world.startNode({ 'provider.minRequesterBalance': '1001' });
  await until(() => node.offer !== undefined);
  const { client, signer } = await world.market.createAccount();
  const network = await createNetwork({ domain: client.domain, bootstrap: node.addresses() });
  await network.start();
  world.defer(() => network.stop());
  await until(() => network.offers.list().some(({ offer }) => offer.provider === node.account));
  const at = { client, network, store: createMemoryJobStore() };
  const job = () => newJob({ network }, 'echo', { tasks: [{ stdin: 'held' }], limits: { work: '10 Mwu' } });
  const sent = () => client.publicClient.getTransactionCount({ address: signer.address });
  const before = await sent();
  await expect(runJob(at, { job: await job(), patience: { offersMs: 500, moreOffersMs: 200 } })).rejects.toMatchObject({
    code: 'JOB_NO_OFFERS',
    metaMessages: expect.arrayContaining([`${node.account}: balance`]),
  });
  expect(await sent()).toBe(before);
  await transferToken(world.market.deployer, { to: signer.address, amountWei: parseEther('1') });
  expect((await runJob(at, { job: await job() })).state).toBe('completed');
  await node.stop();
});
