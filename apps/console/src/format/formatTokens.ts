import { formatUnits } from 'viem';

/** The market's token, as people read it. */
export const TOKEN_SYMBOL = 'SUAN';

/**
 * An amount of tokens: whole ones in groups of three, at most six digits after the point, rounded towards zero. What is
 * above zero never reads as zero.
 *
 * @example
 * formatTokens(1_234_500_000_000_000_000_000n); // '1,234.5'
 */
export function formatTokens(amountWei: bigint): string {
  const [whole = '0', fraction = ''] = formatUnits(amountWei < 0n ? -amountWei : amountWei, 18).split('.');
  const shown = fraction.slice(0, 6).replace(/0+$/, '');
  const sign = amountWei < 0n ? '-' : '';
  if (whole === '0' && shown === '' && amountWei !== 0n) return `${sign}<0.000001`;
  return `${sign}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${shown === '' ? '' : `.${shown}`}`;
}
