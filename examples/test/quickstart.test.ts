import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startEmbeddedMarket, startProviderProcess } from '@suanli/node';
import { formatDeployment } from '@suanli/protocol';
import { getBankAccount } from '@suanli/sdk';
import { parseEther } from 'viem';
import { describe, expect, it } from 'vitest';

const script = fileURLToPath(new URL('../quickstart/quickstart.ts', import.meta.url));
const region = /^\/\/ #region quickstart\n([\s\S]*?)^\/\/ #endregion$/m;

describe('quick start', () => {
  it('computes, prints and pays against a market with a provider', async () => {
    await using stack = new AsyncDisposableStack();
    const folder = mkdtempSync(join(tmpdir(), 'suanli-quickstart-'));
    stack.defer(() => rmSync(folder, { recursive: true, force: true }));
    const market = stack.adopt(await startEmbeddedMarket(), (open) => open.stop());
    const requester = await market.createAccount(parseEther('100'));
    const { client: seller, privateKey } = await market.createAccount(parseEther('100'));
    const provider = stack.adopt(
      await startProviderProcess({
        dataDir: join(folder, 'provider'),
        rpcUrl: market.chain.rpcUrl,
        deployment: market.deployment,
        privateKey,
        options: { 'provider.slots': '1', 'provider.announceInterval': '500 ms', 'provider.stopTimeout': '1 s' },
      }),
      (open) => open.stop(),
    );
    const deploymentFile = join(folder, 'deployment.json');
    writeFileSync(deploymentFile, formatDeployment(market.deployment));

    const { stdout } = await promisify(execFile)(process.execPath, [script], {
      env: {
        PATH: process.env.PATH,
        SUANLI_DEPLOYMENT: deploymentFile,
        SUANLI_RPC_URL: market.chain.rpcUrl,
        SUANLI_PEERS: provider.addresses.join(','),
        SUANLI_PRIVATE_KEY: requester.privateKey,
      },
      timeout: 50_000,
    });

    const paidWei = BigInt(/^completed, paid (\d+) wei$/m.exec(stdout)?.[1] ?? 0);
    expect(stdout).toContain('Hello, world!');
    expect(paidWei).toBeGreaterThan(0n);
    expect(await getBankAccount(seller)).toMatchObject({ availableWei: parseEther('100') + paidWei, lockedWei: 0n });
    expect(await getBankAccount(requester.client)).toMatchObject({
      availableWei: parseEther('100') - paidWei,
      lockedWei: 0n,
    });
  });

  it.each(['README.md', 'README.zh-CN.md'])('is what %s shows', (name) => {
    const code = region.exec(readFileSync(script, 'utf8'))?.[1];
    if (code === undefined) throw new Error('the region quickstart is not marked');
    expect(readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8')).toContain(`\`\`\`ts\n${code}\`\`\`\n`);
  });
});
