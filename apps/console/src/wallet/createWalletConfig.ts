import { defineChain, http } from 'viem';
import { type Config, createConfig, injected } from 'wagmi';
import type { ConsoleConfig } from '../config/ConsoleConfig.ts';
import { burnerConnector } from './burnerConnector.ts';

/**
 * Which wallets can be connected, and to which chain: those that the browser announces (EIP-6963) or carries in
 * `window.ethereum`, and, on the embedded chain, the accounts whose keys the configuration gives.
 */
export function createWalletConfig(config: ConsoleConfig): Config {
  const chain = defineChain({
    id: config.chainId,
    name: config.burnerAccounts.length > 0 ? 'Suanli' : `Chain ${config.chainId}`,
    nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
    rpcUrls: { default: { http: [config.rpcUrl] } },
  });
  return createConfig({
    chains: [chain],
    // The head of the chain is asked for all the time: an outage is to show at once.
    transports: { [chain.id]: http(config.rpcUrl, { retryCount: 0, timeout: 10_000 }) },
    connectors: [
      ...config.burnerAccounts.map((account) => burnerConnector(account, config.rpcUrl)),
      ...('ethereum' in globalThis ? [injected()] : []),
    ],
  }) as unknown as Config;
}
