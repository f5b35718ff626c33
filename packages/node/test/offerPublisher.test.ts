import { brokerDomain, type Capability, type OfferAnnouncement, verifyOfferAnnouncement } from '@suanli/protocol';
import { privateKeyToAccount } from 'viem/accounts';
import { describe, expect, test } from 'vitest';
import { createLogger } from '../src/index.ts';
import { createOfferPublisher } from '../src/roles/provider/createOfferPublisher.ts';
import { openStore } from '../src/store/openStore.ts';
import type { Store } from '../src/store/Store.ts';
import { codeOf } from './support/codeOf.ts';
import { FakeChain } from './support/FakeChain.ts';
import { hashOf } from './support/samples.ts';
import { until } from './support/until.ts';

const account = privateKeyToAccount(hashOf('publisher'));
const domain = brokerDomain({ chainId: 31_337, broker: '0x00000000000000000000000000000000000000b0' });
const cancelled = 2 ** 32 - 1;
const startMs = 1_000_000_000_000;

class World {
  readonly chain = new FakeChain();
  readonly announced: OfferAnnouncement[] = [];
  readonly store: Store;
  nowMs = startMs;
  willing = true;
  capability: Capability = {
    version: 1,
    addresses: ['/ip4/127.0.0.1/tcp/1'],
    executors: ['wasm'],
    slots: 1,
    memoryPages: 16,
    outputBytes: 1,
    workPerSecond: 1,
  };
  readonly publisher;

  /** What a Gwu costs now; undefined: what the options say. */
  priceWei: bigint | undefined;

  constructor(change: { store?: Store; intervalMs?: number; resourceId?: bigint; tier?: number } = {}) {
    this.store = change.store ?? openStore({ file: ':memory:', owner: 'test' });
    this.publisher = createOfferPublisher(
      {
        account,
        domain,
        chain: this.chain,
        store: this.store,
        logger: createLogger({ level: 'silent' }),
        announce: async (announcement) => {
          this.announced.push(announcement);
        },
        capability: () => this.capability,
        willing: () => this.willing,
        priceWeiPerGwu: async () => this.priceWei ?? 7n,
        nowMs: () => this.nowMs,
      },
      {
        resourceId: change.resourceId ?? 0n,
        tier: change.tier ?? 0,
        priceWeiPerGwu: 7n,
        maxWork: 1_000n,
        stakeWei: 100n,
        maxDepositWei: 1_000n,
        minAnswerBlocks: 10,
        maxWindowBlocks: 20,
        volume: 3,
        lifetimeMs: 100_000,
        intervalMs: change.intervalMs ?? 1,
      },
    );
  }

  async offer() {
    const announcement = await this.publisher.publish();
    if (!announcement) throw new Error('no offer');
    return announcement.offer;
  }
}

describe('the offer publisher', () => {
  test('signs what others can verify', async () => {
    const world = new World();
    await world.offer();
    const [announcement] = world.announced;
    if (!announcement) throw new Error('nothing announced');
    await verifyOfferAnnouncement({ announcement, domain, nowSeconds: BigInt(startMs / 1_000) });
    expect(announcement.offer).toMatchObject({ provider: account.address, priceWeiPerGwu: 7n, volume: 3, nonce: 0n });
    expect(announcement.offer.expiresAt).toBe(BigInt(startMs / 1_000 + 100));
  });

  test('offers of two resources never share a nonce, whatever becomes of either', async () => {
    const plain = new World();
    const { store } = plain;
    const [seventh, eighth] = [new World({ store, resourceId: 7n }), new World({ store, resourceId: 8n })];
    const nonces = new Set<bigint>();
    for (const world of [plain, seventh, eighth]) {
      const first = await world.offer();
      world.chain.nonces.set(first.nonce, cancelled);
      const next = await world.offer();
      expect(next.resourceId).toBe(first.resourceId);
      nonces.add(first.nonce).add(next.nonce);
    }
    expect((await seventh.offer()).resourceId).toBe(7n);
    expect(nonces.size).toBe(6);
    // A store that was lost starts where none of its own offers can have been.
    const fresh = new World({ resourceId: 7n });
    for (const nonce of nonces) fresh.chain.nonces.set(nonce, 1);
    const { nonce } = await fresh.offer();
    expect(nonces.has(nonce)).toBe(false);
    expect(nonce >> 64n).toBe(7n);
  });

  test('announces the same offer until a quarter of its life is left, then a longer one on the same nonce', async () => {
    const world = new World();
    const first = await world.offer();
    world.nowMs += 74_000;
    expect(await world.offer()).toBe(first);
    world.nowMs += 2_000;
    const second = await world.offer();
    expect(second.expiresAt).toBe(first.expiresAt + 76n);
    expect(second.nonce).toBe(first.nonce);
    expect(world.announced).toHaveLength(3);
  });

  test('signs anew when the price moves, to last longer than what it replaces', async () => {
    const world = new World();
    const first = await world.offer();
    world.priceWei = 9n;
    const second = await world.offer();
    expect(second).toMatchObject({ priceWeiPerGwu: 9n, nonce: first.nonce, expiresAt: first.expiresAt + 1n });
    expect(await world.offer()).toBe(second);
    world.priceWei = 7n;
    expect(await world.offer()).toMatchObject({ priceWeiPerGwu: 7n, expiresAt: second.expiresAt + 1n });
  });

  test('offers at several prices never share a nonce', async () => {
    const plain = new World();
    const { store } = plain;
    const worlds = [plain, new World({ store, tier: 1 }), new World({ store, tier: 1, resourceId: 1n })];
    const nonces = new Set<bigint>();
    for (const world of worlds) {
      const { nonce } = await world.offer();
      world.chain.nonces.set(nonce, cancelled);
      nonces.add(nonce).add((await world.offer()).nonce);
    }
    expect(nonces.size).toBe(6);
  });

  test('takes the next nonce when this one is used up or cancelled, and remembers it', async () => {
    const world = new World();
    await world.offer();
    world.chain.nonces.set(0n, 2);
    expect((await world.offer()).nonce).toBe(0n);
    world.chain.nonces.set(0n, 3);
    world.chain.nonces.set(1n, cancelled);
    expect((await world.offer()).nonce).toBe(2n);
    const restarted = new World({ store: world.store });
    expect((await restarted.offer()).nonce).toBe(2n);
  });

  test('with a new store and nonces in use, starts where none can have been', async () => {
    const world = new World();
    world.chain.nonces.set(0n, 1);
    expect((await world.offer()).nonce).toBe(BigInt(startMs) << 3n);
    expect((await world.offer()).nonce).toBe(BigInt(startMs) << 3n);
  });

  test('signs anew when the machine has changed', async () => {
    const world = new World();
    const first = await world.offer();
    world.capability = { ...world.capability, addresses: ['/ip4/127.0.0.1/tcp/2'] };
    expect((await world.offer()).capabilityHash).not.toBe(first.capabilityHash);
  });

  test('promises no deposit that it cannot lock, and nothing without stake or consent', async () => {
    const world = new World();
    world.chain.availableWei = 600n;
    expect((await world.offer()).maxDepositWei).toBe(500n);
    world.chain.availableWei = 300n;
    expect((await world.offer()).maxDepositWei).toBe(200n);
    world.chain.availableWei = 99n;
    expect(await world.publisher.publish()).toBeUndefined();
    world.chain.availableWei = 10_000n;
    world.chain.balance = async () => ({ availableWei: 10_000n, lockedWei: 0n, consents: false });
    expect(await world.publisher.publish()).toBeUndefined();
    expect(world.announced).toHaveLength(2);
  });

  test('is silent while it is not willing, and while the chain is gone; the loop goes on', async () => {
    const world = new World();
    world.willing = false;
    expect(await world.publisher.publish()).toBeUndefined();
    world.willing = true;
    world.chain.fault = () => 'unreachable';
    expect(await codeOf(world.publisher.publish())).toBe('CHAIN_UNREACHABLE');
    world.publisher.start();
    await until(() => world.chain.calls > 5);
    expect(world.announced).toEqual([]);
    world.chain.fault = () => undefined;
    await until(() => world.announced.length > 2);
    await world.publisher.stop();
    const after = world.announced.length;
    await new Promise((resolve) => setImmediate(resolve));
    expect(world.announced).toHaveLength(after);
  });
});
