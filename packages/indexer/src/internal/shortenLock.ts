/** What this needs to know of Ponder's own options. */
interface PonderOptions {
  databaseHeartbeatInterval: number;
  databaseHeartbeatTimeout: number;
}

/**
 * Ponder keeps others out of its tables by a heartbeat of 25 s, for which the next process would wait after a crash. A
 * folder of PGlite is locked by the process that serves it, which no crash outlives, so nobody needs to wait there; a
 * PostgreSQL server has none but the heartbeat.
 */
export function shortenLock(database: 'pglite' | 'postgres'): void {
  const { PONDER_COMMON } = globalThis as { PONDER_COMMON?: { options: PonderOptions } };
  if (!PONDER_COMMON) return;
  if (database === 'pglite') PONDER_COMMON.options.databaseHeartbeatTimeout = 0;
  else Object.assign(PONDER_COMMON.options, { databaseHeartbeatInterval: 2_000, databaseHeartbeatTimeout: 10_000 });
}
