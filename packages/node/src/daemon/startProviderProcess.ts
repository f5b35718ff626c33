import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Deployment, formatDeployment, SuanliError } from '@suanli/protocol';
import type { Address, Hex } from 'viem';
import { privateKeyToAccount } from 'viem/accounts';
import { createKeystore } from '../keystore/createKeystore.ts';

export interface StartProviderProcessParameters {
  /** Folder of its store, keystore, blobs and log; made where it is missing. */
  readonly dataDir: string;
  readonly rpcUrl: string;
  readonly deployment: Deployment;
  /** Its account's key; used when the folder has no keystore yet. */
  readonly privateKey: Hex;
  /** Peers to meet first. */
  readonly bootstrap?: readonly string[];
  /** Further options of the daemon by dotted name, such as `{ 'provider.slots': '1' }`. */
  readonly options?: Readonly<Record<string, string>>;
  /** Script that calls `serveProviderProcess`, where parts of the daemon are to be others. Default: the daemon as it is. */
  readonly script?: URL;
  readonly signal?: AbortSignal;
}

/** A provider's daemon as a process of its own. */
export interface ProviderProcess {
  readonly account: Address;
  readonly addresses: readonly string[];
  /** Where its `/healthz` and `/metrics` are; undefined where they are off. */
  readonly telemetryUrl: string | undefined;
  readonly pid: number;
  /** Its standard output and errors. */
  readonly logFile: string;
  /** Ends it in order; `SIGKILL` ends it as a crash would. Resolves when it is gone. */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

/** Known to whoever can read the folder, which may hold nothing of worth: these providers serve an embedded market. */
const password = 'embedded';
/** A guess of that password may be cheap. */
const scryptN = 1_024;
const startTimeoutMs = 60_000;

/**
 * Starts a provider of an embedded market as a process, with the same daemon that `suanli provider start` runs, and waits
 * until it serves. The process ends with this one.
 *
 * @throws SuanliError `NODE_PROCESS_FAILED`
 *
 * @example
 * const provider = await startProviderProcess({ dataDir, rpcUrl, deployment, privateKey });
 * await provider.stop();
 */
export async function startProviderProcess(parameters: StartProviderProcessParameters): Promise<ProviderProcess> {
  const { dataDir, rpcUrl, deployment, privateKey, signal } = parameters;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const deploymentFile = join(dataDir, 'deployment.json');
  const keystoreFile = join(dataDir, 'keystore.json');
  const logFile = join(dataDir, 'provider.log');
  writeFileSync(deploymentFile, formatDeployment(deployment));
  await createKeystore({ file: keystoreFile, password, privateKey, scryptN }).catch((error: unknown) => {
    if ((error as SuanliError).code !== 'NODE_KEYSTORE_EXISTS') throw error;
  });
  const flags = {
    dataDir,
    keystoreFile,
    'chain.rpcUrl': rpcUrl,
    'chain.deploymentFile': deploymentFile,
    'network.listen': '/ip4/127.0.0.1/tcp/0',
    'network.bootstrap': (parameters.bootstrap ?? []).join(','),
    'telemetry.port': '0',
    ...parameters.options,
  };
  const entry = fileURLToPath(parameters.script ?? new URL('./internal/providerProcess.ts', import.meta.url));
  const log = openSync(logFile, 'a', 0o600);
  const child: ChildProcess = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', entry], {
    stdio: ['pipe', log, log, 'ipc'],
    env: { PATH: process.env.PATH, HOME: process.env.HOME, SUANLI_PASSWORD: password },
  });
  const failed = (cause?: unknown) =>
    new SuanliError('NODE_PROCESS_FAILED', { parameters: { logFile }, ...(cause === undefined ? {} : { cause }) });
  const exited = once(child, 'exit').then(() => undefined);
  try {
    const waiting = AbortSignal.any([AbortSignal.timeout(startTimeoutMs), ...(signal ? [signal] : [])]);
    const ready = once(child, 'message', { signal: waiting });
    child.send({ flags });
    const [message] = (await Promise.race([ready, exited.then(() => Promise.reject(failed()))])) as [
      { addresses: string[]; telemetryUrl?: string },
    ];
    return {
      account: privateKeyToAccount(privateKey).address,
      addresses: message.addresses,
      telemetryUrl: message.telemetryUrl,
      pid: child.pid ?? 0,
      logFile,
      async stop(name = 'SIGTERM') {
        child.kill(name);
        await exited;
      },
    };
  } catch (error) {
    child.kill('SIGKILL');
    await exited;
    signal?.throwIfAborted();
    throw failed(error);
  }
}
