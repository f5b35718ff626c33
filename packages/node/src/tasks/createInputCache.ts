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

/**
 * Makes the cache: one fetch at a time per CID, least recently used out first.
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
  const underWay = new Map<string, Promise<Uint8Array>>();
  let bytes = 0;

  function keep(cid: string, blob: Uint8Array): void {
    if (blob.length > maxBytes) return;
    held.set(cid, blob);
    bytes += blob.length;
    for (const [oldest, old] of held) {
      if (bytes <= maxBytes) break;
      held.delete(oldest);
      bytes -= old.length;
    }
  }

  async function load(cid: string, from: string | undefined): Promise<Uint8Array> {
    try {
      // Not the caller's signal: others may wait for the same blob.
      const signal = AbortSignal.timeout(fetchTimeoutMs);
      const blob = await fetch(cid, from === undefined ? { signal } : { from, signal });
      keep(cid, blob);
      return blob;
    } finally {
      underWay.delete(cid);
    }
  }

  return {
    async get(cid, { from, signal }) {
      const present = held.get(cid);
      if (present) {
        held.delete(cid);
        held.set(cid, present);
        return present;
      }
      let loading = underWay.get(cid);
      if (!loading) {
        loading = load(cid, from);
        underWay.set(cid, loading);
      }
      const aborted = Promise.withResolvers<never>();
      const onAbort = (): void => aborted.reject(new SuanliError('BLOB_NOT_FOUND', { parameters: { cid } }));
      signal.addEventListener('abort', onAbort, { once: true });
      try {
        if (signal.aborted) onAbort();
        return await Promise.race([loading, aborted.promise]);
      } finally {
        signal.removeEventListener('abort', onAbort);
      }
    },
    get bytes() {
      return bytes;
    },
  };
}
