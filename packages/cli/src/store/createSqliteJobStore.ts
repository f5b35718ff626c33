import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite';
import { isSuanliError, type ReceiptBatch, SuanliError } from '@suanli/protocol';
import { decodeJobRecord, encodeJobRecord, type JobRecord } from '@suanli/sdk';
import { bytesToHex, type Hex, hexToBytes } from 'viem';
import { migrations } from './internal/migrations.ts';
import { processStart } from './internal/processStart.ts';
import { decodeReceiptBatch, encodeReceiptBatch } from './internal/receiptBatchBytes.ts';
import type { JobLock, SqliteJobStore } from './SqliteJobStore.ts';

export interface CreateSqliteJobStoreParameters {
  /** The SQLite file; made with its folder where there is none. */
  readonly file: string;
}

/** How long a write waits for another process's, in milliseconds. */
const busyTimeoutMs = 10_000;
const hexOf = (value: SQLOutputValue | undefined): Hex => bytesToHex(value as Uint8Array);

function open(file: string): DatabaseSync {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const database = new DatabaseSync(file, { enableForeignKeyConstraints: true, timeout: busyTimeoutMs });
  try {
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
    migrate(database, file);
  } catch (error) {
    database.close();
    throw error;
  }
  return database;
}

function migrate(database: DatabaseSync, file: string): void {
  const versionOf = () => Number(database.prepare('PRAGMA user_version').get()?.user_version ?? 0);
  if (versionOf() === migrations.length) return;
  // Two first processes at once: the second waits here and then finds nothing to do.
  database.exec('BEGIN IMMEDIATE');
  try {
    const version = versionOf();
    if (version > migrations.length) {
      throw new SuanliError('CLI_STORE_VERSION', { parameters: { file, actual: version, known: migrations.length } });
    }
    for (const step of migrations.slice(version)) database.exec(step);
    database.exec(`PRAGMA user_version = ${migrations.length}`);
    database.exec('COMMIT');
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}

/**
 * Opens the jobs kept in a SQLite file.
 *
 * Durability: WAL with `synchronous = FULL`, so what was saved survives a power cut, not only `kill -9`.
 *
 * @throws SuanliError `CLI_STORE_UNUSABLE`, `CLI_STORE_VERSION`
 *
 * @example
 * const store = createSqliteJobStore({ file: 'jobs.sqlite' });
 * const lock = store.lock(jobId);
 */
export function createSqliteJobStore(parameters: CreateSqliteJobStoreParameters): SqliteJobStore {
  const { file } = parameters;
  const guarded = <Result>(work: () => Result): Result => {
    try {
      return work();
    } catch (cause) {
      if (isSuanliError(cause)) throw cause;
      throw new SuanliError('CLI_STORE_UNUSABLE', { parameters: { file }, cause });
    }
  };
  const database = guarded(() => open(file));
  const own = { pid: process.pid, started: processStart(process.pid) ?? '' };

  const sql = {
    saveJob: database.prepare(
      `INSERT INTO jobs (job_id, name, created_at_ms, phase, cancelled, tasks, record) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (job_id) DO UPDATE SET phase = excluded.phase, cancelled = excluded.cancelled, record = excluded.record`,
    ),
    job: database.prepare('SELECT record FROM jobs WHERE job_id = ?'),
    jobs: database.prepare('SELECT record FROM jobs ORDER BY created_at_ms DESC, job_id'),
    summaries: database.prepare(
      `SELECT job_id, name, created_at_ms, phase, cancelled, tasks,
         (SELECT count(*) FROM outputs WHERE outputs.job_id = jobs.job_id) AS tasks_done
       FROM jobs ORDER BY created_at_ms DESC, job_id`,
    ),
    byPrefix: database.prepare('SELECT job_id FROM jobs WHERE hex(job_id) LIKE ? LIMIT 100'),
    addReceipts: database.prepare('INSERT INTO receipts (job_id, batch) VALUES (?, ?)'),
    receiptIds: database.prepare('SELECT receipts_id FROM receipts WHERE job_id = ? ORDER BY receipts_id'),
    receipts: database.prepare('SELECT batch FROM receipts WHERE receipts_id = ?'),
    addOutput: database.prepare('INSERT INTO outputs VALUES (?, ?, ?) ON CONFLICT DO NOTHING'),
    replaceOutput: database.prepare('INSERT OR REPLACE INTO outputs VALUES (?, ?, ?)'),
    output: database.prepare('SELECT output FROM outputs WHERE job_id = ? AND task_index = ?'),
    outputIndexes: database.prepare('SELECT task_index FROM outputs WHERE job_id = ? ORDER BY task_index'),
    lock: database.prepare('SELECT pid, started FROM locks WHERE name = ?'),
    addLock: database.prepare('INSERT OR REPLACE INTO locks VALUES (?, ?, ?)'),
    dropLock: database.prepare('DELETE FROM locks WHERE name = ? AND pid = ? AND started = ?'),
  };

  const transaction = <Result>(work: () => Result): Result =>
    guarded(() => {
      database.exec('BEGIN IMMEDIATE');
      try {
        const result = work();
        database.exec('COMMIT');
        return result;
      } catch (error) {
        database.exec('ROLLBACK');
        throw error;
      }
    });

  const holderOf = (name: string): number | undefined => {
    const row = sql.lock.get(name);
    if (!row) return undefined;
    const pid = Number(row.pid);
    const started = processStart(pid);
    return started !== undefined && (started === row.started || started === '' || row.started === '') ? pid : undefined;
  };
  const take = (name: string): JobLock | number => {
    const holder = transaction(() => {
      const present = holderOf(name);
      if (present === undefined) sql.addLock.run(name, own.pid, own.started);
      return present;
    });
    if (holder !== undefined) return holder;
    let held = true;
    return {
      release() {
        if (!held) return;
        held = false;
        guarded(() => sql.dropLock.run(name, own.pid, own.started));
      },
    };
  };
  const lockName = (jobId: Hex) => `job ${jobId.toLowerCase()}`;

  function* iterateReceipts(jobId: Hex): Generator<ReceiptBatch> {
    for (const { receipts_id } of guarded(() => sql.receiptIds.all(hexToBytes(jobId)))) {
      const row = guarded(() => sql.receipts.get(receipts_id as number));
      if (row) yield decodeReceiptBatch(row.batch as Uint8Array);
    }
  }

  return {
    async saveJob(record: JobRecord) {
      guarded(() =>
        sql.saveJob.run(
          hexToBytes(record.jobId),
          record.name,
          record.createdAtMs,
          record.phase,
          record.cancelled ? 1 : 0,
          record.tasks.length,
          encodeJobRecord(record),
        ),
      );
    },
    async loadJob(jobId) {
      const row = guarded(() => sql.job.get(hexToBytes(jobId)));
      return row && decodeJobRecord(row.record as Uint8Array);
    },
    async listJobs() {
      return guarded(() => sql.jobs.all()).map(({ record }) => decodeJobRecord(record as Uint8Array));
    },
    async saveReceipts(jobId, { batch, outputs, replaces }) {
      const id = hexToBytes(jobId);
      transaction(() => {
        sql.addReceipts.run(id, encodeReceiptBatch(batch));
        for (const [index, output] of outputs) {
          (replaces?.has(index) ? sql.replaceOutput : sql.addOutput).run(id, index, output);
        }
      });
    },
    async loadReceipts(jobId) {
      return [...iterateReceipts(jobId)];
    },
    async loadOutput(jobId, taskIndex) {
      return guarded(() => sql.output.get(hexToBytes(jobId), taskIndex))?.output as Uint8Array | undefined;
    },

    listSummaries: () =>
      guarded(() =>
        sql.summaries.all().map((row) => {
          const jobId = hexOf(row.job_id);
          return {
            jobId,
            name: row.name as string,
            createdAtMs: row.created_at_ms as number,
            phase: row.phase as JobRecord['phase'],
            cancelled: row.cancelled === 1,
            tasks: row.tasks as number,
            tasksDone: row.tasks_done as number,
            holder: holderOf(lockName(jobId)),
          };
        }),
      ),
    findJob(prefix) {
      const digits = prefix.replace(/^0x/i, '').toUpperCase();
      const rows = /^[0-9A-F]{1,64}$/.test(digits) ? guarded(() => sql.byPrefix.all(`${digits}%`)) : [];
      const [row] = rows;
      if (!row) throw new SuanliError('JOB_NOT_FOUND', { parameters: { jobId: prefix } });
      if (rows.length > 1) throw new SuanliError('CLI_JOB_AMBIGUOUS', { parameters: { prefix, count: rows.length } });
      return hexOf(row.job_id);
    },
    iterateReceipts,
    listOutputs: (jobId) =>
      guarded(() => sql.outputIndexes.all(hexToBytes(jobId)).map(({ task_index }) => task_index as number)),
    lock(jobId) {
      const taken = take(lockName(jobId));
      if (typeof taken === 'number') throw new SuanliError('CLI_JOB_BUSY', { parameters: { jobId, pid: taken } });
      return taken;
    },
    tryLock(name) {
      const taken = take(`other ${name}`);
      return typeof taken === 'number' ? undefined : taken;
    },
    close() {
      database.close();
    },
  };
}
