import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { WagmiProvider } from 'wagmi';
import { ConsoleContext } from '../data/ConsoleContext.tsx';
import type { Parts } from './createParts.ts';
import { router } from './router.tsx';

/** The console of one market. */
export function App({ parts }: { readonly parts: Parts }) {
  return (
    <WagmiProvider config={parts.wallets}>
      <QueryClientProvider client={parts.queries}>
        <ConsoleContext value={parts.console}>
          <RouterProvider router={router} />
        </ConsoleContext>
      </QueryClientProvider>
    </WagmiProvider>
  );
}
