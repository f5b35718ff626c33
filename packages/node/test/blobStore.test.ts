import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createNetwork, type Network } from '@suanli/network';
import { brokerDomain } from '@suanli/protocol';
import { afterAll, describe, expect, test } from 'vitest';
import { type NodeBlobStore, openBlobStore } from '../src/store/openBlobStore.ts';

const root = mkdtempSync(join(tmpdir(), 'suanli-blobs-'));
afterAll(() => rmSync(root, { recursive: true }));
const domain = brokerDomain({ chainId: 1, broker: '0x00000000000000000000000000000000000000b0' });
const page = 4_096;
const blobOf = (name: string, bytes = 100): Uint8Array => Buffer.alloc(bytes, name);
let folders = 0;

async function opened(
  maxInputBytes: number,
  folder = join(root, String(folders++)),
): Promise<{ store: NodeBlobStore; folder: string; blobs: Network['blobs'] }> {
  const store = await openBlobStore(folder, { maxInputBytes });
  const { blobs } = await createNetwork({ domain, blockstore: store });
  return { store, folder, blobs };
}

describe('blobs on disk', () => {
  test('inputs are bounded, the least recently used go first, also after a restart', async () => {
    const { store, folder, blobs } = await opened(3 * page);
    const cids = [];
    for (const name of ['a', 'b', 'c']) cids.push(await blobs.put(blobOf(name)));
    const [a = '', b = '', c = ''] = cids;
    expect(store.inputBytes).toBe(3 * page);
    expect(await blobs.get(a)).toEqual(new Uint8Array(blobOf('a')));
    const d = await blobs.put(blobOf('d'));
    expect(await Promise.all([a, b, c, d].map((cid) => blobs.has(cid)))).toEqual([true, false, true, true]);
    await blobs.put(blobOf('d'));
    expect(store.inputBytes).toBe(3 * page);

    const again = await opened(3 * page, folder);
    expect(again.store.inputBytes).toBe(3 * page);
    await again.blobs.put(blobOf('e', page + 1));
    expect(again.store.inputBytes).toBeLessThanOrEqual(3 * page);
    expect(await again.blobs.has(d)).toBe(true);
  });

  test('outputs are no inputs: they stay until they are old', async () => {
    const { store, blobs, folder } = await opened(page);
    // Above one block, so that several are put.
    const output = blobOf('output', 3_000_000);
    const cid = await store.keepingOutputs(() => blobs.put(output));
    for (const name of ['a', 'b', 'c']) await blobs.put(blobOf(name));
    expect(Buffer.from(await blobs.get(cid)).equals(output)).toBe(true);
    expect(store.inputBytes).toBe(page);
    expect(await store.pruneOutputs({ writtenBeforeMs: Date.now() - 60_000 })).toBe(0);
    expect(await (await opened(page, folder)).blobs.has(cid)).toBe(true);
    expect(await store.pruneOutputs({ writtenBeforeMs: Date.now() + 60_000 })).toBeGreaterThanOrEqual(3);
    expect(await blobs.has(cid)).toBe(false);
  });

  test('what a crash left of a write is removed', async () => {
    const { folder, blobs } = await opened(10 * page);
    const cid = await blobs.put(blobOf('a'));
    writeFileSync(join(folder, 'inputs', 'half-written.1234'), 'x');
    const again = await opened(10 * page, folder);
    expect(again.store.inputBytes).toBe(page);
    expect(await again.blobs.has(cid)).toBe(true);
  });
});

test('outputs with a quota go oldest first, each keeper by itself, and all at once when they are dropped', async () => {
  const folder = join(root, String(folders++));
  const open = async () => {
    const store = await openBlobStore(folder, { maxInputBytes: page, maxKeeperBytes: 2 * page });
    return { store, blobs: (await createNetwork({ domain, blockstore: store })).blobs };
  };
  const { store, blobs } = await open();
  const put = (keeper: string, name: string) => store.keepingOutputsOf(keeper, () => blobs.put(blobOf(name)));
  const [a, shared] = [await put('one', 'a'), await put('one', 'shared')];
  expect(await put('two', 'shared')).toBe(shared);
  const owed = await store.keepingOutputs(() => blobs.put(blobOf('owed')));
  const b = await put('one', 'b');
  const has = (...cids: string[]) => Promise.all(cids.map((cid) => blobs.has(cid)));
  expect(await has(a, shared, b, owed)).toEqual([false, true, true, true]);
  await store.dropOutputsOf('one');
  expect(await has(shared, b, owed)).toEqual([true, false, true]);
  await store.dropOutputsOf('two');
  const c = await put('one', 'c');
  expect(await has(shared, c, owed)).toEqual([false, true, true]);
  // A start leaves nothing that nobody would ever remove.
  const again = await open();
  expect(await Promise.all([c, owed].map((cid) => again.blobs.has(cid)))).toEqual([false, true]);
});
