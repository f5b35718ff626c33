// `suanli job run` of a job that a quorum verifies: the quote, what happened, and the outputs.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createKeystore, startEmbeddedMarket, startProviderProcess } from '@suanli/node';
import { formatDeployment } from '@suanli/protocol';
import { moduleConsent, setConsent } from '@suanli/sdk';
import { expect, test } from 'vitest';
import { en } from '../src/text/en.ts';
import { runHere } from './support/runHere.ts';

test('three providers compute the same; the quote says so, and all of them are paid', async () => {
  await using stack = new AsyncDisposableStack();
  const folder = mkdtempSync(join(tmpdir(), 'suanli-quorum-job-'));
  stack.defer(() => rmSync(folder, { recursive: true, force: true }));
  const market = stack.adopt(await startEmbeddedMarket(), (open) => open.stop());
  const newAccount = async () => {
    const made = await market.createAccount();
    const consentModules = await moduleConsent(made.client, { modules: ['broker', 'market', 'quorum'] });
    await setConsent(made.client, { consentModules });
    return made;
  };
  const { privateKey } = await newAccount();
  const sellers = [await newAccount(), await newAccount(), await newAccount()];
  const providers = await Promise.all(
    sellers.map(async (seller, i) =>
      stack.adopt(
        await startProviderProcess({
          dataDir: join(folder, `provider-${i}`),
          rpcUrl: market.chain.rpcUrl,
          deployment: market.deployment,
          privateKey: seller.privateKey,
          options: {
            'provider.slots': '1',
            'provider.quorums': 'true',
            'provider.announceInterval': '200 ms',
            'chain.pollInterval': '100 ms',
          },
        }),
        (open) => open.stop(),
      ),
    ),
  );
  const dataDir = join(folder, 'requester');
  mkdirSync(dataDir);
  await createKeystore({ file: join(dataDir, 'keystore.json'), password: 'correct horse', privateKey, scryptN: 1_024 });
  writeFileSync(join(dataDir, 'deployment.json'), formatDeployment(market.deployment));
  const file = join(folder, 'job.yaml');
  const module = fileURLToPath(new URL('../../../examples/hello-c/hello.wasm', import.meta.url));
  writeFileSync(
    file,
    JSON.stringify({
      name: 'quorum',
      module,
      args: ['world'],
      tasks: [{}, { args: ['Ada'] }],
      verification: 'quorum',
      maxPrice: '0.001',
    }),
  );
  const env = {
    SUANLI_DATA_DIR: dataDir,
    SUANLI_PASSWORD: 'correct horse',
    SUANLI_RPC_URL: market.chain.rpcUrl,
    SUANLI_PEERS: providers.flatMap(({ addresses }) => addresses).join(','),
  };

  const out = join(folder, 'out');
  const ran = await runHere(['job', 'run', file, '--out', out, '--json'], { env });
  expect(ran.code, ran.err).toBe(0);
  const result = JSON.parse(ran.out) as {
    state: string;
    openDeals: number;
    deals: { status: string; tasks: number; paidWei: string }[];
    quote: { verification: string; quorum: unknown; deals: unknown[] };
  };
  expect(result).toMatchObject({ state: 'completed', openDeals: 0 });
  expect(result.quote).toMatchObject({ verification: 'quorum', quorum: { providers: 3, agreeing: 2 } });
  expect(result.quote.deals).toHaveLength(3);
  expect(result.deals.map(({ status, tasks }) => [status, tasks])).toEqual(Array(3).fill(['finalized', 2]));
  for (const { paidWei } of result.deals) expect(BigInt(paidWei)).toBeGreaterThan(0n);
  expect(readFileSync(join(out, 'task-1', 'stdout'), 'utf8')).toContain('Ada');

  const again = await runHere(['job', 'run', file], { env });
  expect(again.code, again.err).toBe(0);
  expect(again.err).toContain(en.job.guaranteeQuorum(3, 2));
  expect(again.out).toContain(en.job.dealStatuses.finalized);
});
