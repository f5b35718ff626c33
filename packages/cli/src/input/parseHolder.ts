import { SuanliError } from '@suanli/protocol';
import type { Address } from 'viem';
import { parseAddress } from './parseAddress.ts';

/**
 * Reads `address=shares` of a distribution; for the option of the given name.
 *
 * @throws SuanliError `CLI_HOLDER_INVALID`, `CLI_ADDRESS_INVALID`
 */
export function parseHolder(name: string): (value: string) => { readonly holder: Address; readonly shares: number } {
  return (value) => {
    const match = /^([^=]*)=([1-9]\d{0,8})$/.exec(value);
    if (!match) throw new SuanliError('CLI_HOLDER_INVALID', { parameters: { name, value } });
    return { holder: parseAddress(name)(match[1] ?? ''), shares: Number(match[2]) };
  };
}
