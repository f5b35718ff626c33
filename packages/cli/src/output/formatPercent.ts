/**
 * Writes a part of a whole as percent for people, to three significant digits.
 *
 * @example
 * formatPercent(0.0524); // '5.24 %'
 */
export function formatPercent(part: number): string {
  if (!Number.isFinite(part)) return '∞';
  const digits = { minimumSignificantDigits: 3, maximumSignificantDigits: 3 } as const;
  return `${(100 * part).toLocaleString('en', digits)} %`;
}
