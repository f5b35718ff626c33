import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brokerDomain, formatDeployment, signReceiptBatch } from '@suanli/protocol';
import { privateKeyToAccount } from 'viem/accounts';
import { describe, expect, test } from 'vitest';
import { writeOutputs } from '../src/commands/job/internal/writeOutputs.ts';
import { createSqliteJobStore } from '../src/store/createSqliteJobStore.ts';
import { outputOf, receiptsOf, recordOf } from './support/records.ts';
import { runHere } from './support/runHere.ts';
import { temporaryFolder } from './support/temporaryFolder.ts';

const codeOf = (out: string) => (JSON.parse(out) as { error: { code: string } }).error.code;
const encoder = new TextEncoder();

/** A data directory with a job in it. */
async function withJob(tasks: number, outputs: Map<number, ReturnType<typeof outputOf>>) {
  const dataDir = temporaryFolder();
  const store = createSqliteJobStore({ file: join(dataDir, 'jobs.sqlite') });
  const record = recordOf('render', tasks);
  await store.saveJob(record);
  if (outputs.size > 0) await store.saveReceipts(record.jobId, receiptsOf(record, outputs));
  const run = async (...argv: string[]) => runHere([...argv, '--data-dir', dataDir], { cwd: dataDir });
  return { dataDir, store, record, run };
}

describe('job fetch', () => {
  test('writes stdout, stderr and files of every task that is here', async () => {
    const outputs = new Map([
      [0, outputOf({ text: 'zero' })],
      [11, outputOf({ text: 'eleven', stderr: encoder.encode('oops'), files: { 'a/b.bin': new Uint8Array([7]) } })],
    ]);
    const { dataDir, store, record, run } = await withJob(12, outputs);
    store.close();
    const { code, out, err } = await run('job', 'fetch', record.jobId.slice(0, 8), '--out', 'results', '--json');
    expect(code, err).toBe(0);
    const folder = join(dataDir, 'results');
    expect(JSON.parse(out)).toMatchObject({ jobId: record.jobId, folder, missing: 10 });
    expect(readdirSync(folder)).toEqual(['task-00', 'task-11']);
    expect(readFileSync(join(folder, 'task-00', 'stdout'), 'utf8')).toBe('zero');
    expect(readFileSync(join(folder, 'task-11', 'stderr'), 'utf8')).toBe('oops');
    expect(readFileSync(join(folder, 'task-11', 'out', 'a', 'b.bin'))).toEqual(Buffer.from([7]));
  });

  test('prints the bytes of a single task, and asks for a folder where there are several', async () => {
    const bytes = encoder.encode('line\n');
    const one = await withJob(1, new Map([[0, outputOf({ stdout: bytes })]]));
    one.store.close();
    expect((await one.run('job', 'fetch', one.record.jobId)).out).toBe('line\n');
    const json = await one.run('job', 'fetch', one.record.jobId, '--json');
    expect(JSON.parse(json.out)).toMatchObject({ task: 0, exitCode: 0, encoding: 'base64', stdout: 'bGluZQo=' });

    const two = await withJob(2, new Map([[1, outputOf({ text: 'second' })]]));
    two.store.close();
    expect(codeOf((await two.run('job', 'fetch', two.record.jobId, '--json')).out)).toBe('CLI_OUTPUT_FOLDER_MISSING');
    expect((await two.run('job', 'fetch', two.record.jobId, '--task', '1')).out).toBe('second');
    const missing = await two.run('job', 'fetch', two.record.jobId, '--task', '0', '--json');
    expect(codeOf(missing.out)).toBe('JOB_OUTPUT_MISSING');
    const none = await withJob(2, new Map());
    none.store.close();
    const nothing = await none.run('job', 'fetch', none.record.jobId, '--out', 'x', '--json');
    expect(codeOf(nothing.out)).toBe('JOB_OUTPUT_MISSING');
  });

  test.each([
    '../escape',
    '/etc/passwd',
    'a/../../escape',
    'a//b',
    '.',
    './a',
    'a/.',
    '',
    'nul\0byte',
    'a\\..\\b',
    'C:\\x',
    'trailing.',
    'x'.repeat(2_000),
  ])('never writes a file named %j outside its folder', async (path) => {
    const { dataDir, store, record } = await withJob(
      1,
      new Map([[0, outputOf({ files: { [path]: new Uint8Array([1]) } })]]),
    );
    const folder = join(dataDir, 'deep', 'results');
    const written = writeOutputs(store, { jobId: record.jobId, tasks: 1, indexes: [0], folder });
    await expect(written).rejects.toMatchObject({ code: 'CLI_OUTPUT_PATH_UNSAFE' });
    expect(existsSync(folder)).toBe(false);
    store.close();
  });

  test('a file that is also a folder is an error with a code', async () => {
    const files = { a: new Uint8Array([1]), 'a/b': new Uint8Array([2]) };
    const { dataDir, store, record } = await withJob(1, new Map([[0, outputOf({ files })]]));
    const written = writeOutputs(store, { jobId: record.jobId, tasks: 1, indexes: [0], folder: join(dataDir, 'x') });
    await expect(written).rejects.toMatchObject({ code: 'CLI_FILE_UNWRITABLE' });
    store.close();
  });
});

describe('job status', () => {
  test('shows all jobs and one, from the store alone', async () => {
    const { store, record, run } = await withJob(3, new Map([[1, outputOf({ text: 'x' })]]));
    store.close();
    const list = await run('job', 'status');
    expect(list.out).toContain(record.jobId.slice(0, 10));
    expect(list.out).toContain('1/3');
    const one = JSON.parse((await run('job', 'status', record.jobId.slice(2, 7), '--json')).out) as object;
    expect(one).toMatchObject({
      jobId: record.jobId,
      phase: 'running',
      holder: null,
      tasks: 3,
      tasksDone: 1,
      taskCounts: { completed: 1 },
      gasUsed: '0',
    });
    expect(codeOf((await run('job', 'status', '0xffff', '--json')).out)).toBe('JOB_NOT_FOUND');
    const empty = await runHere(['job', 'status', '--json', '--data-dir', temporaryFolder()]);
    expect(JSON.parse(empty.out)).toEqual({ jobs: [] });
  });
});

describe('job receipts', () => {
  const account = privateKeyToAccount('0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d');
  const deployment = {
    chainId: 31_337,
    deployedBlock: 0n,
    accessManager: '0x5FbDB2315678afecb367f032d93F642f64180aa3',
    token: '0xe7f1725E7734CE288F8367e1Bb143E90bb3F0512',
    bank: '0x9fE46736679d2D9a65F0992F2272dE9f3c7fa6e0',
    broker: '0xDc64a140Aa3E981100a9becA4E685f962f0cF6C9',
    resourceTypes: '0x5FC8d32690cc91D4c39d9d3abcBD16989F875707',
    hardware: '0x0165878A594ca255338adfa4d48449f69242Eb8F',
    resource: '0xa513E6E4b8f2a923D98304ec87F64353C4D5C853',
    useRight: '0x2279B7A0a67DB372996a5FaB50D91eAA73d2eBe6',
    revenueRight: '0x8A791620dd6260079BF849Dc5567aDC3F2FdC318',
    market: '0x610178dA211FEF7D417bC0e6FeD39F05609AD788',
    computeProof: '0x0DCd1Bf9A1b36cE34237eEaFef220932846BCD82',
    ranking: '0x9A676e781A523b5d0C0e43731313A708CB607508',
    machine: '0xc5a5C42992dECbae36851359345FE25997F5C42d',
    disputes: '0x67d269191c92Caf3cD7723F116c85e6E9bf55933',
    quorum: '0x959922bE3CAee4b8Cd9a407cc3ac1C251C2007B1',
    executionMarket: '0x68B1D87F95878fE05B998F19b66F4baba5De1aed',
    lottery: '0x1E4f2bA5c4eE2bb5b4c1d3aB7c54b4B2d9F4A0c1',
    creditLine: '0x3Aa5ebB10DC797CAC828524e59A333d0A371443c',
    priceCurve: '0x59b670e9fA9D0A427751Af201D676719a970857b',
    timelock: '0xB7f8BC63BbcaD18155201308C8f3540b07f84F5e',
    governor: '0xA51c1fc2f0D1a1b8494Ed1FE312d7C3a78Ed91C0',
  } as const;
  const outputs = new Map(Array.from({ length: 5 }, (_, i) => [i, outputOf({ text: `t${i}` })]));

  async function signedJob(domain = brokerDomain(deployment)) {
    const made = await withJob(5, new Map());
    writeFileSync(join(made.dataDir, 'deployment.json'), formatDeployment(deployment));
    const { batch, outputs: encoded } = receiptsOf(made.record, outputs);
    const signed = await signReceiptBatch({ account, domain, dealId: batch.dealId, leaves: batch.leaves });
    return { ...made, batch: signed, encoded };
  }

  test('stand alone: each verifies with the provider’s address and nothing else', async () => {
    const { dataDir, store, record, run, batch, encoded } = await signedJob();
    await store.saveReceipts(record.jobId, { batch, outputs: encoded });
    // What a reconnected provider sends once more is exported once.
    await store.saveReceipts(record.jobId, { batch, outputs: new Map() });
    store.close();
    const { code, err } = await run('job', 'receipts', record.jobId, '--verify', '--out', 'receipts.json');
    expect(code, err).toBe(0);
    const text = readFileSync(join(dataDir, 'receipts.json'), 'utf8');
    const { receipts, domain, verified } = JSON.parse(text) as {
      verified: boolean;
      domain: ReturnType<typeof brokerDomain>;
      receipts: Record<string, never>[];
    };
    expect(verified).toBe(true);
    expect(receipts).toHaveLength(5);
    const { verifyReceipt } = await import('@suanli/protocol');
    /** Numbers that JSON holds as text. */
    const revive = (value: unknown, key = ''): unknown => {
      if (Array.isArray(value)) return value.map((part) => revive(part));
      if (typeof value === 'object' && value !== null)
        return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, revive(part, name)]));
      return key === 'work' || key === 'totalWork' ? BigInt(String(value)) : value;
    };
    for (const receipt of receipts) {
      const revived = revive(receipt) as Parameters<typeof verifyReceipt>[0]['receipt'];
      await verifyReceipt({ receipt: revived, domain, provider: account.address });
      const forged = { ...revived, leaf: { ...revived.leaf, work: revived.leaf.work + 1n } };
      await expect(verifyReceipt({ receipt: forged, domain, provider: account.address })).rejects.toMatchObject({
        code: 'RECEIPT_FORGED',
      });
    }
  });

  test('of another market, or for another task or output, do not verify', async () => {
    const other = await signedJob(brokerDomain({ ...deployment, chainId: 1 }));
    await other.store.saveReceipts(other.record.jobId, { batch: other.batch, outputs: other.encoded });
    other.store.close();
    expect(codeOf((await other.run('job', 'receipts', other.record.jobId, '--verify', '--json')).out)).toBe(
      'RECEIPT_FORGED',
    );

    const swapped = await signedJob();
    const [first, second] = [swapped.encoded.get(0), swapped.encoded.get(1)];
    if (!first || !second) throw new Error('no outputs');
    const exchanged = new Map(swapped.encoded).set(0, second).set(1, first);
    await swapped.store.saveReceipts(swapped.record.jobId, { batch: swapped.batch, outputs: exchanged });
    swapped.store.close();
    const wrong = await swapped.run('job', 'receipts', swapped.record.jobId, '--verify', '--json');
    expect(codeOf(wrong.out)).toBe('RECEIPT_WRONG');

    const none = await signedJob();
    none.store.close();
    expect(codeOf((await none.run('job', 'receipts', none.record.jobId, '--json')).out)).toBe('CLI_RECEIPTS_MISSING');
  });
});
