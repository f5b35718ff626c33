const units = [
  [1_000_000_000_000n, 'T'],
  [1_000_000_000n, 'G'],
  [1_000_000n, 'M'],
  [1_000n, 'k'],
] as const;

/**
 * Writes hashes per second for people: three digits and a prefix.
 *
 * @example
 * formatRate(20_000_000n); // '20 MH/s'
 */
export function formatRate(hashesPerSecond: bigint): string {
  for (const [unit, prefix] of units) {
    if (hashesPerSecond >= unit)
      return `${Number((Number(hashesPerSecond) / Number(unit)).toPrecision(3))} ${prefix}H/s`;
  }
  return `${hashesPerSecond} H/s`;
}
