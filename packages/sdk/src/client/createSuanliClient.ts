import { brokerDomain, type Deployment } from '@suanli/protocol';
import {
  type Account,
  createPublicClient,
  createWalletClient,
  defineChain,
  http,
  type PublicClient,
  type Transport,
  type WalletClient,
} from 'viem';
import type { SuanliClient } from './SuanliClient.ts';

export interface CreateSuanliClientParameters {
  readonly deployment: Deployment;
  /** The chain's JSON-RPC address; not needed with `transport`. */
  readonly rpcUrl?: string;
  /** A viem transport, such as `custom(window.ethereum)`. */
  readonly transport?: Transport;
  /** A local account, or the JSON-RPC account of the transport's wallet. */
  readonly account?: Account;
  /** How often a sent transaction is asked for, in milliseconds. Default 100 on the embedded chain (id 31337), else 1000. */
  readonly pollingIntervalMs?: number;
}

/**
 * Makes a client of one market. It opens no connection by itself.
 *
 * @example
 * const client = createSuanliClient({ deployment, rpcUrl: 'http://127.0.0.1:8545', account });
 */
export function createSuanliClient(parameters: CreateSuanliClientParameters): SuanliClient {
  const { deployment, rpcUrl, account } = parameters;
  const chain = defineChain({
    id: deployment.chainId,
    name: `Chain ${deployment.chainId}`,
    nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
    rpcUrls: { default: { http: rpcUrl === undefined ? [] : [rpcUrl] } },
  });
  const transport = parameters.transport ?? http(rpcUrl, { retryCount: 2, timeout: 10_000 });
  const pollingInterval = parameters.pollingIntervalMs ?? (deployment.chainId === 31_337 ? 100 : 1_000);
  const publicClient = createPublicClient({ chain, transport, pollingInterval, cacheTime: 0 }) as PublicClient<
    Transport,
    typeof chain
  >;
  const walletClient =
    account === undefined
      ? undefined
      : (createWalletClient({ chain, transport, account, pollingInterval }) as WalletClient<
          Transport,
          typeof chain,
          Account
        >);
  return {
    deployment,
    domain: brokerDomain({ chainId: deployment.chainId, broker: deployment.broker }),
    publicClient,
    walletClient,
    account: account?.address,
    url: rpcUrl ?? '(wallet)',
  };
}
