import { SuanliError } from '@suanli/protocol';

/** Fetched blobs, the most recently used ones in memory. */
export interface InputCache {
  /**
   * The bytes of a CID, checked against it by the network.
   *
   * @param from the peer to ask first
   * @throws SuanliError `BLOB_NOT_FOUND`, `BLOB_MISMATCH` and other codes of the network's blobs
   */
  get(cid: string, options: { readonly from: string | undefined; readonly signal: AbortSignal }): Promise<Uint8Array>;
  /** Bytes held. */
  readonly bytes: number;
}

/** A fetch, and how many wait for it. */
interface Loading {
  readonly blob: Promise<Uint8Array>;
  readonly unwanted: AbortController;
  waiting: number;
}

/**
 * Makes the cache: one fetch at a time per CID and peer, least recently used out first.
 *
 * Trust: a peer may be slow, or gone, or have nothing. So nobody waits for what another's peer was asked for, and a fetch ends
 * with the last who waits for it, not with the first.
 *
 * @param options.maxBytes what it may hold; a larger blob passes through
 */
export function createInputCache(
  fetch: (cid: string, options: { from?: string; signal: AbortSignal }) => Promise<Uint8Array>,
  options: { readonly maxBytes: number; readonly fetchTimeoutMs: number },
): InputCache {
  const { maxBytes, fetchTimeoutMs } = options;
  /** Insertion order is order of use: an entry is put in anew when it is used. */
  const held = new Map<string, Uint8Array>();
  const underWay = new Map<string, Loading>();
  let bytes = 0;

  function keep(cid: string, blob: Uint8Array): void {
    // Another peer's may have come first.
    if (blob.length > maxBytes || held.has(cid)) return;
    held.set(cid, blob);
    bytes += blob.length;
    for (const [oldest, old] of held) {
      if (bytes <= maxBytes) break;
      held.delete(oldest);
      bytes -= old.length;
    }
  }

  function load(cid: string, from: string | undefined): Loading {
    const key = `${cid}/${from ?? ''}`;
    const present = underWay.get(key);
    if (present) return present;
    const unwanted = new AbortController();
    const signal = AbortSignal.any([unwanted.signal, AbortSignal.timeout(fetchTimeoutMs)]);
    const blob = fetch(cid, from === undefined ? { signal } : { from, signal });
    const loading: Loading = { blob, unwanted, waiting: 0 };
    underWay.set(key, loading);
    const forget = (): void => {
      if (underWay.get(key) === loading) underWay.delete(key);
    };
    // Who comes after that starts anew.
    unwanted.signal.addEventListener('abort', forget, { once: true });
    blob.then((fetched) => keep(cid, fetched)).then(forget, forget);
    return loading;
  }

  return {
    async get(cid, { from, signal }) {
      const present = held.get(cid);
      if (present) {
        held.delete(cid);
        held.set(cid, present);
        return present;
      }
      const aborted = Promise.withResolvers<never>();
      const onAbort = (): void => aborted.reject(new SuanliError('BLOB_NOT_FOUND', { parameters: { cid } }));
      signal.addEventListener('abort', onAbort, { once: true });
      if (signal.aborted) onAbort();
      const loading = load(cid, from);
      loading.waiting++;
      try {
        return await Promise.race([aborted.promise, loading.blob]);
      } finally {
        signal.removeEventListener('abort', onAbort);
        loading.waiting--;
        if (loading.waiting === 0) loading.unwanted.abort();
      }
    },
    get bytes() {
      return bytes;
    },
  };
}
