import { AsyncLocalStorage } from 'node:async_hooks';
import { readdir, rm, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { BlobStore } from '@suanli/network';
import { FsBlockstore } from 'blockstore-fs';
import { NextToLast } from 'blockstore-fs/sharding';

type Cid = Parameters<BlobStore['put']>[0];

/** The node's blocks on disk: outputs of its own, which it owes to requesters, and fetched inputs, which it can fetch again. */
export interface NodeBlobStore extends BlobStore {
  /** Blocks put within `work`, awaited calls included, are outputs; all others are inputs. */
  keepingOutputs<Result>(work: () => Promise<Result>): Promise<Result>;
  /**
   * Blocks put within `work` are outputs of somebody who has a quota: the oldest beyond it go at once, and none outlives a start.
   */
  keepingOutputsOf<Result>(keeper: string, work: () => Promise<Result>): Promise<Result>;
  /** Removes all outputs of somebody who has a quota. */
  dropOutputsOf(keeper: string): Promise<void>;
  /** Removes outputs written before a time; returns how many blocks. */
  pruneOutputs(parameters: { writtenBeforeMs: number }): Promise<number>;
  /** Bytes of inputs on disk, each block counted as whole pages. */
  readonly inputBytes: number;
}

/** What a file takes on disk at least. */
const pageBytes = 4_096;
const sizeOnDisk = (bytes: number): number => Math.max(1, Math.ceil(bytes / pageBytes)) * pageBytes;
const keyOf = (cid: Cid): string => Buffer.from(cid.multihash.bytes).toString('base64');

async function filesOf(folder: string): Promise<{ path: string; bytes: number; modifiedMs: number }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = [];
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const { size, mtimeMs } = await stat(path);
    files.push({ path, bytes: size, modifiedMs: mtimeMs });
  }
  return files.toSorted((a, b) => a.modifiedMs - b.modifiedMs);
}

/**
 * Opens the block stores under a folder. Inputs are bounded: the least recently used blocks go first.
 *
 * @param options.maxKeeperBytes the quota of each keeper; default 512 MiB
 * @param options.maxInputBytes must be well above the largest single input, which is fetched block by block
 */
export async function openBlobStore(
  folder: string,
  options: { readonly maxInputBytes: number; readonly maxKeeperBytes?: number },
): Promise<NodeBlobStore> {
  const { maxInputBytes, maxKeeperBytes = 512 * 1_024 * 1_024 } = options;
  const outputs = new FsBlockstore(join(folder, 'outputs'));
  const inputs = new FsBlockstore(join(folder, 'inputs'));
  const passing = new FsBlockstore(join(folder, 'passing'));
  await rm(passing.path, { recursive: true, force: true });
  await Promise.all([outputs.open(), inputs.open(), passing.open()]);
  const keeping = new AsyncLocalStorage<true | string>();
  /** Of each keeper its blocks, the oldest first. */
  const keepers = new Map<string, Map<string, { cid: Cid; bytes: number }>>();
  /** In order of use, the least recent first. */
  const held = new Map<string, { cid: Cid; bytes: number }>();
  let inputBytes = 0;

  const sharding = new NextToLast();
  for (const { path, bytes } of await filesOf(inputs.path)) {
    let cid: Cid;
    try {
      cid = sharding.decode(path);
    } catch {
      // What a crash left behind of a write is no block.
      await unlink(path);
      continue;
    }
    held.set(keyOf(cid), { cid, bytes: sizeOnDisk(bytes) });
    inputBytes += sizeOnDisk(bytes);
  }

  function touch(cid: Cid): void {
    const key = keyOf(cid);
    const entry = held.get(key);
    if (!entry) return;
    held.delete(key);
    held.set(key, entry);
  }

  async function evict(): Promise<void> {
    for (const [key, { cid, bytes }] of held) {
      if (inputBytes <= maxInputBytes) return;
      held.delete(key);
      inputBytes -= bytes;
      await inputs.delete(cid).catch(() => {});
    }
  }

  const isPassing = (key: string): boolean => [...keepers.values()].some((blocks) => blocks.has(key));

  /** Removes the oldest blocks of a keeper until it has no more bytes than so many. */
  async function shrink(keeper: string, maxBytes: number): Promise<void> {
    const blocks = keepers.get(keeper) ?? new Map<string, { cid: Cid; bytes: number }>();
    let total = 0;
    for (const { bytes } of blocks.values()) total += bytes;
    for (const [key, { cid, bytes }] of blocks) {
      if (total <= maxBytes) break;
      total -= bytes;
      blocks.delete(key);
      // Another may have left the same.
      if (!isPassing(key)) await passing.delete(cid).catch(() => {});
    }
    if (blocks.size === 0) keepers.delete(keeper);
  }

  async function collect(value: Parameters<BlobStore['put']>[1]): Promise<Uint8Array> {
    const parts: Uint8Array[] = [];
    if (value instanceof Uint8Array) parts.push(value);
    else for await (const part of value) parts.push(part);
    return parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
  }

  return {
    keepingOutputsOf: (keeper, work) => keeping.run(keeper, work),
    dropOutputsOf: (keeper) => shrink(keeper, 0),
    keepingOutputs: (work) => keeping.run(true, work),
    async pruneOutputs({ writtenBeforeMs }) {
      let removed = 0;
      for (const { path, modifiedMs } of await filesOf(outputs.path)) {
        if (modifiedMs >= writtenBeforeMs) break;
        await unlink(path);
        removed++;
      }
      return removed;
    },
    get inputBytes() {
      return inputBytes;
    },

    async has(cid) {
      return held.has(keyOf(cid)) || isPassing(keyOf(cid)) || outputs.has(cid);
    },
    async *get(cid, abort) {
      touch(cid);
      if (held.has(keyOf(cid))) yield* inputs.get(cid, abort);
      else yield* isPassing(keyOf(cid)) ? passing.get(cid, abort) : outputs.get(cid, abort);
    },
    async put(cid, value, abort) {
      const keeper = keeping.getStore();
      if (keeper === true) return outputs.put(cid, value, abort);
      const block = await collect(value);
      if (keeper !== undefined) {
        await passing.put(cid, block, abort);
        const blocks = keepers.get(keeper) ?? new Map();
        keepers.set(keeper, blocks);
        blocks.delete(keyOf(cid));
        blocks.set(keyOf(cid), { cid, bytes: sizeOnDisk(block.length) });
        await shrink(keeper, maxKeeperBytes);
        return cid;
      }
      await inputs.put(cid, block, abort);
      const bytes = sizeOnDisk(block.length);
      if (!held.has(keyOf(cid))) inputBytes += bytes;
      held.set(keyOf(cid), { cid, bytes });
      touch(cid);
      await evict();
      return cid;
    },
    async delete(cid, abort) {
      const key = keyOf(cid);
      const entry = held.get(key);
      if (entry) {
        held.delete(key);
        inputBytes -= entry.bytes;
        await inputs.delete(cid, abort);
      }
      if (await outputs.has(cid)) await outputs.delete(cid, abort);
    },
  };
}
