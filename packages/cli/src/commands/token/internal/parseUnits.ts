import { SuanliError } from '@suanli/protocol';
import { parseUnits as toUnits } from 'viem';

/**
 * Reads an amount of a token that has so many decimals, such as `1.5`, into its base units.
 *
 * @throws SuanliError `CLI_AMOUNT_INVALID`
 */
export function parseUnits(name: string, value: string, decimals: number): bigint {
  const match = /^\d{1,60}(?:\.(\d+))?$/.exec(value);
  const units = match && (match[1] ?? '').length <= decimals ? toUnits(value, decimals) : 0n;
  if (units === 0n || units >= 1n << 256n) throw new SuanliError('CLI_AMOUNT_INVALID', { parameters: { name, value } });
  return units;
}
