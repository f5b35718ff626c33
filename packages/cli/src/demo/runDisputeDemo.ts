import { access, constants, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DealStatus, GameEnd, parseJobSpec, SuanliError } from '@suanli/protocol';
import {
  createJob,
  createMemoryJobStore,
  createNetwork,
  findGames,
  getBankAccount,
  getBankBooks,
  getDealState,
  getDealTerms,
  type JobProgress,
  type JobResult,
  moduleConsent,
  type PlayedMove,
  runJob,
  type SuanliClient,
  setConsent,
  watchGame,
  watchJob,
} from '@suanli/sdk';
import { assembleImage, bunnyScene, createRenderJob, encodePng } from '@suanli/workloads/render';
import { type Address, createTestClient, type Hex, http, parseEther } from 'viem';
import { agreedAnswers } from './dispute/agreedAnswers.ts';
import { type JudgedStep, readJudgedStep } from './dispute/readJudgedStep.ts';
import { readRepayment } from './dispute/readRepayment.ts';
import { renderHere } from './dispute/renderHere.ts';
import { tilesOf } from './dispute/tilesOf.ts';
import { until } from './dispute/until.ts';

export interface RunDisputeDemoParameters {
  /** Where the picture goes. */
  readonly picture: string;
}

/** A part of the demonstration that takes a while. */
export type DisputeDemoStep =
  | 'chain'
  | 'market'
  | 'providers'
  | 'job'
  | 'compare'
  | 'search'
  | 'repair'
  | 'agree'
  | 'window'
  | 'closing';

export type DisputeDemoRole = 'requester' | 'verifier' | 'provider';

/** Someone in the demonstration. */
export interface DisputeDemoAccount {
  readonly role: DisputeDemoRole;
  /** Of a provider, from 1. */
  readonly number?: number;
  readonly isLiar: boolean;
  readonly account: Address;
}

/** What a provider answered that is not so. */
export interface DemoLie {
  readonly provider: Address;
  readonly dealId: Hex;
  /** Tasks of the deal, the lie among them. */
  readonly dealTasks: number;
  readonly taskIndex: number;
  /** Of the picture, from its upper left corner. */
  readonly pixel: readonly [x: number, y: number];
  /** Red, green, blue. */
  readonly rendered: readonly number[];
  readonly answered: readonly number[];
}

export interface RunDisputeDemoOptions {
  readonly signal?: AbortSignal;
  readonly onStep?: (step: DisputeDemoStep) => void;
  /** Called once all of them serve. */
  readonly onAccounts?: (accounts: readonly DisputeDemoAccount[]) => void;
  readonly onProgress?: (progress: JobProgress) => void;
  /** Called with what the requester can see for itself, as the provider's answer stands on chain. */
  readonly onLie?: (lie: DemoLie) => void;
  /** Called with each move but the last, as it stands on chain. */
  readonly onMove?: (move: PlayedMove) => void;
  readonly onVerdict?: (step: JudgedStep, challengerWon: boolean) => void;
}

/** What the demonstration did, and what it cost. */
export interface DisputeDemoReport {
  readonly tasks: number;
  /** Absolute path of the PNG. */
  readonly picture: string;
  /** True where it is, byte for byte, the picture that this machine renders by itself. */
  readonly pictureMatches: boolean;
  readonly lie: DemoLie;
  readonly challenger: Address;
  /** The program takes at most so many steps. */
  readonly horizonSteps: bigint;
  /** From the challenge on, without the judged step. */
  readonly moves: readonly PlayedMove[];
  readonly judged: JudgedStep;
  readonly challengerWon: boolean;
  /** From the challenge to the payment. */
  readonly transactions: number;
  readonly gas: number;
  readonly depositWei: bigint;
  readonly stakeWei: bigint;
  /** What the challenger got of them. */
  readonly rewardWei: bigint;
  /** What the requester got of them, its escrow aside. */
  readonly compensationWei: bigint;
  /** Tasks of the refuted answer that others did over. */
  readonly repairedTasks: number;
  readonly accounts: readonly (DisputeDemoAccount & { readonly beforeWei: bigint; readonly afterWei: bigint })[];
  /** True where every wei that the bank owes is there, nothing is locked, and what left some accounts arrived at the others. */
  readonly bankConserved: boolean;
  readonly wallMs: number;
}

const size = 128;
const samples = 2;
const tileCount = 256;
/** Barely more than a tile takes, so that 16^8 steps are enough: with one more level the provider would have the last move. */
const limits = { work: '0.0625 Gwu', memory: '2 MiB', output: '64 KiB', wall: '120 s' } as const;
const maxPrice = '0.01';
const pricesPerGwu = ['0.0010', '0.0011', '0.0012'];
const liarNumber = 2;
const stake = '0.1';
const deposit = '0.5';
/** The window of a deal, and with it the clock of each party: ten minutes at a block per second. */
const windowBlocks = 600;
/** What honest parties do within seconds. */
const patienceMs = 120_000;

/**
 * Shows a dispute end to end on real parts: an embedded chain, three providers as processes of their own of which one lies
 * about one tile of a picture, and a verifier that finds it, challenges it, and plays the game to the judged instruction.
 * Then others render again what was refuted.
 *
 * @throws SuanliError `CLI_FILE_UNWRITABLE`, `NODE_CHAIN_BINARY_MISSING`, `NODE_PROCESS_FAILED`, `JOB_…`, `CLI_DEMO_STALLED`
 */
export async function runDisputeDemo(
  parameters: RunDisputeDemoParameters,
  options: RunDisputeDemoOptions = {},
): Promise<DisputeDemoReport> {
  const { startEmbeddedMarket, startProviderProcess } = await import('@suanli/node');
  const signal = options.signal ?? new AbortController().signal;
  const startedAt = performance.now();
  const unwritable = (cause: unknown) =>
    Promise.reject(new SuanliError('CLI_FILE_UNWRITABLE', { parameters: { file: parameters.picture }, cause }));
  // Not a minute later, when there would be something to write.
  await access(dirname(parameters.picture), constants.W_OK).catch(unwritable);
  await using cleanup = new AsyncDisposableStack();

  options.onStep?.('chain');
  const folder = await mkdtemp(join(tmpdir(), 'suanli-demo-'));
  cleanup.defer(() => rm(folder, { recursive: true, force: true }));
  const market = cleanup.adopt(await startEmbeddedMarket({ signal }), (open) => open.stop());
  options.onStep?.('market');
  const requester = await market.createAccount(parseEther('10'));
  const verifier = await market.createAccount(parseEther('1'));
  const challengers = await moduleConsent(verifier.client, { modules: ['broker', 'market', 'disputes'] });
  await setConsent(verifier.client, { consentModules: challengers });
  const sellers = [];
  for (let number = 1; number <= 3; number++) {
    // The liar has what it stakes on one deal, and will have nothing left.
    const isLiar = number === liarNumber;
    const tokensWei = isLiar ? parseEther(stake) + parseEther(deposit) : parseEther('2');
    sellers.push({ number, isLiar, ...(await market.createAccount(tokensWei)) });
  }

  options.onStep?.('providers');
  const common = {
    'provider.slots': '1',
    'provider.stopTimeout': '1 s',
    'lease.enabled': 'false',
    'chain.pollInterval': '200 ms',
    'telemetry.logLevel': 'info',
  };
  const start = async (name: string, privateKey: Hex, more: Partial<Parameters<typeof startProviderProcess>[0]>) =>
    cleanup.adopt(
      await startProviderProcess({
        dataDir: join(folder, name),
        rpcUrl: market.chain.rpcUrl,
        deployment: market.deployment,
        privateKey,
        signal,
        ...more,
        options: { ...common, ...more.options },
      }),
      (open) => open.stop(),
    );
  const providers = await Promise.all(
    sellers.map(({ number, isLiar, privateKey }, i) =>
      start(`provider-${number}`, privateKey, {
        ...(isLiar ? { script: new URL('./dispute/internal/lyingProvider.ts', import.meta.url) } : {}),
        options: {
          'provider.price': pricesPerGwu[i] ?? maxPrice,
          'provider.stake': stake,
          'provider.announceInterval': '500 ms',
        },
      }),
    ),
  );
  const bootstrap = providers.flatMap(({ addresses }) => addresses);
  const { telemetryUrl = '' } = await start('verifier', verifier.privateKey, {
    bootstrap,
    options: { 'provider.enabled': 'false', 'verifier.enabled': 'true', 'verifier.sampleRate': '1' },
  });
  const people: readonly (DisputeDemoAccount & { readonly client: SuanliClient })[] = [
    { role: 'requester', isLiar: false, account: requester.signer.address, client: requester.client },
    ...sellers.map(({ number, isLiar, signer, client }) => ({
      role: 'provider' as const,
      number,
      isLiar,
      account: signer.address,
      client,
    })),
    { role: 'verifier', isLiar: false, account: verifier.signer.address, client: verifier.client },
  ];
  options.onAccounts?.(people);

  options.onStep?.('job');
  const { client } = requester;
  const network = cleanup.adopt(await createNetwork({ domain: client.domain, bootstrap }), (open) => open.stop());
  await network.start({ signal });
  const store = createMemoryJobStore();
  const scene = bunnyScene({ width: size, height: size, samples, subdivisions: 0 });
  const render = await createRenderJob(
    { network },
    { scene, tiles: tileCount, maxPrice, providers: providers.length, limits, verification: 'optimistic' },
  );
  const { job } = render;
  const balances = () => Promise.all(people.map((person) => getBankAccount(person.client)));
  const before = await balances();
  const run = async (what: typeof job): Promise<JobResult> => {
    const result = await runJob(
      { client, network, store },
      { job: what, depositWei: parseEther(deposit), windowBlocks, patience: { moreOffersMs: 10_000 } },
      { signal, ...(options.onProgress ? { onProgress: options.onProgress } : {}) },
    );
    if (result.state === 'completed') return result;
    throw new SuanliError('JOB_NOT_COMPLETED', { parameters: { jobId: result.jobId, state: result.state } });
  };
  const answered = await run(job);

  options.onStep?.('compare');
  const reference = await renderHere({ job, scene, tiles: render.tiles, signal });
  const received = await tilesOf(store, job.jobId, render.tiles);
  const lie = findLie();
  options.onLie?.(lie);

  options.onStep?.('search');
  const { dealId } = lie;
  const found = await until(
    async () => (await findGames(client, { dealId }, { signal })).find((game) => game.entries.length > 0),
    { timeoutMs: patienceMs, what: 'a challenge', signal },
  );
  const { challenger } = found;
  const { outcome, moves } = await inTime('the end of the game', (watching) =>
    watchGame(
      client,
      { dealId, challenger },
      { signal: watching, ...(options.onMove ? { onMove: options.onMove } : {}) },
    ),
  );
  const judged = await readJudgedStep(client, { outcome, moves });
  const challengerWon = outcome.end === GameEnd.challengerWon;
  options.onVerdict?.(judged, challengerWon);
  await until(async () => (await getDealState(client, { dealId })).status === DealStatus.finalized, {
    timeoutMs: patienceMs,
    what: 'the payment after the verdict',
    signal,
  });

  options.onStep?.('repair');
  const refused = answered.tasks.filter((task) => task.dealId === dealId).map(({ index }) => index);
  const again = await createJob(
    { network },
    {
      spec: parseJobSpec({
        name: `${job.name} again`,
        module: job.template.module,
        inputs: job.template.inputs,
        limits,
        tasks: refused.map((index) => ({ args: [...(job.tasks[index]?.args ?? [])] })),
        verification: 'optimistic',
        maxPrice,
        providers: providers.length - 1,
      }),
      readFile: () => Promise.reject(new Error('all of it is in the blob store')),
    },
    { signal },
  );
  const answeredAgain = await run(again);
  const repaired = await tilesOf(
    store,
    again.jobId,
    refused.flatMap((index) => render.tiles[index] ?? []),
  );
  const tiles = received.map((tile, index) => repaired[refused.indexOf(index)] ?? tile);
  const picture = encodePng(assembleImage({ width: size, height: size, tiles }));
  await writeFile(parameters.picture, picture).catch(unwritable);
  const expected = encodePng(assembleImage({ width: size, height: size, tiles: reference }));

  options.onStep?.('agree');
  const others = [...answered.deals, ...answeredAgain.deals].filter((deal) => deal.tasks > 0 && deal.dealId !== dealId);
  await until(async () => (await agreedAnswers(telemetryUrl, signal)) >= others.length, {
    timeoutMs: patienceMs,
    what: "the verifier's agreement with the other answers",
    signal,
  });
  options.onStep?.('window');
  // By themselves they would pass in ten minutes.
  const anvil = createTestClient({ mode: 'anvil', transport: http(market.chain.rpcUrl) });
  await anvil.mine({ blocks: windowBlocks });
  for (const { jobId } of [job, again]) {
    // What was refuted was run by others above.
    await watchJob({ client, network, store }, { jobId, rerunsRefuted: false }, { signal });
  }

  options.onStep?.('closing');
  const after = await balances();
  const { owedWei, heldWei } = await getBankBooks(market.deployer);
  const { depositWei, stakeWei } = await getDealTerms(client, { dealId });
  const { rewardWei, compensationWei } = await readRepayment(client, { dealId });
  const accounts = people.map(({ client: _, ...person }, i) => ({
    ...person,
    beforeWei: before[i]?.availableWei ?? 0n,
    afterWei: after[i]?.availableWei ?? 0n,
  }));
  return {
    tasks: job.tasks.length,
    picture: parameters.picture,
    pictureMatches: Buffer.compare(picture, expected) === 0,
    lie,
    challenger,
    horizonSteps: moves.find(({ kind }) => kind === 'challenged')?.steps?.last ?? 0n,
    moves,
    judged,
    challengerWon,
    transactions: moves.length + 1,
    gas: Number(moves.reduce((sum, { gasUsed = 0n }) => sum + gasUsed, judged.gasUsed)),
    depositWei,
    stakeWei,
    rewardWei,
    compensationWei,
    repairedTasks: refused.length,
    accounts,
    bankConserved:
      owedWei === heldWei &&
      after.every(({ lockedWei }) => lockedWei === 0n) &&
      accounts.reduce((sum, { beforeWei, afterWei }) => sum + afterWei - beforeWei, 0n) === 0n,
    wallMs: Math.round(performance.now() - startedAt),
  };

  async function inTime<T>(what: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const timeout = AbortSignal.timeout(patienceMs);
    try {
      return await work(AbortSignal.any([signal, timeout]));
    } catch (error) {
      if (signal.aborted || !timeout.aborted) throw error;
      throw new SuanliError('CLI_DEMO_STALLED', { parameters: { what, seconds: patienceMs / 1_000 } });
    }
  }

  function findLie(): DemoLie {
    for (const [taskIndex, { tile, rgb }] of received.entries()) {
      const honest = reference[taskIndex]?.rgb ?? new Uint8Array();
      const at = rgb.findIndex((byte, i) => byte !== honest[i]);
      const task = answered.tasks[taskIndex];
      if (at < 0 || task?.dealId === undefined || task.provider === undefined) continue;
      const pixel = Math.floor(at / 3);
      const width = tile.x1 - tile.x0;
      return {
        provider: task.provider,
        dealId: task.dealId,
        dealTasks: answered.tasks.filter(({ dealId: id }) => id === task.dealId).length,
        taskIndex,
        pixel: [tile.x0 + (pixel % width), tile.y0 + Math.floor(pixel / width)],
        rendered: [...honest.subarray(3 * pixel, 3 * pixel + 3)],
        answered: [...rgb.subarray(3 * pixel, 3 * pixel + 3)],
      };
    }
    throw new SuanliError('CLI_DEMO_STALLED', { parameters: { what: 'a lie', seconds: 0 } });
  }
}
