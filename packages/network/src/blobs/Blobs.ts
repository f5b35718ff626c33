import type { PeerTarget } from '../PeerTarget.ts';

/**
 * Content by CID: kept in this peer's block store, fetched from connected peers over bitswap 1.2, served to whoever asks.
 *
 * Up to 1 MiB a blob is one raw block; above that a balanced UnixFS file of 1 MiB raw leaves with 174 links per node. Its CID
 * is the one of `ipfs add --cid-version=1 --raw-leaves --chunker=size-1048576`.
 *
 * Trust: every block is checked against its hash before it is kept or handed out; a peer can only withhold.
 *
 * @example
 * const cid = await network.blobs.put(bytes);
 * const same = await other.blobs.get(cid, { from: network.addresses(), signal: AbortSignal.timeout(30_000) });
 */
export interface Blobs {
  /**
   * Keeps bytes and returns their CID.
   *
   * @throws SuanliError `BLOB_TOO_LARGE`
   */
  put(bytes: Uint8Array): Promise<string>;
  /**
   * The bytes of a CID, from the block store or from peers: `from` first, then every connected one. Blocks that arrived are
   * kept even where the whole fails, so that the next attempt goes on from there.
   *
   * Without `from` it waits for a peer that has it; with `from` it gives up once all connected peers said that they have not.
   *
   * @throws SuanliError `BLOB_NOT_FOUND` (also where the signal aborts, or no block came for `stallTimeoutMs`), `BLOB_MISMATCH`,
   * `BLOB_TOO_LARGE`, `BLOB_CID_UNSUPPORTED`, `BLOB_MALFORMED`, `NETWORK_NOT_RUNNING`, `NETWORK_ADDRESS_MALFORMED`
   */
  get(cid: string, options?: { signal?: AbortSignal; from?: PeerTarget }): Promise<Uint8Array>;
  /** True where all blocks of a CID are in the block store, so that `get` needs no peer. */
  has(cid: string): Promise<boolean>;
  /** The CID that `put` would give, without keeping anything. */
  cidOf(bytes: Uint8Array): Promise<string>;
}
