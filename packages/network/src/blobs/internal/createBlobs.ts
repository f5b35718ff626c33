import { isPeerId, type Libp2p, type PeerId } from '@libp2p/interface';
import { isSuanliError, SuanliError } from '@suanli/protocol';
import type { CID } from 'multiformats/cid';
import { dialError, parseTarget } from '../../internal/peerTarget.ts';
import type { NetworkLogger } from '../../NetworkLogger.ts';
import type { PeerTarget } from '../../PeerTarget.ts';
import type { BlobStore } from '../BlobStore.ts';
import type { Blobs } from '../Blobs.ts';
import type { BlobsOptions } from '../BlobsOptions.ts';
import { Bitswap, type FetchSession } from './Bitswap.ts';
import { CheckedBlocks } from './CheckedBlocks.ts';
import { blocksOf, type FileNode, parseCid, readFileNode } from './unixfs.ts';

/** Blocks of one blob that are asked for at the same time. */
const parallelBlocks = 8;
/** Levels of a file; four of them hold any blob that fits in memory. */
const maxDepth = 8;
const dialTimeoutMs = 10_000;

/** Blobs on a libp2p node. */
export function createBlobs(
  dependencies: { libp2p: Libp2p; blockstore: BlobStore; logger: NetworkLogger },
  options: BlobsOptions = {},
): Blobs & { start(): Promise<void>; stop(): Promise<void> } {
  const { libp2p, blockstore, logger } = dependencies;
  const maxBytes = options.maxBytes ?? 256 * 2 ** 20;
  const stallTimeoutMs = options.stallTimeoutMs ?? 30_000;
  const blocks = new CheckedBlocks(blockstore);
  const bitswap = new Bitswap({ libp2p, blocks, logger }, { blockTimeoutMs: options.blockTimeoutMs ?? 20_000 });

  function checkSize(bytes: number): void {
    if (bytes > maxBytes) {
      throw new SuanliError('BLOB_TOO_LARGE', { parameters: { bytes, limitBytes: maxBytes } });
    }
  }

  /** Connects to the peer that was named; where that fails, others may still have the blob. */
  async function connect(target: PeerTarget, signal: AbortSignal): Promise<PeerId | undefined> {
    const peer = parseTarget(target);
    try {
      return (await libp2p.dial(peer, { signal: AbortSignal.any([signal, AbortSignal.timeout(dialTimeoutMs)]) }))
        .remotePeer;
    } catch (cause) {
      logger.debug({ err: dialError(target, undefined, cause) }, 'the peer named as source is not reachable');
      return isPeerId(peer) ? peer : undefined;
    }
  }

  async function get(text: string, getOptions: { signal?: AbortSignal; from?: PeerTarget } = {}): Promise<Uint8Array> {
    const root = parseCid(text);
    // Ends this fetch: by its caller, for want of progress, or by the first block that fails, for all others.
    const ended = new AbortController();
    const signal = getOptions.signal === undefined ? ended.signal : AbortSignal.any([ended.signal, getOptions.signal]);
    let stall: ReturnType<typeof setTimeout> | undefined;
    let session: Promise<FetchSession> | undefined;

    function restartStall(): void {
      clearTimeout(stall);
      stall = setTimeout(() => ended.abort(new Error(`no block came for ${stallTimeoutMs} ms`)), stallTimeoutMs);
    }

    async function openSession(): Promise<FetchSession> {
      if (libp2p.status !== 'started') throw new SuanliError('NETWORK_NOT_RUNNING');
      restartStall();
      const isSourceNamed = getOptions.from !== undefined;
      const from = getOptions.from === undefined ? undefined : await connect(getOptions.from, signal);
      return { from, isSourceNamed, providers: new Set() };
    }

    async function block(cid: CID): Promise<Uint8Array> {
      const held = await blocks.get(cid);
      if (held !== undefined) return held;
      session ??= openSession();
      const fetched = await bitswap.fetch(cid, await session, signal);
      restartStall();
      checkSize(fetched.byteLength);
      await blocks.put(cid, fetched);
      bitswap.announce(cid);
      return fetched;
    }

    try {
      const rootNode = readFileNode({ cid: root, bytes: await block(root) });
      checkSize(rootNode.fileBytes);
      if (rootNode.children === undefined) return new Uint8Array(rootNode.data);
      const file = new Uint8Array(rootNode.fileBytes);
      // Depth first, so that the blocks of a file are asked for in its order.
      const pending = expand(text, { node: rootNode, offset: 0, depth: 0 }).reverse();
      await drainInParallel(pending, ended, async (next) => {
        signal.throwIfAborted();
        const node = readFileNode({ cid: next.cid, bytes: await block(next.cid) });
        if (node.fileBytes !== next.fileBytes) {
          throw new SuanliError('BLOB_MALFORMED', { parameters: { cid: text, reason: 'its sizes do not add up' } });
        }
        if (node.children === undefined) file.set(node.data, next.offset);
        else pending.push(...expand(text, { node, offset: next.offset, depth: next.depth }).reverse());
      });
      return file;
    } catch (error) {
      if (isSuanliError(error)) throw error;
      // only signals end a fetch without a code: the caller's, or the one for want of progress
      throw new SuanliError('BLOB_NOT_FOUND', { parameters: { cid: text }, cause: error });
    } finally {
      clearTimeout(stall);
      ended.abort();
    }
  }

  function expand(text: string, parent: { node: FileNode; offset: number; depth: number }) {
    const { node, depth } = parent;
    let { offset } = parent;
    if (depth >= maxDepth) {
      throw new SuanliError('BLOB_MALFORMED', { parameters: { cid: text, reason: 'it is nested too deep' } });
    }
    return (node.children ?? []).map((child) => {
      const at = offset;
      offset += child.fileBytes;
      return { ...child, offset: at, depth: depth + 1 };
    });
  }

  return {
    async put(bytes) {
      checkSize(bytes.byteLength);
      let root = '';
      for await (const { cid, bytes: blockBytes } of blocksOf(bytes)) {
        // the store may keep what it is given, and the caller may go on to change its array
        await blocks.put(cid, new Uint8Array(blockBytes));
        bitswap.announce(cid);
        root = cid.toString();
      }
      return root;
    },
    get,
    async has(text) {
      const pending = [parseCid(text)];
      const seen = new Set<string>();
      for (let cid = pending.pop(); cid !== undefined; cid = pending.pop()) {
        if (seen.has(cid.toString())) continue;
        seen.add(cid.toString());
        const held = await blocks.get(cid);
        if (held === undefined) return false;
        for (const child of readFileNode({ cid, bytes: held }).children ?? []) pending.push(child.cid);
      }
      return true;
    },
    async cidOf(bytes) {
      let root = '';
      for await (const { cid } of blocksOf(bytes)) root = cid.toString();
      return root;
    },
    start: () => bitswap.start(),
    stop: () => bitswap.stop(),
  };
}

/** Works off a stack, to which the work may add, several at a time; the first failure ends all and is thrown once all have ended. */
function drainInParallel<T>(stack: T[], ended: AbortController, work: (item: T) => Promise<void>): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let active = 0;
  let failure: { readonly error: unknown } | undefined;
  const advance = () => {
    while (failure === undefined && active < parallelBlocks) {
      const item = stack.pop();
      if (item === undefined) break;
      active += 1;
      work(item)
        .catch((error: unknown) => {
          failure ??= { error };
          ended.abort(error);
        })
        .finally(() => {
          active -= 1;
          advance();
        });
    }
    if (active > 0) return;
    if (failure === undefined) resolve();
    else reject(failure.error);
  };
  advance();
  return promise;
}
