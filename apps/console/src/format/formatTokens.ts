import { formatUnits } from 'viem';

/** The market's token, as people read it. */
export const TOKEN_SYMBOL = 'SUAN';

const shownDigits = 6;
const unit = 10n ** BigInt(18 - shownDigits);

/**
 * An amount of tokens for people: whole ones in groups of three, rounded to six digits after the point, so that a price per
 * second does not leave a tail of nines. What is above zero never reads as zero. Not for amounts that are read back.
 *
 * @example
 * formatTokens(1_234_500_000_000_000_000_000n); // '1,234.5'
 */
export function formatTokens(amountWei: bigint): string {
  const size = amountWei < 0n ? -amountWei : amountWei;
  const sign = amountWei < 0n ? '-' : '';
  const rounded = ((size + unit / 2n) / unit) * unit;
  if (rounded === 0n && size !== 0n) return `${sign}<0.000001`;
  const [whole = '0', fraction] = formatUnits(rounded, 18).split('.');
  return `${sign}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${fraction === undefined ? '' : `.${fraction}`}`;
}
