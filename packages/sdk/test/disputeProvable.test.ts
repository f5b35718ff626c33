// Provable jobs: what createJob commits to, what a provider recomputes, and a game about a real program.
import { readFile } from 'node:fs/promises';
import type { Executor } from '@suanli/executor';
import { createWasmExecutor } from '@suanli/executor/wasm';
import { programRoot, provableProgram, type TraceFault } from '@suanli/machine';
import {
  encodeOutput,
  GameEnd,
  hashJobTemplate,
  hashOutput,
  hashTask,
  parseJobSpec,
  type ReceiptLeaf,
  SuanliError,
} from '@suanli/protocol';
import {
  challengeAnswer,
  claimAgainst,
  createJob,
  getDisputeSections,
  type Job,
  leafProof,
  playGame,
  requireProvable,
  requireProvableTask,
  type TaskEvidence,
  taskEvidence,
} from '@suanli/sdk';
import { bytesToHex, keccak256 } from 'viem';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DisputeScene } from './fixtures/disputeScene.ts';

/** A store of blobs in memory. */
function memoryBlobs() {
  const kept = new Map<string, Uint8Array>();
  const cidOf = async (bytes: Uint8Array) =>
    `bafk${BigInt(keccak256(bytes))
      .toString(32)
      .replace(/[0189]/g, 'z')}`;
  return {
    kept,
    cidOf,
    async put(bytes: Uint8Array) {
      const cid = await cidOf(bytes);
      kept.set(cid, bytes);
      return cid;
    },
    async get(cid: string) {
      const bytes = kept.get(cid);
      if (!bytes) throw new SuanliError('BLOB_NOT_FOUND', { parameters: { cid } });
      return bytes;
    },
    has: async (cid: string) => kept.has(cid),
  };
}

const files: Record<string, Uint8Array> = {
  'first.txt': new TextEncoder().encode('one two three\n'),
  'second.txt': new TextEncoder().encode('four five\n'.repeat(100)),
};
let module: Uint8Array;
let blobs: ReturnType<typeof memoryBlobs>;
const specOf = (change: Record<string, unknown> = {}) =>
  parseJobSpec({
    name: 'counts',
    module: 'words.wasm',
    args: ['/in/first.txt'],
    inputs: { 'first.txt': 'first.txt' },
    limits: { work: '1 Mwu', memory: '2 MiB', output: '64 KiB' },
    tasks: [{}, { args: ['/in/second.txt'], inputs: { 'second.txt': 'second.txt' } }, { stdin: 'a b' }],
    verification: 'optimistic',
    maxPrice: '0.01',
    ...change,
  });
const create = (change?: Record<string, unknown>): Promise<Job> =>
  createJob(
    { network: { blobs } },
    {
      spec: specOf(change),
      readFile: async (path) => {
        const bytes = path === 'words.wasm' ? module : files[path];
        if (!bytes) throw new RangeError(path);
        return bytes;
      },
    },
  );
/** Files of a task of the job by path, as a provider fetches them. */
const filesOf = async (inputs: Readonly<Record<string, string>> = {}) =>
  Object.fromEntries(
    await Promise.all(Object.entries(inputs).map(async ([name, cid]) => [name, await blobs.get(cid)])),
  );

beforeAll(async () => {
  module = new Uint8Array(await readFile(new URL('../../../examples/word-count/word-count.wasm', import.meta.url)));
  blobs = memoryBlobs();
});

describe('an optimistic job', () => {
  test('commits to its program and all inputs, so that a provider finds them again', async () => {
    const job = await create();
    const root = bytesToHex(programRoot(provableProgram(module, job.template.limits)));
    expect(job.template.provable?.programRoot).toBe(root);
    requireProvable(job.template, { programRoot: root, files: await filesOf(job.template.inputs) });
    for (const task of job.tasks) requireProvableTask(task, await filesOf(task.inputs));
    expect(new Set(job.tasks.map(({ input }) => input)).size).toBe(3);
    expect(job.taskHashes).toEqual(job.tasks.map((task) => hashTask(hashJobTemplate(job.template), task)));
  });

  test('is refused where anything of it is not what it commits to', async () => {
    const { template, tasks } = await create();
    const root = template.provable?.programRoot ?? '0x';
    const templateFiles = await filesOf(template.inputs);
    const codeOf = (check: () => unknown): string => {
      try {
        check();
        return 'none';
      } catch (error) {
        return error instanceof SuanliError ? error.code : String(error);
      }
    };
    const { provable: _, ...plain } = template;
    expect(codeOf(() => requireProvable(plain, { programRoot: root, files: templateFiles }))).toBe('JOB_NOT_PROVABLE');
    const otherLimits = { ...template.limits, work: 2_000_000n };
    const otherRoot = bytesToHex(programRoot(provableProgram(module, otherLimits)));
    expect(codeOf(() => requireProvable(template, { programRoot: otherRoot, files: templateFiles }))).toBe(
      'JOB_PROGRAM_MISMATCH',
    );
    for (const change of [{ args: ['x'] }, { env: { A: 'b' } }, { stdin: new Uint8Array(1) }]) {
      expect(
        codeOf(() => requireProvable({ ...template, ...change }, { programRoot: root, files: templateFiles })),
      ).toBe('JOB_INPUT_MISMATCH');
    }
    const changed = { 'first.txt': new Uint8Array([1]) };
    expect(codeOf(() => requireProvable(template, { programRoot: root, files: changed }))).toBe('JOB_INPUT_MISMATCH');
    expect(codeOf(() => requireProvableTask({ ...tasks[2], index: 2, stdin: new Uint8Array(1) }, {}))).toBe(
      'JOB_INPUT_MISMATCH',
    );
    expect(codeOf(() => requireProvableTask({ index: 0 }, {}))).toBe('JOB_INPUT_MISMATCH');
  });

  test('fetches what its specification names by CID, and is refused where that is not to be had', async () => {
    const named = await create();
    const moduleCid = named.template.module;
    const again = await create({ module: moduleCid });
    expect(again.template.provable?.programRoot).toBe(named.template.provable?.programRoot);
    const missing = `bafk${'a'.repeat(40)}`;
    await expect(create({ module: missing })).rejects.toMatchObject({ code: 'BLOB_NOT_FOUND' });
    await expect(create({ inputs: { 'first.txt': missing } })).rejects.toMatchObject({ code: 'BLOB_NOT_FOUND' });
  });

  test('is refused where its module is no program; other jobs need no more than before', async () => {
    const [broken, whole] = [new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]), module];
    module = broken;
    await expect(create()).rejects.toMatchObject({ code: 'EXECUTOR_ENTRY_MISSING' });
    module = whole;
    const plain = await create({ verification: 'accept' });
    expect(plain.template.provable).toBeUndefined();
    expect(plain.tasks.every(({ input }) => input === undefined)).toBe(true);
  });
});

describe('what a trace says of a task', () => {
  let executor: Executor;
  beforeAll(async () => {
    executor = await createWasmExecutor({ slots: 1 });
    await executor.start();
  });
  afterAll(() => executor?.stop());

  test('is what the executor says of it', async () => {
    const job = await create();
    const { moduleHash } = await executor.prepare(module, { memoryPages: job.template.limits.memoryPages });
    for (const task of job.tasks) {
      const { template } = job;
      const [templateFiles, taskFiles] = [await filesOf(template.inputs), await filesOf(task.inputs)];
      const outcome = await executor.execute({
        moduleHash,
        args: task.args ?? template.args,
        env: template.env,
        stdin: task.stdin ?? template.stdin,
        inputs: { ...templateFiles, ...taskFiles },
        limits: template.limits,
        seed: job.taskHashes[task.index] ?? '0x',
      });
      const { trace } = taskEvidence({ template, task, module, templateFiles, taskFiles });
      const { status, work, outputHash } = await trace.result();
      expect({ status, work, outputHash: bytesToHex(outputHash) }).toEqual({
        status: outcome.status,
        work: outcome.work,
        outputHash: hashOutput(encodeOutput(outcome.output)),
      });
    }
  });
});

describe('a game about a real program', () => {
  let base: DisputeScene;
  beforeAll(async () => {
    base = await DisputeScene.start(7);
  });
  afterAll(() => base?.market.stop());

  const faults: Record<string, (steps: bigint) => TraceFault> = {
    'work at its start': () => ({
      step: 0,
      change: (state) => {
        state.workLeft -= 1n;
      },
    }),
    'output shortly before its end': (steps) => ({
      step: Number(steps) - 10,
      change: (state) => {
        state.output = new Uint8Array(32).fill(1);
      },
    }),
  };
  test.each(Object.entries(faults))('goes against a provider whose machine erred in %s', async (_what, faultAt) => {
    const job = await create();
    const { template, tasks, taskHashes } = job;
    const program = provableProgram(module, template.limits);
    const contents = {
      template: await filesOf(template.inputs),
      tasks: await Promise.all(tasks.map(({ inputs }) => filesOf(inputs))),
    };
    let steps = 0n;
    const evidenceOf = (taskIndex: number, lie: object | undefined): TaskEvidence | undefined => {
      const task = tasks[taskIndex];
      if (!task) return undefined;
      return taskEvidence(
        {
          template,
          task,
          module: program,
          templateFiles: contents.template,
          taskFiles: contents.tasks[taskIndex] ?? {},
        },
        lie === undefined ? {} : { fault: faultAt(steps) },
      );
    };
    const leafOf = async (taskIndex: number, lie?: object): Promise<ReceiptLeaf> => {
      const evidence = evidenceOf(taskIndex, lie);
      if (!evidence) throw new RangeError(`no task ${taskIndex}`);
      const { status, work, outputHash } = await evidence.trace.result();
      return { taskIndex, taskHash: taskHashes[taskIndex] ?? '0x', outputHash: bytesToHex(outputHash), work, status };
    };
    const right = await Promise.all(tasks.map(({ index }) => leafOf(index)));
    steps = (await evidenceOf(1, undefined)?.trace.result())?.steps ?? 0n;
    const leaves = [right[0], await leafOf(1, {}), right[2]] as ReceiptLeaf[];
    expect(leaves[1]).not.toEqual(right[1]);
    const scene = base.withJob({
      template,
      tasks,
      templateHash: hashJobTemplate(template),
      taskHashes,
      leaves: right,
      evidenceOf,
    });
    const answer = await scene.answered(leaves);
    const sections = await getDisputeSections(scene.challenger);
    const evidence = evidenceOf(1, undefined);
    if (!evidence) throw new RangeError('no evidence');
    const claim = await claimAgainst({ leaf: leaves[1] as ReceiptLeaf, evidence, sections });
    await challengeAnswer(scene.challenger, { answer, proof: leafProof(leaves, 1), claim });
    const stop = new AbortController();
    const game = { dealId: answer.dealId, challenger: scene.addressOf(scene.challenger) };
    const liar = playGame(
      scene.provider,
      { ...game, party: scene.party('provider', { leaves, lie: {} }) },
      { signal: stop.signal },
    ).catch((error: unknown) => error);
    const { outcome, record } = await playGame(scene.challenger, { ...game, party: scene.party('challenger') });
    stop.abort();
    await liar;
    expect(outcome.end).toBe(GameEnd.challengerWon);
    expect(record.entries).toHaveLength(8);
    expect(await scene.surplusWei()).toBe(0n);
  });
});
