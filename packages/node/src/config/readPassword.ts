import { readFileSync } from 'node:fs';
import { SuanliError } from '@suanli/protocol';
import type { NodeConfig } from './NodeConfig.ts';

/**
 * The keystore's password: SUANLI_PASSWORD, else the first line of `passwordFile`.
 *
 * @throws SuanliError `NODE_PASSWORD_MISSING`, `NODE_PASSWORD_UNREADABLE`
 */
export function readPassword(config: Pick<NodeConfig, 'password' | 'passwordFile'>): string {
  if (config.password !== undefined) return config.password;
  if (config.passwordFile === undefined) throw new SuanliError('NODE_PASSWORD_MISSING');
  let text: string;
  try {
    text = readFileSync(config.passwordFile, 'utf8');
  } catch (cause) {
    throw new SuanliError('NODE_PASSWORD_UNREADABLE', { parameters: { file: config.passwordFile }, cause });
  }
  const password = text.split(/\r?\n/, 1)[0] ?? '';
  if (password === '') throw new SuanliError('NODE_PASSWORD_MISSING');
  return password;
}
