/** Where a value lies between two others on a logarithmic scale, 0 to 1; what lies outside is put at the end. */
export function logPosition(value: bigint, low: bigint, high: bigint): number {
  const at = (each: bigint) => Math.log10(Math.max(1, Number(each)));
  const span = at(high) - at(low);
  if (span <= 0) return 0.5;
  return Math.min(1, Math.max(0, (at(value) - at(low)) / span));
}
