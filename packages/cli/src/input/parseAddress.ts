import { SuanliError } from '@suanli/protocol';
import { type Address, getAddress, isAddress } from 'viem';

/**
 * Reads an address into its checksummed form; for the option or argument of the given name.
 *
 * @throws SuanliError `CLI_ADDRESS_INVALID`
 */
export function parseAddress(name: string): (value: string) => Address {
  return (value) => {
    const uniform = value === value.toLowerCase() || value.slice(2) === value.slice(2).toUpperCase();
    if (!isAddress(value, { strict: !uniform })) {
      throw new SuanliError('CLI_ADDRESS_INVALID', { parameters: { name, value } });
    }
    return getAddress(value);
  };
}
