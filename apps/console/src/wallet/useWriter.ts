import type { SuanliClient } from '@suanli/sdk';
import { useMemo } from 'react';
import type { Account, Address, Chain, Transport, WalletClient } from 'viem';
import { useConnection, useWalletClient } from 'wagmi';
import { useConsole } from '../data/ConsoleContext.tsx';

/** Who acts: nobody yet, somebody on another chain, or an account with a client that signs. */
export type Writer =
  | { readonly status: 'none' | 'connecting' }
  | { readonly status: 'wrongNetwork'; readonly account: Address; readonly chainId: number | undefined }
  | { readonly status: 'ready'; readonly account: Address; readonly client: SuanliClient; readonly name: string };

/** The connected account, with a client whose actions it signs. Reads still go to the console's own endpoint. */
export function useWriter(): Writer {
  const { client, config } = useConsole();
  const { status, address, chainId, connector } = useConnection();
  const { data: wallet } = useWalletClient({
    query: { enabled: status === 'connected' && chainId === config.chainId },
  });
  return useMemo((): Writer => {
    if (status === 'connecting' || (status === 'reconnecting' && !address)) return { status: 'connecting' };
    if (!address) return { status: 'none' };
    if (chainId !== config.chainId) return { status: 'wrongNetwork', account: address, chainId };
    if (!wallet || wallet.account.address !== address) return { status: 'connecting' };
    const walletClient = wallet as unknown as WalletClient<Transport, Chain, Account>;
    return {
      status: 'ready',
      account: address,
      client: { ...client, walletClient, account: address },
      name: connector?.name ?? '',
    };
  }, [status, address, chainId, wallet, client, config.chainId, connector]);
}

/** The address of the connected account, on whatever chain; undefined where there is none. */
export function useAccount(): Address | undefined {
  return useConnection().address;
}
