import { disputesAbi, hashGame, SuanliError } from '@suanli/protocol';
import type { Address, Hex } from 'viem';
import { nextLook } from '../../client/internal/nextLook.ts';
import { toChainError } from '../../client/internal/toChainError.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import { getBlockNumber } from '../chain/getBlockNumber.ts';
import type { GameRecord } from './GameRecord.ts';
import { answeredBlock } from './internal/answeredBlock.ts';
import { readGameRecords } from './internal/readGameRecords.ts';

export interface GetGameParameters {
  readonly dealId: Hex;
  readonly challenger: Address;
}

export interface GetGameOptions {
  readonly signal?: AbortSignal;
}

/** So often the events are read again where they do not fit what the chain keeps. */
const mostReads = 10;

/**
 * The latest game of a challenger about a deal, open or ended, read from events; an open one is checked against the hash that
 * the chain keeps, in the same block. Undefined where there is none.
 *
 * @throws SuanliError `DISPUTE_EVENTS_INCOMPLETE` where the node's events do not lead to what the chain keeps, `CHAIN_UNREACHABLE`
 */
export async function getGame(
  client: SuanliClient,
  parameters: GetGameParameters,
  options: GetGameOptions = {},
): Promise<GameRecord | undefined> {
  const { dealId, challenger } = parameters;
  const { signal } = options;
  for (let read = 0; read < mostReads; read++) {
    signal?.throwIfAborted();
    const fromBlock = await answeredBlock(client, dealId);
    if (fromBlock === undefined) return undefined;
    const toBlock = await getBlockNumber(client);
    const [kept, records] = await Promise.all([
      keptHash(client, parameters, toBlock),
      readGameRecords(client, { dealId, challenger, fromBlock, toBlock }, signal),
    ]);
    const record = records.at(-1);
    const told = record && !record.outcome ? hashGame(record.game) : undefined;
    // A chain that is reorganised, or grows, between the questions answers them differently: asked again, it agrees with itself.
    if (told === kept) return record;
    await nextLook(client.publicClient.pollingInterval, signal);
  }
  throw new SuanliError('DISPUTE_EVENTS_INCOMPLETE', { parameters: { dealId, challenger } });
}

async function keptHash(
  client: SuanliClient,
  { dealId, challenger }: GetGameParameters,
  blockNumber: bigint,
): Promise<Hex | undefined> {
  try {
    const hash = await client.publicClient.readContract({
      abi: disputesAbi,
      address: client.deployment.disputes,
      functionName: 'gameHash',
      args: [dealId, challenger],
      blockNumber,
    });
    return BigInt(hash) === 0n ? undefined : hash;
  } catch (error) {
    throw toChainError(client, 'gameHash', error);
  }
}
