import { formatEther } from 'viem';

/**
 * Writes wei as tokens for people: exact up to `decimals`, then cut, with at least two significant digits kept.
 *
 * @example
 * formatTokens(1_500_000_000_000_000_000n); // '1.5'
 */
export function formatTokens(wei: bigint, decimals = 6): string {
  const exact = formatEther(wei);
  const point = exact.indexOf('.');
  if (point < 0) return exact;
  const first = exact.slice(point + 1).search(/[1-9]/);
  const kept = exact.startsWith('0.') || exact.startsWith('-0.') ? Math.max(decimals, first + 2) : decimals;
  return exact.slice(0, point + 1 + kept).replace(/\.?0+$/, '');
}
