import type { Libp2p, PeerId, Stream } from '@libp2p/interface';
import { isSuanliError, SuanliError } from '@suanli/protocol';
import { base32 } from 'multiformats/bases/base32';
import { CID } from 'multiformats/cid';
import * as Digest from 'multiformats/hashes/digest';
import { sha256 } from 'multiformats/hashes/sha2';
import { readFrames, writeFrames } from '../../internal/frameStream.ts';
import { raceSignal } from '../../internal/raceSignal.ts';
import type { NetworkLogger } from '../../NetworkLogger.ts';
import {
  bitswapProtocolId,
  decodeBitswapMessage,
  encodeBitswapMessage,
  type WantEntry,
  type WantType,
} from './bitswapMessage.ts';
import type { CheckedBlocks } from './CheckedBlocks.ts';

/** Bitswap peers send no block above 2 MiB; with room for what goes with it. */
const maxMessageBytes = 4 * 2 ** 20;
/** A message takes further blocks until it has so many bytes of them. */
const enoughBlockBytes = 2 ** 19;
/** Wants that are remembered of one peer, and CIDs that are remembered as once asked of it. */
const maxRememberedPerPeer = 2048;
/** A stream that stands still for so long is cut. */
const streamTimeoutMs = 30_000;
/** Streams that one peer may have open to this one: each carries a burst of messages, then closes. */
const maxInboundStreams = 128;

/** Where one blob is fetched from: what its blocks have in common. */
export interface FetchSession {
  /** The peer to ask first, where one was named and could be connected to. */
  readonly from: PeerId | undefined;
  /** True where the caller named who should have it: then there is no waiting for others to come. */
  readonly isSourceNamed: boolean;
  /** Peers that delivered or announced a block of it, in the order of their appearance. */
  readonly providers: Set<string>;
}

interface Want {
  readonly cid: CID;
  readonly key: string;
  readonly session: FetchSession;
  /** Peers that were asked and have neither answered nor gone. */
  readonly asked: Map<string, WantType>;
  /** Peers that said that they have it. */
  readonly haves: Set<string>;
  /** Peers that said that they have it not; they may still get it, and then say so. */
  readonly lacking: Set<string>;
  /** Peers that sent other bytes, were too slow, or could not be reached. */
  readonly failed: Set<string>;
  mismatch: SuanliError | undefined;
  blockTimer: ReturnType<typeof setTimeout> | undefined;
  readonly settle: (outcome: Uint8Array | SuanliError) => void;
  readonly result: Promise<Uint8Array>;
  waiters: number;
}

interface Peer {
  readonly id: PeerId;
  readonly name: string;
  /** False for a peer that was dialled but has not told that it speaks bitswap. */
  isKnown: boolean;
  /** What it wants of this peer and has not got. */
  readonly wants: Map<string, { cid: CID; type: WantType }>;
  /** Keys that were asked of it: a block for any other is not what was asked for. */
  readonly asked: Set<string>;
  readonly outWants: Map<string, WantEntry>;
  readonly outPresences: Map<string, { cid: Uint8Array; has: boolean }>;
  readonly outBlocks: Map<string, CID>;
  isSending: boolean;
  /** When it last delivered a block, by `performance.now`. */
  lastBlockMs: number;
}

function keyOf(cid: CID): string {
  return base32.encode(cid.multihash.bytes);
}

function prefixOf(cid: CID): Uint8Array {
  return Uint8Array.from([1, cid.code, sha256.code, 32]);
}

/** Keeps the newest `limit` keys of a map or set. */
function forgetOldest(remembered: Map<string, unknown> | Set<string>, limit: number): void {
  for (const key of remembered.keys()) {
    if (remembered.size <= limit) return;
    remembered.delete(key);
  }
}

/**
 * Bitswap 1.2 (https://specs.ipfs.tech/bitswap-protocol/): asks connected peers for blocks, and serves them.
 *
 * A block does not carry its CID, the receiver computes it. So a peer that answers with other bytes is known by this alone:
 * it sends a block that nobody asked it for. The wants that lie with such a peer go to others, and only where there is none
 * left does the fetch fail.
 */
export class Bitswap {
  readonly #libp2p: Libp2p;
  readonly #blocks: CheckedBlocks;
  readonly #logger: NetworkLogger;
  readonly #blockTimeoutMs: number;
  readonly #wants = new Map<string, Want>();
  readonly #peers = new Map<string, Peer>();
  readonly #running = new Set<Promise<void>>();
  readonly #stopped = new AbortController();
  #topologyId: string | undefined;

  constructor(
    dependencies: { libp2p: Libp2p; blocks: CheckedBlocks; logger: NetworkLogger },
    options: { blockTimeoutMs: number },
  ) {
    this.#libp2p = dependencies.libp2p;
    this.#blocks = dependencies.blocks;
    this.#logger = dependencies.logger;
    this.#blockTimeoutMs = options.blockTimeoutMs;
  }

  async start(): Promise<void> {
    await this.#libp2p.handle(
      bitswapProtocolId,
      (stream, connection) => this.#run(this.#receive(stream, connection.remotePeer)),
      { maxInboundStreams, maxOutboundStreams: maxInboundStreams },
    );
    this.#topologyId = await this.#libp2p.register(bitswapProtocolId, {
      onConnect: (id) => {
        this.#peer(id).isKnown = true;
        for (const want of this.#wants.values()) this.#pursue(want);
      },
    });
    this.#libp2p.addEventListener('peer:disconnect', this.#onPeerDisconnect);
  }

  async stop(): Promise<void> {
    if (this.#topologyId !== undefined) this.#libp2p.unregister(this.#topologyId);
    this.#libp2p.removeEventListener('peer:disconnect', this.#onPeerDisconnect);
    this.#stopped.abort();
    for (const want of [...this.#wants.values()]) {
      this.#finish(want, new SuanliError('BLOB_NOT_FOUND', { parameters: { cid: want.cid.toString() } }));
    }
    this.#peers.clear();
    await Promise.allSettled([...this.#running]);
  }

  /**
   * Fetches one block, checked against its CID.
   *
   * @throws SuanliError `BLOB_MISMATCH`, `BLOB_NOT_FOUND`; the signal's reason
   */
  async fetch(cid: CID, session: FetchSession, signal: AbortSignal): Promise<Uint8Array> {
    signal.throwIfAborted();
    const key = keyOf(cid);
    let want = this.#wants.get(key);
    if (want === undefined) {
      const { promise: result, resolve, reject } = Promise.withResolvers<Uint8Array>();
      want = {
        cid,
        key,
        session,
        asked: new Map(),
        haves: new Set(),
        lacking: new Set(),
        failed: new Set(),
        mismatch: undefined,
        blockTimer: undefined,
        settle: (outcome) => (outcome instanceof Uint8Array ? resolve(outcome) : reject(outcome)),
        result,
        waiters: 0,
      };
      // it may be rejected after its last waiter has gone
      result.catch(() => {});
      this.#wants.set(key, want);
      if (session.from !== undefined) this.#peer(session.from);
      this.#pursue(want);
    } else if (session.from !== undefined) {
      want.session.providers.add(this.#peer(session.from).name);
      this.#pursue(want);
    }
    const joined = want;
    joined.waiters += 1;
    try {
      return await raceSignal(joined.result, signal);
    } finally {
      joined.waiters -= 1;
      if (joined.waiters === 0) {
        this.#finish(joined, new SuanliError('BLOB_NOT_FOUND', { parameters: { cid: cid.toString() } }));
      }
    }
  }

  /** Serves a block that has just become available to the peers that asked for it before. */
  announce(cid: CID): void {
    const key = keyOf(cid);
    for (const peer of this.#peers.values()) {
      const wanted = peer.wants.get(key);
      if (wanted === undefined) continue;
      peer.wants.delete(key);
      if (wanted.type === 'block') peer.outBlocks.set(key, cid);
      else peer.outPresences.set(key, { cid: wanted.cid.bytes, has: true });
      this.#send(peer);
    }
  }

  // ── asking ───────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Takes the next step for a want: the block from one peer at a time, and where nobody is known to have it, who does. */
  #pursue(want: Want): void {
    if (this.#wants.get(want.key) !== want || [...want.asked.values()].includes('block')) return;
    const usable = (name: string) => this.#peers.has(name) && !want.failed.has(name) && !want.lacking.has(name);
    const { from, isSourceNamed, providers } = want.session;
    const first = from?.toString();
    const candidates = [...want.haves, ...(first === undefined ? [] : [first]), ...providers].filter(usable);
    if (candidates.length > 0) {
      // the blocks of one blob are spread over all that have it
      const spread = want.key.charCodeAt(want.key.length - 2) % candidates.length;
      const name = want.haves.size > 0 || first === undefined ? candidates[spread] : candidates[0];
      const peer = name === undefined ? undefined : this.#peers.get(name);
      if (peer !== undefined) {
        this.#ask(want, peer, 'block');
        return;
      }
    }
    for (const peer of this.#peers.values()) {
      if (peer.isKnown && usable(peer.name) && !want.asked.has(peer.name)) this.#ask(want, peer, 'have');
    }
    if (want.asked.size > 0) return;
    // Nobody is left who could have it. A peer that connects later might, unless the caller named who should.
    if (want.mismatch !== undefined) this.#finish(want, want.mismatch);
    else if (isSourceNamed) {
      this.#finish(want, new SuanliError('BLOB_NOT_FOUND', { parameters: { cid: want.cid.toString() } }));
    }
  }

  #ask(want: Want, peer: Peer, type: WantType): void {
    want.asked.set(peer.name, type);
    peer.asked.delete(want.key);
    peer.asked.add(want.key);
    forgetOldest(peer.asked, maxRememberedPerPeer);
    peer.outWants.set(want.key, { cid: want.cid.bytes, cancel: false, type, sendDontHave: true });
    this.#send(peer);
    if (type !== 'block') return;
    this.#startTimer(want, peer, this.#blockTimeoutMs);
  }

  /** Blocks come one after the other: as long as any comes, the peer is at work. */
  #startTimer(want: Want, peer: Peer, timeoutMs: number): void {
    clearTimeout(want.blockTimer);
    want.blockTimer = setTimeout(() => {
      const restMs = peer.lastBlockMs + this.#blockTimeoutMs - performance.now();
      if (restMs > 0) {
        this.#startTimer(want, peer, restMs);
        return;
      }
      this.#logger.debug({ peer: peer.name, cid: want.cid.toString() }, 'block not delivered in time');
      this.#cannot(want, peer.name);
    }, timeoutMs);
  }

  /** A peer does not serve a want: on to the next one. */
  #cannot(want: Want, name: string, ruledOut: Set<string> = want.failed): void {
    want.asked.delete(name);
    want.haves.delete(name);
    ruledOut.add(name);
    this.#pursue(want);
  }

  #finish(want: Want, outcome: Uint8Array | SuanliError): void {
    if (this.#wants.get(want.key) !== want) return;
    this.#wants.delete(want.key);
    clearTimeout(want.blockTimer);
    for (const name of want.asked.keys()) {
      const peer = this.#peers.get(name);
      if (peer === undefined) continue;
      // what has not gone out need not be cancelled
      if (peer.outWants.delete(want.key)) continue;
      peer.outWants.set(want.key, { cid: want.cid.bytes, cancel: true, type: 'block', sendDontHave: false });
      this.#send(peer);
    }
    want.settle(outcome);
  }

  async #onBlock(peer: Peer, prefix: Uint8Array, data: Uint8Array): Promise<void> {
    // version, codec, hash and hash length are one byte each, in every encoding that could be wanted here
    const [version, codec, hash, length] = prefix;
    let cid: CID | undefined;
    if (
      prefix.byteLength === 4 &&
      version !== undefined &&
      version <= 1 &&
      codec !== undefined &&
      hash === sha256.code &&
      length === 32
    ) {
      cid = CID.createV1(codec, Digest.create(sha256.code, (await sha256.digest(data)).digest));
    }
    const key = cid === undefined ? undefined : keyOf(cid);
    const want = key === undefined ? undefined : this.#wants.get(key);
    if (want !== undefined) {
      peer.lastBlockMs = performance.now();
      want.asked.delete(peer.name);
      want.session.providers.add(peer.name);
      this.#finish(want, data);
      return;
    }
    // it was wanted, and then came from elsewhere first or was given up
    if (key !== undefined && peer.asked.has(key)) return;
    this.#onMismatch(peer, cid);
  }

  #onMismatch(peer: Peer, actual: CID | undefined): void {
    this.#logger.warn({ peer: peer.name, actual: actual?.toString() }, 'peer sent a block that was not asked for');
    for (const want of [...this.#wants.values()]) {
      if (want.asked.get(peer.name) !== 'block') continue;
      want.mismatch = new SuanliError('BLOB_MISMATCH', {
        parameters: { expected: want.cid.toString(), actual: actual?.toString() ?? 'no CID', peer: peer.name },
      });
      want.session.providers.delete(peer.name);
      this.#cannot(want, peer.name);
    }
  }

  #onPresence(peer: Peer, cidBytes: Uint8Array, has: boolean): void {
    const want = this.#wants.get(keyOf(CID.decode(cidBytes)));
    if (want === undefined || !peer.asked.has(want.key)) return;
    if (!has) {
      if (want.asked.has(peer.name)) this.#cannot(want, peer.name, want.lacking);
    } else if (want.asked.get(peer.name) !== 'block' && !want.failed.has(peer.name)) {
      want.asked.delete(peer.name);
      want.lacking.delete(peer.name);
      want.haves.add(peer.name);
      want.session.providers.add(peer.name);
      this.#pursue(want);
    }
  }

  // ── serving ──────────────────────────────────────────────────────────────────────────────────────────────────────

  async #onWant(peer: Peer, entry: WantEntry): Promise<void> {
    const cid = CID.decode(entry.cid);
    const key = keyOf(cid);
    peer.wants.delete(key);
    if (entry.cancel) {
      peer.outBlocks.delete(key);
      peer.outPresences.delete(key);
      return;
    }
    // The block itself is read when its turn to be sent comes: a short message must not cost many long reads at once.
    if (!(await this.#blocks.has(cid))) {
      peer.wants.set(key, { cid, type: entry.type });
      forgetOldest(peer.wants, maxRememberedPerPeer);
      if (entry.sendDontHave) peer.outPresences.set(key, { cid: entry.cid, has: false });
    } else if (entry.type === 'block') {
      peer.outBlocks.set(key, cid);
      forgetOldest(peer.outBlocks, maxRememberedPerPeer);
    } else {
      peer.outPresences.set(key, { cid: entry.cid, has: true });
    }
    this.#send(peer);
  }

  // ── messages ─────────────────────────────────────────────────────────────────────────────────────────────────────

  #peer(id: PeerId): Peer {
    const name = id.toString();
    let peer = this.#peers.get(name);
    if (peer === undefined) {
      peer = {
        id,
        name,
        isKnown: false,
        wants: new Map(),
        asked: new Set(),
        outWants: new Map(),
        outPresences: new Map(),
        outBlocks: new Map(),
        isSending: false,
        lastBlockMs: 0,
      };
      this.#peers.set(name, peer);
    }
    return peer;
  }

  readonly #onPeerDisconnect = (event: CustomEvent<PeerId>): void => {
    const name = event.detail.toString();
    this.#peers.delete(name);
    for (const want of [...this.#wants.values()]) {
      // it may come back, so it has not failed
      want.haves.delete(name);
      want.lacking.delete(name);
      if (want.asked.delete(name)) this.#pursue(want);
    }
  };

  #run(work: Promise<void>): void {
    const guarded = work.catch((error: unknown) => this.#logger.debug({ err: error }, 'bitswap exchange failed'));
    this.#running.add(guarded);
    void guarded.then(() => this.#running.delete(guarded));
  }

  /** Everything that waits for a peer goes out on one stream; what is added meanwhile joins it. */
  #send(peer: Peer): void {
    if (peer.isSending || this.#stopped.signal.aborted) return;
    peer.isSending = true;
    this.#run(
      // deferred, so that the wants of one turn share a message
      Promise.resolve()
        .then(() => this.#sendAll(peer))
        .catch((error: unknown) => {
          peer.outWants.clear();
          peer.outPresences.clear();
          peer.outBlocks.clear();
          for (const want of [...this.#wants.values()]) if (want.asked.has(peer.name)) this.#cannot(want, peer.name);
          throw error;
        })
        .finally(() => {
          peer.isSending = false;
          if (this.#hasMessage(peer) && this.#peers.get(peer.name) === peer) this.#send(peer);
        }),
    );
  }

  #hasMessage(peer: Peer): boolean {
    return peer.outWants.size + peer.outPresences.size + peer.outBlocks.size > 0;
  }

  async #sendAll(peer: Peer): Promise<void> {
    const idle = new AbortController();
    const signal = AbortSignal.any([idle.signal, this.#stopped.signal]);
    let timer = setTimeout(() => idle.abort(new Error('bitswap stream stands still')), streamTimeoutMs);
    const onProgress = () => {
      clearTimeout(timer);
      timer = setTimeout(() => idle.abort(new Error('bitswap stream stands still')), streamTimeoutMs);
    };
    try {
      const stream = await this.#libp2p.dialProtocol(peer.id, bitswapProtocolId, {
        signal,
        maxOutboundStreams: maxInboundStreams,
      });
      await writeFrames(stream, this.#messages(peer, onProgress), signal);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Blocks are read from the store one message at a time, when the stream has taken the one before. */
  async *#messages(peer: Peer, onProgress: () => void): AsyncGenerator<Uint8Array> {
    while (this.#hasMessage(peer)) {
      onProgress();
      const wants = [...peer.outWants.values()];
      const presences = [...peer.outPresences.values()];
      peer.outWants.clear();
      peer.outPresences.clear();
      const blocks: { prefix: Uint8Array; data: Uint8Array }[] = [];
      let bytes = 0;
      for (const [key, cid] of peer.outBlocks) {
        if (bytes >= enoughBlockBytes) break;
        const data = await this.#blocks.get(cid);
        // deleted only if it was not cancelled meanwhile
        if (!peer.outBlocks.delete(key)) continue;
        if (data === undefined) {
          presences.push({ cid: cid.bytes, has: false });
          continue;
        }
        blocks.push({ prefix: prefixOf(cid), data });
        bytes += data.byteLength;
      }
      yield encodeBitswapMessage({ wants, presences, blocks });
    }
  }

  async #receive(stream: Stream, id: PeerId): Promise<void> {
    const peer = this.#peer(id);
    peer.isKnown = true;
    const what = 'bitswap message';
    const options = { maxFrameBytes: maxMessageBytes, peer: peer.name, what, signal: this.#stopped.signal };
    try {
      for await (const frame of readFrames(stream, options)) {
        const message = decodeBitswapMessage(frame);
        if (message.full) peer.wants.clear();
        for (const { prefix, data } of message.blocks) await this.#onBlock(peer, prefix, data);
        for (const { cid, has } of message.presences) this.#onPresence(peer, cid, has);
        for (const entry of message.wants) await this.#onWant(peer, entry);
      }
      await stream.close({ signal: AbortSignal.any([AbortSignal.timeout(streamTimeoutMs), this.#stopped.signal]) });
    } catch (cause) {
      const error = isSuanliError(cause)
        ? cause
        : new SuanliError('NETWORK_MALFORMED', { parameters: { peer: peer.name, what }, cause });
      stream.abort(error);
      throw error;
    }
  }
}
