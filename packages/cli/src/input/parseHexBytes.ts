import { SuanliError } from '@suanli/protocol';
import { type Hex, isHex } from 'viem';

/**
 * Reads bytes written as `0x` and pairs of hexadecimal digits; for the option or argument of the given name.
 *
 * @throws SuanliError `CLI_HEX_INVALID`
 */
export function parseHexBytes(name: string): (value: string) => Hex {
  return (value) => {
    if (isHex(value, { strict: true }) && value.length % 2 === 0) return value;
    throw new SuanliError('CLI_HEX_INVALID', { parameters: { name, value } });
  };
}
