import { SuanliError, useRightAbi } from '@suanli/protocol';
import {
  createMemoryJobStore,
  fetchOutput,
  getChainTime,
  giveBackUseRight,
  type LeaseSession,
  openLease,
  runJob,
  runProof,
  type SuanliClient,
} from '@suanli/sdk';
import { createTestClient, getAddress, type Hex, http, keccak256, toHex } from 'viem';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { EmbeddedMarketAccount, SuanliNode } from '../src/index.ts';
import { codeOf } from './support/codeOf.ts';
import { issue, Knock, newJob, newResource, newTenant, resell, sellTo, type Tenant } from './support/LeaseWorld.ts';
import { RpcProxy } from './support/RpcProxy.ts';
import { startTestMarket, type TestMarket } from './support/startTestMarket.ts';
import { until } from './support/until.ts';

let world: TestMarket;
let provider: EmbeddedMarketAccount;
let node: SuanliNode;
let tenant: Tenant;
let other: Tenant;
const open: LeaseSession[] = [];

beforeAll(async () => {
  world = await startTestMarket();
  provider = await world.market.createAccount();
  node = await world.startNode(
    { 'provider.slots': 2, 'lease.pollInterval': 100, 'provider.taskMemory': '64 MiB', 'provider.taskWall': '60 s' },
    provider.signer,
  );
  [tenant, other] = await Promise.all([newTenant(world), newTenant(world)]);
});
afterAll(() => world?.stop());
afterEach(async () => {
  for (const session of open.splice(0)) await session.close();
});

async function lease(
  at: Tenant,
  useRightId: bigint,
  options: Partial<Parameters<typeof openLease>[1]> = {},
): Promise<LeaseSession> {
  const { client, network } = at;
  const session = await openLease(client, { network, useRightId, target: node.addresses(), ...options });
  open.push(session);
  return session;
}

async function reasonOf(session: LeaseSession): Promise<string | undefined> {
  return (await session.closed)?.code;
}

const health = () =>
  node.health() as unknown as {
    leases: { sessions: number; strangers: number };
    tasks: { running: number; queued: number };
  };

const anvil = () => createTestClient({ mode: 'anvil', transport: http(world.market.chain.rpcUrl) });

/** Tasks that run until their work is used up, which takes minutes. */
const endless = (count: number) => ({
  limits: { work: '900 Gwu', memory: '1 MiB' },
  tasks: Array.from({ length: count }, () => ({})),
});

/** What proofs of a CPU are made of, and those of a GPU, which take the CPU of a test long. */
const cpuTerms = { leafCountLog2: 16, hashesPerLeaf: 64 };
const slowTerms = { leafCountLog2: 20, hashesPerLeaf: 64 };
/** The provider in the tenant's place: what it issues is its own until it is sold. */
const slow = (): Tenant => ({ ...tenant, client: provider.client, signer: provider.signer });
const issueSlow = async () => issue(provider.client, await newResource(provider.client, 2));

describe('the owner of a use right', () => {
  test('sees the configuration, and gets the outputs that a deal would give', async () => {
    const { resourceId, useRightId } = await sellTo(provider.client, tenant.client);
    await tenant.network.connect(node.addresses());
    // Found through the offer that the owner of the resource has announced.
    const session = await openLease(tenant.client, { network: tenant.network, useRightId });
    open.push(session);
    expect(session.configuration).toMatchObject({
      useRight: useRightId,
      resource: resourceId,
      typeId: 1,
      typeName: 'CPU',
      model: 'Test CPU',
      count: 1,
      slots: 2,
      reservedSlots: 1,
      limits: { memoryPages: 1024, wallMs: 60_000 },
      executors: ['wasm'],
      proof: { executor: 'cpu' },
    });
    expect(session.configuration.provider).toBe(provider.signer.address);
    const job = await newJob(tenant, 'echo', {
      limits: { output: '1 MiB' },
      tasks: [{ stdin: 'first' }, { stdin: 'x'.repeat(150_000) }, { stdin: 'third' }],
    });
    const seen: number[] = [];
    const result = await session.run({ job }, { onTask: ({ index }) => seen.push(index) });
    expect(result.state).toBe('completed');
    expect(seen.sort()).toEqual([0, 1, 2]);

    const store = createMemoryJobStore();
    const { client, network } = tenant;
    const bought = await runJob({ client, network, store }, { job, answerBlocks: 600 });
    expect(bought.state).toBe('completed');
    for (const task of result.tasks) {
      expect(task.work).toBe(bought.tasks[task.index]?.work);
      expect(task.status).toBe(bought.tasks[task.index]?.status);
      expect(task.output).toEqual(await fetchOutput(store, { jobId: job.jobId, taskIndex: task.index }));
    }
    expect(new TextDecoder().decode(result.tasks[1]?.output?.stdout)).toHaveLength(150_000);
  });

  test('may be a contract that takes a signature for its own', async () => {
    const { useRightId } = await sellTo(provider.client, tenant.client);
    const wallet = getAddress(`0x${'c0de'.repeat(10)}`);
    await anvil().setCode({ address: wallet, bytecode: walletOf(tenant.signer.address) });
    await write(tenant.client, 'transferFrom', [tenant.signer.address, wallet, useRightId]);
    const session = await lease(tenant, useRightId, { owner: wallet });
    expect(session.configuration.useRight).toBe(useRightId);
    expect(await codeOf(lease(other, useRightId, { owner: wallet }))).toBe('LEASE_OPENING_FORGED');
    expect(await codeOf(lease(tenant, useRightId))).toBe('LEASE_NOT_OWNER');
  });

  test('gets what its program came to, however it ended, and the limits are those of the configuration', async () => {
    const { useRightId } = await sellTo(provider.client, tenant.client);
    const session = await lease(tenant, useRightId);
    const trapped = await session.run({ job: await newJob(tenant, 'trap') });
    expect(trapped).toMatchObject({ state: 'failed', tasks: [{ index: 0, status: 2 }] });
    const spent = await session.run({ job: await newJob(tenant, 'spin', { limits: { work: '1 Mwu' } }) });
    expect(spent.tasks).toMatchObject([{ status: 3, work: 1_000_000n }]);
    const refused = (change: Record<string, unknown>) =>
      newJob(tenant, 'noop', change).then((job) => codeOf(session.run({ job })));
    expect(await refused({ limits: { memory: '65 MiB' } })).toBe('NODE_LIMIT_TOO_LARGE');
    expect(await refused({ limits: { work: '2000 Gwu' } })).toBe('NODE_LIMIT_TOO_LARGE');
    expect(await refused({ limits: { output: '65 MiB' } })).toBe('NODE_LIMIT_TOO_LARGE');
    expect(await refused({ limits: { wall: '61 s' } })).toBe('NODE_LIMIT_TOO_LARGE');
    const slow = await session.run({
      job: await newJob(tenant, 'spin', { limits: { work: '900 Gwu', wall: '200 ms' } }),
    });
    expect(slow.tasks).toMatchObject([{ failure: { kind: 'provider', code: 'EXECUTOR_WALL_LIMIT' } }]);
    // Nothing of that was the end of it.
    expect((await session.run({ job: await newJob(tenant, 'noop') })).state).toBe('completed');
  });

  test('goes on over a connection that was lost, and gives its jobs up where it likes', async () => {
    const { useRightId } = await sellTo(provider.client, tenant.client);
    const session = await lease(tenant, useRightId);
    const tasks = Array.from({ length: 40 }, (_, index) => ({ stdin: `task ${index}` }));
    const job = await newJob(tenant, 'echo', { tasks });
    let cut = false;
    const result = await session.run(
      { job },
      {
        onTask() {
          if (cut) return;
          cut = true;
          // As the network does where the line is gone.
          for (const stream of tenant.network.leases.sessions()) stream.abort(new SuanliError('NETWORK_CLOSED'));
        },
      },
    );
    expect(cut).toBe(true);
    expect(result.state).toBe('completed');
    expect(result.tasks.map(({ output }) => new TextDecoder().decode(output?.stdout))).toEqual(
      tasks.map(({ stdin }) => stdin),
    );
    const controller = new AbortController();
    const running = codeOf(session.run({ job: await newJob(tenant, 'spin', endless(4)) }, controller));
    await until(() => health().tasks.running > 0);
    controller.abort();
    expect(await running).toBe('LEASE_ABORTED');
    await until(() => health().tasks.running === 0);
    expect(await codeOf(session.run({ job }, { signal: controller.signal }))).toBe('LEASE_ABORTED');
  });

  test('closes, and nothing is left', async () => {
    const useRightId = await issueSlow();
    const session = await lease(slow(), useRightId);
    const second = await lease(slow(), useRightId);
    const running = codeOf(session.run({ job: await newJob(tenant, 'spin', endless(8)) }));
    const proving = codeOf(session.prove({ seed: keccak256('0x01'), ...slowTerms }));
    await until(() => health().tasks.running > 0);
    await session.close();
    expect(await running).toBe('LEASE_CLOSED');
    expect(await proving).toMatch(/^(LEASE|NETWORK)_CLOSED$/);
    expect(await reasonOf(session)).toBeUndefined();
    await until(() => health().leases.sessions === 1);
    await until(() => health().tasks.running + health().tasks.queued === 0);
    // Neither is the machine busy with a proof that nobody waits for.
    const cpu = await lease(tenant, (await sellTo(provider.client, tenant.client)).useRightId);
    const proof = await cpu.prove({ seed: keccak256('0x02'), ...cpuTerms });
    proof.release();
    await second.close();
    expect(await codeOf(session.run({ job: await newJob(tenant, 'noop') }))).toBe('LEASE_CLOSED');
  });
});

test('a daemon serves the resources that it is configured for, its own or not, and announces those it sells', async () => {
  const account = await world.market.createAccount();
  const { resourceId, useRightId } = await sellTo(account.client, tenant.client);
  const named = await world.startNode(
    { 'provider.resources': String(resourceId), 'lease.resources': '999' },
    account.signer,
  );
  await until(() => named.offer !== undefined);
  expect(named.offer?.offer.resourceId).toBe(resourceId);
  // It owns the resource, and yet serves but what it is configured for.
  expect(await codeOf(lease(tenant, useRightId, { target: named.addresses() }))).toBe('LEASE_RESOURCE_NOT_SERVED');
  await named.stop();
  const operator = await world.market.createAccount();
  const hired = await world.startNode({ 'lease.resources': String(resourceId) }, operator.signer);
  const session = await lease(tenant, useRightId, { target: hired.addresses() });
  expect(session.configuration).toMatchObject({ resource: resourceId, provider: operator.signer.address });
  await session.close();
  await hired.stop();
});

describe('compute proofs', () => {
  test('are made one at a time, opened and released', async () => {
    const { useRightId } = await sellTo(provider.client, tenant.client);
    const [session, rival] = [await lease(tenant, useRightId), await lease(tenant, useRightId)];
    const task = { seed: keccak256(toHex('seed')), ...cpuTerms };
    const proof = await session.committer.commit(task);
    expect(await proof.open([5n, 5n, 65_535n])).toHaveLength(3 * 16);
    expect(await codeOf(rival.prove(task))).toBe('LEASE_PROOF_BUSY');
    expect(await codeOf(proof.open([65_536]))).toBe('EXECUTOR_PROOF_INVALID');
    proof.release();
    expect(await codeOf(proof.open([1]))).toBe('LEASE_PROOF_UNKNOWN');

    // One that is given up while it computes makes room as well.
    const controller = new AbortController();
    const large = { seed: task.seed, ...slowTerms };
    const machine = await lease(slow(), await issueSlow());
    expect(await codeOf(machine.prove(task))).toBe('LEASE_PROOF_NOT_OF_TYPE');
    const computing = codeOf(machine.prove(large, { signal: controller.signal, onProgress: () => controller.abort() }));
    expect(await computing).toBe('LEASE_ABORTED');
    const again = await rival.prove(task);
    expect(again.root).toBe(proof.root);
    again.release();
  });
});

test('the owner proves the machine behind the right', async () => {
  const { useRightId } = await sellTo(provider.client, tenant.client);
  const { committer } = await lease(tenant, useRightId);
  const { proof } = await runProof(tenant.client, { useRightId, committer });
  expect(proof).toMatchObject({ useRightId, prover: tenant.signer.address });
  expect(proof.hashesPerSecond).toBeGreaterThan(0n);
});

describe('who gets no access', () => {
  test('a stranger, the former owner, the owner of nothing, of a resource of others, of what has expired', async () => {
    const { useRightId } = await sellTo(provider.client, tenant.client);
    const at = node.addresses();
    expect(await Knock.openAt(other, at, useRightId)).toBe('LEASE_NOT_OWNER');
    expect(await Knock.openAt(tenant, at, useRightId + 1_000n)).toBe('LEASE_UNKNOWN');
    expect(await Knock.openAt(tenant, at, useRightId)).toBe('opened');
    await resell(tenant.client, other.client, useRightId);
    expect(await Knock.openAt(tenant, at, useRightId)).toBe('LEASE_NOT_OWNER');
    expect(await Knock.openAt(other, at, useRightId)).toBe('opened');
    // The sdk does not even ask.
    expect(await codeOf(lease(tenant, useRightId))).toBe('LEASE_NOT_OWNER');

    const foreign = await issue(other.client, await newResource(other.client));
    expect(await Knock.openAt(other, at, foreign)).toBe('LEASE_RESOURCE_NOT_SERVED');

    const short = await issue(provider.client, await newResource(provider.client), 60);
    await anvil().increaseTime({ seconds: 60 });
    await anvil().mine({ blocks: 1 });
    const owner = { ...tenant, client: provider.client, signer: provider.signer };
    expect(await Knock.openAt(owner, at, short)).toBe('LEASE_EXPIRED');
    await giveBackUseRight(other.client, { useRightId: foreign });
  });

  test('whoever brings a signature of another session, peer, right or provider', async () => {
    const { useRightId } = await sellTo(provider.client, tenant.client);
    const { useRightId: second } = await sellTo(provider.client, tenant.client);
    const at = node.addresses();
    const first = await Knock.at(tenant, at);
    const challenge = await first.hello(useRightId);
    const signature = await first.sign(useRightId, challenge);
    expect(await first.open(signature)).toBe('opened');
    // Replayed in a session of the same peer.
    const replay = await Knock.at(tenant, at);
    expect((await replay.hello(useRightId)).nonce).not.toBe(challenge.nonce);
    expect(await replay.open(signature)).toBe('LEASE_OPENING_FORGED');
    // Of another right.
    const swapped = await Knock.at(tenant, at);
    const fresh = await swapped.hello(useRightId);
    expect(await swapped.open(await swapped.sign(second, fresh))).toBe('LEASE_OPENING_FORGED');
    // Used by another peer, which got the owner to sign its challenge.
    const relayed = await Knock.at(other, at);
    const stolen = await relayed.hello(useRightId, tenant.signer.address);
    expect(await relayed.open(await first.sign(useRightId, stolen))).toBe('LEASE_OPENING_FORGED');
    // Made for another provider.
    const misled = await Knock.at(tenant, at);
    const mine = await misled.hello(useRightId);
    const elsewhere = { ...mine, providerPeerId: other.network.peerId };
    expect(await misled.open(await misled.sign(useRightId, elsewhere))).toBe('LEASE_OPENING_FORGED');
    await first.stream.close();
  });

  test('a provider that passes the challenge of another on gets no signature', async () => {
    const { useRightId } = await sellTo(provider.client, tenant.client);
    const rogue = await newListener();
    const asked: string[] = [];
    await rogue.leases.handle((stream) => {
      void (async () => {
        const victim = await Knock.at({ ...other, network: rogue }, node.addresses());
        for await (const message of stream.messages) {
          asked.push(message.type);
          if (message.type === 'hello') await stream.send(await victim.hello(message.useRight, message.account));
        }
      })();
    });
    expect(await codeOf(lease(tenant, useRightId, { target: rogue.addresses() }))).toBe('LEASE_RELAYED');
    expect(asked).toEqual(['hello']);
    await rogue.stop();
  });
});

describe('a session that is open', () => {
  test('is cut when the right is sold, and what runs in it ends', async () => {
    const { useRightId } = await sellTo(provider.client, tenant.client);
    const session = await lease(tenant, useRightId);
    const running = codeOf(session.run({ job: await newJob(tenant, 'spin', endless(4)) }));
    await until(() => health().tasks.running > 0);
    await resell(tenant.client, other.client, useRightId);
    expect(await reasonOf(session)).toBe('LEASE_TRANSFERRED');
    expect(await running).toBe('LEASE_TRANSFERRED');
    await until(() => health().tasks.running + health().tasks.queued === 0);
    const theirs = await lease(other, useRightId);
    expect((await theirs.run({ job: await newJob(other, 'noop') })).state).toBe('completed');
  });

  test('is cut when the right was sold on and came back before the daemon looked again', async () => {
    await using stack = new AsyncDisposableStack();
    const proxy = new RpcProxy(world.market.chain.rpcUrl);
    await proxy.mend();
    stack.defer(() => proxy.cut());
    const account = await world.market.createAccount();
    // It sees nothing of the chain while the right is away, and waits long enough for it.
    const options = { 'chain.rpcUrl': proxy.url, 'lease.pollInterval': 100, 'lease.chainPatience': 60_000 };
    const far = await world.startNode({ ...options, 'provider.enabled': false }, account.signer);
    stack.defer(() => far.stop());
    const { useRightId } = await sellTo(account.client, tenant.client);
    const session = await lease(tenant, useRightId, { target: far.addresses() });
    await proxy.cut();
    await resell(tenant.client, other.client, useRightId);
    await resell(other.client, tenant.client, useRightId);
    await proxy.mend();
    expect(await reasonOf(session)).toBe('LEASE_TRANSFERRED');
    // Whose it is again opens anew.
    const again = await lease(tenant, useRightId, { target: far.addresses() });
    await again.close();
  });

  test('is cut when the right is given back', async () => {
    const { useRightId } = await sellTo(provider.client, tenant.client);
    const session = await lease(tenant, useRightId);
    await giveBackUseRight(tenant.client, { useRightId });
    expect(await reasonOf(session)).toBe('LEASE_GIVEN_BACK');
  });

  test('is cut when the right expires', async () => {
    const { useRightId } = await sellTo(provider.client, tenant.client, 600);
    const session = await lease(tenant, useRightId);
    await anvil().increaseTime({ seconds: 600 });
    await anvil().mine({ blocks: 1 });
    expect(await reasonOf(session)).toBe('LEASE_EXPIRED');
    await until(() => health().leases.sessions === 0);
  });

  test('ends where the chain cannot be read for too long, and can be opened when it is back', async () => {
    const proxy = new RpcProxy(world.market.chain.rpcUrl);
    await proxy.mend();
    const account = await world.market.createAccount();
    const far = await world.startNode(
      { 'chain.rpcUrl': proxy.url, 'lease.pollInterval': 100, 'lease.chainPatience': 1_500, 'provider.enabled': false },
      account.signer,
    );
    const { useRightId } = await sellTo(account.client, tenant.client);
    const target = far.addresses();
    const session = await lease(tenant, useRightId, { target });
    await proxy.cut();
    expect(await reasonOf(session)).toBe('LEASE_CHAIN_UNREACHABLE');
    expect(await codeOf(lease(tenant, useRightId, { target }))).toBe('CHAIN_UNREACHABLE');
    await proxy.mend();
    const back = await lease(tenant, useRightId, { target });
    // An outage within the patience goes by unnoticed.
    await proxy.cut();
    await proxy.mend();
    expect((await back.run({ job: await newJob(tenant, 'noop') })).state).toBe('completed');
    // A daemon that stops says so.
    await far.stop();
    expect(await reasonOf(back)).toBe('NODE_STOPPING');
    await proxy.cut();
  });
});

describe('strangers', () => {
  test('who say something else than the protocol has lose their session', async () => {
    const at = node.addresses();
    const early = await Knock.at(other, at);
    await early.stream.send({ type: 'tasks', job: 1, tasks: [{ index: 0 }] });
    expect(await early.next()).toBeUndefined();
    const twice = await Knock.at(other, at);
    await twice.hello(1n);
    await twice.stream.send({ type: 'hello', useRight: 1n, account: other.signer.address });
    expect(await twice.next()).toBeUndefined();
    const wrongWay = await Knock.at(other, at);
    await wrongWay.stream.send({ type: 'cut', code: 'LEASE_EXPIRED', parameters: {} });
    expect(await wrongWay.next()).toBeUndefined();
    await until(() => health().leases.strangers === 0);
  });

  test('who knock in crowds are few at a time, and the owner still gets in', async () => {
    const { useRightId } = await sellTo(provider.client, tenant.client);
    const at = node.addresses();
    const knocks = await Promise.all(Array.from({ length: 12 }, () => Knock.at(other, at)));
    const answers = await Promise.all(knocks.map((knock) => knock.hello(useRightId)));
    const codes = answers.map((message) => ('code' in message ? message.code : message.type));
    expect(codes.filter((code) => code === 'challenge')).toHaveLength(4);
    expect(codes.filter((code) => code === 'LEASE_BUSY')).toHaveLength(8);
    expect(health().leases.strangers).toBe(4);
    expect((await lease(tenant, useRightId)).configuration.useRight).toBe(useRightId);
    for (const { stream } of knocks) stream.abort();
    await until(() => health().leases.strangers === 0);
  });

  test('sessions of one right have a bound, too', async () => {
    const { useRightId } = await sellTo(provider.client, tenant.client);
    for (let i = 0; i < 8; i++) await lease(tenant, useRightId);
    expect(await codeOf(lease(tenant, useRightId))).toBe('LEASE_SESSIONS_TOO_MANY');
    await open.pop()?.close();
    await until(() => health().leases.sessions === 7);
    await lease(tenant, useRightId);
  });
});

// The last of all: this chain then mines by the second alone.
test('a chain that stands still keeps no session open beyond its expiry', async () => {
  const useRightId = await issue(provider.client, await newResource(provider.client), 5);
  await anvil().setIntervalMining({ interval: 0 });
  const session = await lease({ ...tenant, client: provider.client }, useRightId);
  const before = await getChainTime(provider.client);
  expect(before).toBeLessThan(session.expiresAt);
  expect(await reasonOf(session)).toBe('LEASE_EXPIRED');
  expect(await getChainTime(provider.client)).toBe(before);
});

async function newListener(): Promise<Tenant['network']> {
  const { createNetwork } = await import('@suanli/sdk');
  const network = await createNetwork({ domain: tenant.client.domain, listen: ['/ip4/127.0.0.1/tcp/0'] });
  await network.start();
  world.defer(() => network.stop());
  return network;
}

async function write(client: SuanliClient, functionName: 'transferFrom', args: readonly [Hex, Hex, bigint]) {
  const { walletClient, publicClient, deployment } = client;
  const hash = await walletClient?.writeContract({
    abi: useRightAbi,
    address: deployment.useRight,
    functionName,
    args,
  });
  if (!hash) throw new Error('no wallet');
  const { status } = await publicClient.waitForTransactionReceipt({ hash });
  expect(status).toBe('success');
}

/**
 * A contract whose `isValidSignature(bytes32, bytes)` (ERC-1271) says yes to what one account has signed, by `ecrecover`:
 * mstore hash, v, r, s; staticcall 1; (recovered == owner) * magic value.
 */
function walletOf(owner: Hex): Hex {
  return `0x60043560005260a43560001a602052606435604052608435606052602060806080600060015afa5060805173${owner.slice(2)}14631626ba7e60e01b0260005260206000f3`;
}
