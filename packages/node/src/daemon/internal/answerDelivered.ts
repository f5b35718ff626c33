import { setTimeout as delay } from 'node:timers/promises';
import type { QuorumReconciler } from '../../reconciler/createQuorumReconciler.ts';
import type { Reconciler } from '../../reconciler/Reconciler.ts';
import type { Logger } from '../../telemetry/createLogger.ts';

export interface AnswerDeliveredDependencies {
  readonly reconciler: Pick<Reconciler, 'stop' | 'tick'>;
  readonly seats: Pick<QuorumReconciler, 'stop' | 'tick'>;
  readonly logger: Logger;
}

/** How long a stop waits for the transactions of its last answers. */
const closingTimeoutMs = 20_000;

/** Ends both reconcilers, and answers on chain what was delivered and not agreed on, as far as that is possible in time. */
export async function answerDelivered({ reconciler, seats, logger }: AnswerDeliveredDependencies): Promise<void> {
  // A transaction that is being waited for may take minutes on a busy chain.
  const inTime = delay(closingTimeoutMs, undefined, { ref: false });
  const closed = Promise.all([reconciler.stop(), seats.stop()]).then(async () => {
    const done = await reconciler.tick({ closing: true });
    await seats.tick({ closing: true });
    return done;
  });
  const summary = await Promise.race([closed, inTime]);
  closed.catch(() => {});
  if (summary) logger.info({ ...summary }, 'answered before the stop');
  else logger.warn('the chain is slow; the next start goes on from here');
}
