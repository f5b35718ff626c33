/** Data as JSON that people can read and pass on; large numbers are decimal strings, as our parsers take them. */
export function toJsonText(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) => (typeof each === 'bigint' ? each.toString() : each), 2);
}
