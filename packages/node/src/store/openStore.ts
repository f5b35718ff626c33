import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite';
import {
  type DealStatus,
  dealStatusName,
  decodeCanonicalCbor,
  encodeCanonicalCbor,
  isSuanliError,
  type JobTask,
  type ReceiptLeaf,
  SuanliError,
  type TaskResult,
  type TaskStatus,
} from '@suanli/protocol';
import type { Hex } from 'viem';
import { formatDeal, parseDeal } from './internal/dealText.ts';
import { droppedVersions, migrations } from './internal/migrations.ts';
import { openTabs } from './internal/openTabs.ts';
import { openVerifications } from './internal/openVerifications.ts';
import { openVouchers } from './internal/openVouchers.ts';
import { MerkleSumAccumulator } from './MerkleSumAccumulator.ts';
import type { Store, StoredAnswer, StoredBatch, StoredDeal, StoredJob } from './Store.ts';

export interface OpenStoreParameters {
  /** The SQLite file; `:memory:` keeps nothing. */
  readonly file: string;
  /** Whose store it is, such as account, chain and broker; a store of another owner is refused. */
  readonly owner: string;
}

/** All that {@link StoredDeal} shows: not the job, which is large and rarely asked for. */
const dealColumns =
  'deal_id, terms, opened_block, job IS NOT NULL AS admitted, started, answer_now, ended, result_count';

/** Leaves hashed in one turn of the event loop: some tens of milliseconds. */
const leavesPerTurn = 1_000;

type Row = Record<string, SQLOutputValue>;
// Buffer's own hex is several times faster than a portable one, and every result passes here with three hashes.
const hexToBytes = (hex: Hex): Uint8Array => Buffer.from(hex.slice(2), 'hex');
const hexOf = (value: SQLOutputValue | undefined): Hex => `0x${Buffer.from(value as Uint8Array).toString('hex')}`;
const equalBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i]);

function open(file: string): DatabaseSync {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const database = new DatabaseSync(file, { enableForeignKeyConstraints: true });
  try {
    // The first write takes the lock and keeps it until this process ends, however it ends: one daemon per store.
    database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
    database.exec('BEGIN IMMEDIATE; COMMIT;');
  } catch (error) {
    database.close();
    throw error;
  }
  return database;
}

function migrate(database: DatabaseSync, file: string): void {
  const version = Number(database.prepare('PRAGMA user_version').get()?.user_version ?? 0);
  const known = droppedVersions + migrations.length;
  if (version > known) throw new SuanliError('NODE_STORE_VERSION', { parameters: { file, actual: version, known } });
  if (version > 0 && version <= droppedVersions) {
    throw new SuanliError('NODE_STORE_OUTDATED', {
      parameters: { file, actual: version, oldest: droppedVersions + 1 },
    });
  }
  for (const [index, step] of migrations.entries()) {
    const after = droppedVersions + index + 1;
    if (after > version) database.exec(`BEGIN IMMEDIATE; ${step} PRAGMA user_version = ${after}; COMMIT;`);
  }
}

/**
 * Opens the daemon's store, makes it where there is none, and brings its schema up to date. One process at a time.
 *
 * Durability: WAL with `synchronous = FULL`, so a committed batch survives a power cut, not only `kill -9`.
 *
 * @throws SuanliError `NODE_STORE_LOCKED`, `NODE_STORE_VERSION`, `NODE_STORE_OUTDATED`, `NODE_STORE_FOREIGN`, `NODE_STORE_UNUSABLE`
 *
 * @example
 * const store = openStore({ file: 'node.sqlite', owner: `${account.address}@31337` });
 */
export function openStore(parameters: OpenStoreParameters): Store {
  const { file, owner } = parameters;
  let database: DatabaseSync;
  try {
    database = open(file);
    try {
      migrate(database, file);
    } catch (error) {
      // It holds the lock.
      database.close();
      throw error;
    }
  } catch (cause) {
    if (isSuanliError(cause)) throw cause;
    const locked = cause instanceof Error && /database is locked/.test(cause.message);
    throw new SuanliError(locked ? 'NODE_STORE_LOCKED' : 'NODE_STORE_UNUSABLE', { parameters: { file }, cause });
  }

  const sql = {
    meta: database.prepare('SELECT value FROM meta WHERE key = ?'),
    setMeta: database.prepare('INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value'),
    addDeal: database.prepare(
      `INSERT INTO deals (deal_id, terms, opened_block, created_at_ms) VALUES (?, ?, ?, ?)
       ON CONFLICT (deal_id) DO UPDATE SET terms = excluded.terms, opened_block = excluded.opened_block
       WHERE ended IS NULL AND (terms <> excluded.terms OR opened_block <> excluded.opened_block)`,
    ),
    job: database.prepare('SELECT job FROM deals WHERE deal_id = ?'),
    setJob: database.prepare('UPDATE deals SET job = ? WHERE deal_id = ?'),
    deal: database.prepare(`SELECT ${dealColumns} FROM deals WHERE deal_id = ?`),
    openDealCount: database.prepare('SELECT count(*) AS deals FROM deals WHERE ended IS NULL'),
    openDeals: database.prepare(`SELECT ${dealColumns} FROM deals WHERE ended IS NULL ORDER BY opened_block, deal_id`),
    oldestOpen: database.prepare('SELECT min(created_at_ms) AS created_at_ms FROM deals WHERE ended IS NULL'),
    markStarted: database.prepare('UPDATE deals SET started = 1 WHERE deal_id = ?'),
    markAnswerNow: database.prepare('UPDATE deals SET answer_now = 1 WHERE deal_id = ?'),
    endDeal: database.prepare(
      'UPDATE deals SET ended = ?, ended_at_ms = ?, paid_wei = ? WHERE deal_id = ? AND ended IS NULL',
    ),
    endedDeals: database.prepare('SELECT paid_wei FROM deals WHERE ended IS NOT NULL'),
    resultTotal: database.prepare('SELECT coalesce(sum(result_count), 0) AS results FROM deals'),
    addTask: database.prepare('INSERT INTO tasks VALUES (?, ?, ?, ?)'),
    task: database.prepare('SELECT task FROM tasks WHERE deal_id = ? AND task_index = ?'),
    evidencePage: database.prepare(
      `SELECT task_index, task_hash, output_hash, work, status, task FROM results LEFT JOIN tasks USING (deal_id, task_index)
       WHERE deal_id = ? ORDER BY task_index LIMIT ? OFFSET ?`,
    ),
    addBatch: database.prepare('INSERT INTO batches (deal_id, signature) VALUES (?, ?)'),
    addResult: database.prepare('INSERT INTO results VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)'),
    countResults: database.prepare('UPDATE deals SET result_count = result_count + ? WHERE deal_id = ?'),
    leaves: database.prepare(
      'SELECT task_index, task_hash, output_hash, work, status FROM results WHERE deal_id = ? ORDER BY task_index',
    ),
    batchIds: database.prepare('SELECT batch_id, signature FROM batches WHERE deal_id = ? ORDER BY batch_id'),
    batchOfTask: database.prepare('SELECT batch_id FROM results WHERE deal_id = ? AND task_index = ?'),
    batchResults: database.prepare('SELECT * FROM results WHERE batch_id = ? ORDER BY position'),
    answer: database.prepare('SELECT root, work, count FROM answers WHERE deal_id = ?'),
    addAnswer: database.prepare('INSERT INTO answers VALUES (?, ?, ?, ?) ON CONFLICT (deal_id) DO NOTHING'),
    fix: database.prepare('UPDATE deals SET fixed = 1 WHERE deal_id = ?'),
    fixed: database.prepare('SELECT fixed FROM deals WHERE deal_id = ?'),
    leafPage: database.prepare(
      `SELECT task_index, task_hash, output_hash, work, status FROM results
       WHERE deal_id = ? AND task_index > ? ORDER BY task_index LIMIT ?`,
    ),
    addAcceptance: database.prepare('INSERT INTO acceptances VALUES (?, ?, ?, ?, ?) ON CONFLICT (deal_id) DO NOTHING'),
    acceptance: database.prepare('SELECT root, work, signature, received_block FROM acceptances WHERE deal_id = ?'),
    addTransaction: database.prepare('INSERT INTO transactions VALUES (?, ?, ?, ?, ?) ON CONFLICT (hash) DO NOTHING'),
    transactions: database.prepare('SELECT * FROM transactions ORDER BY block_number, hash'),
    pruneResults: database.prepare(
      'DELETE FROM batches WHERE deal_id IN (SELECT deal_id FROM deals WHERE ended IS NOT NULL AND ended_at_ms < ?)',
    ),
  };

  const transaction = <Result>(work: () => Result): Result => {
    database.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      database.exec('COMMIT');
      return result;
    } catch (error) {
      database.exec('ROLLBACK');
      throw error;
    }
  };

  const tabs = openTabs(database, transaction);

  const readDeal = (row: Row): StoredDeal => {
    return {
      dealId: hexOf(row.deal_id),
      deal: parseDeal(row.terms as string),
      openedBlock: BigInt(row.opened_block as number),
      admitted: row.admitted === 1,
      started: row.started === 1,
      answerNow: row.answer_now === 1,
      ended: row.ended === null ? undefined : (row.ended as DealStatus),
      resultCount: row.result_count as number,
    };
  };
  const readJob = (bytes: Uint8Array): StoredJob => {
    const { template, ...job } = decodeCanonicalCbor(bytes) as StoredJob;
    const { limits } = template;
    // CBOR has one kind of integer: small amounts come back as numbers.
    return { ...job, template: { ...template, limits: { ...limits, work: BigInt(limits.work) } } };
  };
  const readTask = (value: SQLOutputValue | undefined): JobTask => decodeCanonicalCbor(value as Uint8Array) as JobTask;
  const readLeaf = (row: Row): ReceiptLeaf => ({
    taskIndex: row.task_index as number,
    taskHash: hexOf(row.task_hash),
    outputHash: hexOf(row.output_hash),
    work: BigInt(row.work as string),
    status: row.status as TaskStatus,
  });
  const readResult = (row: Row): TaskResult => ({
    ...readLeaf(row),
    status: row.status as TaskStatus,
    ...(row.output === null ? {} : { output: row.output as Uint8Array<ArrayBuffer> }),
    ...(row.output_cid === null ? {} : { outputCid: row.output_cid as string }),
    ...(row.note === null ? {} : { note: row.note as string }),
  });
  const readAnswer = (id: Uint8Array): StoredAnswer | undefined => {
    const row = sql.answer.get(id);
    return row && { root: hexOf(row.root), work: BigInt(row.work as string), count: row.count as number };
  };
  const leavesOf = (id: Uint8Array): ReceiptLeaf[] => sql.leaves.all(id).map(readLeaf);

  const kept = sql.meta.get('owner')?.value;
  if (kept === undefined) sql.setMeta.run('owner', owner);
  else if (kept !== owner) {
    database.close();
    throw new SuanliError('NODE_STORE_FOREIGN', { parameters: { file, expected: String(kept), actual: owner } });
  }

  return {
    meta: (key) => sql.meta.get(key)?.value as string | undefined,
    setMeta(key, value) {
      // Those who look at the chain write after each look where they are: no write to the disk where that is the same.
      if (sql.meta.get(key)?.value === value) return;
      sql.setMeta.run(key, value);
    },
    addDeal({ dealId, deal, openedBlock }) {
      sql.addDeal.run(hexToBytes(dealId), formatDeal(deal), openedBlock, Date.now());
    },
    bindJob({ dealId, template, tasksRoot, taskCount }) {
      const id = hexToBytes(dealId);
      return transaction(() => {
        const row = sql.job.get(id);
        if (!row) throw new SuanliError('NODE_DEAL_UNKNOWN', { parameters: { dealId } });
        const job = encodeCanonicalCbor({ template, tasksRoot, taskCount });
        if (row.job !== null) return equalBytes(row.job as Uint8Array, job) ? 'bound' : 'other';
        sql.setJob.run(job, id);
        return 'bound';
      });
    },
    job(dealId) {
      const row = sql.job.get(hexToBytes(dealId));
      return row?.job ? readJob(row.job as Uint8Array) : undefined;
    },
    deal(dealId) {
      const row = sql.deal.get(hexToBytes(dealId));
      return row && readDeal(row);
    },
    openDeals: () => sql.openDeals.all().map(readDeal),
    openDealCount: () => sql.openDealCount.get()?.deals as number,
    oldestOpenMs: () => (sql.oldestOpen.get()?.created_at_ms as number | null | undefined) ?? undefined,
    markStarted(dealId) {
      sql.markStarted.run(hexToBytes(dealId));
    },
    markAnswerNow(dealId) {
      sql.markAnswerNow.run(hexToBytes(dealId));
    },
    endDeal({ dealId, status, paidWei }) {
      sql.endDeal.run(status, Date.now(), paidWei.toString(), hexToBytes(dealId));
    },
    totals() {
      const ended = sql.endedDeals.all();
      return {
        deals: ended.length,
        paidWei: ended.reduce((sum, row) => sum + BigInt(row.paid_wei as string), 0n),
        results: sql.resultTotal.get()?.results as number,
      };
    },

    addBatch({ dealId, results, signature, tasks }) {
      const id = hexToBytes(dealId);
      transaction(() => {
        if (sql.fixed.get(id)?.fixed === 1) {
          throw new SuanliError('NODE_DEAL_CLOSED', { parameters: { dealId, status: dealStatusName(2) } });
        }
        const batchId = sql.addBatch.run(id, hexToBytes(signature)).lastInsertRowid;
        for (const [position, result] of results.entries()) {
          sql.addResult.run(
            id,
            result.taskIndex,
            batchId,
            position,
            hexToBytes(result.taskHash),
            hexToBytes(result.outputHash),
            result.work.toString(),
            result.status,
            result.output ?? null,
            result.outputCid ?? null,
            result.note ?? null,
          );
        }
        for (const task of tasks ?? []) sql.addTask.run(id, task.index, batchId, encodeCanonicalCbor(task));
        sql.countResults.run(results.length, id);
        tabs.addWork(
          dealId,
          results.reduce((sum, { work }) => sum + work, 0n),
        );
      });
    },
    leafPage({ dealId, position, maxLeaves, maxTaskBytes }) {
      const page = [];
      let bytes = 0;
      for (const row of sql.evidencePage.iterate(hexToBytes(dealId), maxLeaves, position)) {
        bytes += (row.task as Uint8Array | null)?.length ?? 0;
        if (page.length > 0 && bytes > maxTaskBytes) break;
        page.push({ leaf: readLeaf(row), task: row.task === null ? undefined : readTask(row.task) });
      }
      return page;
    },
    task(dealId, taskIndex) {
      const row = sql.task.get(hexToBytes(dealId), taskIndex);
      return row && readTask(row.task);
    },
    leaves: (dealId) => leavesOf(hexToBytes(dealId)),
    *batches(dealId, taskIndexes): Generator<StoredBatch> {
      const id = hexToBytes(dealId);
      let wanted: Set<unknown> | undefined;
      if (taskIndexes) {
        wanted = new Set();
        for (const index of taskIndexes) wanted.add(sql.batchOfTask.get(id, index)?.batch_id);
      }
      for (const { batch_id, signature } of sql.batchIds.all(id)) {
        if (wanted && !wanted.has(batch_id)) continue;
        const results = sql.batchResults.all(batch_id as number).map(readResult);
        yield { results, signature: hexOf(signature) };
      }
    },

    async fixAnswer(dealId) {
      const id = hexToBytes(dealId);
      const present = readAnswer(id);
      if (present) return present;
      sql.fix.run(id);
      const accumulator = new MerkleSumAccumulator();
      for (let after = -1; ; ) {
        const page = sql.leafPage.all(id, after, leavesPerTurn).map(readLeaf);
        for (const leaf of page) accumulator.add(leaf);
        const last = page.at(-1);
        if (!last) break;
        after = last.taskIndex;
        await new Promise((resolve) => setImmediate(resolve));
      }
      const { root, count, totalWork } = accumulator.root();
      sql.addAnswer.run(id, hexToBytes(root), totalWork.toString(), count);
      return { root, work: totalWork, count };
    },
    isFixed: (dealId) => sql.fixed.get(hexToBytes(dealId))?.fixed === 1,
    answer: (dealId) => readAnswer(hexToBytes(dealId)),

    addAcceptance({ dealId, acceptance }) {
      const { root, work, signature, receivedBlock } = acceptance;
      sql.addAcceptance.run(
        hexToBytes(dealId),
        hexToBytes(root),
        work.toString(),
        hexToBytes(signature),
        receivedBlock,
      );
    },
    acceptance(dealId) {
      const row = sql.acceptance.get(hexToBytes(dealId));
      return (
        row && {
          root: hexOf(row.root),
          work: BigInt(row.work as string),
          signature: hexOf(row.signature),
          receivedBlock: BigInt(row.received_block as number),
        }
      );
    },

    addTransaction({ hash, action, dealIds, blockNumber, gasUsed }) {
      sql.addTransaction.run(hexToBytes(hash), action, JSON.stringify(dealIds), blockNumber, gasUsed);
    },
    transactions: () =>
      sql.transactions.all().map((row) => ({
        hash: hexOf(row.hash),
        action: row.action as string,
        dealIds: JSON.parse(row.deal_ids as string) as Hex[],
        blockNumber: BigInt(row.block_number as number),
        gasUsed: BigInt(row.gas_used as number),
      })),

    prune: ({ endedBeforeMs }) => Number(sql.pruneResults.run(endedBeforeMs).changes),

    verifications: openVerifications(database),
    tabs,
    vouchers: openVouchers(database),

    close() {
      database.close();
    },
  };
}
