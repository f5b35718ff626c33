const name = 'suanli-jobs';

/** Asks a request of IndexedDB for its result. */
export function resultOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Resolves when everything that a transaction wrote is kept. */
export function committed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onerror = () => reject(transaction.error);
    transaction.onabort = () => reject(transaction.error);
  });
}

let opening: Promise<IDBDatabase> | undefined;

/** The browser's own database of this page's jobs; opened once. */
export function openJobDatabase(): Promise<IDBDatabase> {
  opening ??= (() => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => {
      const { result } = request;
      result.createObjectStore('records');
      result.createObjectStore('batches', { autoIncrement: true }).createIndex('jobId', 'jobId');
      result.createObjectStore('outputs');
      result.createObjectStore('pictures');
    };
    return resultOf(request);
  })().catch((error: unknown) => {
    // The next one tries again.
    opening = undefined;
    throw error;
  });
  return opening;
}
