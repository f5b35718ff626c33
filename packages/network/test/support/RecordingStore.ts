import { MemoryBlockstore } from 'blockstore-core';
import type { CID } from 'multiformats/cid';
import type { BlobStore } from '../../src/index.ts';

/** A memory block store that tells which blocks were read and written, in order. */
export class RecordingStore implements BlobStore {
  readonly #memory = new MemoryBlockstore();
  readonly reads: string[] = [];
  readonly writes: string[] = [];
  onPut: (() => void) | undefined;

  has(cid: CID) {
    return this.#memory.has(cid);
  }

  get(cid: CID) {
    this.reads.push(cid.toString());
    return this.#memory.get(cid);
  }

  async put(cid: CID, ...rest: [Parameters<BlobStore['put']>[1]]) {
    this.writes.push(cid.toString());
    await this.#memory.put(cid, ...rest);
    this.onPut?.();
    return cid;
  }

  delete(cid: CID) {
    return this.#memory.delete(cid);
  }

  /** Puts other bytes under a CID, as a failing disk would. */
  async corrupt(cid: CID): Promise<void> {
    await this.#memory.put(cid, Uint8Array.of(0xde, 0xad));
  }
}
