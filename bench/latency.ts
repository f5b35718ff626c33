import { createMemoryJobStore, type JobProgress, runJob } from '@suanli/sdk';
import { noOpJob } from './rig/noOpJob.ts';
import { startRig } from './rig/startRig.ts';

/** From the call of `runJob` to the checked result, in milliseconds; settlement comes after and is not counted. */
export interface LatencyFigures {
  readonly submitToResultMs: { readonly p50: number; readonly p95: number };
  readonly samples: number;
}

const samples = 40;
const warmUps = 5;

/** Measures how long a no-op job takes on a warm network: choosing an offer, opening the deal on chain, running, checking. */
export async function benchLatency(signal: AbortSignal): Promise<LatencyFigures> {
  await using rig = await startRig({ providers: 2 }, signal);
  const times: number[] = [];
  for (let run = 0; run < samples + warmUps; run++) {
    const job = await noOpJob(rig.network, { tasks: 1, providers: 1 });
    const startedAt = performance.now();
    let resultAt = 0;
    const onProgress = ({ tasksDone }: JobProgress) => {
      if (resultAt === 0 && tasksDone === 1) resultAt = performance.now();
    };
    const result = await runJob(
      { client: rig.client, network: rig.network, store: createMemoryJobStore() },
      { job },
      { signal, onProgress },
    );
    if (result.state !== 'completed') throw new Error(`a run ended as ${result.state}`);
    if (run >= warmUps) times.push(resultAt - startedAt);
  }
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
  return { submitToResultMs: { p50: at(0.5), p95: at(0.95) }, samples };
}
