import type { Stream } from '@libp2p/interface';
import { SuanliError } from '@suanli/protocol';
import { encodeFrame } from './encodeFrame.ts';
import { FrameReader } from './FrameReader.ts';

/** Resolves when the stream may have room again, rejects when it closed or the signal aborted. */
function untilWritable(stream: Stream, signal: AbortSignal): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const onRoom = () => {
    // 'idle' and 'drain' are sent from within the stream's own write loop, which must end first
    queueMicrotask(resolve);
  };
  const onClose = (event: { error?: Error }) => reject(event.error ?? new Error('stream closed'));
  const onAbort = () => reject(signal.reason);
  stream.addEventListener('drain', onRoom);
  stream.addEventListener('idle', onRoom);
  stream.addEventListener('close', onClose);
  signal.addEventListener('abort', onAbort, { once: true });
  return promise.finally(() => {
    stream.removeEventListener('drain', onRoom);
    stream.removeEventListener('idle', onRoom);
    stream.removeEventListener('close', onClose);
    signal.removeEventListener('abort', onAbort);
  });
}

/**
 * Writes frames and half-closes the stream, taking the next frame from the source only when the one before went out.
 *
 * `Stream.onDrain` is not used: it resolves at once from the second time on, so that nothing would hold the sender back.
 */
export async function writeFrames(
  stream: Stream,
  frames: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): Promise<void> {
  try {
    for await (const frame of frames) {
      while (stream.writableNeedsDrain || stream.writeBufferLength > 0) {
        signal.throwIfAborted();
        await untilWritable(stream, signal);
      }
      signal.throwIfAborted();
      stream.send(encodeFrame(frame));
    }
    await stream.close({ signal });
  } catch (cause) {
    stream.abort(cause instanceof Error ? cause : new Error(String(cause)));
    throw cause;
  }
}

/**
 * Reads frames until the remote half-closes the stream. The remote is held back while the consumer works on a frame.
 *
 * @throws SuanliError `NETWORK_MALFORMED`, `NETWORK_FRAME_TOO_LARGE`, `NETWORK_CLOSED`; the signal's reason
 */
export async function* readFrames(
  stream: Stream,
  options: { maxFrameBytes: number; peer: string; what: string; signal: AbortSignal },
): AsyncGenerator<Uint8Array> {
  const { signal, peer, what } = options;
  const reader = new FrameReader(options);
  let ended = stream.readableEnded;
  let failure: unknown;
  let wake: (() => void) | undefined;
  const signalChange = () => {
    wake?.();
    wake = undefined;
  };
  const onMessage = (event: { data: Uint8Array | Iterable<Uint8Array> }) => {
    if (event.data instanceof Uint8Array) reader.push(event.data);
    else for (const chunk of event.data) reader.push(chunk);
    if (stream.readStatus === 'readable') stream.pause();
    signalChange();
  };
  const onEnd = () => {
    ended = true;
    signalChange();
  };
  const onClose = (event: { error?: Error }) => {
    if (event.error !== undefined) failure ??= event.error;
    // what was received before the close can still be read
    ended = ended || stream.readBufferLength === 0;
    signalChange();
  };
  const onAbort = () => {
    failure ??= signal.reason;
    signalChange();
  };
  stream.addEventListener('message', onMessage);
  stream.addEventListener('end', onEnd);
  stream.addEventListener('close', onClose);
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) onAbort();
  try {
    for (;;) {
      const frame = reader.next();
      if (frame !== undefined) {
        yield frame;
        continue;
      }
      if (failure !== undefined) {
        if (signal.aborted) throw failure;
        throw new SuanliError('NETWORK_CLOSED', { parameters: { peer }, cause: failure });
      }
      if (ended) {
        if (reader.bufferedBytes > 0) throw new SuanliError('NETWORK_MALFORMED', { parameters: { peer, what } });
        return;
      }
      const changed = new Promise<void>((resolve) => {
        wake = resolve;
      });
      if (stream.readStatus === 'paused') {
        try {
          stream.resume();
        } catch {
          // the connection is gone: its close event tells why
        }
        if (stream.readBufferLength === 0 && stream.status !== 'open' && stream.remoteWriteStatus === 'closed') {
          ended = true;
          continue;
        }
      }
      await changed;
    }
  } catch (cause) {
    stream.abort(cause instanceof Error ? cause : new Error(String(cause)));
    throw cause;
  } finally {
    stream.removeEventListener('message', onMessage);
    stream.removeEventListener('end', onEnd);
    stream.removeEventListener('close', onClose);
    signal.removeEventListener('abort', onAbort);
  }
}
