const maxUint64 = (1n << 64n) - 1n;

/**
 * The level of a proof: hashes per second, rounded down. A time below one second counts as one, which is the chain's
 * resolution; a level above a `uint64` is its largest value.
 *
 * @param parameters.elapsedSeconds `committedAt - issuedAt`
 *
 * @example
 * hashesPerSecondDown({ leafCountLog2: 20, hashesPerLeaf: 64, elapsedSeconds: 2 }); // 33554432n
 */
export function hashesPerSecondDown(parameters: {
  readonly leafCountLog2: number;
  readonly hashesPerLeaf: number;
  readonly elapsedSeconds: number | bigint;
}): bigint {
  const hashes = BigInt(parameters.hashesPerLeaf) << BigInt(parameters.leafCountLog2);
  const elapsed = BigInt(parameters.elapsedSeconds);
  const level = hashes / (elapsed < 1n ? 1n : elapsed);
  return level > maxUint64 ? maxUint64 : level;
}
