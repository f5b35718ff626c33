import { SuanliError } from '@suanli/protocol';
import type { Hex } from 'viem';

/**
 * Reads 32 bytes as 0x and 64 hexadecimal digits; for the option of the given name.
 *
 * @throws SuanliError `CLI_HASH_INVALID`
 */
export function parseHex32(name: string): (value: string) => Hex {
  return (value) => {
    if (!/^0x[0-9a-fA-F]{64}$/.test(value)) throw new SuanliError('CLI_HASH_INVALID', { parameters: { name, value } });
    return value.toLowerCase() as Hex;
  };
}
