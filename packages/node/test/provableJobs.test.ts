// A provider recomputes what a provable job commits to, before it runs any of it.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedMarket, startEmbeddedMarket, startProviderProcess } from '@suanli/node';
import {
  hashJob,
  hashJobTemplate,
  hashTask,
  type JobTask,
  type JobTemplate,
  parseJobSpec,
  tasksRoot,
} from '@suanli/protocol';
import {
  createJob,
  createNetwork,
  type Job,
  type JobProgress,
  type Network,
  runJob,
  type SuanliClient,
} from '@suanli/sdk';
import { keccak256 } from 'viem';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createProvableCheck } from '../src/disputes/createProvableCheck.ts';
import { createThreadTrace } from '../src/disputes/createThreadTrace.ts';
import { compileModule } from './support/modules.ts';

const never = new AbortController().signal;
const stack = new AsyncDisposableStack();
let market: EmbeddedMarket;
let client: SuanliClient;
let network: Network;

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'suanli-provable-'));
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  market = stack.adopt(await startEmbeddedMarket(), (open) => open.stop());
  client = (await market.createAccount()).client;
  const seller = await market.createAccount();
  const provider = stack.adopt(
    await startProviderProcess({
      dataDir: join(folder, 'provider'),
      rpcUrl: market.chain.rpcUrl,
      deployment: market.deployment,
      privateKey: seller.privateKey,
      options: {
        'provider.slots': '1',
        'provider.announceInterval': '200 ms',
        'chain.pollInterval': '100 ms',
        'provider.minAnswerBlocks': '1',
      },
    }),
    (open) => open.stop(),
  );
  network = stack.adopt(await createNetwork({ domain: client.domain, bootstrap: provider.addresses }), (open) =>
    open.stop(),
  );
  await network.start();
});
afterAll(() => stack.disposeAsync());

async function newJob(): Promise<Job> {
  const spec = parseJobSpec({
    name: 'provable',
    module: 'no-op.wasm',
    limits: { work: '1 Mwu', memory: '64 KiB' },
    tasks: [{}, { stdin: 'own' }],
    verification: 'optimistic',
    maxPrice: '0.01',
  });
  return createJob({ network }, { spec, readFile: () => compileModule('noop') });
}

/** The job with something else in it, and hashes that fit. */
function forged(job: Job, template: JobTemplate, tasks: readonly JobTask[]): Job {
  const templateHash = hashJobTemplate(template);
  const taskHashes = tasks.map((task) => hashTask(templateHash, task));
  const root = tasksRoot(taskHashes);
  return { ...job, jobId: hashJob(templateHash, root), template, tasks, taskHashes, tasksRoot: root };
}

/** Why the only provider does not serve a job. */
async function refusalOf(job: Job): Promise<string | undefined> {
  let last: JobProgress | undefined;
  const stop = new AbortController();
  await runJob(
    { client, network },
    { job, patience: { offersMs: 3_000 } },
    {
      signal: stop.signal,
      onProgress: (progress) => {
        last = progress;
        if (progress.deals.some(({ state }) => state === 'refused')) stop.abort();
      },
    },
  ).catch(() => undefined);
  return last?.deals.map(({ state, reason }) => `${state}: ${reason}`).join();
}

describe('a job is refused', () => {
  const other = keccak256('0x01');
  const check = createProvableCheck(createThreadTrace());
  test.each<[string, string, (template: JobTemplate) => JobTemplate]>([
    ['that does not say what it commits to', 'JOB_NOT_PROVABLE', without],
    [
      'whose program is not that of its module',
      'JOB_PROGRAM_MISMATCH',
      (template) => provable(template, { programRoot: other }),
    ],
    [
      'whose program has other limits',
      'JOB_PROGRAM_MISMATCH',
      (template) => ({ ...template, limits: { ...template.limits, work: 2_000_000n } }),
    ],
    ['whose input is not what it says', 'JOB_INPUT_MISMATCH', (template) => provable(template, { input: other })],
  ])('%s: %s', async (_what, code, change) => {
    const job = await newJob();
    const template = change(job.template);
    const contents = { module: await compileModule('noop'), files: {} };
    await check(job.template, contents, never);
    await expect(check(template, contents, never)).rejects.toMatchObject({ code });
    expect(await refusalOf(forged(job, template, job.tasks))).toBe('refused: JOB_DEAL_REFUSED');
  });
});

test('a task is refused whose input is not what it says, and the others are run', async () => {
  const job = await newJob();
  const tasks = job.tasks.map((task) => (task.index === 1 ? { ...task, input: keccak256('0x01') } : task));
  const result = await runJob({ client, network }, { job: forged(job, job.template, tasks), windowBlocks: 3 });
  expect(result.state).not.toBe('completed');
  expect(result.tasks.map(({ status, failure }) => failure?.code ?? status)).toEqual([0, 'JOB_INPUT_MISMATCH']);
});

test('a task is refused that the job does not have: its answer would be refuted, however right', async () => {
  const job = await newJob();
  const own = job.taskHashes[0] ?? '0x';
  const committed = tasksRoot([own, keccak256('0x02')]);
  const lying = { ...job, tasksRoot: committed, jobId: hashJob(hashJobTemplate(job.template), committed) };
  const result = await runJob({ client, network }, { job: lying, windowBlocks: 3 });
  expect(result.tasks.map(({ failure }) => failure?.code)).toEqual(['NODE_TASK_NOT_OF_JOB', 'NODE_TASK_NOT_OF_JOB']);
});

function without({ provable: _, ...template }: JobTemplate): JobTemplate {
  return template;
}

function provable(template: JobTemplate, change: Partial<NonNullable<JobTemplate['provable']>>): JobTemplate {
  if (!template.provable) throw new RangeError('not provable');
  return { ...template, provable: { ...template.provable, ...change } };
}
