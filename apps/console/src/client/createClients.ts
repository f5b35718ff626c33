import { createSuanliClient, type SuanliClient } from '@suanli/sdk';
import {
  type Account,
  type Address,
  type Chain,
  type Client,
  http,
  type Transport,
  type WalletClient,
  walletActions,
} from 'viem';
import type { ConsoleConfig } from '../config/ConsoleConfig.ts';

/** A client that reads. In a chunk of its own, which the first page does not wait for. */
export function createReader(config: ConsoleConfig): SuanliClient {
  const client = createSuanliClient({
    deployment: config.deployment,
    // Questions of one moment travel together.
    transport: http(config.rpcUrl, { batch: { wait: 4 }, retryCount: 1, timeout: 10_000 }),
  });
  return { ...client, url: config.rpcUrl };
}

/** The same client, with a wallet that signs for `account`. */
export function withWallet(reader: SuanliClient, wallet: Client, account: Address): SuanliClient {
  const walletClient = wallet.extend(walletActions as never) as unknown as WalletClient<Transport, Chain, Account>;
  return { ...reader, walletClient, account };
}
