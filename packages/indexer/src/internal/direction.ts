/** Which way funds went; null where their sum stayed. */
export function direction(deltaWei: bigint): '↑' | '↓' | null {
  if (deltaWei === 0n) return null;
  return deltaWei > 0n ? '↑' : '↓';
}
