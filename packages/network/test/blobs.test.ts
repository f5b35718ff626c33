import { createBitswap } from '@helia/bitswap';
import { createLink, createNode, encode as encodeDagPb } from '@ipld/dag-pb';
import { defaultLogger } from '@libp2p/logger';
import { multiaddr } from '@multiformats/multiaddr';
import { isSuanliError } from '@suanli/protocol';
import { MemoryBlockstore } from 'blockstore-core';
import { CID } from 'multiformats/cid';
import * as raw from 'multiformats/codecs/raw';
import { sha256 } from 'multiformats/hashes/sha2';
import { describe, expect, test } from 'vitest';
import {
  type BitswapMessage,
  bitswapProtocolId,
  decodeBitswapMessage,
  encodeBitswapMessage,
} from '../src/blobs/internal/bitswapMessage.ts';
import { ProtobufWriter } from '../src/blobs/internal/protobuf.ts';
import type { Network } from '../src/index.ts';
import { encodeFrame } from '../src/internal/encodeFrame.ts';
import { answerWithOtherBytes } from './support/maliciousBlocks.ts';
import { addressOfNobody, nextEvent, startNetwork } from './support/networks.ts';
import { RecordingStore } from './support/RecordingStore.ts';
import { addressesOf, startRawPeer } from './support/rawPeer.ts';
import { seededRandom } from './support/seededRandom.ts';

const mebibyte = 2 ** 20;

/** Bytes in which no two chunks of 1 MiB are the same. */
function pattern(length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let index = 0; index < length; index++) bytes[index] = index * 31 + (index >>> 12) + (index >>> 20) * 7;
  return bytes;
}

function codeOf(error: unknown): string {
  return isSuanliError(error) ? error.code : String(error);
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}

async function rawCid(bytes: Uint8Array): Promise<CID> {
  return CID.createV1(raw.code, await sha256.digest(bytes));
}

describe('CIDs', () => {
  // of `echo hello | ipfs add --cid-version 1`, and of ipfs-unixfs-importer 16.1.5 with raw leaves, chunks of 1 MiB, balanced
  test.each([
    ['hello', new TextEncoder().encode('hello\n'), 'bafkreicysg23kiwv34eg2d7qweipxwosdo2py4ldv42nbauguluen5v6am'],
    ['nothing', pattern(0), 'bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku'],
    ['one full chunk', pattern(mebibyte), 'bafkreifwwsewi6r3wudlo6iexf644lr4o7ff5bnfob5sqiolcyc27jjcya'],
    ['one byte more', pattern(mebibyte + 1), 'bafybeiej7ssoz366dalv7we3i22v7ywdymeustjb7o2fajmdchibvzj3o4'],
    ['six chunks', pattern(5 * mebibyte + 7), 'bafybeictqyvr4lfxubbbf2wggdyxia2d5w63oqiltpd244zwafkhjbikuy'],
    [
      'more chunks than links fit a node',
      pattern(174 * mebibyte + 1),
      'bafybeigvy2ait6b4a2juhfkpos6elxsolajii4t3aoirrsq6m6ne7qbfau',
    ],
  ])('are those of IPFS: %s', async (_name, bytes, cid) => {
    const network = await startNetwork({ listen: [] });
    expect(await network.blobs.cidOf(bytes)).toBe(cid);
    expect(await network.blobs.has(cid)).toBe(false);
  });

  test('other hashes, other codecs and text that is no CID are refused', async () => {
    const { blobs } = await startNetwork({ listen: [] });
    const cbor = CID.createV1(0x71, await sha256.digest(new Uint8Array(1))).toString();
    for (const cid of ['', 'hello', cbor, 'bafkqabtimvwgy3yk']) {
      expect(await blobs.get(cid).catch(codeOf)).toBe('BLOB_CID_UNSUPPORTED');
      expect(await blobs.has(cid).catch(codeOf)).toBe('BLOB_CID_UNSUPPORTED');
    }
  });
});

describe('put and get', () => {
  test.each([0, 1, 1000, mebibyte, mebibyte + 1, 20 * mebibyte + 3])(
    '%i bytes come back and travel',
    async (length) => {
      const provider = await startNetwork();
      const requester = await startNetwork({ listen: [] });
      const bytes = pattern(length);
      const cid = await provider.blobs.put(bytes);
      expect(await provider.blobs.has(cid)).toBe(true);
      expect(isSame(await provider.blobs.get(cid), bytes)).toBe(true);
      expect(await requester.blobs.has(cid)).toBe(false);
      expect(isSame(await requester.blobs.get(cid, { from: provider.addresses() }), bytes)).toBe(true);
      expect(await requester.blobs.has(cid)).toBe(true);
      await provider.stop();
      expect(isSame(await requester.blobs.get(cid), bytes)).toBe(true);
    },
  );

  test('what was put is a copy, and so is what was got', async () => {
    const { blobs } = await startNetwork({ listen: [] });
    const bytes = Buffer.from(pattern(100));
    const cid = await blobs.put(bytes);
    bytes.fill(0);
    const got = await blobs.get(cid);
    expect(isSame(got, pattern(100))).toBe(true);
    got.fill(1);
    expect(isSame(await blobs.get(cid), pattern(100))).toBe(true);
  });

  test('a connected peer is found without being named, and one that is waited for', async () => {
    const provider = await startNetwork();
    const bystander = await startNetwork();
    const requester = await startNetwork({ listen: [] });
    await requester.connect(bystander.addresses());
    const bytes = pattern(3 * mebibyte);
    const cid = await provider.blobs.put(bytes);
    const waiting = requester.blobs.get(cid);
    await requester.connect(provider.addresses());
    expect(isSame(await waiting, bytes)).toBe(true);
  });

  test('a peer that nobody can dial serves over the connection that it opened', async () => {
    const provider = await startNetwork();
    const requester = await startNetwork({ listen: [] });
    const connected = nextEvent(provider.subscribe);
    await requester.connect(provider.addresses());
    await connected;
    const bytes = pattern(3 * mebibyte);
    const cid = await requester.blobs.put(bytes);
    expect(isSame(await provider.blobs.get(cid, { from: requester.peerId }), bytes)).toBe(true);
  });

  test('a blob that is put after it was asked for is delivered', async () => {
    const provider = await startNetwork();
    const requester = await startNetwork({ listen: [] });
    await requester.connect(provider.addresses());
    const bytes = pattern(5000);
    const waiting = requester.blobs.get(await requester.blobs.cidOf(bytes));
    // the provider has answered by now that it has it not
    await requester.blobs.get(await provider.blobs.put(pattern(10)));
    await provider.blobs.put(bytes);
    expect(isSame(await waiting, bytes)).toBe(true);
  });

  test('several gets of one blob fetch it once', async () => {
    const blockstore = new RecordingStore();
    const provider = await startNetwork({ blockstore });
    const requester = await startNetwork({ listen: [] });
    const cid = await provider.blobs.put(pattern(2 * mebibyte));
    blockstore.reads.length = 0;
    const from = provider.addresses();
    const all = await Promise.all([1, 2, 3].map(() => requester.blobs.get(cid, { from })));
    expect(all.every((bytes) => isSame(bytes, pattern(2 * mebibyte)))).toBe(true);
    expect(blockstore.reads.toSorted()).toEqual([...new Set(blockstore.reads)].toSorted());
  });

  test('a fetch that broke off goes on where it was', async () => {
    const served = new RecordingStore();
    const kept = new RecordingStore();
    const provider = await startNetwork({ blockstore: served });
    const requester = await startNetwork({ listen: [], blockstore: kept });
    const bytes = pattern(30 * mebibyte);
    const cid = await provider.blobs.put(bytes);
    const breakOff = new AbortController();
    kept.onPut = () => {
      if (kept.writes.length === 10) breakOff.abort();
    };
    const first = requester.blobs.get(cid, { from: provider.addresses(), signal: breakOff.signal });
    expect(await first.catch(codeOf)).toBe('BLOB_NOT_FOUND');
    const before = new Set(kept.writes);
    expect(before.size).toBeGreaterThanOrEqual(10);
    expect(before.size).toBeLessThan(30);
    expect(await requester.blobs.has(cid)).toBe(false);

    kept.writes.length = 0;
    expect(isSame(await requester.blobs.get(cid, { from: provider.addresses() }), bytes)).toBe(true);
    expect(kept.writes.filter((written) => before.has(written))).toEqual([]);
    expect(kept.writes.length).toBe(31 - before.size);
  });

  test('a block that the disk spoiled is fetched anew, and not served', async () => {
    const spoiled = new RecordingStore();
    const provider = await startNetwork({ blockstore: spoiled });
    const requester = await startNetwork({ listen: [] });
    const bytes = pattern(1000);
    const cid = await provider.blobs.put(bytes);
    await requester.blobs.get(cid, { from: provider.addresses() });
    await spoiled.corrupt(CID.parse(cid));
    const third = await startNetwork({ listen: [] });
    expect(await third.blobs.get(cid, { from: provider.addresses() }).catch(codeOf)).toBe('BLOB_NOT_FOUND');
    await spoiled.corrupt(CID.parse(cid));
    expect(await provider.blobs.has(cid)).toBe(false);
    expect(isSame(await provider.blobs.get(cid, { from: requester.peerId }), bytes)).toBe(true);
  });
});

describe('what can go wrong', () => {
  test('a peer that sends other bytes is a mismatch, and nothing of it is kept', async () => {
    const liar = await startRawPeer();
    const other = pattern(777);
    await answerWithOtherBytes(liar, other);
    const blockstore = new RecordingStore();
    const requester = await startNetwork({ listen: [], blockstore });
    const cid = await requester.blobs.cidOf(pattern(5000));
    const error = await requester.blobs.get(cid, { from: addressesOf(liar) }).catch((reason: unknown) => reason);
    expect(codeOf(error)).toBe('BLOB_MISMATCH');
    expect(isSuanliError(error) && error.parameters).toEqual({
      expected: cid,
      actual: (await rawCid(other)).toString(),
      peer: liar.peerId.toString(),
    });
    expect(blockstore.writes).toEqual([]);
  });

  test('beside a peer that sends other bytes, an honest one still delivers', async () => {
    const liar = await startRawPeer();
    await answerWithOtherBytes(liar, pattern(777));
    const honest = await startNetwork();
    const requester = await startNetwork({ listen: [] });
    await requester.connect(honest.addresses());
    const bytes = pattern(6 * mebibyte);
    const cid = await honest.blobs.put(bytes);
    expect(isSame(await requester.blobs.get(cid, { from: addressesOf(liar) }), bytes)).toBe(true);
  });

  test('nobody has it: at once where a source was named, else when the signal or the patience ends', async () => {
    const provider = await startNetwork();
    const requester = await startNetwork({ listen: [] });
    const cid = await requester.blobs.cidOf(pattern(10));
    const named = await requester.blobs.get(cid, { from: provider.addresses() }).catch((error: unknown) => error);
    expect(codeOf(named)).toBe('BLOB_NOT_FOUND');
    expect(isSuanliError(named) && named.retryable).toBe(true);
    const unreachable = requester.blobs.get(cid, { from: await addressOfNobody() });
    expect(await unreachable.catch(codeOf)).toBe('BLOB_NOT_FOUND');
    const signalled = requester.blobs.get(cid, { signal: AbortSignal.timeout(20) });
    expect(await signalled.catch(codeOf)).toBe('BLOB_NOT_FOUND');
    expect(await requester.blobs.get(cid, { signal: AbortSignal.abort() }).catch(codeOf)).toBe('BLOB_NOT_FOUND');
    const impatient = await startNetwork({ listen: [], blobs: { stallTimeoutMs: 100 } });
    expect(await impatient.blobs.get(cid).catch(codeOf)).toBe('BLOB_NOT_FOUND');
  });

  test('a peer that says nothing is given up for the next one', async () => {
    const mute = await startRawPeer();
    await mute.handle(bitswapProtocolId, (stream) => stream.addEventListener('message', () => {}));
    const honest = await startNetwork();
    const requester = await startNetwork({ listen: [], blobs: { blockTimeoutMs: 100 } });
    await requester.connect(honest.addresses());
    const cid = await honest.blobs.put(pattern(10));
    expect(isSame(await requester.blobs.get(cid, { from: addressesOf(mute) }), pattern(10))).toBe(true);
  });

  test('a source that goes away in the middle is replaced by another', async () => {
    const bytes = pattern(20 * mebibyte);
    const leaving = await startNetwork();
    const staying = await startNetwork();
    const kept = new RecordingStore();
    const requester = await startNetwork({ listen: [], blockstore: kept });
    const cid = await leaving.blobs.put(bytes);
    await staying.blobs.put(bytes);
    const gone = Promise.withResolvers<void>();
    kept.onPut = () => {
      if (kept.writes.length === 5) leaving.stop().then(gone.resolve, gone.reject);
    };
    const fetching = requester.blobs.get(cid, { from: leaving.addresses() });
    await requester.connect(staying.addresses());
    expect(isSame(await fetching, bytes)).toBe(true);
    await gone.promise;
  });

  test('what is over the limit is neither put nor fetched', async () => {
    const provider = await startNetwork();
    const requester = await startNetwork({ listen: [], blobs: { maxBytes: 2 * mebibyte } });
    expect(await requester.blobs.put(pattern(2 * mebibyte + 1)).catch(codeOf)).toBe('BLOB_TOO_LARGE');
    const large = await provider.blobs.put(pattern(2 * mebibyte + 1));
    expect(await requester.blobs.get(large, { from: provider.addresses() }).catch(codeOf)).toBe('BLOB_TOO_LARGE');
    const atLimit = await provider.blobs.put(pattern(2 * mebibyte));
    expect((await requester.blobs.get(atLimit, { from: provider.addresses() })).byteLength).toBe(2 * mebibyte);
    const tiny = await startNetwork({ listen: [], blobs: { maxBytes: 10 } });
    const small = await provider.blobs.put(pattern(11));
    expect(await tiny.blobs.get(small, { from: provider.addresses() }).catch(codeOf)).toBe('BLOB_TOO_LARGE');
  });

  describe('a file whose blocks are right and whose structure is not', () => {
    async function getFile(data: Uint8Array, children: { cid: CID; bytes?: Uint8Array }[]): Promise<string> {
      const blockstore = new MemoryBlockstore();
      const { blobs } = await startNetwork({ listen: [], blockstore, blobs: { stallTimeoutMs: 100 } });
      const node = encodeDagPb(
        createNode(
          data,
          children.map(({ cid }) => createLink('', 1, cid)),
        ),
      );
      const root = CID.createV1(0x70, await sha256.digest(node));
      blockstore.put(root, node);
      for (const { cid, bytes } of children) if (bytes !== undefined) blockstore.put(cid, bytes);
      return blobs.get(root.toString()).then((bytes) => `${bytes.byteLength} bytes`, codeOf);
    }

    const file = () => new ProtobufWriter().varint(1, 2);

    test('is malformed', async () => {
      const bytes = pattern(10);
      const child = { cid: await rawCid(bytes), bytes };
      expect(await getFile(file().varint(3, 20).varint(4, 10).varint(4, 10).finish(), [child, child])).toBe('20 bytes');
      const cases: [string, Uint8Array, (typeof child)[]][] = [
        ['no data', new Uint8Array(0), []],
        ['a directory', new ProtobufWriter().varint(1, 1).finish(), []],
        ['not protobuf', Uint8Array.of(0xff, 0xff), []],
        ['fewer sizes than links', file().varint(3, 10).varint(4, 10).finish(), [child, child]],
        ['another total', file().varint(3, 11).varint(4, 10).finish(), [child]],
        ['a child that is smaller', file().varint(3, 11).varint(4, 11).finish(), [child]],
        ['a child that is larger', file().varint(3, 9).varint(4, 9).finish(), [child]],
        ['an empty child', file().varint(3, 10).varint(4, 10).varint(4, 0).finish(), [child, child]],
        ['data and links', file().bytes(2, bytes).varint(3, 20).varint(4, 10).finish(), [child]],
      ];
      for (const [name, data, children] of cases) {
        expect(`${name}: ${await getFile(data, children)}`).toBe(`${name}: BLOB_MALFORMED`);
      }
    });

    test('is too large where it says so, before anything is fetched', async () => {
      const child = { cid: await rawCid(pattern(1)) };
      const huge = 2 ** 40;
      expect(await getFile(file().varint(3, huge).varint(4, huge).finish(), [child])).toBe('BLOB_TOO_LARGE');
    });
  });

  test('messages that are none end their stream alone', async () => {
    const provider = await startNetwork();
    const hostile = await startRawPeer();
    await hostile.handle(bitswapProtocolId, () => {});
    const connection = await hostile.dial(hostileTarget(provider));
    for (let seed = 0; seed < 40; seed++) {
      const random = seededRandom(seed);
      const stream = await connection.newStream(bitswapProtocolId);
      const ended = nextEvent((listener) => stream.addEventListener('close', listener));
      const length = Math.floor(random() * 400);
      stream.send(encodeFrame(Uint8Array.from({ length }, () => random() * 256)));
      await stream.close().catch(() => {});
      await ended;
    }
    const requester = await startNetwork({ listen: [] });
    const cid = await provider.blobs.put(pattern(100));
    expect(isSame(await requester.blobs.get(cid, { from: provider.addresses() }), pattern(100))).toBe(true);
  });
});

function hostileTarget(network: Network) {
  return network.addresses().map((address) => multiaddr(address));
}

describe('bitswap messages', () => {
  test('read as they were written', () => {
    const message: BitswapMessage = {
      wants: [
        { cid: Uint8Array.of(1, 2), cancel: false, type: 'block', sendDontHave: true },
        { cid: Uint8Array.of(3), cancel: true, type: 'have', sendDontHave: false },
      ],
      full: true,
      blocks: [{ prefix: Uint8Array.of(1, 0x55, 0x12, 32), data: pattern(70_000) }],
      presences: [
        { cid: Uint8Array.of(4), has: true },
        { cid: Uint8Array.of(5), has: false },
      ],
    };
    expect(decodeBitswapMessage(encodeBitswapMessage(message))).toEqual(message);
  });

  test('damaged ones give a message or a RangeError, nothing else', () => {
    const valid = encodeBitswapMessage({
      wants: [{ cid: pattern(36), cancel: false, type: 'block', sendDontHave: true }],
      blocks: [{ prefix: Uint8Array.of(1, 0x55, 0x12, 32), data: pattern(50) }],
      presences: [{ cid: pattern(36), has: false }],
    });
    let refused = 0;
    for (let seed = 0; seed < 2000; seed++) {
      const random = seededRandom(seed);
      const bytes = valid.slice(0, seed % 3 === 0 ? Math.floor(random() * valid.byteLength) : undefined);
      for (let flips = 0; flips < 3; flips++) bytes[Math.floor(random() * bytes.byteLength)] = random() * 256;
      try {
        decodeBitswapMessage(bytes);
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError);
        refused += 1;
      }
    }
    expect(refused).toBeGreaterThan(200);
  });

  test("are those of Helia's bitswap, in both roles", async () => {
    const network = await startNetwork();
    const helia = await startRawPeer();
    const blockstore = new MemoryBlockstore();
    const bitswap = createBitswap({
      libp2p: helia,
      // its interfaces are of the major version before, which differs in types alone
      blockstore: blockstore as never,
      logger: defaultLogger(),
      routing: { async *findProviders() {} } as never,
      getHasher: (() => sha256) as never,
    });
    await bitswap.start();
    try {
      const ours = pattern(2 * mebibyte + 5);
      const theirs = pattern(300_000);
      const theirCid = await rawCid(theirs);
      blockstore.put(theirCid, theirs);
      expect(isSame(await network.blobs.get(theirCid.toString(), { from: addressesOf(helia) }), theirs)).toBe(true);
      const root = CID.parse(await network.blobs.put(ours));
      const block = await bitswap.want(root as never, { signal: AbortSignal.timeout(20_000) });
      expect((await sha256.digest(block)).digest).toEqual(root.multihash.digest);
    } finally {
      await bitswap.stop();
    }
  });
});
