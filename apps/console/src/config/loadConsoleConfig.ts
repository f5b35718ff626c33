import { SuanliError } from '@suanli/protocol';
import type { ConsoleConfig } from './ConsoleConfig.ts';
import { parseConsoleConfig } from './parseConsoleConfig.ts';

/**
 * Fetches `config.json`, which lies beside the page.
 *
 * @throws SuanliError `CONSOLE_CONFIG_MISSING`, `CONSOLE_CONFIG_INVALID`
 */
export async function loadConsoleConfig(options: { signal?: AbortSignal } = {}): Promise<ConsoleConfig> {
  let value: unknown;
  try {
    const response = await fetch('/config.json', { signal: options.signal ?? null });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    value = await response.json();
  } catch (cause) {
    throw new SuanliError('CONSOLE_CONFIG_MISSING', { cause });
  }
  return parseConsoleConfig(value, globalThis.location.href);
}
