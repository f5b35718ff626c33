import { parseWork as readWork, SuanliError } from '@suanli/protocol';

/**
 * Reads an amount of work, such as `500 Gwu`; for the option or argument of the given name.
 *
 * @throws SuanliError `CLI_WORK_INVALID`
 */
export function parseWork(name: string): (value: string) => bigint {
  return (value) => {
    const work = readWork(value);
    if (work === undefined || work < 1n || work >= 1n << 64n) {
      throw new SuanliError('CLI_WORK_INVALID', { parameters: { name, value } });
    }
    return work;
  };
}
