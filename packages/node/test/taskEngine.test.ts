import type { Executor } from '@suanli/executor';
import { SuanliError } from '@suanli/protocol';
import { describe, expect, test } from 'vitest';
import { createInputCache } from '../src/tasks/createInputCache.ts';
import { createTaskEngine } from '../src/tasks/createTaskEngine.ts';
import { createLogger } from '../src/telemetry/createLogger.ts';
import { codeOf } from './support/codeOf.ts';
import { settle, template } from './support/LeaseBench.ts';

const bytes = new Uint8Array([1, 2, 3]);
const never = (): AbortSignal => new AbortController().signal;

/** Peers that answer when the test says so; a fetch that is aborted fails, as the network's does. */
class Peers {
  readonly fetches: { readonly from: string | undefined; readonly signal: AbortSignal; readonly answer: () => void }[] =
    [];

  readonly get = (cid: string, options: { from?: unknown; signal?: AbortSignal } = {}): Promise<Uint8Array> => {
    const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
    const signal = options.signal ?? never();
    const from = options.from as string | undefined;
    signal.addEventListener('abort', () => reject(new SuanliError('BLOB_NOT_FOUND', { parameters: { cid } })));
    this.fetches.push({ from, signal, answer: () => resolve(bytes) });
    return promise;
  };
}

describe('a module that two tenants want', () => {
  const start = () => {
    const peers = new Peers();
    const executor = { kind: 'wasm', slots: 1, prepare: async () => ({ moduleHash: '0x01' }) } as unknown as Executor;
    const engine = createTaskEngine(
      { executor, blobs: { put: async () => '', get: peers.get }, logger: createLogger({ level: 'silent' }) },
      { inputCacheBytes: 1_000, fetchTimeoutMs: 60_000 },
    );
    return { engine, peers };
  };

  test('comes to the second where the first leaves', async () => {
    const { engine, peers } = start();
    const leaving = new AbortController();
    const first = codeOf(engine.prepareJob(template, { from: 'first', signal: leaving.signal }));
    const second = engine.prepareJob(template, { from: 'second', signal: never() });
    leaving.abort();
    expect(await first).toBe('BLOB_NOT_FOUND');
    peers.fetches.at(-1)?.answer();
    expect(await second).toBe('0x01');
  });

  test('comes from the peer of the second where that of the first says nothing', async () => {
    const { engine, peers } = start();
    const leaving = new AbortController();
    const first = codeOf(engine.prepareJob(template, { from: 'silent', signal: leaving.signal }));
    const second = engine.prepareJob(template, { from: 'second', signal: never() });
    expect(peers.fetches.map(({ from }) => from)).toEqual(['silent', 'second']);
    peers.fetches[1]?.answer();
    expect(await second).toBe('0x01');
    leaving.abort();
    expect(await first).toBe('BLOB_NOT_FOUND');
  });
});

describe('the input cache', () => {
  test('fetches once for all that ask the same peer, and ends that with the last of them', async () => {
    const peers = new Peers();
    const cache = createInputCache(peers.get, { maxBytes: 10, fetchTimeoutMs: 60_000 });
    const [one, two] = [new AbortController(), new AbortController()];
    const gets = [one, two].map(({ signal }) => codeOf(cache.get('cid', { from: 'a', signal })));
    expect(peers.fetches).toHaveLength(1);
    one.abort();
    await settle();
    expect(peers.fetches[0]?.signal.aborted).toBe(false);
    two.abort();
    await settle();
    expect(peers.fetches[0]?.signal.aborted).toBe(true);
    expect(await Promise.all(gets)).toEqual(['BLOB_NOT_FOUND', 'BLOB_NOT_FOUND']);
    // It can be asked for again at once.
    const again = cache.get('cid', { from: 'a', signal: never() });
    peers.fetches[1]?.answer();
    expect(await again).toEqual(bytes);
  });

  test('counts what came twice once', async () => {
    const peers = new Peers();
    const cache = createInputCache(peers.get, { maxBytes: 10, fetchTimeoutMs: 60_000 });
    const gets = ['a', 'b'].map((from) => cache.get('cid', { from, signal: never() }));
    for (const { answer } of peers.fetches) answer();
    expect(await Promise.all(gets)).toEqual([bytes, bytes]);
    expect(cache.bytes).toBe(3);
  });
});
