import { decodeGame, disputesAbi, type GameEnd, gameAfterMove, isProvidersTurn } from '@suanli/protocol';
import {
  type Address,
  formatLog,
  type Hex,
  numberToHex,
  padHex,
  parseEventLogs,
  type RpcLog,
  toEventSelector,
} from 'viem';
import { toChainError } from '../../../client/internal/toChainError.ts';
import type { SuanliClient } from '../../../client/SuanliClient.ts';
import type { GameEntry, GameRecord } from '../GameRecord.ts';
import { leafOfEvent } from './leafOfEvent.ts';
import { proofOfEvent } from './proofOfEvent.ts';

/** Public RPC endpoints bound the range of one query; this is below the bounds in use. */
const pageBlocks = 2_000n;

const eventNames: ReadonlySet<string> = new Set(['Challenged', 'Demanded', 'Revealed', 'Moved', 'GameEnded']);
const gameEvents = disputesAbi.filter((item) => item.type === 'event' && eventNames.has(item.name));
const selectors = gameEvents.map((event) => toEventSelector(event as never));

interface Range {
  readonly dealId?: Hex;
  readonly challenger?: Address;
  readonly fromBlock: bigint;
  readonly toBlock: bigint;
}

/** All games that began in a range of blocks, as far as its events tell them; oldest first. */
export async function readGameRecords(
  client: SuanliClient,
  range: Range,
  signal?: AbortSignal,
): Promise<readonly GameRecord[]> {
  const found: GameRecord[] = [];
  /** Index into `found` of each open game. */
  const open = new Map<string, number>();
  for (let fromBlock = range.fromBlock; fromBlock <= range.toBlock; fromBlock += pageBlocks) {
    signal?.throwIfAborted();
    const last = fromBlock + pageBlocks - 1n;
    const toBlock = last < range.toBlock ? last : range.toBlock;
    for (const log of await readLogs(client, range, fromBlock, toBlock)) {
      const { deal: dealId, challenger } = log.args;
      const key = `${dealId} ${challenger}`;
      const index = open.get(key);
      const record = index === undefined ? undefined : found[index];
      const { blockNumber, transactionHash } = log;
      if (log.eventName === 'GameEnded') {
        // One that began before the range.
        if (index === undefined || !record) continue;
        const { end, providerWei } = log.args;
        found[index] = { ...record, outcome: { end: end as GameEnd, providerWei, blockNumber, transactionHash } };
        open.delete(key);
        continue;
      }
      const entry = entryOf(log, record);
      if (!entry) continue;
      const next: GameRecord = {
        dealId,
        challenger,
        provider: entry.game.provider.account,
        game: entry.game,
        entries: [...(record?.entries ?? []), entry],
        outcome: undefined,
      };
      if (index === undefined) open.set(key, found.push(next) - 1);
      else found[index] = next;
    }
  }
  return found;
}

type GameLog = Awaited<ReturnType<typeof readLogs>>[number];

/** Undefined for what follows in a game whose beginning is not known. */
function entryOf(
  log: Exclude<GameLog, { eventName: 'GameEnded' }>,
  record: GameRecord | undefined,
): GameEntry | undefined {
  const { blockNumber, transactionHash } = log;
  const at = { blockNumber, transactionHash };
  switch (log.eventName) {
    case 'Demanded': {
      const { game, position } = log.args;
      return { ...at, game: decodeGame(game), kind: 'demanded', position: Number(position) };
    }
    case 'Challenged': {
      const { game, leaf, hashes, end } = log.args;
      return { ...at, game: decodeGame(game), kind: 'challenged', leaf: leafOfEvent(leaf), hashes: [...hashes, end] };
    }
    case 'Revealed': {
      if (!record) return undefined;
      const { game, proof } = log.args;
      const leaf = leafOfEvent(proof.leaf);
      return { ...at, game: decodeGame(game), kind: 'revealed', leaf, proof: proofOfEvent(proof) };
    }
    case 'Moved': {
      if (!record) return undefined;
      const { pick, hashes } = log.args;
      const by = isProvidersTurn(record.game.stage) ? 'provider' : 'challenger';
      return { ...at, game: gameAfterMove(record.game, log.args), kind: 'moved', by, pick: Number(pick), hashes };
    }
  }
}

/** One query for all kinds of events: their topics are the same. */
async function readLogs(client: SuanliClient, { dealId, challenger }: Range, fromBlock: bigint, toBlock: bigint) {
  try {
    const logs = (await client.publicClient.request({
      method: 'eth_getLogs',
      params: [
        {
          address: client.deployment.disputes,
          fromBlock: numberToHex(fromBlock),
          toBlock: numberToHex(toBlock),
          topics: [selectors, dealId ?? null, challenger === undefined ? null : padHex(challenger, { size: 32 })],
        },
      ],
    })) as RpcLog[];
    const parsed = parseEventLogs({
      abi: disputesAbi,
      eventName: ['Challenged', 'Demanded', 'Revealed', 'Moved', 'GameEnded'],
      logs: logs.map((log) => formatLog(log)),
      strict: true,
    });
    return parsed.map((log) => ({
      ...log,
      blockNumber: log.blockNumber ?? toBlock,
      transactionHash: log.transactionHash ?? ('0x' as Hex),
    }));
  } catch (error) {
    throw toChainError(client, 'eth_getLogs', error);
  }
}
