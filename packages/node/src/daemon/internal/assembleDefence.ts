import { join } from 'node:path';
import type { NodeConfig } from '../../config/NodeConfig.ts';
import { createDefence, type Defence, type DefenceDependencies } from '../../roles/provider/createDefence.ts';
import { openContentStore } from '../../store/openContentStore.ts';

const tidyIntervalMs = 600_000;

/** The defence of this provider's answers; what disputes no longer need is removed at intervals. */
export function assembleDefence(
  { logger, ...dependencies }: Omit<DefenceDependencies, 'contents'>,
  { dataDir, chain }: Pick<NodeConfig, 'dataDir' | 'chain'>,
): Pick<Defence, 'defend' | 'prepare' | 'games' | 'stop'> {
  const defence = createDefence(
    {
      ...dependencies,
      contents: openContentStore(join(dataDir, 'evidence')),
      logger: logger.child({ part: 'defence' }),
    },
    { confirmations: chain.confirmations },
  );
  const tidying = setInterval(() => {
    defence
      .tidy()
      .catch((error: unknown) => logger.warn({ err: error }, 'what disputes no longer need could not be removed'));
  }, tidyIntervalMs);
  tidying.unref();
  return {
    defend: (dealId) => defence.defend(dealId),
    prepare: (dealId) => defence.prepare(dealId),
    get games() {
      return defence.games;
    },
    stop() {
      clearInterval(tidying);
      return defence.stop();
    },
  };
}
