import { parseUnits } from 'viem';

/** Reads an amount of tokens such as `1,234.5`, in wei; undefined where it is not one above zero. */
export function parseTokens(text: string): bigint | undefined {
  const plain = text.trim().replace(/[,，\s]/g, '');
  if (!/^\d+(?:\.\d{1,18})?$/.test(plain)) return undefined;
  const amountWei = parseUnits(plain, 18);
  return amountWei > 0n && amountWei < 1n << 96n ? amountWei : undefined;
}
