import { type Deployment, SuanliError } from '@suanli/protocol';
import { createSuanliClient, type SuanliClient } from '@suanli/sdk';
import { http, type LocalAccount, webSocket } from 'viem';
import { createProviderChain } from '../../chain/createProviderChain.ts';
import { createQuorumChain } from '../../chain/createQuorumChain.ts';
import type { ProviderChain } from '../../chain/ProviderChain.ts';
import type { QuorumChain } from '../../chain/QuorumChain.ts';
import type { NodeConfig } from '../../config/NodeConfig.ts';

export interface NodeChain {
  readonly client: SuanliClient;
  readonly chain: ProviderChain;
  readonly quorums: QuorumChain;
}

/**
 * The chain that the configuration names, as the daemon's account sees it. One that is out of reach may come later.
 *
 * @throws SuanliError `NODE_CHAIN_WRONG`
 */
export async function openChain(
  { account, deployment }: { readonly account: LocalAccount; readonly deployment: Deployment },
  config: Pick<NodeConfig, 'chain' | 'provider'>,
): Promise<NodeChain> {
  const { rpcUrl } = config.chain;
  const client = createSuanliClient({
    deployment,
    rpcUrl,
    account,
    // One request for all deals that are looked at together.
    ...(rpcUrl.startsWith('http')
      ? { transport: http(rpcUrl, { batch: true, retryCount: 2, timeout: 10_000 }) }
      : { transport: webSocket(rpcUrl, { retryCount: 2, timeout: 10_000 }) }),
  });
  await checkChain(client);
  const brokerChain = createProviderChain(client);
  const quorums = createQuorumChain(client);
  // One offer is signed for both contracts, and each counts for itself.
  const chain: ProviderChain = config.provider.quorums
    ? {
        ...brokerChain,
        nonceUsage: async (nonce) =>
          Math.max(...(await Promise.all([brokerChain.nonceUsage(nonce), quorums.nonceUsage(nonce)]))),
      }
    : brokerChain;
  return { client, chain, quorums };
}

/** Refuses a chain that is another one; one that is out of reach may come later. */
async function checkChain(client: SuanliClient): Promise<void> {
  const actual = await client.publicClient.getChainId().catch(() => undefined);
  const expected = client.deployment.chainId;
  if (actual !== undefined && actual !== expected) {
    throw new SuanliError('NODE_CHAIN_WRONG', { parameters: { url: new URL(client.url).host, actual, expected } });
  }
}
