import { deployment } from './deployment.ts';

/** A development chain has blocks that nobody waits for, and a node next door. */
const DEVELOPMENT_CHAIN_ID = 31_337;

/** What the process was told by its environment; `startIndexerProcess` documents each. */
export const settings = {
  rpcUrl: process.env.PONDER_RPC_URL ?? 'http://127.0.0.1:8545',
  databaseUrl: process.env.DATABASE_URL,
  /** Folder of PGlite. */
  databaseDir: process.env.SUANLI_INDEXER_DIR,
  pollingIntervalMs: Number(
    process.env.SUANLI_INDEXER_POLL_MS ?? (deployment.chainId === DEVELOPMENT_CHAIN_ID ? 100 : 1_000),
  ),
} as const;
