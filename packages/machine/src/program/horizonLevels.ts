const sections = 16n;
const leastLevels = 7;

/**
 * The least number of levels, at least 7, with `16^levels ≥ 64 · (work limit + output limit) + 2^28`; docs/machine.md, "State".
 *
 * @param workLimit - In units of work.
 * @param outputBytes - The most bytes of output.
 */
export function horizonLevels(workLimit: bigint, outputBytes: number): number {
  const steps = 64n * (workLimit + BigInt(outputBytes)) + (1n << 28n);
  let levels = leastLevels;
  while (sections ** BigInt(levels) < steps) levels++;
  return levels;
}
