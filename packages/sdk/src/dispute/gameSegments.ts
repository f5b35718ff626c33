import { SuanliError, segmentRoot } from '@suanli/protocol';
import type { Hex } from 'viem';
import type { GameRecord } from '../actions/dispute/GameRecord.ts';
import type { PostedSegments } from './PostedSegments.ts';

export interface GameSegmentsParameters {
  readonly record: Pick<GameRecord, 'dealId' | 'challenger' | 'game' | 'entries'>;
  /** How many hashes a move has. */
  readonly sections: number;
  /** Hash of the first state of the leaf's task. */
  readonly first: Hex;
}

/**
 * Follows a game from its challenge to where it stands.
 *
 * @throws SuanliError `DISPUTE_EVENTS_INCOMPLETE` where what was posted does not lead to the game's commitment: the task is not the one of
 * the game
 */
export function gameSegments(parameters: GameSegmentsParameters): PostedSegments {
  const { record, sections } = parameters;
  const segments = followGame(parameters).at(-1);
  if (segments?.ends.length !== sections || segmentRoot(segments.start, segments.ends) !== record.game.commitment) {
    throw new SuanliError('DISPUTE_EVENTS_INCOMPLETE', {
      parameters: { dealId: record.dealId, challenger: record.challenger },
    });
  }
  return segments;
}

/** The segments that each entry from the challenge on left. */
export function followGame(parameters: GameSegmentsParameters): readonly PostedSegments[] {
  const { record, sections, first } = parameters;
  const followed: PostedSegments[] = [];
  for (const entry of record.entries) {
    const stepsEach = BigInt(sections) ** BigInt(entry.game.roundsLeft);
    if (entry.kind === 'challenged') {
      followed.push({ firstStep: 0n, stepsEach, start: first, ends: entry.hashes });
    } else if (entry.kind === 'moved') {
      const before = followed.at(-1);
      if (!before) continue;
      followed.push({
        firstStep: before.firstStep + BigInt(entry.pick) * before.stepsEach,
        stepsEach,
        start: before.ends[entry.pick - 1] ?? before.start,
        ends: entry.hashes,
      });
    }
  }
  return followed;
}
