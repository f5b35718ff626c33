import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Deployment, formatDeployment, parseDeployment, SuanliError } from '@suanli/protocol';
import { type Hex, isHex, parseEther, size } from 'viem';
import { toJsonText } from '../output/toJsonText.ts';
import { buildConsole } from './internal/buildConsole.ts';
import { requireFreePort } from './internal/requireFreePort.ts';
import { type SeededUseRight, seedMarket, useSeededRights } from './seedMarket.ts';
import { serveConsole } from './serveConsole.ts';

export interface StartUpParameters {
  /** Folder of chain, daemons and indexer, from which a later start goes on. Default: a temporary one that goes away. */
  readonly dataDir?: string;
  /** TCP port of the console; 0 takes any free one. Default 4800. */
  readonly port?: number;
  /** TCP port of the chain; 0 takes any free one. Default 8545. */
  readonly rpcPort?: number;
  /** TCP port of the indexer; 0 takes any free one. Default 4804. */
  readonly indexerPort?: number;
  /** Provider processes. Default 3. */
  readonly providers?: number;
  /** True leaves the market empty: contracts, daemons, and nothing listed. Default false. */
  readonly empty?: boolean;
  /** A PostgreSQL server for the indexer. Default: PGlite in the folder. */
  readonly databaseUrl?: string;
}

export type UpStep = 'chain' | 'providers' | 'seed' | 'indexer' | 'build' | 'console' | 'proving' | 'proved';

export interface StartUpOptions {
  readonly signal?: AbortSignal;
  readonly onStep?: (step: UpStep) => void;
  /** What the market does by itself after the start has failed. The market stays up. */
  readonly onFailure?: (error: unknown) => void;
}

/** An account of the embedded market that everybody on this machine may use. */
export interface UpAccount {
  readonly name: string;
  readonly address: string;
  readonly privateKey: Hex;
}

/** A whole market on this machine. */
export interface RunningMarket {
  readonly consoleUrl: string;
  readonly rpcUrl: string;
  readonly indexerUrl: string;
  readonly graphqlUrl: string;
  readonly dataDir: string;
  readonly deployment: Deployment;
  /** Accounts to play with: each provider's, a requester's, a holder's, and the one that holds the votes. */
  readonly accounts: readonly UpAccount[];
  /** Multiaddrs of the providers. */
  readonly bootstrap: readonly string[];
  /** Resolves when what the market does by itself after the start is done. */
  readonly settled: Promise<void>;
  /** Ends everything, in order. */
  stop(): Promise<void>;
}

/** What a folder remembers: the market, and the keys of its accounts. */
interface Remembered {
  readonly deployment: Deployment;
  readonly keys: Readonly<Record<string, Hex>>;
  /** What was put on the market, and how many of those were bought and proved. */
  readonly seeded: readonly SeededUseRight[];
  readonly used: number;
}

/**
 * Starts a whole market on this machine: a chain with the contracts, providers as processes of their own, the indexer and
 * the web console, and puts three machines on it through the real flows.
 *
 * @throws SuanliError `CLI_PORT_TAKEN`, `CLI_UP_DATA_INVALID`, `CLI_CONSOLE_BUILD_FAILED`, `NODE_CHAIN_START_FAILED`,
 * `NODE_MARKET_MISSING`, `NODE_PROCESS_FAILED`, `INDEXER_…`
 *
 * @example
 * const market = await startUp({ port: 0, rpcPort: 0, indexerPort: 0, empty: true });
 * console.log(market.consoleUrl);
 * await market.stop();
 */
export async function startUp(
  parameters: StartUpParameters = {},
  options: StartUpOptions = {},
): Promise<RunningMarket> {
  const { port = 4_800, rpcPort = 8_545, indexerPort = 4_804, providers: count = 3, empty = false } = parameters;
  const { onStep } = options;
  const ending = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, ending.signal]) : ending.signal;
  await requireFreePort(port, '--port');
  await requireFreePort(rpcPort, '--rpc-port');
  await requireFreePort(indexerPort, '--indexer-port');
  const [{ startEmbeddedMarket, startProviderProcess }, { startIndexerProcess }, { moduleConsent, setConsent }] =
    await Promise.all([import('@suanli/node'), import('@suanli/indexer'), import('@suanli/sdk')]);

  const cleanup = new AsyncDisposableStack();
  try {
    const dataDir = resolve(parameters.dataDir ?? mkdtempSync(join(tmpdir(), 'suanli-up-')));
    if (parameters.dataDir === undefined) cleanup.defer(() => rmSync(dataDir, { recursive: true, force: true }));
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    const memoryFile = join(dataDir, 'market.json');
    const remembered = readMemory(memoryFile);

    onStep?.('chain');
    const market = cleanup.adopt(
      await startEmbeddedMarket({
        port: rpcPort,
        stateFile: join(dataDir, 'chain.json'),
        ...(remembered === undefined ? {} : { deployment: remembered.deployment }),
        signal,
      }),
      (open) => open.stop(),
    );
    const { deployment } = market;
    const { rpcUrl } = market.chain;
    const keys = new Map(Object.entries(remembered?.keys ?? {}));
    const account = async (name: string, tokens: string) => {
      const known = keys.get(name);
      if (known !== undefined) return market.openAccount(known);
      const made = await market.createAccount(parseEther(tokens));
      const consentModules = await moduleConsent(made.client, { modules: ['broker', 'market', 'quorum'] });
      await setConsent(made.client, { consentModules });
      keys.set(name, made.privateKey);
      return made;
    };
    const members = [];
    for (let i = 1; i <= count; i++) members.push(await account(`Provider ${i}`, '100'));
    const requester = await account('Requester', '1000');
    const holder = await account('Holder', '100');
    let { seeded = [], used = 0 }: Partial<Remembered> = remembered ?? {};
    const remember = () => writeMemory(memoryFile, { deployment, keys: Object.fromEntries(keys), seeded, used });
    remember();
    writeFileSync(join(dataDir, 'deployment.json'), formatDeployment(deployment));

    onStep?.('providers');
    // All of them are waited for, so that none is left behind where another fails.
    const starts = await Promise.allSettled(
      members.map(async ({ privateKey }, i) =>
        cleanup.adopt(
          await startProviderProcess({
            dataDir: join(dataDir, `provider-${i + 1}`),
            rpcUrl,
            deployment,
            privateKey,
            options: {
              // Browsers dial WebSockets.
              'network.listen': '/ip4/127.0.0.1/tcp/0,/ip4/127.0.0.1/tcp/0/ws',
              'provider.slots': '1',
              'provider.stake': '0.1',
              'provider.quorums': 'true',
              // Small jobs can be paid afterwards, and together.
              'provider.tab.maxUnpaid': '1',
              'provider.price': `0.00${10 + i}`,
              'provider.announceInterval': '1 s',
              'provider.stopTimeout': '1 s',
              'chain.pollInterval': '500 ms',
              'lease.reservedSlots': '0',
            },
            signal,
          }),
          (open) => open.stop(),
        ),
      ),
    );
    const processes = starts.map((start) => {
      if (start.status === 'rejected') throw start.reason;
      return start.value;
    });
    const bootstrap = processes.flatMap(({ addresses }) => addresses);

    const clients = {
      providers: members.map(({ client }) => client),
      requester: requester.client,
      holder: holder.client,
    };
    if (!empty && seeded.length < count) {
      onStep?.('seed');
      seeded = await seedMarket({
        ...clients,
        seeded,
        onSeeded: (done) => {
          seeded = done;
          remember();
        },
      });
    }

    onStep?.('indexer');
    const indexer = cleanup.adopt(
      await startIndexerProcess({
        deployment,
        rpcUrl,
        dataDir: join(dataDir, 'indexer'),
        port: indexerPort,
        ...(parameters.databaseUrl === undefined ? {} : { databaseUrl: parameters.databaseUrl }),
        signal,
      }),
      (open) => open.stop(),
    );

    const folder = await buildConsole({ onBuild: () => onStep?.('build'), signal });
    onStep?.('console');
    const votes = market.chain.accounts[0];
    const accounts: UpAccount[] = [
      ...[...keys].map(([name, privateKey]) => ({
        name,
        privateKey,
        address: market.openAccount(privateKey).signer.address,
      })),
      ...(votes ? [{ name: 'DAO', privateKey: votes.privateKey, address: votes.address }] : []),
    ];
    const config = {
      chainId: deployment.chainId,
      rpcUrl,
      indexerUrl: indexer.url,
      deployment,
      bootstrap: bootstrap.filter((address) => address.includes('/ws')),
      burnerAccounts: accounts.map(({ name, privateKey }) => ({ name, privateKey })),
    };
    const server = cleanup.adopt(await serveConsole({ folder, port, config: () => config }), (open) => open.stop());

    const settled = (async () => {
      if (empty || used >= Math.min(seeded.length, 2)) return;
      onStep?.('proving');
      await useSeededRights({
        ...clients,
        seeded,
        used,
        addresses: bootstrap,
        signal,
        onUsed: (done) => {
          used = done;
          remember();
        },
      });
      onStep?.('proved');
    })().catch((error: unknown) => {
      if (!signal.aborted) options.onFailure?.(error);
    });
    return {
      consoleUrl: server.url,
      rpcUrl,
      indexerUrl: indexer.url,
      graphqlUrl: indexer.graphqlUrl,
      dataDir,
      deployment,
      accounts,
      bootstrap,
      settled,
      async stop() {
        ending.abort();
        await settled;
        await cleanup.disposeAsync();
      },
    };
  } catch (error) {
    ending.abort();
    await cleanup.disposeAsync();
    throw error;
  }
}

function readMemory(file: string): Remembered | undefined {
  if (!existsSync(file)) return undefined;
  try {
    const { deployment, keys, seeded, used } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    const entries = Object.entries(keys as Record<string, unknown>);
    if (!entries.every(([, key]) => isHex(key) && size(key) === 32)) throw new TypeError('a key is none');
    return {
      deployment: parseDeployment(deployment),
      keys: Object.fromEntries(entries) as Record<string, Hex>,
      seeded: (seeded as Record<keyof SeededUseRight, string>[]).map((right) => ({
        ...right,
        useRightId: BigInt(right.useRightId),
        resourceId: BigInt(right.resourceId),
        priceWei: BigInt(right.priceWei),
      })),
      used: Number(used),
    };
  } catch (cause) {
    throw new SuanliError('CLI_UP_DATA_INVALID', { parameters: { file }, cause });
  }
}

/** Whole or not at all. */
function writeMemory(file: string, { deployment, ...rest }: Remembered): void {
  const text = toJsonText({ deployment: JSON.parse(formatDeployment(deployment)), ...rest });
  writeFileSync(`${file}.new`, `${text}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
