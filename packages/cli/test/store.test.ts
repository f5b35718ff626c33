import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { SuanliError } from '@suanli/protocol';
import { createMemoryJobStore } from '@suanli/sdk';
import type { Hex } from 'viem';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createSqliteJobStore } from '../src/store/createSqliteJobStore.ts';
import { hashOf, outputOf, receiptsOf, recordOf } from './support/records.ts';
import { temporaryFolder } from './support/temporaryFolder.ts';

const module = new URL('../src/store/createSqliteJobStore.ts', import.meta.url).href;
const codeOf = (work: () => unknown): unknown => {
  try {
    work();
  } catch (error) {
    return error instanceof SuanliError ? error.code : error;
  }
  return 'resolved';
};

/** Runs a script in a process of its own; resolves with its first line, and the way to kill it. */
async function elsewhere(script: string): Promise<{ line: string; kill: () => Promise<void>; pid: number }> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', script],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const kill = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  onTestFinished(kill);
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()));
    child.once('close', () => reject(new Error('it said nothing')));
  });
  return { line, kill, pid: child.pid ?? 0 };
}

describe('the job store', () => {
  test('gives back after a restart what was saved, as the store in memory does', async () => {
    const file = join(temporaryFolder(), 'deep', 'jobs.sqlite');
    const record = recordOf('render', 3);
    const outputs = new Map([
      [0, outputOf({ text: 'zero' })],
      [2, outputOf({ text: 'two', exitCode: 3, files: { 'a/b.bin': new Uint8Array([1, 2]) } })],
    ]);
    const later = { ...record, phase: 'settling' as const, gasUsed: 5n, cancelled: true };
    const again = receiptsOf(record, new Map([[0, outputOf({ text: 'another zero' })]]));
    const refuted = receiptsOf(record, new Map([[2, outputOf({ text: 'right' })]]));
    const memory = createMemoryJobStore();
    const first = createSqliteJobStore({ file });
    for (const store of [memory, first]) {
      await store.saveJob(record);
      await store.saveReceipts(record.jobId, receiptsOf(record, outputs));
      await store.saveReceipts(record.jobId, again);
      await store.saveReceipts(record.jobId, { ...refuted, replaces: new Set([2]) });
      await store.saveJob(later);
    }
    first.close();

    const second = createSqliteJobStore({ file });
    expect(await second.loadJob(record.jobId)).toEqual(later);
    expect(await second.listJobs()).toEqual(await memory.listJobs());
    expect(await second.loadReceipts(record.jobId)).toEqual(await memory.loadReceipts(record.jobId));
    for (const index of [0, 1, 2]) {
      // The first output of a task stays, unless it is said to be replaced.
      expect(await second.loadOutput(record.jobId, index)).toEqual(await memory.loadOutput(record.jobId, index));
    }
    const textOf = async (index: number) => new TextDecoder().decode(await second.loadOutput(record.jobId, index));
    expect(await textOf(0)).toContain('zero');
    expect(await textOf(0)).not.toContain('another');
    expect(await textOf(2)).toContain('right');
    expect(second.listOutputs(record.jobId)).toEqual([0, 2]);
    expect(second.listSummaries()).toEqual([
      {
        jobId: record.jobId,
        name: 'render',
        createdAtMs: record.createdAtMs,
        phase: 'settling',
        cancelled: true,
        tasks: 3,
        tasksDone: 2,
        holder: undefined,
      },
    ]);
    expect(await second.loadJob(hashOf('other'))).toBeUndefined();
    expect(await second.loadReceipts(hashOf('other'))).toEqual([]);
    expect(await second.loadOutput(hashOf('other'), 0)).toBeUndefined();
    second.close();
  });

  test('lists jobs newest first and finds them by the start of their id', async () => {
    const store = createSqliteJobStore({ file: join(temporaryFolder(), 'jobs.sqlite') });
    const ids: Hex[] = ['12ab', '12ac', '34'].map((start) => `0x${start.padEnd(64, '0')}`) as Hex[];
    for (const [i, id] of ids.entries()) await store.saveJob({ ...recordOf(`job ${i}`, 1, id), createdAtMs: i });
    expect(store.listSummaries().map(({ name }) => name)).toEqual(['job 2', 'job 1', 'job 0']);
    expect(store.findJob('0x3')).toBe(ids[2]);
    expect(store.findJob('34')).toBe(ids[2]);
    expect(store.findJob('0x12AC')).toBe(ids[1]);
    expect(store.findJob(ids[0] ?? '')).toBe(ids[0]);
    expect(codeOf(() => store.findJob('0x12'))).toBe('CLI_JOB_AMBIGUOUS');
    for (const prefix of ['0x5', '', '0x', '%', '1_', 'job', `${ids[0]}00`]) {
      expect(
        codeOf(() => store.findJob(prefix)),
        prefix,
      ).toBe('JOB_NOT_FOUND');
    }
    store.close();
  });

  test('a job has one writer: another process is refused and named, until it is killed', async () => {
    const file = join(temporaryFolder(), 'jobs.sqlite');
    const store = createSqliteJobStore({ file });
    const record = recordOf('render', 1);
    await store.saveJob(record);
    const other = await elsewhere(`
      const { createSqliteJobStore } = await import('${module}');
      const store = createSqliteJobStore({ file: ${JSON.stringify(file)} });
      store.lock('${record.jobId}');
      console.log('locked');
      setInterval(() => {}, 1000);
    `);
    expect(other.line).toBe('locked');
    let refused: unknown;
    try {
      store.lock(record.jobId);
    } catch (error) {
      refused = error;
    }
    expect(refused).toMatchObject({ code: 'CLI_JOB_BUSY', parameters: { pid: other.pid } });
    expect(store.listSummaries()[0]?.holder).toBe(other.pid);
    // Readers, and writers of other jobs, are not in its way.
    expect((await store.loadJob(record.jobId))?.name).toBe('render');
    store.lock(hashOf('other')).release();

    await other.kill();
    expect(store.listSummaries()[0]?.holder).toBeUndefined();
    const lock = store.lock(record.jobId);
    expect(store.listSummaries()[0]?.holder).toBe(process.pid);
    expect(codeOf(() => store.lock(record.jobId))).toBe('CLI_JOB_BUSY');
    lock.release();
    lock.release();
    store.lock(record.jobId).release();
    expect(store.tryLock('network')?.release).toBeTypeOf('function');
    expect(store.tryLock('network')).toBeUndefined();
    store.close();
  });

  test('a process id that was used again by another process holds nothing', async () => {
    const file = join(temporaryFolder(), 'jobs.sqlite');
    const store = createSqliteJobStore({ file });
    const { jobId } = recordOf('render', 1);
    store.lock(jobId);
    const database = new DatabaseSync(file);
    // This process lives, but it is not the one that took the lock: that one started at another time.
    database.exec(`UPDATE locks SET started = '1'`);
    database.close();
    expect(codeOf(() => store.lock(jobId))).toBe('resolved');
    store.close();
  });

  test('two processes may read and write at once', async () => {
    const file = join(temporaryFolder(), 'jobs.sqlite');
    const store = createSqliteJobStore({ file });
    const records = new URL('./support/records.ts', import.meta.url).href;
    const other = await elsewhere(
      `
      const { createSqliteJobStore } = await import('${module}');
      const { outputOf, receiptsOf, recordOf } = await import('${records}');
      const store = createSqliteJobStore({ file: ${JSON.stringify(file)} });
      const record = recordOf('theirs', 100);
      await store.saveJob(record);
      for (let i = 0; i < 100; i++) await store.saveReceipts(record.jobId, receiptsOf(record, new Map([[i, outputOf({ text: 't' + i })]])));
      store.close();
      console.log('done');
    `.replaceAll('\n', ' '),
    );
    const mine = recordOf('mine', 100);
    await store.saveJob(mine);
    for (let i = 0; i < 100; i++) {
      await store.saveReceipts(mine.jobId, receiptsOf(mine, new Map([[i, outputOf({ text: `m${i}` })]])));
    }
    expect(other.line).toBe('done');
    expect(store.listSummaries().map(({ tasksDone }) => tasksDone)).toEqual([100, 100]);
    expect(await store.loadReceipts(hashOf('theirs'))).toHaveLength(100);
    store.close();
  });

  test('what is no store, or a newer one, is refused', () => {
    const folder = temporaryFolder();
    const broken = join(folder, 'broken.sqlite');
    writeFileSync(broken, 'this is not a database, but long enough to look like one'.repeat(40));
    expect(codeOf(() => createSqliteJobStore({ file: broken }))).toBe('CLI_STORE_UNUSABLE');
    const newer = join(folder, 'newer.sqlite');
    const database = new DatabaseSync(newer);
    database.exec('PRAGMA user_version = 99');
    database.close();
    expect(codeOf(() => createSqliteJobStore({ file: newer }))).toBe('CLI_STORE_VERSION');
    expect(codeOf(() => createSqliteJobStore({ file: join(broken, 'under-a-file.sqlite') }))).toBe(
      'CLI_STORE_UNUSABLE',
    );
  });
});
