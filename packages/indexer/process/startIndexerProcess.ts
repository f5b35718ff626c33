import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Deployment, formatDeployment, isSuanliError, SuanliError } from '@suanli/protocol';
import { createPublicClient, http } from 'viem';
import { DATA_IN_USE_EXIT_CODE, FATAL_EXIT_CODE } from './internal/exitCodes.ts';
import { indexIdentity } from './internal/indexIdentity.ts';

export interface StartIndexerProcessParameters {
  readonly deployment: Deployment;
  /** An HTTP address of a node of the chain. To one on this machine Ponder sends as much as it answers. */
  readonly rpcUrl: string;
  /** Folder of its log and, without `databaseUrl`, of its database; made where it is missing. Everything in it can be made anew from the chain. */
  readonly dataDir: string;
  /** A PostgreSQL server, such as `postgres://user:password@host:5432/name`. Default: PGlite, in `dataDir`. */
  readonly databaseUrl?: string;
  /** TCP port on loopback; 0 takes any free one. Default 0. */
  readonly port?: number;
  /** How often the chain is asked for a new block, in ms, at least 100. Default: 100 on a development chain (31337), else 1000. */
  readonly pollingIntervalMs?: number;
  /** How long to wait until all that the chain held at the start is in the tables, in ms. Default 10 minutes. */
  readonly readyTimeoutMs?: number;
  /** Pages that may ask, such as `https://example.org`, or `http://127.0.0.1:*` for every port. Default: those of 127.0.0.1 and localhost. */
  readonly allowedOrigins?: readonly string[];
  /** Host names, without a port, by which it may be asked besides those of loopback. Default: none. */
  readonly allowedHosts?: readonly string[];
  /** After how long without an answer the process is ended and started again, in ms. Default 20 seconds. */
  readonly unresponsiveMs?: number;
  /** Stops waiting for the start; use `stop` later on. */
  readonly signal?: AbortSignal;
}

/** An indexer as a process of its own. */
export interface IndexerProcess {
  /** Where it serves `/sql/*`, `/graphql`, `/status`, `/ready`, `/health` and `/metrics`. */
  readonly url: string;
  readonly graphqlUrl: string;
  /** For `createClient` of `@ponder/client`. */
  readonly sqlUrl: string;
  /** Process id; another one after a restart. */
  readonly pid: number;
  /** Its log: lines of JSON. */
  readonly logFile: string;
  /** The schema of its tables in the database. */
  readonly databaseSchema: string;
  /** Ends it in order; `SIGKILL` ends it as a crash would, and so does every stop after 5 seconds. Resolves when it is gone. */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

const defaultReadyTimeoutMs = 600_000;
const firstRestartMs = 250;
const lastRestartMs = 5_000;
const askIntervalMs = 25;
const defaultUnresponsiveMs = 20_000;
/** How long an orderly end may take. */
const stopMs = 5_000;

/**
 * Starts the indexer of a market, and waits until it has read all that the chain holds. It goes on where it stopped if the
 * same market is in its folder or database, is started again when it crashes or loses the chain for long, and ends with
 * this process.
 *
 * @throws SuanliError `INDEXER_START_FAILED`, `INDEXER_DATA_IN_USE`, `INDEXER_PORT_TAKEN`, `INDEXER_CHAIN_UNREACHABLE`
 *
 * @example
 * const indexer = await startIndexerProcess({ deployment, rpcUrl, dataDir });
 * const answer = await fetch(indexer.graphqlUrl, { method: 'POST', body: JSON.stringify({ query }) });
 */
export async function startIndexerProcess(parameters: StartIndexerProcessParameters): Promise<IndexerProcess> {
  const { deployment, rpcUrl, databaseUrl, signal } = parameters;
  const dataDir = resolve(parameters.dataDir);
  const logFile = join(dataDir, 'indexer.log');
  const timeout = AbortSignal.timeout(parameters.readyTimeoutMs ?? defaultReadyTimeoutMs);
  const waiting = signal ? AbortSignal.any([timeout, signal]) : timeout;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  if (parameters.port) await requireFreePort(parameters.port);

  const identity = await untilAnswered(() => indexIdentity(deployment, rpcUrl, waiting), waiting).catch((cause) => {
    signal?.throwIfAborted();
    throw new SuanliError('INDEXER_CHAIN_UNREACHABLE', { parameters: { rpcUrl }, cause });
  });
  const databaseSchema = `suanli_${identity}`;
  const environment: NodeJS.ProcessEnv = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    PONDER_TELEMETRY_DISABLED: 'true',
    SUANLI_INDEXER_DEBUG: process.env.SUANLI_INDEXER_DEBUG,
    SUANLI_DEPLOYMENT: formatDeployment(deployment),
    PONDER_RPC_URL: rpcUrl,
    SUANLI_INDEXER_SCHEMA: databaseSchema,
    ...(databaseUrl === undefined
      ? { SUANLI_INDEXER_DIR: join(dataDir, `pglite-${identity}`) }
      : { DATABASE_URL: databaseUrl }),
    ...(parameters.pollingIntervalMs === undefined
      ? {}
      : { SUANLI_INDEXER_POLL_MS: String(parameters.pollingIntervalMs) }),
    ...(parameters.allowedOrigins === undefined ? {} : { SUANLI_INDEXER_ORIGINS: parameters.allowedOrigins.join(',') }),
    ...(parameters.allowedHosts === undefined ? {} : { SUANLI_INDEXER_HOSTS: parameters.allowedHosts.join(',') }),
  };

  let child: ChildProcess | undefined;
  let port = parameters.port ?? 0;
  let listening: number | undefined;
  let stopped = false;
  let restartMs = firstRestartMs;
  let fatal: SuanliError | undefined;
  const wake = new AbortController();

  const startFailed = (cause?: unknown) =>
    new SuanliError('INDEXER_START_FAILED', { parameters: { logFile }, ...(cause === undefined ? {} : { cause }) });

  const spawnOnce = (): ChildProcess => {
    const log = openSync(logFile, 'a', 0o600);
    const next = spawn(
      process.execPath,
      [
        '--disable-warning=ExperimentalWarning',
        fileURLToPath(new URL('./internal/indexerProcess.ts', import.meta.url)),
      ],
      {
        cwd: dataDir,
        stdio: ['ignore', log, log, 'ipc'],
        env: { ...environment, SUANLI_INDEXER_PORT: String(port) },
        // A terminal's Ctrl-C reaches its whole group; this process decides when the indexer ends.
        detached: true,
      },
    );
    closeSync(log);
    next.on('message', (message: { port: number }) => {
      listening = message.port;
    });
    next.on('error', () => undefined);
    return next;
  };

  /** Ends a process that listens and does not answer: its one thread may be in a query without end. */
  const watch = async (watched: ChildProcess, ended: AbortSignal): Promise<void> => {
    const unresponsiveMs = parameters.unresponsiveMs ?? defaultUnresponsiveMs;
    let silentSince: number | undefined;
    while (!ended.aborted) {
      const asked = performance.now();
      if (listening === undefined || (await answers(listening, unresponsiveMs / 4, ended))) {
        silentSince = undefined;
      } else {
        silentSince ??= asked;
        if (performance.now() - silentSince >= unresponsiveMs) watched.kill('SIGKILL');
      }
      await delay(unresponsiveMs / 10, undefined, { signal: ended }).catch(() => undefined);
    }
  };

  /** Keeps one process running until it is stopped, or says that it cannot run. */
  const supervise = async (): Promise<void> => {
    while (!stopped) {
      child = spawnOnce();
      const ended = new AbortController();
      const watched = watch(child, ended.signal);
      const [code] = (await once(child, 'close')) as [number | null];
      ended.abort();
      await watched;
      if (stopped) return;
      if (code === DATA_IN_USE_EXIT_CODE) fatal = new SuanliError('INDEXER_DATA_IN_USE', { parameters: { dataDir } });
      // What it was told would be wrong the next time as well; once it has served, this may be a fault of the moment.
      else if (code === FATAL_EXIT_CODE && port === 0) fatal = startFailed();
      if (fatal) return;
      listening = undefined;
      await delay(restartMs, undefined, { signal: wake.signal }).catch(() => undefined);
      restartMs = Math.min(restartMs * 2, lastRestartMs);
    }
  };
  const supervised = supervise();

  const stop = async (name: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> => {
    stopped = true;
    wake.abort();
    child?.kill(name);
    const late = setTimeout(() => child?.kill('SIGKILL'), stopMs);
    await supervised;
    clearTimeout(late);
  };

  /** Whether everything up to block `target` is in the tables. */
  const hasRead = async (target: bigint): Promise<boolean> => {
    if (listening === undefined) return false;
    const base = `http://127.0.0.1:${listening}`;
    const ready = await fetch(`${base}/ready`, { signal: waiting });
    if (!ready.ok) return false;
    const status = (await (await fetch(`${base}/status`, { signal: waiting })).json()) as {
      suanli?: { block: { number: number } };
    };
    return BigInt(status.suanli?.block.number ?? -1) >= target;
  };

  try {
    const client = createPublicClient({ transport: http(rpcUrl, { retryCount: 0 }) });
    const target = await untilAnswered(() => client.getBlockNumber({ cacheTime: 0 }), waiting);
    while (!(await hasRead(target).catch(() => false))) {
      if (fatal) throw fatal;
      await delay(askIntervalMs, undefined, { signal: waiting });
    }
    port = listening ?? port;
    restartMs = firstRestartMs;
    if (databaseUrl === undefined) removeOldDatabases(dataDir, identity);
    const url = `http://127.0.0.1:${port}`;
    return {
      url,
      graphqlUrl: `${url}/graphql`,
      sqlUrl: `${url}/sql`,
      get pid() {
        return child?.pid ?? 0;
      },
      logFile,
      databaseSchema,
      stop,
    };
  } catch (error) {
    await stop('SIGKILL');
    signal?.throwIfAborted();
    throw isSuanliError(error) ? error : startFailed(error);
  }
}

async function untilAnswered<Answer>(ask: () => Promise<Answer>, signal: AbortSignal): Promise<Answer> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (signal.aborted) throw error;
      await delay(firstRestartMs, undefined, { signal });
    }
  }
}

async function answers(port: number, timeoutMs: number, ended: AbortSignal): Promise<boolean> {
  try {
    const signal = AbortSignal.any([AbortSignal.timeout(timeoutMs), ended]);
    const response = await fetch(`http://127.0.0.1:${port}/health`, { signal });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}

/** Ponder would take the next free port without a word. */
async function requireFreePort(port: number): Promise<void> {
  const server = createServer();
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  } catch (cause) {
    throw new SuanliError('INDEXER_PORT_TAKEN', { parameters: { port }, cause });
  } finally {
    server.close();
  }
}

/** What is left of other markets, chains or versions of the indexer. */
function removeOldDatabases(dataDir: string, identity: string): void {
  for (const name of readdirSync(dataDir))
    if (name.startsWith('pglite-') && name !== `pglite-${identity}`)
      rmSync(join(dataDir, name), { recursive: true, force: true });
}
