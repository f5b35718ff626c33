import type { Stream } from '@libp2p/interface';
import { isSuanliError, SuanliError } from '@suanli/protocol';
import { concatBytes, framePrefix } from '../../internal/encodeFrame.ts';
import { FrameReader } from '../../internal/FrameReader.ts';
import { raceSignal } from '../../internal/raceSignal.ts';
import type { MessageSession, PeerLoad } from '../MessageSession.ts';
import type { SessionOptions } from '../SessionOptions.ts';
import type { Heartbeat, MessageCodec, WireMessage } from './MessageCodec.ts';

/** Small messages are joined up to this size into one write. */
const writeBytes = 256 * 1024;
/** Decoded messages that wait for the consumer, whatever their size: decoded ones take more memory than their bytes. */
const maxBufferedMessages = 1024;
/** How long an orderly end may take before the stream is cut. */
const closeTimeoutMs = 5_000;

interface Outgoing {
  readonly parts: readonly [prefix: Uint8Array, body: Uint8Array];
  readonly resolve: () => void;
  readonly reject: (error: SuanliError) => void;
}

/** Runs a session on an open stream; attaches to it at once, so that no message is missed. */
export function openMessageSession<Message extends WireMessage>(
  dependencies: { stream: Stream; remotePeer: string; codec: MessageCodec<Message> },
  options: Required<SessionOptions>,
): MessageSession<Message> {
  const { stream, remotePeer, codec } = dependencies;
  const { heartbeatIntervalMs, silenceTimeoutMs, maxMessageBytes, maxBufferedBytes } = options;
  const { promise: closed, resolve: resolveClosed } = Promise.withResolvers<SuanliError | undefined>();

  // Invariants: `ended` is set once, by `end`; afterwards nothing is sent. What was received before may still be decoded
  // and read, unless the session was aborted here or a message was malformed: then `discarded` is set.
  let ended = false;
  let endReason: SuanliError | undefined;
  let closing = false;

  const closedError = (cause?: unknown) =>
    new SuanliError('NETWORK_CLOSED', {
      parameters: { peer: remotePeer },
      ...(cause === undefined ? {} : { cause }),
    });

  function end(reason: SuanliError | undefined): void {
    if (ended) return;
    ended = true;
    endReason = reason;
    clearInterval(heartbeat);
    for (const outgoing of outbox.splice(0)) outgoing.reject(reason ?? closedError());
    if (reason !== undefined) stream.abort(reason);
    wakeConsumer();
    flushed?.();
    resolveClosed(reason);
  }

  // ── sending ──────────────────────────────────────────────────────────────────────────────────────────────────────

  const outbox: Outgoing[] = [];
  let flushScheduled = false;
  let flushed: (() => void) | undefined;

  function scheduleFlush(): void {
    if (flushScheduled || ended) return;
    flushScheduled = true;
    // Deferred for two reasons: messages of one turn are joined, and 'drain' and 'idle' come from within the stream's
    // own write loop, where a nested write would be taken and then left lying.
    queueMicrotask(flush);
  }

  function flush(): void {
    flushScheduled = false;
    while (!ended && outbox.length > 0 && !stream.writableNeedsDrain && stream.writeBufferLength === 0) {
      let bytes = 0;
      let count = 0;
      const parts: Uint8Array[] = [];
      for (const { parts: frame } of outbox) {
        if (bytes >= writeBytes) break;
        parts.push(...frame);
        bytes += frame[0].byteLength + frame[1].byteLength;
        count += 1;
      }
      const sent = outbox.splice(0, count);
      try {
        stream.send(concatBytes(parts));
      } catch (cause) {
        const error = closedError(cause);
        for (const outgoing of sent) outgoing.reject(error);
        end(error);
        return;
      }
      lastSentMs = performance.now();
      for (const outgoing of sent) outgoing.resolve();
    }
    if (outbox.length === 0) flushed?.();
  }

  function send(message: Message | Heartbeat, sendOptions?: { signal?: AbortSignal }): Promise<void> {
    const signal = sendOptions?.signal;
    const aborted = () => new SuanliError('NETWORK_ABORTED', { cause: signal?.reason });
    if (ended || closing) return Promise.reject(endReason ?? closedError());
    if (signal?.aborted) return Promise.reject(aborted());
    const body = codec.encode(message);
    if (body.byteLength > maxMessageBytes) {
      return Promise.reject(
        new SuanliError('NETWORK_FRAME_TOO_LARGE', {
          parameters: { bytes: body.byteLength, limitBytes: maxMessageBytes },
        }),
      );
    }
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const outgoing: Outgoing = { parts: [framePrefix(body.byteLength), body], resolve, reject };
    outbox.push(outgoing);
    scheduleFlush();
    if (signal === undefined) return promise;
    const onAbort = () => {
      const at = outbox.indexOf(outgoing);
      if (at < 0) return;
      outbox.splice(at, 1);
      reject(aborted());
    };
    signal.addEventListener('abort', onAbort, { once: true });
    return promise.finally(() => signal.removeEventListener('abort', onAbort));
  }

  // ── receiving ────────────────────────────────────────────────────────────────────────────────────────────────────

  const reader = new FrameReader({ maxFrameBytes: maxMessageBytes, peer: remotePeer, what: codec.what });
  let inbox: { message: Message; bytes: number }[] = [];
  let inboxBytes = 0;
  let remoteLoad: PeerLoad | undefined;
  let remoteDone = false;
  let discarded = false;
  let wake: (() => void) | undefined;

  function wakeConsumer(): void {
    wake?.();
    wake = undefined;
  }

  function hasRoom(): boolean {
    return inboxBytes < maxBufferedBytes && inbox.length < maxBufferedMessages;
  }

  /** Decodes what has arrived while the consumer has room for it. */
  function decodeArrived(): void {
    if (discarded) return;
    try {
      while (hasRoom()) {
        const frame = reader.next();
        if (frame === undefined) {
          if (remoteDone && reader.bufferedBytes > 0 && stream.readBufferLength === 0) {
            throw new SuanliError('NETWORK_MALFORMED', { parameters: { peer: remotePeer, what: codec.what } });
          }
          return;
        }
        const message = codec.decode(frame);
        if (isHeartbeat(message)) {
          remoteLoad = { running: message.running, queued: message.queued };
          // Browsers hold back the timers of hidden tabs for up to a minute, but not what arrives: so an overdue heartbeat
          // goes out in answer to the remote's.
          if (performance.now() - lastSentMs > 1.5 * heartbeatIntervalMs) sendHeartbeat();
          continue;
        }
        inbox.push({ message, bytes: frame.byteLength });
        inboxBytes += frame.byteLength;
      }
    } catch (error) {
      discarded = true;
      end(isSuanliError(error) ? error : closedError(error));
    }
  }

  function receive(): void {
    decodeArrived();
    if (hasRoom()) {
      if (stream.readStatus === 'paused') {
        try {
          stream.resume();
        } catch {
          // the connection is gone, its close event tells why
        }
        lastHeardMs = performance.now();
      }
    } else if (stream.readStatus === 'readable') {
      stream.pause();
    }
    if (inbox.length > 0 || ended) wakeConsumer();
  }

  /** The remote has half-closed: nothing can be asked of it any more, so this side closes as well. */
  function onRemoteDone(): void {
    remoteDone = true;
    // A last data frame may follow the flag that it carries itself.
    queueMicrotask(() => {
      decodeArrived();
      if (!ended) void close();
    });
  }

  const onMessage = (event: { data: Uint8Array | Iterable<Uint8Array> }) => {
    lastHeardMs = performance.now();
    if (discarded) return;
    if (event.data instanceof Uint8Array) reader.push(event.data);
    else for (const chunk of event.data) reader.push(chunk);
    receive();
  };

  const messages: AsyncIterator<Message> = {
    async next() {
      for (;;) {
        if (inbox.length === 0 && !discarded) receive();
        const first = inbox.shift();
        if (first !== undefined) {
          inboxBytes -= first.bytes;
          if (inbox.length === 0) receive();
          return { done: false, value: first.message };
        }
        if (ended) return { done: true, value: undefined };
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };

  // ── being alive ──────────────────────────────────────────────────────────────────────────────────────────────────

  let lastHeardMs = performance.now();
  let lastSentMs = lastHeardMs;
  let lastTickMs = lastHeardMs;

  function tick(): void {
    const nowMs = performance.now();
    // A tick that comes late means that this process itself was held up, and what the remote sent may lie unread.
    const heldUp = nowMs - lastTickMs > 2 * heartbeatIntervalMs;
    lastTickMs = nowMs;
    // While the remote is held back, its silence is our doing.
    if (heldUp || stream.readStatus === 'paused') lastHeardMs = nowMs;
    if (nowMs - lastHeardMs > silenceTimeoutMs) {
      end(new SuanliError('NETWORK_SILENT', { parameters: { peer: remotePeer, timeoutMs: silenceTimeoutMs } }));
      return;
    }
    sendHeartbeat();
  }

  function sendHeartbeat(): void {
    // What already waits to go out says as much as a heartbeat would.
    if (outbox.length > 0 || closing || ended) return;
    send({ type: 'heartbeat', ...options.load() }).catch(() => {
      // `closed` tells why
    });
  }

  const heartbeat = setInterval(tick, heartbeatIntervalMs);

  // ── ending ───────────────────────────────────────────────────────────────────────────────────────────────────────

  let closePromise: Promise<void> | undefined;

  function close(): Promise<void> {
    closePromise ??= closeInOrder();
    return closePromise;
  }

  async function closeInOrder(): Promise<void> {
    if (ended) return;
    closing = true;
    const signal = AbortSignal.timeout(closeTimeoutMs);
    try {
      if (outbox.length > 0) {
        await raceSignal(
          new Promise<void>((resolve) => {
            flushed = resolve;
          }),
          signal,
        );
      }
      await stream.close({ signal });
      // The remote half-closes when all of it has arrived; before that, an end of the connection could lose the last bytes.
      await raceSignal(closed, signal);
    } catch (cause) {
      end(closedError(cause));
    }
  }

  function abort(error?: SuanliError): void {
    discarded = true;
    inbox = [];
    inboxBytes = 0;
    end(error ?? closedError());
  }

  stream.addEventListener('drain', scheduleFlush);
  stream.addEventListener('idle', scheduleFlush);
  stream.addEventListener('remoteCloseWrite', onRemoteDone);
  stream.addEventListener('close', (event) => {
    if (event.error === undefined && remoteDone) end(undefined);
    else end(closedError(event.error));
  });
  stream.addEventListener('message', onMessage);
  if (stream.status !== 'open') end(closedError());
  else if (stream.remoteWriteStatus === 'closed') onRemoteDone();

  return {
    remotePeer,
    direction: stream.direction,
    send,
    messages: { [Symbol.asyncIterator]: () => messages },
    get remoteLoad() {
      return remoteLoad;
    },
    close,
    abort,
    closed,
  };
}

function isHeartbeat(message: WireMessage): message is Heartbeat {
  return message.type === 'heartbeat';
}
