const steps: readonly (readonly [bigint, string])[] = [
  [1_000_000_000_000n, 'TH/s'],
  [1_000_000_000n, 'GH/s'],
  [1_000_000n, 'MH/s'],
  [1_000n, 'kH/s'],
];

/**
 * A proved level, three significant digits.
 *
 * @example
 * formatLevel(31_457_280n); // '31.5 MH/s'
 */
export function formatLevel(hashesPerSecond: bigint): string {
  for (const [size, unit] of steps) {
    if (hashesPerSecond >= size) return `${Number((Number(hashesPerSecond) / Number(size)).toPrecision(3))} ${unit}`;
  }
  return `${hashesPerSecond} H/s`;
}
