import type { SuanliClient } from '@suanli/sdk';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Address } from 'viem';
import { useConnection, useConnectorClient } from 'wagmi';
import { useConsole } from '../data/ConsoleContext.tsx';

/** Who acts: nobody yet, somebody on another chain, or an account with a client that signs. */
export type Writer =
  | { readonly status: 'none' | 'connecting' }
  | { readonly status: 'wrongNetwork'; readonly account: Address; readonly chainId: number | undefined }
  | { readonly status: 'ready'; readonly account: Address; readonly client: SuanliClient; readonly name: string };

/** The connected account, with a client whose actions it signs. Reads still go to the console's own endpoint. */
export function useWriter(): Writer {
  const { loadClient, config } = useConsole();
  const { status, address, chainId, connector } = useConnection();
  const { data: wallet } = useConnectorClient({
    query: { enabled: status === 'connected' && chainId === config.chainId },
  });
  const fits = wallet !== undefined && address !== undefined && wallet.account.address === address;
  const { data: client } = useQuery({
    queryKey: ['writer', address, connector?.uid, wallet?.uid],
    enabled: fits,
    // One client for one account: its transactions leave one after another.
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
    queryFn: async (): Promise<SuanliClient> => {
      const [reader, { withWallet }] = await Promise.all([loadClient(), import('../client/createClients.ts')]);
      if (!wallet || !address) throw new Error('no wallet');
      return withWallet(reader, wallet, address);
    },
  });
  return useMemo((): Writer => {
    if (status === 'connecting' || (status === 'reconnecting' && !address)) return { status: 'connecting' };
    if (!address) return { status: 'none' };
    if (chainId !== config.chainId) return { status: 'wrongNetwork', account: address, chainId };
    if (!fits || !client) return { status: 'connecting' };
    return { status: 'ready', account: address, client, name: connector?.name ?? '' };
  }, [status, address, chainId, fits, client, config.chainId, connector]);
}

/** The address of the connected account, on whatever chain; undefined where there is none. */
export function useAccount(): Address | undefined {
  return useConnection().address;
}
