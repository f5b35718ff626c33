import type { SuanliError } from '@suanli/protocol';
import { cancelJob, type JobProgress, type Network, runJob, type SuanliClient, watchJob } from '@suanli/sdk';
import { useSyncExternalStore } from 'react';
import type { Hex } from 'viem';
import { toSuanliError } from '../../data/toSuanliError.ts';
import { jobStore, type PictureShape } from './jobStore.ts';

/** How a job of this page stands. */
export interface RunningJob {
  readonly jobId: Hex;
  readonly name: string;
  readonly running: boolean;
  /** True once the user gave it up. */
  readonly stopping: boolean;
  readonly progress: JobProgress | undefined;
  readonly error: SuanliError | undefined;
}

interface Held {
  job: RunningJob;
  abort: AbortController;
  ended: Promise<void>;
}

/** Jobs that this page runs, or has run. They go on while one looks at other pages. */
const jobs = new Map<Hex, Held>();
let snapshot: readonly RunningJob[] = [];
const listeners = new Set<() => void>();

function changed(): void {
  snapshot = [...jobs.values()].map(({ job }) => job);
  for (const listener of listeners) listener();
}

function set(jobId: Hex, change: Partial<RunningJob>): void {
  const held = jobs.get(jobId);
  if (!held) return;
  held.job = { ...held.job, ...change };
  changed();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The jobs that this page runs, or has run, in the order in which it began. */
export function useRunningJobs(): readonly RunningJob[] {
  return useSyncExternalStore(subscribe, () => snapshot);
}

/** Takes a job that failed before anything was kept out of the list. */
export function dismissJob(jobId: Hex): void {
  if (jobs.get(jobId)?.job.running) return;
  jobs.delete(jobId);
  changed();
}

type Run = (options: { signal: AbortSignal; onProgress: (progress: JobProgress) => void }) => Promise<unknown>;

/** One page at a time works on a job: two would open deals for the same tasks. */
function alone(jobId: Hex, signal: AbortSignal, work: () => Promise<unknown>): Promise<unknown> {
  // Locks are for secure contexts alone.
  if (!navigator.locks) return work();
  return navigator.locks.request(`suanli-job-${jobId}`, { signal }, work);
}

function follow(jobId: Hex, name: string, stopping: boolean, run: Run): void {
  const abort = new AbortController();
  const job: RunningJob = { jobId, name, running: true, stopping, progress: undefined, error: undefined };
  const ended = alone(jobId, abort.signal, () =>
    run({ signal: abort.signal, onProgress: (progress) => set(jobId, { progress }) }),
  ).then(
    () => set(jobId, { running: false }),
    (error: unknown) => set(jobId, { running: false, ...(!abort.signal.aborted && { error: toSuanliError(error) }) }),
  );
  jobs.set(jobId, { job, abort, ended });
  changed();
}

interface Context {
  readonly client: SuanliClient;
  readonly network: Network;
}

/** The most that this page pays, in tokens per Gwu. */
export const maxPrice = '0.01';

/** How a job can be paid here. */
export type PictureMethod = 'auto' | 'escrow' | 'batch' | 'lottery';

async function createPicture({ network }: Context, { size, samples, tiles }: PictureShape, method: PictureMethod) {
  const { bunnyScene, createRenderJob } = await import('@suanli/workloads/render');
  const scene = bunnyScene({ width: size, height: size, samples });
  return createRenderJob({ network }, { scene, tiles, maxPrice, providers: 3, payment: { method } });
}

/** Starts the rendering of a picture. Resolves when it is under way. */
export async function startPicture(context: Context, shape: PictureShape, method: PictureMethod): Promise<Hex> {
  const { job } = await createPicture(context, shape, method);
  const { jobId, name } = job;
  await jobStore.savePicture(jobId, shape);
  follow(jobId, name, false, (options) => runJob({ ...context, store: jobStore }, { job }, options));
  return jobId;
}

/** Carries on a job that a reload interrupted. */
export async function resumePicture(context: Context, jobId: Hex, name: string): Promise<void> {
  // Its program and scene are asked of this page again, which has forgotten them.
  const shape = await jobStore.loadPicture(jobId);
  // How it is paid stands in its record.
  if (shape) await createPicture(context, shape, 'escrow');
  follow(jobId, name, false, (options) => watchJob({ ...context, store: jobStore }, { jobId }, options));
}

/** Gives a job up: what is done is paid, the rest is not run, and what was locked for it returns. */
export async function cancelPicture(context: Context, jobId: Hex, name: string): Promise<void> {
  const held = jobs.get(jobId);
  set(jobId, { stopping: true });
  held?.abort.abort();
  await held?.ended;
  follow(jobId, name, true, (options) => cancelJob({ ...context, store: jobStore }, { jobId }, options));
}
