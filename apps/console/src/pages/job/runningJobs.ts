import type { SuanliError } from '@suanli/protocol';
import { type JobProgress, type Network, runJob, type SuanliClient, watchJob } from '@suanli/sdk';
import { useSyncExternalStore } from 'react';
import type { Hex } from 'viem';
import { toSuanliError } from '../../data/toSuanliError.ts';
import { jobStore, type PictureShape } from './jobStore.ts';

/** How a job of this page stands. */
export interface RunningJob {
  readonly running: boolean;
  readonly progress: JobProgress | undefined;
  readonly error: SuanliError | undefined;
}

/** Jobs that this page runs, or has run. They go on while one looks at other pages. */
const jobs = new Map<Hex, RunningJob>();
const listeners = new Set<() => void>();

function set(jobId: Hex, next: RunningJob): void {
  jobs.set(jobId, next);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** How a job stands in this page; undefined where it does not run here. */
export function useRunningJob(jobId: Hex): RunningJob | undefined {
  return useSyncExternalStore(subscribe, () => jobs.get(jobId));
}

async function follow(jobId: Hex, run: (onProgress: (progress: JobProgress) => void) => Promise<unknown>) {
  set(jobId, { running: true, progress: jobs.get(jobId)?.progress, error: undefined });
  let error: SuanliError | undefined;
  try {
    await run((progress) => set(jobId, { running: true, progress, error: undefined }));
  } catch (failure) {
    error = toSuanliError(failure);
  }
  set(jobId, { running: false, progress: jobs.get(jobId)?.progress, error });
}

interface Context {
  readonly client: SuanliClient;
  readonly network: Network;
}

/** The most that this page pays, in tokens per Gwu. */
export const maxPrice = '0.01';

async function createPicture({ network }: Context, { size, samples, tiles }: PictureShape) {
  const { bunnyScene, createRenderJob } = await import('@suanli/workloads/render');
  const scene = bunnyScene({ width: size, height: size, samples });
  return createRenderJob({ network }, { scene, tiles, maxPrice, providers: 3 });
}

/** Starts the rendering of a picture. Resolves when it is under way. */
export async function startPicture(context: Context, shape: PictureShape): Promise<Hex> {
  const { job } = await createPicture(context, shape);
  await jobStore.savePicture(job.jobId, shape);
  void follow(job.jobId, (onProgress) => runJob({ ...context, store: jobStore }, { job }, { onProgress }));
  return job.jobId;
}

/** Carries on a job that a reload interrupted. */
export async function resumePicture(context: Context, jobId: Hex): Promise<void> {
  // Its program and scene are asked of this page again, which has forgotten them.
  const shape = await jobStore.loadPicture(jobId);
  if (shape) await createPicture(context, shape);
  void follow(jobId, (onProgress) => watchJob({ ...context, store: jobStore }, { jobId }, { onProgress }));
}
