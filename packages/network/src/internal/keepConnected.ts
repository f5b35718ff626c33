import { isPeerId, type Libp2p } from '@libp2p/interface';
import { multiaddr } from '@multiformats/multiaddr';
import type { NetworkLogger } from '../NetworkLogger.ts';

const firstRetryMs = 1_000;
const maxRetryMs = 30_000;
const dialTimeoutMs = 10_000;

/** Stays connected to peers until the signal aborts; `firstTry` resolves when each was tried once. Neither promise rejects. */
export function keepConnected(
  dependencies: { libp2p: Libp2p; logger: NetworkLogger },
  options: { addresses: readonly string[]; signal: AbortSignal },
): { firstTry: Promise<void>; ended: Promise<void> } {
  const { libp2p, logger } = dependencies;
  const { addresses, signal } = options;
  const tries = addresses.map((address) => {
    const tried = Promise.withResolvers<void>();
    return { tried: tried.promise, ended: keep(address, tried.resolve) };
  });

  async function keep(address: string, onTried: () => void): Promise<void> {
    let retryMs = firstRetryMs;
    while (!signal.aborted) {
      try {
        const dialSignal = AbortSignal.any([signal, AbortSignal.timeout(dialTimeoutMs)]);
        const connection = await libp2p.dial(multiaddr(address), { signal: dialSignal });
        onTried();
        retryMs = firstRetryMs;
        await untilDisconnected(connection.remotePeer.toString());
      } catch (error) {
        if (!signal.aborted) logger.warn({ err: error, address, retryMs }, 'bootstrap peer not reachable');
        onTried();
        await wait(retryMs);
        retryMs = Math.min(retryMs * 2, maxRetryMs);
      }
    }
    onTried();
  }

  function untilDisconnected(peerId: string): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const onDisconnect = (event: CustomEvent<unknown>) => {
      if (isPeerId(event.detail) && event.detail.toString() === peerId) resolve();
    };
    const onAbort = () => resolve();
    libp2p.addEventListener('peer:disconnect', onDisconnect);
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted || !libp2p.getPeers().some((peer) => peer.toString() === peerId)) resolve();
    return promise.finally(() => {
      libp2p.removeEventListener('peer:disconnect', onDisconnect);
      signal.removeEventListener('abort', onAbort);
    });
  }

  function wait(timeMs: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const onAbort = () => resolve();
    const timer = setTimeout(resolve, timeMs);
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) resolve();
    return promise.finally(() => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
    });
  }

  return {
    firstTry: Promise.all(tries.map(({ tried }) => tried)).then(() => undefined),
    ended: Promise.all(tries.map(({ ended }) => ended)).then(() => undefined),
  };
}
