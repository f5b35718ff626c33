import { SuanliError } from '@suanli/protocol';
import { parseEther } from 'viem';

/**
 * Reads an amount of tokens, such as `1.5`, into wei; for the option or argument of the given name.
 *
 * @throws SuanliError `CLI_AMOUNT_INVALID`
 */
export function parseAmount(name: string): (value: string) => bigint {
  return (value) => {
    const amountWei = /^\d{1,12}(\.\d{1,18})?$/.test(value) ? parseEther(value) : 0n;
    if (amountWei === 0n || amountWei >= 1n << 96n) {
      throw new SuanliError('CLI_AMOUNT_INVALID', { parameters: { name, value } });
    }
    return amountWei;
  };
}
