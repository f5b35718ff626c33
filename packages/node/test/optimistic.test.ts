import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedMarket, startProviderProcess } from '@suanli/node';
import { DealStatus, parseJobSpec } from '@suanli/protocol';
import { createJob, createMemoryJobStore, createNetwork, getBankAccount, runJob, watchJob } from '@suanli/sdk';
import { expect, test } from 'vitest';
import { compileModule } from './support/modules.ts';

test('an optimistic deal is answered on chain at once, waits for its window, and is paid without the requester', async () => {
  await using stack = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'suanli-optimistic-'));
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  const market = stack.adopt(await startEmbeddedMarket(), (open) => open.stop());
  const { client } = await market.createAccount();
  const seller = await market.createAccount();
  const provider = stack.adopt(
    await startProviderProcess({
      dataDir: join(folder, 'provider'),
      rpcUrl: market.chain.rpcUrl,
      deployment: market.deployment,
      privateKey: seller.privateKey,
      options: {
        'provider.slots': '1',
        'provider.announceInterval': '200 ms',
        'chain.pollInterval': '100 ms',
        'provider.minAnswerBlocks': '1',
      },
    }),
    (open) => open.stop(),
  );
  const bootstrap = provider.addresses;
  const network = stack.adopt(await createNetwork({ domain: client.domain, bootstrap }), (open) => open.stop());
  await network.start();
  const store = createMemoryJobStore();
  const spec = parseJobSpec({
    name: 'optimistic',
    module: 'no-op.wasm',
    limits: { work: '1 Mwu', memory: '64 KiB' },
    tasks: [{}, {}, {}],
    verification: 'optimistic',
    maxPrice: '0.01',
  });
  const job = await createJob({ network }, { spec, readFile: () => compileModule('noop') });
  const result = await runJob({ client, network, store }, { job, windowBlocks: 3 });
  expect(result.state).toBe('completed');
  expect(result.openDeals).toBe(1);
  const ended = await watchJob({ client, network, store }, { jobId: job.jobId });
  expect(ended.deals.map(({ status }) => status)).toEqual([DealStatus.finalized]);
  expect(ended.openDeals).toBe(0);
  expect((await getBankAccount(client)).lockedWei).toBe(0n);
  expect((await getBankAccount(seller.client)).lockedWei).toBe(0n);
});
