import { LevelRange, levelRangeName } from '@suanli/protocol';
import type { Text } from '../../../text/Text.ts';

export interface DescribeLevelParameters {
  /** The type that the resource claims. */
  readonly claimed: string;
  readonly range: LevelRange;
  /** The types in whose range the level lies. */
  readonly matching: readonly string[];
}

/** A proved level in words: what was claimed, and what it is. */
export function describeLevel(text: Text, parameters: DescribeLevelParameters): string {
  const { claimed, range, matching } = parameters;
  const words = text.proof;
  if (range === LevelRange.unknown) return words.notProved(claimed);
  if (range === LevelRange.within) return words.asClaimed(claimed);
  const side = text.market.ranges[levelRangeName(range)];
  const others = matching.filter((name) => name !== claimed);
  return others.length === 0 ? words.likeNone(claimed, side) : words.likeOthers(claimed, side, others.join(', '));
}
