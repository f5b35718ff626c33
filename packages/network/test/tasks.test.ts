import { fork } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { multiaddr } from '@multiformats/multiaddr';
import { encodeTaskMessage, isSuanliError, type TaskMessage, taskProtocolId } from '@suanli/protocol';
import { describe, expect, test, vi } from 'vitest';
import type { Network, TaskSession } from '../src/index.ts';
import { encodeFrame, framePrefix } from '../src/internal/encodeFrame.ts';
import { addressOfNobody, loopback, nextEvent, startNetwork, turns } from './support/networks.ts';
import { addressesOf, startRawPeer } from './support/rawPeer.ts';
import { seededRandom } from './support/seededRandom.ts';

const dealA = `0x${'aa'.repeat(32)}` as const;
const dealB = `0x${'bb'.repeat(32)}` as const;

async function read(session: TaskSession, count: number): Promise<TaskMessage[]> {
  const messages: TaskMessage[] = [];
  const iterator = session.messages[Symbol.asyncIterator]();
  while (messages.length < count) {
    const { done, value } = await iterator.next();
    if (done) break;
    messages.push(value);
  }
  return messages;
}

async function readAll(session: TaskSession): Promise<TaskMessage[]> {
  return read(session, Number.POSITIVE_INFINITY);
}

/** Two ends of one session. */
async function connect(
  provider: Network,
  requester: Network,
): Promise<{ atProvider: TaskSession; atRequester: TaskSession }> {
  const accepted = nextEvent<TaskSession>((listener) => provider.tasks.handle(listener));
  const atRequester = await requester.tasks.dial(provider.addresses());
  return { atProvider: await accepted, atRequester };
}

function codeOf(error: unknown): string {
  return isSuanliError(error) ? error.code : String(error);
}

function ready(credit: number): TaskMessage {
  return { type: 'ready', dealId: dealA, credit };
}

describe('task sessions', () => {
  test('carry many messages of several deals in both directions, each in its order', async () => {
    const { atProvider, atRequester } = await connect(await startNetwork(), await startNetwork({ listen: [] }));
    expect(atRequester.direction).toBe('outbound');
    expect(atProvider.direction).toBe('inbound');
    const count = 5000;
    const tasks = (index: number): TaskMessage => ({
      type: 'tasks',
      dealId: index % 2 ? dealA : dealB,
      tasks: [{ index, stdin: new Uint8Array(index % 300) }],
    });
    const failed = (index: number): TaskMessage => ({
      type: 'failed',
      dealId: index % 2 ? dealA : dealB,
      taskIndex: index,
      kind: 'provider',
      code: 'X',
      parameters: { index },
    });
    const sends: Promise<void>[] = [];
    for (let index = 0; index < count; index++) {
      sends.push(atRequester.send(tasks(index)), atProvider.send(failed(index)));
    }
    const [sentTasks, sentFailures] = await Promise.all([read(atProvider, count), read(atRequester, count)]);
    await Promise.all(sends);
    expect(sentTasks).toEqual(Array.from({ length: count }, (_, index) => tasks(index)));
    expect(sentFailures).toEqual(Array.from({ length: count }, (_, index) => failed(index)));
  });

  test('two sessions of the same peers do not disturb each other', async () => {
    const provider = await startNetwork();
    const requester = await startNetwork({ listen: [] });
    const first = await connect(provider, requester);
    const second = await connect(provider, requester);
    await first.atRequester.send(ready(1));
    await second.atRequester.send(ready(2));
    first.atRequester.abort();
    expect(await read(second.atProvider, 1)).toEqual([ready(2)]);
    expect(codeOf(await first.atProvider.closed)).toBe('NETWORK_CLOSED');
    expect(requester.tasks.sessions()).toEqual([second.atRequester]);
  });

  test('hold the sender back while the consumer does not read, and lose nothing', async () => {
    const { atProvider, atRequester } = await connect(await startNetwork(), await startNetwork({ listen: [] }));
    const messageBytes = 128 * 1024;
    const total = 512;
    let sent = 0;
    const sending = (async () => {
      for (let index = 0; index < total; index++) {
        await atRequester.send({
          type: 'tasks',
          dealId: dealA,
          tasks: [{ index, stdin: new Uint8Array(messageBytes) }],
        });
        sent += 1;
      }
    })();
    // until the sender has stood still for long
    for (let before = -1; before !== sent; ) {
      before = sent;
      await turns(2000);
    }
    // inbox 1 MiB, stream window and the socket buffers below it; far from the 64 MiB that are to be sent
    expect(sent * messageBytes).toBeGreaterThan(2 ** 20);
    expect(sent * messageBytes).toBeLessThan(24 * 2 ** 20);

    const blocked = new AbortController();
    const aborted = atRequester.send(ready(1), { signal: blocked.signal }).catch(codeOf);
    blocked.abort();
    expect(await aborted).toBe('NETWORK_ABORTED');

    const indexes: number[] = [];
    for await (const message of atProvider.messages) {
      if (message.type === 'tasks') indexes.push(...message.tasks.map(({ index }) => index));
      if (indexes.length === total) break;
    }
    await sending;
    expect(indexes).toEqual(Array.from({ length: total }, (_, index) => index));
  });

  test('a held-back remote is not taken for silent', async () => {
    const fast = { heartbeatIntervalMs: 20, silenceTimeoutMs: 100 };
    const beats = new EventEmitter();
    const load = () => {
      beats.emit('beat');
      return { running: 0, queued: 0 };
    };
    const { atProvider, atRequester } = await connect(
      await startNetwork({ tasks: { ...fast, maxBufferedBytes: 1000, load } }),
      await startNetwork({ listen: [], tasks: fast }),
    );
    const many = Array.from({ length: 40 }, (_, index) => index);
    const sending = Promise.all(
      many.map((index) =>
        atRequester.send({ type: 'tasks', dealId: dealA, tasks: [{ index, stdin: new Uint8Array(100_000) }] }),
      ),
    );
    // four times as long as the silence that would end it
    for (let beat = 0; beat < 20; beat++) await once(beats, 'beat');
    expect(await read(atProvider, many.length)).toHaveLength(many.length);
    await sending;
  });

  test('close in order: all that was sent arrives, also at a slow consumer', async () => {
    const { atProvider, atRequester } = await connect(await startNetwork(), await startNetwork({ listen: [] }));
    // more than the inbox holds, less than a stream's window
    const count = 2000;
    for (let index = 1; index <= count; index++) void atRequester.send(ready(index));
    await atRequester.close();
    expect(await atRequester.closed).toBeUndefined();
    expect(await atProvider.closed).toBeUndefined();
    const messages = await readAll(atProvider);
    expect(messages).toEqual(Array.from({ length: count }, (_, index) => ready(index + 1)));
    expect(codeOf(await atRequester.send(ready(1)).catch((error: unknown) => error))).toBe('NETWORK_CLOSED');
    expect(await readAll(atRequester)).toEqual([]);
  });

  test('heartbeats keep an idle session and tell the load', async () => {
    const fast = { heartbeatIntervalMs: 20, silenceTimeoutMs: 200 };
    let beats = 0;
    const longEnough = Promise.withResolvers<void>();
    const load = () => {
      beats += 1;
      if (beats === 40) longEnough.resolve();
      return { running: 3, queued: beats };
    };
    const { atProvider, atRequester } = await connect(
      await startNetwork({ tasks: { ...fast, load } }),
      await startNetwork({ listen: [], tasks: fast }),
    );
    await longEnough.promise;
    await atProvider.send(ready(1));
    expect(await read(atRequester, 1)).toEqual([ready(1)]);
    expect(atRequester.remoteLoad?.running).toBe(3);
    expect(atRequester.remoteLoad?.queued).toBeGreaterThan(10);
    expect(atProvider.remoteLoad).toEqual({ running: 0, queued: 0 });
  });

  test('a side whose timers are held back, as in a hidden tab, lives by answering heartbeats', async () => {
    const realSetInterval = globalThis.setInterval;
    const throttledMs = 21;
    const spy = vi
      .spyOn(globalThis, 'setInterval')
      .mockImplementation(((callback: () => void, ms?: number) =>
        realSetInterval(callback, ms === throttledMs ? 1_000_000 : ms)) as typeof setInterval);
    try {
      const { promise: longEnough, resolve } = Promise.withResolvers<void>();
      let beats = 0;
      const load = () => {
        beats += 1;
        if (beats === 40) resolve();
        return { running: 0, queued: 0 };
      };
      const { atProvider, atRequester } = await connect(
        await startNetwork({ tasks: { heartbeatIntervalMs: 20, silenceTimeoutMs: 200, load } }),
        await startNetwork({ listen: [], tasks: { heartbeatIntervalMs: throttledMs, silenceTimeoutMs: 200 } }),
      );
      await Promise.race([longEnough, atProvider.closed]);
      await atProvider.send(ready(1));
      expect(await read(atRequester, 1)).toEqual([ready(1)]);
    } finally {
      spy.mockRestore();
    }
  });

  test('a silent remote ends the session', async () => {
    const mute = await startRawPeer();
    await mute.handle(taskProtocolId, (stream) => stream.addEventListener('message', () => {}));
    const requester = await startNetwork({
      listen: [],
      tasks: { heartbeatIntervalMs: 20, silenceTimeoutMs: 100 },
    });
    const session = await requester.tasks.dial(addressesOf(mute));
    const reading = readAll(session);
    expect(codeOf(await session.closed)).toBe('NETWORK_SILENT');
    expect(await reading).toEqual([]);
    expect(codeOf(await session.send(ready(1)).catch((error: unknown) => error))).toBe('NETWORK_SILENT');
  });

  test('a killed remote ends the session', async () => {
    const child = fork(new URL('./support/crashingProvider.ts', import.meta.url));
    try {
      const [addresses] = (await once(child, 'message')) as [string[]];
      const requester = await startNetwork({ listen: [] });
      const disconnected = nextEvent(requester.subscribe, ({ type }) => type === 'disconnected');
      const session = await requester.tasks.dial(addresses);
      expect(await read(session, 1)).toEqual([{ type: 'ready', dealId: `0x${'11'.repeat(32)}`, credit: 1 }]);
      child.kill('SIGKILL');
      expect(codeOf(await session.closed)).toBe('NETWORK_CLOSED');
      expect((await disconnected).peerId).toBe(session.remotePeer);
    } finally {
      child.kill('SIGKILL');
    }
  });

  test('a message above the limit is refused before it is sent, and the session goes on', async () => {
    const { atProvider, atRequester } = await connect(await startNetwork(), await startNetwork({ listen: [] }));
    const withBytes = (bytes: number): TaskMessage => ({
      type: 'tasks',
      dealId: dealA,
      tasks: [{ index: 0, stdin: new Uint8Array(bytes) }],
    });
    const tooLarge = atRequester.send(withBytes(8 * 2 ** 20));
    expect(codeOf(await tooLarge.catch((error: unknown) => error))).toBe('NETWORK_FRAME_TOO_LARGE');
    const overhead = encodeTaskMessage(withBytes(2 ** 20)).byteLength - 2 ** 20;
    const largest = withBytes(8 * 2 ** 20 - overhead);
    const [[received]] = await Promise.all([read(atProvider, 1), atRequester.send(largest)]);
    // compared as bytes: a deep comparison of so large an array takes seconds
    expect(received && Buffer.compare(encodeTaskMessage(received), encodeTaskMessage(largest))).toBe(0);
  });

  test('a handler that throws ends its own session alone', async () => {
    const provider = await startNetwork();
    const requester = await startNetwork({ listen: [] });
    let sessions = 0;
    await provider.tasks.handle((session) => {
      sessions += 1;
      if (sessions === 1) throw new Error('broken handler');
      void session.send(ready(1));
    });
    const first = await requester.tasks.dial(provider.addresses());
    expect(codeOf(await first.closed)).toBe('NETWORK_CLOSED');
    const second = await requester.tasks.dial(provider.addresses());
    expect(await read(second, 1)).toEqual([ready(1)]);
  });

  test('dialling says why it failed', async () => {
    const requester = await startNetwork({ listen: [] });
    const provider = await startNetwork();
    const dial = (target: string | string[], signal?: AbortSignal) =>
      requester.tasks.dial(target, signal === undefined ? {} : { signal }).then(() => 'connected', codeOf);
    expect(await dial(provider.addresses())).toBe('NETWORK_PROTOCOL_UNSUPPORTED');
    const nobody = await addressOfNobody();
    expect(await dial(nobody)).toBe('NETWORK_UNREACHABLE');
    expect(await dial('nonsense')).toBe('NETWORK_ADDRESS_MALFORMED');
    expect(await dial([nobody, '/ip9/nonsense'])).toBe('NETWORK_ADDRESS_MALFORMED');
    expect(await dial([])).toBe('NETWORK_ADDRESS_MALFORMED');
    expect(await dial(provider.addresses(), AbortSignal.abort())).toBe('NETWORK_UNREACHABLE');
    await provider.tasks.handle(() => {});
    expect(await dial(provider.peerId)).toBe('connected');
    await provider.tasks.unhandle();
    expect(await dial(provider.peerId)).toBe('NETWORK_PROTOCOL_UNSUPPORTED');
  });
});

describe('malformed input', () => {
  async function codeAfter(bytes: readonly Uint8Array[], options: { halfClose?: boolean } = {}) {
    const provider = await startNetwork();
    const hostile = await startRawPeer();
    const accepted = nextEvent<TaskSession>((listener) => provider.tasks.handle(listener));
    const stream = await hostile.dialProtocol(
      provider.addresses().map((address) => multiaddr(address)),
      taskProtocolId,
    );
    for (const part of bytes) stream.send(part);
    const session = await accepted;
    if (options.halfClose) await stream.close().catch(() => {});
    const reason = await session.closed;
    const messages = await readAll(session);
    return { code: reason === undefined ? undefined : codeOf(reason), messages };
  }

  test('a length above the limit', async () => {
    const { code } = await codeAfter([framePrefix(8 * 2 ** 20 + 1)]);
    expect(code).toBe('NETWORK_FRAME_TOO_LARGE');
  });

  test('a frame that is no message; what came before it is still read', async () => {
    const { code, messages } = await codeAfter([
      encodeFrame(encodeTaskMessage(ready(1))),
      encodeFrame(new TextEncoder().encode('not cbor at all')),
      encodeFrame(encodeTaskMessage(ready(2))),
    ]);
    expect(code).toBe('MESSAGE_MALFORMED');
    expect(messages).toEqual([ready(1)]);
  });

  test('a stream that ends within a frame', async () => {
    const { code, messages } = await codeAfter(
      [encodeFrame(encodeTaskMessage(ready(1))), encodeFrame(encodeTaskMessage(ready(2))).subarray(0, 10)],
      { halfClose: true },
    );
    expect(code).toBe('NETWORK_MALFORMED');
    expect(messages).toEqual([ready(1)]);
  });

  test('random and damaged bytes end that session with a code, and others go on', async () => {
    const provider = await startNetwork({ listen: [loopback] });
    const hostile = await startRawPeer();
    const sessions: TaskSession[] = [];
    let arrived: (() => void) | undefined;
    await provider.tasks.handle((session) => {
      sessions.push(session);
      arrived?.();
    });
    const address = provider.addresses().map((text) => multiaddr(text));
    const codes = new Map<string | undefined, number>();
    const valid = encodeFrame(encodeTaskMessage({ type: 'tasks', dealId: dealA, tasks: [{ index: 1, args: ['x'] }] }));
    for (let seed = 0; seed < 60; seed++) {
      const random = seededRandom(seed);
      const bytes =
        seed % 2 === 0
          ? Uint8Array.from({ length: 1 + Math.floor(random() * 3000) }, () => random() * 256)
          : valid.slice();
      if (seed % 2 === 1) {
        for (let flips = 0; flips < 1 + random() * 3; flips++) {
          bytes[Math.floor(random() * bytes.byteLength)] = random() * 256;
        }
      }
      const opened = new Promise<void>((resolve) => {
        arrived = resolve;
      });
      const stream = await hostile.dialProtocol(address, taskProtocolId);
      stream.send(bytes);
      await opened;
      await stream.close().catch(() => {});
      const session = sessions.at(-1);
      expect(session).toBeDefined();
      const reason = await session?.closed;
      codes.set(reason?.code, (codes.get(reason?.code) ?? 0) + 1);
    }
    // a flipped byte within a text leaves the message valid: such a session ends in order
    const allowed = ['MESSAGE_MALFORMED', 'NETWORK_FRAME_TOO_LARGE', 'NETWORK_MALFORMED', undefined];
    expect([...codes.keys()].filter((code) => !allowed.includes(code))).toEqual([]);
    expect(codes.get('MESSAGE_MALFORMED')).toBeGreaterThan(10);
    const requester = await startNetwork({ listen: [] });
    const { atProvider, atRequester } = await connect(provider, requester);
    await atRequester.send(ready(7));
    expect(await read(atProvider, 1)).toEqual([ready(7)]);
  });
});
