import { SuanliError } from '@suanli/protocol';

const maximum = 2n ** 64n - 1n;

/**
 * Reads the number of a token, such as a HID, VID or UID; for the option or argument of the given name.
 *
 * @throws SuanliError `CLI_NUMBER_INVALID`
 */
export function parseId(name: string): (value: string) => bigint {
  return (value) => {
    const id = /^\d{1,20}$/.test(value) ? BigInt(value) : 0n;
    if (id >= 1n && id <= maximum) return id;
    throw new SuanliError('CLI_NUMBER_INVALID', { parameters: { name, value, minimum: 1, maximum } });
  };
}
