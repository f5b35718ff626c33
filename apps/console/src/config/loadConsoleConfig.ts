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
    const { SuanliError } = await import('../data/suanliError.ts');
    throw new SuanliError('CONSOLE_CONFIG_MISSING', { cause });
  }
  const parsed = parseConsoleConfig(value, globalThis.location.href);
  if ('config' in parsed) return parsed.config;
  const { SuanliError } = await import('../data/suanliError.ts');
  throw new SuanliError('CONSOLE_CONFIG_INVALID', { parameters: { field: parsed.invalidField } });
}
