import { SuanliError } from '@suanli/protocol';

/**
 * Reads `name=value`.
 *
 * @throws SuanliError `CLI_SETTING_INVALID`
 */
export function parseSetting(value: string): readonly [name: string, value: string] {
  const match = /^([A-Za-z][A-Za-z.]*)=(.*)$/s.exec(value);
  if (!match) throw new SuanliError('CLI_SETTING_INVALID', { parameters: { value } });
  return [match[1] ?? '', match[2] ?? ''];
}
