import type { CID } from 'multiformats/cid';
import { sha256 } from 'multiformats/hashes/sha2';
import { concatBytes } from '../../internal/encodeFrame.ts';
import type { BlobStore } from '../BlobStore.ts';

/** True where bytes hash to a CID, which has sha2-256. */
export async function matchesCid(cid: CID, bytes: Uint8Array): Promise<boolean> {
  const { digest } = await sha256.digest(bytes);
  return digest.every((byte, index) => byte === cid.multihash.digest[index]);
}

/**
 * A block store that hands out no block whose bytes do not hash to its CID: a disk may lie, above all after a crash in the
 * middle of a write. Such a block is dropped and counts as missing, so that it is fetched again.
 */
export class CheckedBlocks {
  readonly #store: BlobStore;

  constructor(store: BlobStore) {
    this.#store = store;
  }

  /** True where the store has a block, be its bytes right or not. */
  async has(cid: CID): Promise<boolean> {
    return this.#store.has(cid);
  }

  async get(cid: CID): Promise<Uint8Array | undefined> {
    if (!(await this.#store.has(cid))) return undefined;
    const parts: Uint8Array[] = [];
    try {
      for await (const part of this.#store.get(cid)) parts.push(part);
    } catch {
      // gone between the two calls, or unreadable
      return undefined;
    }
    const bytes = concatBytes(parts);
    if (await matchesCid(cid, bytes)) return bytes;
    await this.#store.delete(cid);
    return undefined;
  }

  async put(cid: CID, bytes: Uint8Array): Promise<void> {
    await this.#store.put(cid, bytes);
  }
}
