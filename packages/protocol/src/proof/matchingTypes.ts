import { type ExpectedLevel, LevelRange, levelRange } from './LevelRange.ts';

/**
 * The types in whose expected range a level lies, in the order given: what a machine may be, by its level alone.
 *
 * @example
 * matchingTypes(60_000_000n, types).map(({ name }) => name); // ['CPU', 'GTX_1050', 'GTX_1060']
 */
export function matchingTypes<Type extends ExpectedLevel>(hashesPerSecond: bigint, types: readonly Type[]): Type[] {
  return types.filter((type) => levelRange(hashesPerSecond, type) === LevelRange.within);
}
