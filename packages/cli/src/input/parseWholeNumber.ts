import { SuanliError } from '@suanli/protocol';

/**
 * Reads a whole number within bounds; for the option or argument of the given name.
 *
 * @throws SuanliError `CLI_NUMBER_INVALID`
 */
export function parseWholeNumber(name: string, minimum: number, maximum: number): (value: string) => number {
  return (value) => {
    const number = /^\d{1,15}$/.test(value) ? Number(value) : Number.NaN;
    if (number >= minimum && number <= maximum) return number;
    throw new SuanliError('CLI_NUMBER_INVALID', { parameters: { name, value, minimum, maximum } });
  };
}
