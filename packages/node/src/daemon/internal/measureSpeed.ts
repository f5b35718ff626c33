import { cpus } from 'node:os';
import { benchmarkExecutor, type Executor } from '@suanli/executor';
import type { Store } from '../../store/Store.ts';
import type { Logger } from '../../telemetry/createLogger.ts';

export interface MeasureSpeedDependencies {
  /** Started. */
  readonly executor: Executor;
  readonly store: Pick<Store, 'meta' | 'setMeta'>;
  readonly logger: Logger;
}

/** What this process has measured: daemons that share a machine measure it once. */
const measuredHere = new Map<string, number>();

/**
 * The machine's speed in metered instructions per second and slot: measured at the first start, and again where the processor
 * or the number of slots is another.
 */
export async function measureSpeed(dependencies: MeasureSpeedDependencies, signal: AbortSignal): Promise<number> {
  const { executor, store, logger } = dependencies;
  const key = `benchmark/${executor.kind}/${cpus()[0]?.model ?? 'unknown'}/${executor.slots}`;
  const kept = store.meta(key);
  if (kept !== undefined) return Number(kept);
  const known = measuredHere.get(key);
  const speed = known ?? Math.round((await benchmarkExecutor(executor, { signal })).workPerSecond);
  measuredHere.set(key, speed);
  store.setMeta(key, String(speed));
  logger.info({ workPerSecond: speed, slots: executor.slots }, 'machine measured');
  return speed;
}
