import { SuanliError } from '@suanli/protocol';
import type { SuanliClient } from '@suanli/sdk';
import type { LocalAccount } from 'viem';
import type { CommandContext } from './CommandContext.ts';
import { openWallet } from './openWallet.ts';
import { readDeployment } from './readDeployment.ts';

export interface OpenClientOptions {
  /** True opens the wallet, so that the client can sign; an account given is used as it is. Default false. */
  readonly wallet?: boolean | LocalAccount;
}

/**
 * A client of the configured market. That the chain answers and is the deployment's is checked here, before any password
 * is asked for.
 *
 * @throws SuanliError `CLI_DEPLOYMENT_MISSING`, `DEPLOYMENT_INVALID`, `CHAIN_UNREACHABLE`, `CHAIN_WRONG_NETWORK`, and what `openWallet` throws
 */
export async function openClient(context: CommandContext, options: OpenClientOptions = {}): Promise<SuanliClient> {
  const { createSuanliClient } = await import('@suanli/sdk');
  const deployment = readDeployment(context);
  const { rpcUrl } = context.config;
  const reader = createSuanliClient({ deployment, rpcUrl });
  let actual: number;
  try {
    actual = await reader.publicClient.getChainId();
  } catch (cause) {
    throw new SuanliError('CHAIN_UNREACHABLE', { parameters: { url: rpcUrl }, cause });
  }
  if (actual !== deployment.chainId) {
    throw new SuanliError('CHAIN_WRONG_NETWORK', { parameters: { expected: deployment.chainId, actual } });
  }
  if (options.wallet === undefined || options.wallet === false) return reader;
  const account = options.wallet === true ? await openWallet(context) : options.wallet;
  return createSuanliClient({ deployment, rpcUrl, account });
}
