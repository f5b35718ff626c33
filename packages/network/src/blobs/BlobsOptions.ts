/** Options of blobs; the defaults suit production. */
export interface BlobsOptions {
  /** Largest blob that is put or fetched: it is held in memory whole. Default 256 MiB. */
  readonly maxBytes?: number;
  /** Milliseconds without a block after which a fetch ends with `BLOB_NOT_FOUND`. Default 30000. */
  readonly stallTimeoutMs?: number;
  /** Milliseconds that a peer that was asked for blocks may go without sending one before another is asked. Default 20000. */
  readonly blockTimeoutMs?: number;
}
