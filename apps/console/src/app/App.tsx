import { createSuanliClient } from '@suanli/sdk';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useState } from 'react';
import { http } from 'viem';
import { WagmiProvider } from 'wagmi';
import type { ConsoleConfig } from '../config/ConsoleConfig.ts';
import { ConsoleContext } from '../data/ConsoleContext.tsx';
import { createWalletConfig } from '../wallet/createWalletConfig.ts';
import { router } from './router.tsx';

/** The console of one market. */
export function App({ config }: { readonly config: ConsoleConfig }) {
  const [wallets] = useState(() => createWalletConfig(config));
  const [queries] = useState(
    () =>
      new QueryClient({
        // What was read stays good until the next block, which is looked for all the time.
        defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY, retry: 1, retryDelay: 500 } },
      }),
  );
  const [value] = useState(() => ({
    config,
    client: {
      ...createSuanliClient({
        deployment: config.deployment,
        // Questions of one moment travel together.
        transport: http(config.rpcUrl, { batch: { wait: 4 }, retryCount: 1, timeout: 10_000 }),
      }),
      url: config.rpcUrl,
    },
  }));
  return (
    <WagmiProvider config={wallets}>
      <QueryClientProvider client={queries}>
        <ConsoleContext value={value}>
          <RouterProvider router={router} />
        </ConsoleContext>
      </QueryClientProvider>
    </WagmiProvider>
  );
}
