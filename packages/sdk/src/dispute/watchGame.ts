import { SuanliError } from '@suanli/protocol';
import type { Address, Hex } from 'viem';
import type { GameOutcome, GameRecord } from '../actions/dispute/GameRecord.ts';
import { getDisputeSections } from '../actions/dispute/getDisputeSections.ts';
import { getGame } from '../actions/dispute/getGame.ts';
import { nextLook } from '../client/internal/nextLook.ts';
import type { SuanliClient } from '../client/SuanliClient.ts';
import { playedMoves } from './internal/playedMoves.ts';
import type { PlayedMove } from './PlayedMove.ts';

export interface WatchGameParameters {
  readonly dealId: Hex;
  /** Whose game it is. */
  readonly challenger: Address;
}

export interface WatchGameOptions {
  readonly signal?: AbortSignal;
  /** Each move of either party, once, from the game's beginning on; again after a reorganisation took it back. */
  readonly onMove?: (move: PlayedMove) => void;
}

export interface WatchedGame {
  readonly record: GameRecord;
  readonly outcome: GameOutcome;
  readonly moves: readonly PlayedMove[];
}

/**
 * Follows a game between others until it has ended. Nothing is sent; for a side in it, see `playGame`.
 *
 * @throws SuanliError `DISPUTE_NO_GAME`, `CHAIN_UNREACHABLE`
 * @throws the signal's reason
 *
 * @example
 * const { outcome } = await watchGame(client, { dealId, challenger }, { onMove: ({ by, pick }) => console.log(by, pick) });
 */
export async function watchGame(
  client: SuanliClient,
  parameters: WatchGameParameters,
  options: WatchGameOptions = {},
): Promise<WatchedGame> {
  const { dealId, challenger } = parameters;
  const { signal } = options;
  const story = playedMoves(client, await getDisputeSections(client), options.onMove);
  for (;;) {
    signal?.throwIfAborted();
    const record = await getGame(client, { dealId, challenger }, options);
    if (!record) throw new SuanliError('DISPUTE_NO_GAME', { parameters: { dealId, challenger } });
    const moves = await story.follow(record);
    if (record.outcome) return { record, outcome: record.outcome, moves };
    await nextLook(client.publicClient.pollingInterval, signal);
  }
}
