/** A part of a whole in percent, three significant digits. */
export function formatPercent(part: number): string {
  if (!Number.isFinite(part)) return '∞';
  const percent = 100 * part;
  return `${percent === 0 || percent >= 0.001 ? Number(percent.toPrecision(3)).toLocaleString('en') : '<0.001'} %`;
}
