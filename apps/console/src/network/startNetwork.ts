import { brokerDomain } from '@suanli/protocol';
import { createNetwork, type Network } from '@suanli/sdk';
import type { ConsoleConfig } from '../config/ConsoleConfig.ts';

/** Starts this page's peer of the market's network. In a chunk of its own, which `getNetwork` loads. */
export async function startNetwork(config: ConsoleConfig): Promise<Network> {
  const { chainId, deployment, bootstrap } = config;
  const network = await createNetwork({ domain: brokerDomain({ chainId, broker: deployment.broker }), bootstrap });
  await network.start();
  return network;
}
