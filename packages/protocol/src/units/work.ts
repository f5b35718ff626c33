/** Work units (metered instructions) in one Gwu, the unit that prices are quoted in. */
export const WORK_PER_GWU = 1_000_000_000n;

/**
 * The price of `work` in wei, rounded down: what a requester pays. Same formula as `Broker.sol`.
 *
 * @param work metered instructions
 * @param priceWeiPerGwu wei per 10^9 instructions
 */
export function paymentWeiDown(work: bigint, priceWeiPerGwu: bigint): bigint {
  return (work * priceWeiPerGwu) / WORK_PER_GWU;
}

/** The price of `maxWork` in wei, rounded up: what a requester escrows before the bounty is added. Same formula as `Broker.sol`. */
export function escrowWeiUp(maxWork: bigint, priceWeiPerGwu: bigint): bigint {
  return (maxWork * priceWeiPerGwu + WORK_PER_GWU - 1n) / WORK_PER_GWU;
}

/**
 * Writes work for people, three significant digits.
 *
 * @example
 * formatWork(1_234_000_000n); // '1.23 Gwu'
 */
export function formatWork(work: bigint): string {
  const steps: [bigint, string][] = [
    [1_000_000_000_000n, 'Twu'],
    [1_000_000_000n, 'Gwu'],
    [1_000_000n, 'Mwu'],
    [1_000n, 'kwu'],
  ];
  for (const [size, unit] of steps) {
    if (work >= size) return `${Number((Number(work) / Number(size)).toPrecision(3))} ${unit}`;
  }
  return `${work} wu`;
}
