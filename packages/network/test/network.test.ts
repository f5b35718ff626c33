import { fork } from 'node:child_process';
import { once } from 'node:events';
import { isSuanliError } from '@suanli/protocol';
import { describe, expect, test } from 'vitest';
import { createNetwork, generateNetworkKey, type TaskSession } from '../src/index.ts';
import { addressOfNobody, domain, loopback, nextEvent, startNetwork, stopAfterTest } from './support/networks.ts';

function codeOf(error: unknown): string {
  return isSuanliError(error) ? error.code : String(error);
}

describe('identity and addresses', () => {
  test('the key decides the peer id', async () => {
    const privateKey = await generateNetworkKey();
    const [first, second, other] = await Promise.all([
      createNetwork({ domain, privateKey }),
      createNetwork({ domain, privateKey }),
      createNetwork({ domain }),
    ]);
    expect(first.peerId).toBe(second.peerId);
    expect(other.peerId).not.toBe(first.peerId);
    expect(await generateNetworkKey()).not.toEqual(privateKey);
  });

  test('what is malformed is said at once', async () => {
    const create = (options: object) => createNetwork({ domain, ...options }).then(() => 'created', codeOf);
    expect(await create({ privateKey: new Uint8Array([1, 2, 3]) })).toBe('NETWORK_KEY_MALFORMED');
    expect(await create({ listen: ['127.0.0.1:4001'] })).toBe('NETWORK_ADDRESS_MALFORMED');
    expect(await create({ bootstrap: ['/ip4/999.0.0.1/tcp/1'] })).toBe('NETWORK_ADDRESS_MALFORMED');
  });

  test('announced addresses replace those listened on', async () => {
    const network = await startNetwork({ announce: ['/dns4/provider.example/tcp/4001'] });
    expect(network.addresses()).toEqual([`/dns4/provider.example/tcp/4001/p2p/${network.peerId}`]);
  });

  test('a port that is taken is an error of the start', async () => {
    const first = await startNetwork();
    const [taken] = first.addresses();
    const second = stopAfterTest(await createNetwork({ domain, listen: [taken?.split('/p2p/')[0] ?? ''] }));
    expect(await second.start().catch(codeOf)).toBe('NETWORK_START_FAILED');
    await first.stop();
    await second.start();
    const requester = await startNetwork({ listen: [] });
    expect(await requester.connect(second.addresses())).toBe(second.peerId);
  });
});

describe('connections', () => {
  test('peers come and go with events', async () => {
    const provider = await startNetwork();
    const requester = await startNetwork({ listen: [] });
    const came = nextEvent(provider.subscribe);
    expect(await requester.connect(provider.addresses())).toBe(provider.peerId);
    expect(await came).toEqual({ type: 'connected', peerId: requester.peerId });
    expect(provider.peers()).toEqual([requester.peerId]);
    expect(requester.peers()).toEqual([provider.peerId]);
    const went = nextEvent(provider.subscribe);
    await requester.stop();
    expect(await went).toEqual({ type: 'disconnected', peerId: requester.peerId });
    expect(provider.peers()).toEqual([]);
  });

  test('everything works over WebSocket alone', async () => {
    const provider = await startNetwork({ listen: [`${loopback}/ws`] });
    const requester = await startNetwork({ listen: [] });
    expect(provider.addresses().every((address) => address.includes('/ws/'))).toBe(true);
    const accepted = nextEvent<TaskSession>((listener) => provider.tasks.handle(listener));
    const session = await requester.tasks.dial(provider.addresses());
    await session.send({ type: 'ready', dealId: `0x${'11'.repeat(32)}`, credit: 5 });
    const { value } = await (await accepted).messages[Symbol.asyncIterator]().next();
    expect(value).toEqual({ type: 'ready', dealId: `0x${'11'.repeat(32)}`, credit: 5 });
    const bytes = new Uint8Array(12_345_678).map((_, index) => index * 31 + (index >>> 20));
    const cid = await provider.blobs.put(bytes);
    expect(Buffer.compare(await requester.blobs.get(cid, { from: provider.addresses() }), bytes)).toBe(0);
  });

  test('a peer that is not there is unreachable', async () => {
    const requester = await startNetwork({ listen: [] });
    const nobody = await addressOfNobody();
    expect(await requester.connect(nobody).catch(codeOf)).toBe('NETWORK_UNREACHABLE');
    const stranger = await createNetwork({ domain });
    expect(await requester.connect(stranger.peerId).catch(codeOf)).toBe('NETWORK_UNREACHABLE');
    const controller = new AbortController();
    controller.abort();
    expect(await requester.connect(nobody, controller).catch(codeOf)).toBe('NETWORK_UNREACHABLE');
  });

  test('another peer behind a known address is not taken for the one that was meant', async () => {
    const provider = await startNetwork();
    const meant = await createNetwork({ domain });
    const requester = await startNetwork({ listen: [] });
    const [address] = provider.addresses();
    const replaced = address?.replace(provider.peerId, meant.peerId) ?? '';
    expect(await requester.connect(replaced).catch(codeOf)).toBe('NETWORK_UNREACHABLE');
    expect(requester.peers()).toEqual([]);
  });

  test('bootstrap peers are connected at start, and again after they were away', async () => {
    const privateKey = await generateNetworkKey();
    const first = await startNetwork({ privateKey });
    const address = first.addresses()[0] ?? '';
    const follower = await startNetwork({ listen: [], bootstrap: [address, await addressOfNobody()] });
    expect(follower.peers()).toEqual([first.peerId]);
    const went = nextEvent(follower.subscribe, ({ type }) => type === 'disconnected');
    await first.stop();
    await went;
    const cameBack = nextEvent(follower.subscribe, ({ type }) => type === 'connected');
    await startNetwork({ privateKey, listen: [address.split('/p2p/')[0] ?? ''] });
    expect((await cameBack).peerId).toBe(first.peerId);
  });
});

describe('start and stop', () => {
  test('nothing works before the start or after the stop', async () => {
    const network = stopAfterTest(await createNetwork({ domain }));
    const attempts = () =>
      Promise.all([
        network.connect('/ip4/127.0.0.1/tcp/9').catch(codeOf),
        network.tasks.dial('/ip4/127.0.0.1/tcp/9').catch(codeOf),
        network.blobs.get('bafkreicysg23kiwv34eg2d7qweipxwosdo2py4ldv42nbauguluen5v6am').catch(codeOf),
      ]);
    const notRunning = Array(3).fill('NETWORK_NOT_RUNNING');
    expect(await attempts()).toEqual(notRunning);
    await network.start();
    await network.stop();
    await network.stop();
    expect(await attempts()).toEqual(notRunning);
    expect(await network.start().catch(codeOf)).toBe('NETWORK_NOT_RUNNING');
  });

  test('the start can be cancelled', async () => {
    const network = stopAfterTest(await createNetwork({ domain, listen: [loopback] }));
    expect(await network.start({ signal: AbortSignal.abort() }).catch(codeOf)).toBe('NETWORK_ABORTED');
  });

  test('a handler may be set before the start', async () => {
    const provider = stopAfterTest(await createNetwork({ domain, listen: [loopback] }));
    const accepted = nextEvent<TaskSession>((listener) => provider.tasks.handle(listener));
    await provider.start();
    const requester = await startNetwork({ listen: [] });
    await requester.tasks.dial(provider.addresses());
    expect((await accepted).remotePeer).toBe(requester.peerId);
  });

  test('a stop ends open sessions in order on both sides', async () => {
    const provider = await startNetwork();
    const accepted = nextEvent<TaskSession>((listener) => provider.tasks.handle(listener));
    const requester = await startNetwork({ listen: [] });
    const session = await requester.tasks.dial(provider.addresses());
    const atProvider = await accepted;
    await provider.stop();
    expect(await atProvider.closed).toBeUndefined();
    expect(await session.closed).toBeUndefined();
  });

  test('a process ends by itself once its networks were stopped', async () => {
    const child = fork(new URL('./support/exitsByItself.ts', import.meta.url), { stdio: 'pipe' });
    try {
      let output = '';
      child.stdout?.on('data', (chunk: Buffer) => {
        output += chunk.toString();
      });
      child.stderr?.on('data', (chunk: Buffer) => {
        output += chunk.toString();
      });
      // the channel that fork opens would itself keep the child alive
      child.disconnect();
      const [code] = (await once(child, 'exit')) as [number];
      expect({ code, output: output.trim() }).toEqual({ code: 0, output: 'BLOB_NOT_FOUND' });
    } finally {
      child.kill('SIGKILL');
    }
  });
});
