import type { SuanliClient } from '@suanli/sdk';
import { QueryClient } from '@tanstack/react-query';
import type { Config } from 'wagmi';
import type { ConsoleConfig } from '../config/ConsoleConfig.ts';
import type { ConsoleValue } from '../data/ConsoleContext.tsx';
import { createWalletConfig } from '../wallet/createWalletConfig.ts';

/** What lives as long as the page. */
export interface Parts {
  readonly console: ConsoleValue;
  readonly wallets: Config;
  readonly queries: QueryClient;
}

/**
 * Makes what lives as long as the page. Once, and not while rendering: a first rendering that is thrown away would leave a
 * second set of wallets, which wagmi does not reconnect.
 */
export function createParts(config: ConsoleConfig): Parts {
  let client: Promise<SuanliClient> | undefined;
  const loadClient = () => {
    client ??= import('../client/createClients.ts').then(({ createReader }) => createReader(config));
    return client;
  };
  return {
    console: { config, loadClient },
    wallets: createWalletConfig(config),
    queries: new QueryClient({
      // What was read stays good until the next block, which is looked for all the time.
      defaultOptions: {
        queries: {
          staleTime: Number.POSITIVE_INFINITY,
          // A refusal stays one.
          retry: (failures, error) => failures < 1 && (error as { retryable?: boolean }).retryable !== false,
          retryDelay: 500,
        },
      },
    }),
  };
}
