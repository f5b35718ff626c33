import type { Executor } from '@suanli/executor';
import type { Network } from '@suanli/network';
import { encodeOutput, hashOutput, isSuanliError, SuanliError, type TaskResult } from '@suanli/protocol';
import { requireProvableTask } from '@suanli/sdk';
import type { Hex } from 'viem';
import type { ProvableCheck } from '../disputes/createProvableCheck.ts';
import type { Logger } from '../telemetry/createLogger.ts';
import { createInputCache } from './createInputCache.ts';
import type { Flight } from './Flight.ts';
import { TaskScheduler, type TaskSchedulerOptions } from './internal/TaskScheduler.ts';
import type { TaskEngine } from './TaskEngine.ts';
import { failureKind } from './wireError.ts';

export interface TaskEngineDependencies {
  /** Started. */
  readonly executor: Executor;
  /** What is put must stay as long as somebody may fetch it, or as its keeper's quota goes. */
  readonly blobs: Pick<Network['blobs'], 'get'> & { put(bytes: Uint8Array, keeper?: string): Promise<string> };
  readonly logger: Logger;
  /** Told of each job that says it is provable, before any of its tasks is taken. Default: nothing is checked. */
  readonly checkProvable?: ProvableCheck;
}

export interface TaskEngineOptions extends TaskSchedulerOptions {
  readonly inputCacheBytes: number;
  readonly fetchTimeoutMs: number;
}

/** Outputs up to this size travel within the results, larger ones by CID. */
const maxInlineBytes = 65_536;

/** Makes the one engine of a daemon, over its executor. */
export function createTaskEngine(dependencies: TaskEngineDependencies, options: TaskEngineOptions): TaskEngine {
  const { executor, blobs, logger } = dependencies;
  const modules = new Map<string, Promise<Hex>>();
  const scheduler = new TaskScheduler(runFlight, executor.slots, options);
  const inputs = createInputCache((cid, fetch) => blobs.get(cid, fetch), {
    maxBytes: options.inputCacheBytes,
    fetchTimeoutMs: options.fetchTimeoutMs,
  });

  /** Prepares a module once, however many jobs use it. */
  async function prepare(
    cid: string,
    memoryPages: number,
    from: string | undefined,
    signal: AbortSignal,
  ): Promise<Hex> {
    // Each fetches for itself, since the cache shares no peer that may be slow or go; what they share is compiled without them.
    const module = await inputs.get(cid, { from, signal });
    const key = `${cid}/${memoryPages}`;
    let prepared = modules.get(key);
    if (!prepared) {
      prepared = executor.prepare(module, { memoryPages }).then(({ moduleHash }) => moduleHash);
      modules.set(key, prepared);
      // What failed is tried anew by the next job, and an executor forgets what is rarely used, so this forgets as well.
      const forget = (): void => void modules.delete(key);
      prepared.then(forget, forget);
    }
    return prepared;
  }

  async function fetchFiles(
    wanted: Readonly<Record<string, string>>,
    from: string | undefined,
    signal: AbortSignal,
  ): Promise<Record<string, Uint8Array>> {
    const files: Record<string, Uint8Array> = {};
    for (const [path, cid] of Object.entries(wanted)) files[path] = await inputs.get(cid, { from, signal });
    return files;
  }

  async function runFlight(flight: Flight): Promise<void> {
    const { owner, task } = flight;
    const { signal } = flight.controller;
    try {
      const filesOf = (wanted: Readonly<Record<string, string>>) => fetchFiles(wanted, owner.peer, signal);
      const shared = await filesOf(owner.template.inputs);
      const own = await filesOf(task.inputs ?? {});
      // Its receipt could be refuted, though it ran right.
      if (owner.template.provable) requireProvableTask(task, own);
      owner.complete(flight, await runTask(flight, { ...shared, ...own }));
    } catch (error) {
      const coded = isSuanliError(error)
        ? error
        : new SuanliError('NODE_TASK_NOT_RUN', { parameters: { taskIndex: task.index }, cause: error });
      if (!isSuanliError(error)) logger.error({ err: error, task: task.index }, 'task not run');
      // Not awaited: a requester that does not read must not keep a slot from the others.
      void owner.fail(flight, coded, failureKind(error));
    }
  }

  async function runTask(flight: Flight, files: Record<string, Uint8Array>): Promise<TaskResult> {
    const { owner, task, taskHash, controller } = flight;
    const { template } = owner;
    const { signal } = controller;
    const run = {
      moduleHash: owner.requireModule(),
      args: task.args ?? template.args,
      env: template.env,
      stdin: task.stdin ?? template.stdin,
      inputs: files,
      limits: template.limits,
      seed: taskHash,
    };
    const outcome = await executor.execute(run, { signal }).catch(async (error: unknown) => {
      if (!isSuanliError(error, 'EXECUTOR_MODULE_NOT_PREPARED')) throw error;
      await prepare(template.module, template.limits.memoryPages, owner.peer, signal);
      return executor.execute(run, { signal });
    });
    const output = encodeOutput(outcome.output) as Uint8Array<ArrayBuffer>;
    return {
      taskIndex: task.index,
      taskHash,
      outputHash: hashOutput(output),
      work: outcome.work,
      status: outcome.status,
      ...(output.length <= maxInlineBytes ? { output } : { outputCid: await blobs.put(output, owner.keeper) }),
      ...(outcome.note === undefined ? {} : { note: outcome.note }),
    };
  }

  return {
    kind: executor.kind,
    slots: executor.slots,
    async prepareJob(template, { from, signal }) {
      const moduleHash = await prepare(template.module, template.limits.memoryPages, from, signal);
      const files = await fetchFiles(template.inputs, from, signal);
      if (template.provable) {
        const module = await inputs.get(template.module, { from, signal });
        await dependencies.checkProvable?.(template, { module, files }, signal);
      }
      return moduleHash;
    },
    add: (flight) => scheduler.add(flight),
    drop: (flight) => scheduler.drop(flight),
    reserve: (turn, slots) => scheduler.reserve(turn, slots),
    idle: () => scheduler.idle(),
    get running() {
      return scheduler.running;
    },
    get queued() {
      return scheduler.queued;
    },
  };
}
