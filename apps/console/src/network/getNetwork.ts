import type { Network } from '@suanli/sdk';
import type { ConsoleConfig } from '../config/ConsoleConfig.ts';

let starting: Promise<Network> | undefined;

/** The one peer that this page is in the market's network; loaded and started when somebody first needs it. */
export function getNetwork(config: ConsoleConfig): Promise<Network> {
  starting ??= import('./startNetwork.ts')
    .then(({ startNetwork }) => startNetwork(config))
    .catch((error: unknown) => {
      // The next one tries again.
      starting = undefined;
      throw error;
    });
  return starting;
}
