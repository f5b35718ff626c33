/** Reads a whole number within bounds; undefined where it is none. */
export function parseWhole(text: string, least: number, most: number): number | undefined {
  const plain = text.trim().replace(/,/g, '');
  if (!/^\d{1,15}$/.test(plain)) return undefined;
  const value = Number(plain);
  return value >= least && value <= most ? value : undefined;
}
