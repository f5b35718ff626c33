import { createMemoryJobStore, type JobProgress, runJob } from '@suanli/sdk';
import { noOpJob } from './rig/noOpJob.ts';
import { startRig } from './rig/startRig.ts';

/** Tasks per second from the first task sent to the last receipt stored: signatures, roots and checks included. */
export interface DispatchFigures {
  readonly tasksPerSecond: number;
  readonly runs: readonly number[];
  readonly tasks: number;
  readonly providers: number;
}

const tasks = 20_000;
const providers = 2;
const runs = 5;

/** Measures how many no-op WebAssembly tasks a second a requester gets done by two provider processes on loopback. */
export async function benchDispatch(signal: AbortSignal): Promise<DispatchFigures> {
  await using rig = await startRig({ providers }, signal);
  const rates: number[] = [];
  for (let run = 0; run <= runs; run++) {
    const job = await noOpJob(rig.network, { tasks: run === 0 ? 2_000 : tasks, providers });
    let firstAt = 0;
    let lastAt = 0;
    const onProgress = ({ tasksDone, deals }: JobProgress) => {
      if (firstAt === 0 && deals.some(({ tasksInFlight }) => tasksInFlight > 0)) firstAt = performance.now();
      if (lastAt === 0 && tasksDone === job.tasks.length) lastAt = performance.now();
    };
    const result = await runJob(
      { client: rig.client, network: rig.network, store: createMemoryJobStore() },
      { job },
      { signal, onProgress },
    );
    if (result.state !== 'completed' || result.openDeals > 0) throw new Error(`a run ended as ${result.state}`);
    // The first run compiles, connects and fills caches.
    if (run > 0) rates.push((job.tasks.length * 1_000) / (lastAt - firstAt));
  }
  const sorted = rates.toSorted((a, b) => a - b);
  return { tasksPerSecond: Math.round(sorted[sorted.length >> 1] ?? 0), runs: rates.map(Math.round), tasks, providers };
}
