/**
 * What a level may be, in few words: ranges overlap, so a level often matches several types. CPU is left out where a GPU
 * fits as well, since whoever misstates a GPU states another one.
 */
export function provedNames(matchingTypes: readonly string[]): string {
  const names = matchingTypes.length > 1 ? matchingTypes.filter((name) => name !== 'CPU') : matchingTypes;
  return names.length > 2 ? `${names.slice(0, 2).join(' / ')} …` : names.join(' / ');
}
