/**
 * Shortens an address or a hash for tables, such as `0x7099…79C8`.
 *
 * @example
 * shortHex('0x70997970C51812dc3A010C7d01b50e0d17dc79C8');
 */
export function shortHex(hex: string): string {
  return hex.length <= 13 ? hex : `${hex.slice(0, 6)}…${hex.slice(-4)}`;
}
