import type { Deployment } from '@suanli/protocol';
import type { Hex } from 'viem';

/** An account whose key everybody knows, for trying the market out. The embedded chain only. */
export interface BurnerAccount {
  /** What it plays, such as Provider or Requester. */
  readonly name: string;
  readonly privateKey: Hex;
}

/** What `config.json`, served beside the console, says about the market. */
export interface ConsoleConfig {
  readonly chainId: number;
  /** JSON-RPC address of the chain; relative to the page where it has no scheme. */
  readonly rpcUrl: string;
  /** Address of the indexer, without a slash at the end; relative to the page where it has no scheme. */
  readonly indexerUrl: string;
  readonly deployment: Deployment;
  /** Multiaddrs of peers that a browser can dial. */
  readonly bootstrap: readonly string[];
  /** Empty where people bring wallets of their own. */
  readonly burnerAccounts: readonly BurnerAccount[];
}

/** The chain id of the embedded chain, the only one on which burner accounts are offered. */
export const EMBEDDED_CHAIN_ID = 31_337;
