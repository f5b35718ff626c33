import { lazyDatabase } from '../../data/indexedDatabase.ts';

/** The browser's own database of this page's jobs; opened once. */
export const openJobDatabase = lazyDatabase('suanli-jobs', (database) => {
  database.createObjectStore('records');
  database.createObjectStore('batches', { autoIncrement: true }).createIndex('jobId', 'jobId');
  database.createObjectStore('outputs');
  database.createObjectStore('pictures');
});
