import { deployment } from './deployment.ts';

/** A development chain has blocks that nobody waits for, and a node next door. */
const DEVELOPMENT_CHAIN_ID = 31_337;
/** Ponder starts with 20 requests per second to one address, and learns slowly what a node next door can take. */
const LANES_TO_OWN_NODE = 25;

const rpcUrl = process.env.PONDER_RPC_URL ?? 'http://127.0.0.1:8545';
const isOwnNode = ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(rpcUrl).hostname);

/** What the process was told by its environment; docs/indexer.md lists it. */
export const settings = {
  rpcUrls: Array.from({ length: isOwnNode ? LANES_TO_OWN_NODE : 1 }, () => rpcUrl),
  databaseUrl: process.env.DATABASE_URL,
  /** Folder of PGlite. */
  databaseDir: process.env.SUANLI_INDEXER_DIR,
  pollingIntervalMs: Number(
    process.env.SUANLI_INDEXER_POLL_MS ?? (deployment.chainId === DEVELOPMENT_CHAIN_ID ? 100 : 1_000),
  ),
} as const;
