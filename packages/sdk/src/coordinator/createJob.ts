import { instrument, type Program, provableProgram, wasiPreview1Imports } from '@suanli/machine';
import type { Network } from '@suanli/network';
import {
  hashJob,
  hashJobTemplate,
  hashTask,
  type JobSpec,
  type JobTask,
  type JobTemplate,
  SuanliError,
  tasksRoot,
} from '@suanli/protocol';
import { bytesToHex } from 'viem';
import { commitTask } from '../dispute/commitTask.ts';
import { commitTemplate, type InputFiles } from '../dispute/commitTemplate.ts';
import { maxMessageBytes, messageBytesUp } from './internal/messageBytesUp.ts';
import type { Job } from './Job.ts';

export interface CreateJobParameters {
  readonly spec: JobSpec;
  /** Reads what the specification names by path; rejects where it is not there. */
  readonly readFile: (path: string) => Promise<Uint8Array>;
}

export interface CreateJobOptions {
  /** Ends the fetching of what an optimistic job names by CID. */
  readonly signal?: AbortSignal;
}

const cidPattern = /^(bafk|bafy|bafkq)[a-z2-7]{10,}$/;
const pageBytes = 65_536n;

/** Refuses what could never be sent. */
function requireMessageSize(what: string, part: JobTemplate | JobTask): void {
  const bytes = messageBytesUp(part);
  if (bytes > maxMessageBytes)
    throw new SuanliError('JOB_TASK_TOO_LARGE', { parameters: { what, bytes, maximum: maxMessageBytes } });
}

/**
 * Turns a specification into a job: reads its files, checks that the module can run under the market's rules, puts
 * everything into the network's blob store, and fixes all hashes. Nothing is sent to the chain or to a provider.
 *
 * An `optimistic` job is made provable: its hash commits to program and inputs, so what it names by CID is fetched.
 *
 * @throws SuanliError `JOB_FILE_UNREADABLE`, `JOB_TASK_TOO_LARGE`, the machine's `MACHINE_…` and `EXECUTOR_…` for a module that providers would
 * refuse, and, of an optimistic job, `BLOB_…` for a CID that cannot be fetched
 *
 * @example
 * const job = await createJob({ network }, { spec: parseJobSpec(text), readFile: (path) => readFile(path) });
 */
export async function createJob(
  context: { readonly network: Pick<Network, 'blobs'> },
  parameters: CreateJobParameters,
  options: CreateJobOptions = {},
): Promise<Job> {
  const { blobs } = context.network;
  const { signal } = options;
  const { spec } = parameters;
  const cids = new Map<string, Promise<string>>();

  const read = async (path: string, field: string): Promise<Uint8Array> => {
    try {
      return await parameters.readFile(path);
    } catch (cause) {
      throw new SuanliError('JOB_FILE_UNREADABLE', { parameters: { path, field }, cause });
    }
  };
  const store = (source: string, field: string): Promise<string> => {
    if (cidPattern.test(source)) return Promise.resolve(source);
    let cid = cids.get(source);
    if (!cid) {
      cid = read(source, field).then((bytes) => blobs.put(bytes));
      cids.set(source, cid);
    }
    return cid;
  };
  const fetchBlob = (cid: string): Promise<Uint8Array> => blobs.get(cid, signal === undefined ? {} : { signal });
  const storeAll = async (files: Readonly<Record<string, string>>, field: string): Promise<Record<string, string>> => {
    const entries = Object.entries(files).map(
      async ([name, source]) => [name, await store(source, `${field}.${name}`)] as const,
    );
    return Object.fromEntries(await Promise.all(entries));
  };

  const memoryPages = Number((spec.limits.memory + pageBytes - 1n) / pageBytes);
  const limits = {
    work: spec.limits.work,
    memoryPages,
    outputBytes: Number(spec.limits.output),
    wallMs: Number(spec.limits.wall),
  };
  const isProvable = spec.verification === 'optimistic';
  let module: string;
  let program: Program | undefined;
  if (cidPattern.test(spec.module)) {
    module = spec.module;
    if (isProvable) program = provableProgram(await fetchBlob(module), limits);
  } else {
    const bytes = await read(spec.module, 'module');
    // A module that providers would refuse must cost nothing: found here, before anything is signed.
    if (isProvable) program = provableProgram(bytes, limits);
    else instrument(bytes, { maxMemoryPages: memoryPages, allowedImports: wasiPreview1Imports });
    module = await blobs.put(bytes);
  }
  const contentOf = async (inputs: Readonly<Record<string, string>> = {}): Promise<InputFiles> => {
    const files: Record<string, Uint8Array> = {};
    for (const [name, cid] of Object.entries(inputs)) files[name] = await fetchBlob(cid);
    return files;
  };

  const encoder = new TextEncoder();
  const shared: JobTemplate = {
    version: 1,
    module,
    args: spec.args,
    env: spec.env,
    stdin: encoder.encode(spec.stdin),
    inputs: await storeAll(spec.inputs, 'inputs'),
    limits,
    verification: spec.verification,
    salt: bytesToHex(crypto.getRandomValues(new Uint8Array(32))),
  };
  const template: JobTemplate = program
    ? { ...shared, provable: commitTemplate(shared, program, await contentOf(shared.inputs)) }
    : shared;
  const tasks: JobTask[] = [];
  for (const [index, specified] of spec.tasks.entries()) {
    const task: JobTask = {
      index,
      ...(specified.args === undefined ? {} : { args: specified.args }),
      ...(specified.stdin === undefined ? {} : { stdin: encoder.encode(specified.stdin) }),
      ...(specified.inputs === undefined ? {} : { inputs: await storeAll(specified.inputs, `tasks[${index}].inputs`) }),
    };
    tasks.push(program ? { ...task, input: commitTask(task, await contentOf(task.inputs)) } : task);
  }
  requireMessageSize('The job', template);
  for (const task of tasks) requireMessageSize(`Task ${task.index}`, task);
  const templateHash = hashJobTemplate(template);
  const taskHashes = tasks.map((task) => hashTask(templateHash, task));
  const root = tasksRoot(taskHashes);
  return {
    jobId: hashJob(templateHash, root),
    tasksRoot: root,
    name: spec.name,
    template,
    tasks,
    taskHashes,
    maxPriceWeiPerGwu: spec.maxPrice,
    ...(spec.bid === undefined ? {} : { bidWeiPerGwu: spec.bid }),
    providers: spec.providers,
    ...(spec.audit === undefined ? {} : { audit: spec.audit }),
    ...(spec.payment === undefined ? {} : { payment: spec.payment }),
    ...(spec.verification === 'quorum' ? { quorum: spec.quorum ?? { providers: 3, trust: 2 } } : {}),
  };
}
