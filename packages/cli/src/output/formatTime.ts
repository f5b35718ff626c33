/**
 * Writes a time of the chain, in seconds since 1970, for people: in UTC, to the minute.
 *
 * @example
 * formatTime(1_767_225_600); // '2026-01-01 00:00'
 */
export function formatTime(seconds: number): string {
  const date = new Date(seconds * 1_000);
  // Contracts keep 40 bits, and years beyond 9999 have more digits than a column.
  return Number.isNaN(date.getTime()) || seconds >= 253_402_300_800
    ? '∞'
    : date.toISOString().slice(0, 16).replace('T', ' ');
}
