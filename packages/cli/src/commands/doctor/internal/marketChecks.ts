import { existsSync } from 'node:fs';
import { describeError, isSuanliError } from '@suanli/protocol';
import type { SuanliClient } from '@suanli/sdk';
import type { Address } from 'viem';
import type { CommandContext } from '../../../context/CommandContext.ts';
import { openNetwork } from '../../../context/openNetwork.ts';
import { keystoreFileOf } from '../../../context/openWallet.ts';
import { readDeployment } from '../../../context/readDeployment.ts';
import { readWalletAddress } from '../../../context/readWalletAddress.ts';
import { formatTokens } from '../../../output/formatTokens.ts';
import type { Check } from '../Check.ts';

/** Blocks may be stamped so far off before deadlines and expiries go wrong, in seconds. */
const skewSeconds = 60;
const rpcTimeoutMs = 10_000;

/** Wallet, market, chain and peers: what is configured must work; what is not is pointed out. */
export async function marketChecks(context: CommandContext): Promise<Check[]> {
  const { text, config } = context;
  const failed = (id: Check['id'], state: Check['state'], error: unknown, next?: string): Check => {
    if (!isSuanliError(error)) {
      const words = (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';
      return { id, state, detail: words, ...(next === undefined ? {} : { next }) };
    }
    const described = describeError(error, context.language);
    return { id, state, detail: described.message, next: next ?? described.next };
  };
  const checks: Check[] = [];

  let wallet: Address | undefined;
  try {
    wallet = readWalletAddress(context);
    checks.push({ id: 'wallet', state: 'ok', detail: wallet });
  } catch (error) {
    checks.push(failed('wallet', existsSync(keystoreFileOf(context)) ? 'missing' : 'warn', error));
  }

  let client: SuanliClient;
  try {
    const deployment = readDeployment(context);
    const { createSuanliClient } = await import('@suanli/sdk');
    client = createSuanliClient({ deployment, rpcUrl: config.rpcUrl });
    checks.push({ id: 'deployment', state: 'ok', detail: config.deploymentFile });
  } catch (error) {
    // Without a market there is nothing more to look at.
    return [...checks, failed('deployment', existsSync(config.deploymentFile) ? 'missing' : 'warn', error)];
  }

  checks.push(...(await chainChecks(context, client, wallet, failed)));

  if (config.peers.length === 0) {
    return [...checks, { id: 'peers', state: 'warn', detail: text.doctor.noPeers, next: text.doctor.next.peers }];
  }
  try {
    const { network, close } = await openNetwork(context, client);
    try {
      const count = network.peers().length;
      const state = count >= config.peers.length ? 'ok' : count > 0 ? 'warn' : 'missing';
      const detail = text.doctor.peersReached(count, config.peers.length);
      checks.push({ id: 'peers', state, detail, ...(state === 'ok' ? {} : { next: text.doctor.next.peers }) });
    } finally {
      await close();
    }
  } catch (error) {
    checks.push(failed('peers', 'missing', error));
  }
  return checks;
}

async function chainChecks(
  context: CommandContext,
  client: SuanliClient,
  wallet: Address | undefined,
  failed: (id: Check['id'], state: Check['state'], error: unknown, next?: string) => Check,
): Promise<Check[]> {
  const { text, config } = context;
  const { publicClient, deployment } = client;
  const checks: Check[] = [];
  let chainId: number;
  let blockTime: bigint;
  try {
    const timeout = AbortSignal.timeout(rpcTimeoutMs);
    const late = new Promise<never>((_resolve, reject) => {
      timeout.addEventListener('abort', () => reject(timeout.reason), { once: true });
    });
    [chainId, { timestamp: blockTime }] = await Promise.race([
      Promise.all([publicClient.getChainId(), publicClient.getBlock({ includeTransactions: false })]),
      late,
    ]);
    checks.push({ id: 'rpc', state: 'ok', detail: new URL(config.rpcUrl).host });
  } catch (error) {
    return [failed('rpc', 'missing', error, text.doctor.next.rpc)];
  }
  checks.push(
    chainId === deployment.chainId
      ? { id: 'chainId', state: 'ok', detail: String(chainId) }
      : {
          id: 'chainId',
          state: 'missing',
          detail: text.doctor.otherChain(chainId, deployment.chainId),
          next: text.doctor.next.chainId,
        },
  );
  if (chainId !== deployment.chainId) return checks;

  try {
    const { chainId: _, deployedBlock: __, ...contracts } = deployment;
    const empty: string[] = [];
    for (const [name, address] of Object.entries(contracts)) {
      const code = await publicClient.getCode({ address });
      if (code === undefined || code === '0x') empty.push(`${name} ${address}`);
    }
    checks.push(
      empty.length === 0
        ? { id: 'contracts', state: 'ok', detail: deployment.broker }
        : { id: 'contracts', state: 'missing', detail: empty.join(', '), next: text.doctor.next.contracts },
    );
    const skew = Math.round(Date.now() / 1_000 - Number(blockTime));
    checks.push(
      Math.abs(skew) <= skewSeconds
        ? { id: 'clock', state: 'ok', detail: text.doctor.skew(skew) }
        : { id: 'clock', state: 'warn', detail: text.doctor.skew(skew), next: text.doctor.next.clock },
    );
    if (wallet === undefined || empty.length > 0) return checks;
    const gasWei = await publicClient.getBalance({ address: wallet });
    checks.push({
      id: 'gas',
      state: gasWei > 0n ? 'ok' : 'warn',
      detail: formatTokens(gasWei),
      ...(gasWei > 0n ? {} : { next: text.doctor.next.gas(wallet) }),
    });
    const { getBankAccount } = await import('@suanli/sdk');
    const { availableWei } = await getBankAccount(client, { account: wallet });
    checks.push({
      id: 'bank',
      state: availableWei > 0n ? 'ok' : 'warn',
      detail: text.amount(formatTokens(availableWei)),
      ...(availableWei > 0n ? {} : { next: text.doctor.next.bank }),
    });
  } catch (error) {
    checks.push(failed('contracts', 'missing', error));
  }
  return checks;
}
