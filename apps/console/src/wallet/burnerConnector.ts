import { type Address, createWalletClient, http, type PrivateKeyAccount } from 'viem';
import type { CreateConnectorFn } from 'wagmi';
import type { BurnerAccount } from '../config/ConsoleConfig.ts';

const connectedKey = 'suanli.burner';

/** The wallets whose type this is sign in the page itself, without asking. */
export const burnerType = 'burner';

/** An account of the embedded chain as a wallet: its key is in the page, and it signs without asking. */
export function burnerConnector(account: BurnerAccount, rpcUrl: string): CreateConnectorFn {
  // What signs is loaded once somebody connects.
  let loading: Promise<PrivateKeyAccount> | undefined;
  const load = () => {
    loading ??= import('viem/accounts').then(({ privateKeyToAccount }) => privateKeyToAccount(account.privateKey));
    return loading;
  };
  const accounts = async (): Promise<readonly Address[]> => [(await load()).address];
  const remember = (name: string | undefined) => {
    try {
      if (name === undefined) localStorage.removeItem(connectedKey);
      else localStorage.setItem(connectedKey, name);
    } catch {
      // Where nothing may be stored, one connects anew at the next visit.
    }
  };
  return (config) => {
    const [chain] = config.chains;
    return {
      id: `burner-${account.name}`,
      name: account.name,
      type: burnerType,
      connect: async () => {
        remember(account.name);
        return { accounts: (await accounts()) as never, chainId: chain.id };
      },
      disconnect: async () => remember(undefined),
      getAccounts: accounts,
      getChainId: async () => chain.id,
      // Reads go the way of all others; wagmi takes a wallet without a provider for absent.
      getProvider: async () => http(rpcUrl)({ chain }),
      getClient: async () => createWalletClient({ account: await load(), chain, transport: http(rpcUrl) }),
      isAuthorized: async () => {
        try {
          return localStorage.getItem(connectedKey) === account.name;
        } catch {
          return false;
        }
      },
      switchChain: async () => chain,
      onAccountsChanged: () => {},
      onChainChanged: () => {},
      onDisconnect: () => {},
    };
  };
}
