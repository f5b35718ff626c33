import type { ReceiptBatch } from '@suanli/protocol';
import { decodeJobRecord, encodeJobRecord, type JobRecord, type JobStore } from '@suanli/sdk';
import type { Hex } from 'viem';
import { committed, resultOf } from '../../data/indexedDatabase.ts';
import { openJobDatabase } from './openJobDatabase.ts';

/** How a job's picture was split, so that it can be put together after the page was loaded anew. */
export interface PictureShape {
  readonly size: number;
  readonly samples: number;
  readonly tiles: number;
}

interface StoredBatch {
  readonly jobId: Hex;
  readonly batch: ReceiptBatch;
}

async function write(stores: readonly string[], change: (transaction: IDBTransaction) => void): Promise<void> {
  const database = await openJobDatabase();
  // A transaction goes out only after its record was saved: `strict` waits for the disk.
  const transaction = database.transaction([...stores], 'readwrite', { durability: 'strict' });
  const done = committed(transaction);
  change(transaction);
  await done;
}

async function read<T>(store: string, ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await openJobDatabase();
  return resultOf(ask(database.transaction(store).objectStore(store)));
}

/** Jobs of this browser; they survive a reload. */
export const jobStore: JobStore & {
  savePicture(jobId: Hex, shape: PictureShape): Promise<void>;
  loadPicture(jobId: Hex): Promise<PictureShape | undefined>;
} = {
  async saveJob(record) {
    await write(['records'], (transaction) => {
      transaction.objectStore('records').put(encodeJobRecord(record), record.jobId);
    });
  },
  async loadJob(jobId) {
    const bytes = await read<Uint8Array | undefined>('records', (store) => store.get(jobId));
    return bytes && decodeJobRecord(bytes);
  },
  async listJobs() {
    const all = await read<Uint8Array[]>('records', (store) => store.getAll());
    return all.map((bytes): JobRecord => decodeJobRecord(bytes)).sort((a, b) => b.createdAtMs - a.createdAtMs);
  },
  async saveReceipts(jobId, { batch, outputs, replaces }) {
    await write(['batches', 'outputs'], (transaction) => {
      transaction.objectStore('batches').add({ jobId, batch } satisfies StoredBatch);
      const store = transaction.objectStore('outputs');
      for (const [index, output] of outputs) {
        const key = [jobId, index];
        if (replaces?.has(index)) {
          store.put(output, key);
          continue;
        }
        // The first output of a task counts.
        const asked = store.getKey(key);
        asked.onsuccess = () => {
          if (asked.result === undefined) store.put(output, key);
        };
      }
    });
  },
  async loadReceipts(jobId) {
    const found = await read<StoredBatch[]>('batches', (store) => store.index('jobId').getAll(jobId));
    return found.map(({ batch }) => batch);
  },
  loadOutput(jobId, taskIndex) {
    return read<Uint8Array | undefined>('outputs', (store) => store.get([jobId, taskIndex]));
  },
  async savePicture(jobId, shape) {
    await write(['pictures'], (transaction) => {
      transaction.objectStore('pictures').put(shape, jobId);
    });
  },
  loadPicture(jobId) {
    return read<PictureShape | undefined>('pictures', (store) => store.get(jobId));
  },
};
