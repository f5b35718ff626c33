import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SuanliError, TaskStatus, WORK_PER_GWU } from '@suanli/protocol';
import {
  createMemoryJobStore,
  createNetwork,
  getBankAccount,
  getBankBooks,
  type JobProgress,
  type JobResult,
  runJob,
} from '@suanli/sdk';
import { assembleRender, bunnyScene, createRenderJob, encodePng } from '@suanli/workloads/render';
import { type Address, parseEther } from 'viem';

export interface RunRenderDemoParameters {
  /** Where the picture goes. */
  readonly picture: string;
  /** Pixels of each side. Default 512. */
  readonly size?: number;
  /** Most samples of one pixel. Default 64. */
  readonly samples?: number;
  /** Default 64. */
  readonly tiles?: number;
  /** Default 3. */
  readonly providers?: number;
}

export interface RunRenderDemoOptions {
  readonly signal?: AbortSignal;
  readonly onStep?: (step: 'chain' | 'market' | 'providers' | 'job' | 'picture' | 'closing') => void;
  /** Called once the providers serve, in the order of their names. */
  readonly onProviders?: (providers: readonly Address[]) => void;
  readonly onProgress?: (progress: JobProgress) => void;
}

/** What the demonstration did, and what it cost. */
export interface RenderDemoReport {
  readonly tasks: number;
  readonly completed: number;
  readonly providers: number;
  /** Absolute path of the PNG. */
  readonly picture: string;
  readonly workGwu: number;
  readonly paidWei: bigint;
  /** Gas of the requester's transactions for the job; the providers sent none. */
  readonly gas: number;
  /** True where every wei that the bank owes is there, nothing is locked, and what left one account arrived at the others. */
  readonly bankConserved: boolean;
  readonly wallMs: number;
  readonly perProvider: readonly {
    readonly provider: Address;
    readonly tasks: number;
    readonly workGwu: number;
    readonly paidWei: bigint;
  }[];
  readonly result: JobResult;
  readonly deploymentGas: bigint;
}

/** Prices differ, so that choosing and paying can be seen; the requester would pay up to ten times as much. */
const pricesPerGwu = ['0.0010', '0.0011', '0.0012'];
const maxPrice = '0.01';

/**
 * Shows the main road end to end on real parts: an embedded chain, a market deployed on it, providers as processes of
 * their own, and a picture rendered over them, verified and paid.
 *
 * @throws SuanliError `NODE_CHAIN_BINARY_MISSING`, `NODE_PROCESS_FAILED`, `JOB_…`
 */
export async function runRenderDemo(
  parameters: RunRenderDemoParameters,
  options: RunRenderDemoOptions = {},
): Promise<RenderDemoReport> {
  const { startEmbeddedMarket, startProviderProcess } = await import('@suanli/node');
  const { size = 512, samples = 64, tiles = 64, providers: count = 3 } = parameters;
  const signal = options.signal ?? new AbortController().signal;
  const startedAt = performance.now();
  await using cleanup = new AsyncDisposableStack();

  options.onStep?.('chain');
  const folder = await mkdtemp(join(tmpdir(), 'suanli-demo-'));
  cleanup.defer(() => rm(folder, { recursive: true, force: true }));
  const market = cleanup.adopt(await startEmbeddedMarket({ signal }), (open) => open.stop());
  options.onStep?.('market');
  const requester = await market.createAccount();
  const accounts = [];
  for (let i = 0; i < count; i++) accounts.push(await market.createAccount(parseEther('10')));

  options.onStep?.('providers');
  const providers = await Promise.all(
    accounts.map(async ({ privateKey }, i) =>
      cleanup.adopt(
        await startProviderProcess({
          dataDir: join(folder, `provider-${i + 1}`),
          rpcUrl: market.chain.rpcUrl,
          deployment: market.deployment,
          privateKey,
          options: {
            'provider.slots': '1',
            'provider.price': pricesPerGwu[i % pricesPerGwu.length] ?? maxPrice,
            'provider.stake': '0.1',
            'provider.announceInterval': '500 ms',
            'provider.stopTimeout': '1 s',
            'chain.pollInterval': '200 ms',
            'telemetry.logLevel': 'info',
          },
          signal,
        }),
        (open) => open.stop(),
      ),
    ),
  );
  options.onProviders?.(providers.map(({ account }) => account));

  options.onStep?.('job');
  const network = cleanup.adopt(
    await createNetwork({
      domain: requester.client.domain,
      bootstrap: providers.flatMap(({ addresses }) => addresses),
    }),
    (open) => open.stop(),
  );
  await network.start({ signal });
  const store = createMemoryJobStore();
  const render = await createRenderJob(
    { network },
    { scene: bunnyScene({ width: size, height: size, samples }), tiles, maxPrice, providers: count },
  );
  const members = [requester.client, ...accounts.map(({ client }) => client)];
  const balances = () => Promise.all(members.map((client) => getBankAccount(client)));
  const before = await balances();
  const result = await runJob(
    { client: requester.client, network, store },
    { job: render.job, patience: { moreOffersMs: 10_000 } },
    { signal, ...(options.onProgress ? { onProgress: options.onProgress } : {}) },
  );
  if (result.state !== 'completed') {
    throw new SuanliError('JOB_NOT_COMPLETED', { parameters: { jobId: result.jobId, state: result.state } });
  }

  options.onStep?.('picture');
  const image = await assembleRender(store, { ...render, jobId: render.job.jobId });
  await writeFile(parameters.picture, encodePng(image));

  options.onStep?.('closing');
  const after = await balances();
  const { owedWei, heldWei } = await getBankBooks(market.deployer);
  const changes = after.map(({ availableWei }, i) => availableWei - (before[i]?.availableWei ?? 0n));
  const bankConserved =
    owedWei === heldWei &&
    after.every(({ lockedWei }) => lockedWei === 0n) &&
    changes.reduce((sum, change) => sum + change) === 0n &&
    changes[0] === -result.paidWei;
  const gwu = (work: bigint) => Number((Number(work) / Number(WORK_PER_GWU)).toFixed(3));
  return {
    tasks: result.tasks.length,
    completed: result.tasks.filter(({ status }) => status === TaskStatus.completed).length,
    providers: new Set(result.deals.filter((deal) => deal.tasks > 0).map(({ provider }) => provider)).size,
    picture: parameters.picture,
    workGwu: gwu(result.work),
    paidWei: result.paidWei,
    gas: Number(result.gasUsed),
    bankConserved,
    wallMs: Math.round(performance.now() - startedAt),
    perProvider: accounts.map(({ signer }) => {
      const deals = result.deals.filter(({ provider }) => provider === signer.address);
      return {
        provider: signer.address,
        // A task that two of them ran is paid to both, but only the first result is in the picture.
        tasks: result.tasks.filter(({ provider }) => provider === signer.address).length,
        workGwu: gwu(deals.reduce((sum, { work }) => sum + work, 0n)),
        paidWei: deals.reduce((sum, { paidWei }) => sum + paidWei, 0n),
      };
    }),
    result,
    deploymentGas: market.deploymentGas,
  };
}
