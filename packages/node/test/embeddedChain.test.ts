import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPublicClient, createWalletClient, http, parseEther } from 'viem';
import { privateKeyToAccount } from 'viem/accounts';
import { anvil } from 'viem/chains';
import { afterEach, describe, expect, test } from 'vitest';
import { type EmbeddedChain, startEmbeddedChain } from '../src/index.ts';
import { codeOf } from './support/codeOf.ts';
import { until } from './support/until.ts';

const chains: EmbeddedChain[] = [];
const folder = mkdtempSync(join(tmpdir(), 'suanli-chain-'));
afterEach(async () => {
  await Promise.all(chains.splice(0).map((chain) => chain.stop()));
});
const clientOf = (chain: EmbeddedChain) => createPublicClient({ transport: http(chain.rpcUrl, { retryCount: 0 }) });

describe('the embedded chain', () => {
  test('mines a transaction at once, goes on by itself, and keeps its state', async () => {
    const stateFile = join(folder, 'state.json');
    const first = await startEmbeddedChain({ stateFile, accounts: 2 });
    chains.push(first);
    const [from, to] = first.accounts;
    if (!from || !to) throw new Error('no accounts');
    const wallet = createWalletClient({
      account: privateKeyToAccount(from.privateKey),
      chain: anvil,
      transport: http(first.rpcUrl),
    });
    expect(wallet.account.address).toBe(from.address);
    const client = clientOf(first);
    const hash = await wallet.sendTransaction({ to: to.address, value: parseEther('1') });
    expect((await client.waitForTransactionReceipt({ hash, pollingInterval: 20 })).status).toBe('success');
    const block = await client.getBlockNumber({ cacheTime: 0 });
    await until(async () => (await client.getBlockNumber({ cacheTime: 0 })) > block);
    await first.stop();

    const second = await startEmbeddedChain({ stateFile, accounts: 2 });
    chains.push(second);
    expect(await clientOf(second).getBalance({ address: to.address })).toBe(parseEther('10001'));
    expect(await clientOf(second).getBlockNumber()).toBeGreaterThanOrEqual(block);
    rmSync(folder, { recursive: true });
  });

  test('ends when its starter is killed', async () => {
    const index = new URL('../src/index.ts', import.meta.url).href;
    const starter = spawn(
      process.execPath,
      [
        '--input-type=module',
        '--eval',
        `import { startEmbeddedChain } from '${index}'; const c = await startEmbeddedChain(); console.log(c.rpcUrl, c.pid); setInterval(() => {}, 1000);`,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const line = await new Promise<string>((resolve, reject) => {
      starter.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString()));
      starter.once('exit', () => reject(new Error('the starter ended')));
    });
    const [rpcUrl = '', pid = ''] = line.trim().split(' ');
    const client = createPublicClient({ transport: http(rpcUrl, { retryCount: 0 }) });
    expect(await client.getChainId()).toBe(31337);
    starter.kill('SIGKILL');
    await until(() =>
      client.getChainId().then(
        () => false,
        () => true,
      ),
    );
    await until(() => !existsSync(`/proc/${pid}`) || !execFileSync('ps', ['-o', 'stat=', '-p', pid]).includes('S'));
  });

  test('a port in use and an abort end the start', async () => {
    const first = await startEmbeddedChain();
    chains.push(first);
    const port = Number(new URL(first.rpcUrl).port);
    expect(await codeOf(startEmbeddedChain({ port }))).toBe('NODE_CHAIN_START_FAILED');
    const aborted = startEmbeddedChain({ signal: AbortSignal.timeout(1) });
    await expect(aborted).rejects.toThrow();
  });
});
