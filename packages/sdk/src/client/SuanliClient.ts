import type { BrokerDomain, Deployment } from '@suanli/protocol';
import type { Account, Address, Chain, PublicClient, Transport, WalletClient } from 'viem';

/** What every action takes first: one market on one chain, and, where it signs, an account. */
export interface SuanliClient {
  readonly deployment: Deployment;
  /** The EIP-712 domain of the market's Broker. */
  readonly domain: BrokerDomain;
  readonly publicClient: PublicClient<Transport, Chain>;
  /** Signs and sends; absent in a client that only reads. */
  readonly walletClient: WalletClient<Transport, Chain, Account> | undefined;
  /** The address of the client's own account, where it has one. */
  readonly account: Address | undefined;
  /** For messages only: where the chain is reached. */
  readonly url: string;
}
