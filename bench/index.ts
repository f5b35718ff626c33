import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startIndexerProcess } from '@suanli/indexer';
import { type EmbeddedMarket, type EmbeddedMarketAccount, startEmbeddedMarket } from '@suanli/node';
import { marketAbi, resourceAbi, revenueRightAbi } from '@suanli/protocol';
import {
  createResource,
  createRevenueRight,
  getChainTime,
  issueUseRight,
  listUseRight,
  registerHardware,
} from '@suanli/sdk';
import { createTestClient, encodeFunctionData, type Hex, http, keccak256, publicActions, toHex } from 'viem';

/** What the indexer does with a chain that it finds, and with one that goes on. */
export interface IndexFigures {
  /** From sending a transaction, so from before its block, to a query whose answer has it. 95 of 100 are faster. */
  readonly lagMsP95: number;
  readonly lagMsP50: number;
  readonly lagSamples: number;
  /** Events read from the chain into tables per second, first request to last row. */
  readonly eventsPerSecond: number;
  readonly events: number;
  readonly backfillMs: number;
  /** From the start of the process on an empty folder to the first complete answer, backfill included. */
  readonly startMs: number;
}

const lagSamples = 100;
const blocks = 100;
/** More than Ponder holds to be possibly taken back, so that everything before is backfill. */
const blocksOnTop = 31;
const devices = 32;
const cyclesPerBlock = 4;
const smallPerBlock = 20;
const askIntervalMs = 5;

/** Measures backfill and lag on the embedded chain, on PGlite, with default settings. */
export async function benchIndex(signal: AbortSignal): Promise<IndexFigures> {
  const dataDir = mkdtempSync(join(tmpdir(), 'suanli-bench-index-'));
  const market = await startEmbeddedMarket({ blockTimeSeconds: 3_600, signal });
  try {
    const account = await market.createAccount();
    const { useRightId, send } = await makeEvents(market, account, signal);
    const { deployment, chain } = market;
    const started = performance.now();
    const indexer = await startIndexerProcess({ deployment, rpcUrl: chain.rpcUrl, dataDir, signal });
    const startMs = performance.now() - started;
    try {
      const backfill = readBackfill(indexer.logFile);
      const query = { json: { sql: `select price_wei from listing where use_right_id = ${useRightId}`, params: [] } };
      const url = `${indexer.sqlUrl}/db?sql=${encodeURIComponent(JSON.stringify(query))}`;
      const lags: number[] = [];
      for (let i = 0; i < lagSamples; i++) {
        const priceWei = BigInt(1_000_000 + i);
        const sign = await send({ to: deployment.market, data: repriceData(useRightId, priceWei) }, 200_000n);
        const sent = performance.now();
        await sign();
        for (;;) {
          signal.throwIfAborted();
          const answer = (await (await fetch(url)).json()) as { rows: { price_wei: string }[] };
          if (answer.rows[0]?.price_wei === priceWei.toString()) break;
          await delay(askIntervalMs);
        }
        lags.push(performance.now() - sent);
      }
      lags.sort((a, b) => a - b);
      const at = (part: number) => Math.round(lags[Math.floor(lags.length * part)] ?? 0);
      return {
        lagMsP95: at(0.95),
        lagMsP50: at(0.5),
        lagSamples,
        eventsPerSecond: Math.round((backfill.events * 1_000) / backfill.backfillMs),
        ...backfill,
        startMs: Math.round(startMs),
      };
    } finally {
      await indexer.stop();
    }
  } finally {
    await market.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

const repriceData = (useRightId: bigint, priceWei: bigint): Hex =>
  encodeFunctionData({ abi: marketAbi, functionName: 'reprice', args: [useRightId, priceWei] });

/** What the indexer itself says of its backfill. */
function readBackfill(logFile: string): { events: number; backfillMs: number } {
  const lines = readFileSync(logFile, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as { msg: string; time: number; event_count?: number });
  const timeOf = (msg: string) => lines.find((line) => line.msg.startsWith(msg))?.time ?? Number.NaN;
  const events = lines
    .filter(({ msg }) => msg === 'Indexed block range')
    .reduce((sum, { event_count: count = 0 }) => sum + count, 0);
  return { events, backfillMs: timeOf('Completed backfill indexing') - timeOf('Started backfill indexing') };
}

/**
 * Fills the chain: in each block, resources of 32 devices are created and dissolved (34 events each), a use right is
 * repriced and shares change hands (one event each).
 */
async function makeEvents(market: EmbeddedMarket, { client, signer }: EmbeddedMarketAccount, signal: AbortSignal) {
  const { deployment, chain } = market;
  const test = createTestClient({ mode: 'anvil', transport: http(chain.rpcUrl) }).extend(publicActions);
  const register = async (count: number, what: string) => {
    const ids: bigint[] = [];
    for (let i = 0; i < count; i++) {
      const fingerprint = keccak256(toHex(`${what} ${i}`));
      ids.push((await registerHardware(client, { typeId: 1, model: 'EPYC 7763', fingerprint })).hardwareId);
    }
    return ids;
  };
  const { resourceId } = await createResource(client, { hardwareIds: await register(1, 'listed') });
  await createRevenueRight(client, { resourceId, holders: [{ holder: signer.address, shares: 100 }] });
  const expiresAt = Number(await getChainTime(client)) + 30 * 86_400;
  const { useRightId } = await issueUseRight(client, { resourceId, expiresAt });
  await listUseRight(client, { useRightId, priceWei: 1n });
  const hardware = await register(devices, 'cycled');

  let nonce = await test.getTransactionCount({ address: signer.address });
  const { maxFeePerGas, maxPriorityFeePerGas } = await test.estimateFeesPerGas();
  /** Signs; what it returns sends. */
  const send = async (call: { to: Hex; data: Hex }, gas: bigint) => {
    const serializedTransaction = await signer.signTransaction({
      ...call,
      gas,
      nonce: nonce++,
      chainId: chain.chainId,
      maxFeePerGas: maxFeePerGas * 10n,
      maxPriorityFeePerGas,
    });
    return () => test.sendRawTransaction({ serializedTransaction });
  };

  let next = resourceId;
  let priceWei = 1n;
  await test.setAutomine(false);
  for (let block = 0; block < blocks; block++) {
    signal.throwIfAborted();
    const sends: (() => Promise<Hex>)[] = [];
    const add = async (to: Hex, data: Hex, gas: bigint) => void sends.push(await send({ to, data }, gas));
    for (let i = 0; i < cyclesPerBlock; i++) {
      next++;
      const create = encodeFunctionData({ abi: resourceAbi, functionName: 'create', args: [hardware] });
      const dissolve = encodeFunctionData({ abi: resourceAbi, functionName: 'dissolve', args: [next] });
      await add(deployment.resource, create, 2_500_000n);
      await add(deployment.resource, dissolve, 2_500_000n);
    }
    for (let i = 0; i < smallPerBlock; i++) {
      await add(deployment.market, repriceData(useRightId, ++priceWei), 200_000n);
      // To itself, so that it never runs out; its income is reckoned anew all the same.
      const transfer = encodeFunctionData({
        abi: revenueRightAbi,
        functionName: 'safeTransferFrom',
        args: [signer.address, signer.address, resourceId, 1n, '0x'],
      });
      await add(deployment.revenueRight, transfer, 200_000n);
    }
    // The pool keeps the order of nonces, not of arrival.
    await Promise.all(sends.map((go) => go()));
    await test.mine({ blocks: 1 });
  }
  await test.mine({ blocks: blocksOnTop });
  await test.setAutomine(true);
  const done = await test.getTransactionCount({ address: signer.address });
  if (done !== nonce) throw new Error(`${nonce - done} transactions were not mined`);
  return { useRightId, send };
}
