import { SuanliError } from '@suanli/protocol';

/**
 * Reads one of several words; for the option or argument of the given name.
 *
 * @throws SuanliError `CLI_CHOICE_INVALID`
 */
export function parseChoice<const Choice extends string>(
  name: string,
  choices: readonly Choice[],
): (value: string) => Choice {
  return (value) => {
    const found = choices.find((choice) => choice === value);
    if (found !== undefined) return found;
    throw new SuanliError('CLI_CHOICE_INVALID', { parameters: { name, value, choices: choices.join(', ') } });
  };
}
