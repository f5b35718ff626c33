import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { SuanliError } from '@suanli/protocol';
import { type Address, bytesToHex, createPublicClient, type Hex, http } from 'viem';
import { mnemonicToAccount, privateKeyToAddress } from 'viem/accounts';

export interface StartEmbeddedChainParameters {
  /** TCP port on loopback; 0 takes any free one. Default 0. */
  readonly port?: number;
  /** JSON file that the chain starts from, where it exists, and is kept in. Default: nothing is kept. */
  readonly stateFile?: string;
  /** Seconds between blocks; a transaction gets a block of its own at once. Default 1. */
  readonly blockTimeSeconds?: number;
  /** How many funded accounts. Default 10. */
  readonly accounts?: number;
  /** Stops waiting for the start, and the chain later on. */
  readonly signal?: AbortSignal;
}

/** A development account; its key is public knowledge and worth nothing on any other chain. */
export interface EmbeddedChainAccount {
  readonly address: Address;
  readonly privateKey: Hex;
}

export interface EmbeddedChain {
  readonly rpcUrl: string;
  readonly chainId: number;
  readonly accounts: readonly EmbeddedChainAccount[];
  /** Process id of the chain's guard. */
  readonly pid: number;
  /** Ends the chain, after it has written its state file. */
  stop(): Promise<void>;
}

/** The mnemonic of all Ethereum development chains: public, for tests alone. */
const mnemonic = 'test test test test test test test test test test test junk';
const chainId = 31_337;
const startTimeoutMs = 30_000;

function binaryPath(): string {
  const platform = `${process.platform}-${process.arch === 'x64' ? 'amd64' : process.arch}`;
  const name = process.platform === 'win32' ? 'anvil.exe' : 'anvil';
  try {
    const anvil = createRequire(import.meta.url).resolve('@foundry-rs/anvil/package.json');
    // The package of the platform is a dependency of anvil's, not ours.
    return createRequire(anvil).resolve(`@foundry-rs/anvil-${platform}/bin/${name}`);
  } catch (cause) {
    throw new SuanliError('NODE_CHAIN_BINARY_MISSING', { parameters: { platform }, cause });
  }
}

function developmentAccounts(count: number): EmbeddedChainAccount[] {
  // The seed of a mnemonic is made to be slow to compute; once is enough.
  const parent = mnemonicToAccount(mnemonic, { path: "m/44'/60'/0'/0" }).getHdKey();
  return Array.from({ length: count }, (_, index) => {
    const privateKey = bytesToHex(parent.deriveChild(index).privateKey as Uint8Array);
    return { address: privateKeyToAddress(privateKey), privateKey };
  });
}

/**
 * Starts a development chain (anvil, chain id 31337) as a child process that ends with this one, even if this one is killed.
 *
 * Trust: for development and demonstrations alone. Its accounts are those of the public mnemonic `test test … junk`:
 * never send anything of worth to them on another chain.
 *
 * @throws SuanliError `NODE_CHAIN_BINARY_MISSING`, `NODE_CHAIN_START_FAILED`
 *
 * @example
 * const chain = await startEmbeddedChain({ signal });
 * const client = createSuanliClient({ deployment, rpcUrl: chain.rpcUrl, account });
 */
export async function startEmbeddedChain(parameters: StartEmbeddedChainParameters = {}): Promise<EmbeddedChain> {
  const { port = 0, stateFile, blockTimeSeconds = 1, accounts = 10, signal } = parameters;
  const binary = binaryPath();
  signal?.throwIfAborted();

  const args = [
    ...['--host', '127.0.0.1', '--port', String(port), '--chain-id', String(chainId)],
    ...['--accounts', String(accounts), '--mnemonic', mnemonic, '--order', 'fifo'],
    // Transactions are mined at once, and blocks go on by themselves: deadlines and windows are counted in blocks.
    ...['--mixed-mining', '--block-time', String(blockTimeSeconds)],
    ...(stateFile === undefined ? [] : ['--state', stateFile, '--state-interval', '10']),
  ];
  const guard = fileURLToPath(new URL('./internal/embeddedChainGuard.ts', import.meta.url));
  const child = spawn(process.execPath, [guard, binary, ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, RUST_LOG: 'error', NO_COLOR: '1', NODE_OPTIONS: '' },
  });
  const exited = new Promise<void>((resolve) => child.once('close', () => resolve()));
  // The guard may be gone already when its input is closed.
  child.stdin.on('error', () => {});
  const stop = async (): Promise<void> => {
    signal?.removeEventListener('abort', stopNow);
    child.stdin.end();
    await exited;
  };
  const stopNow = (): void => void stop();

  try {
    const rpcUrl = await listening(child, signal);
    const client = createPublicClient({ transport: http(rpcUrl, { retryCount: 0, timeout: 1_000 }) });
    const deadline = Date.now() + startTimeoutMs;
    for (;;) {
      try {
        await client.getBlockNumber({ cacheTime: 0 });
        break;
      } catch (error) {
        if (Date.now() > deadline) throw error;
        await delay(25, undefined, signal ? { signal } : {});
      }
    }
    signal?.throwIfAborted();
    signal?.addEventListener('abort', stopNow, { once: true });
    return { rpcUrl, chainId, accounts: developmentAccounts(accounts), pid: child.pid ?? 0, stop };
  } catch (cause) {
    await stop();
    signal?.throwIfAborted();
    throw new SuanliError('NODE_CHAIN_START_FAILED', { cause });
  }
}

/** The RPC address that the chain prints once it listens. */
function listening(child: ChildProcess, signal: AbortSignal | undefined): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    let found = false;
    const fail = (reason: unknown): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      reject(reason instanceof Error ? reason : new Error(String(reason)));
    };
    const onAbort = (): void => fail(signal?.reason);
    const timer = setTimeout(() => fail(`no address within ${startTimeoutMs} ms\n${text}`), startTimeoutMs);
    signal?.addEventListener('abort', onAbort, { once: true });
    // Both must be read to the end, or the chain stops when the pipe is full.
    const read = (chunk: Buffer): void => {
      if (found) return;
      text = (text + chunk.toString()).slice(-65_536);
      const match = /Listening on (\S+:\d+)/.exec(text);
      if (!match) return;
      found = true;
      text = '';
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      resolve(`http://${match[1]}`);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('error', fail);
    child.once('close', (code) => fail(`exit code ${code}\n${text.slice(-2_000)}`));
  });
}
