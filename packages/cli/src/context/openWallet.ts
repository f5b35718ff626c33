import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { SuanliError } from '@suanli/protocol';
import type { LocalAccount } from 'viem';
import type { CommandContext } from './CommandContext.ts';
import { readPassword } from './readPassword.ts';

/** Where a data directory keeps its wallet. */
export function keystoreFileOf(context: Pick<CommandContext, 'config'>): string {
  return join(context.config.dataDir, 'keystore.json');
}

/**
 * Opens the wallet of the data directory.
 *
 * @throws SuanliError `CLI_WALLET_MISSING`, `NODE_KEYSTORE_WRONG_PASSWORD`, `NODE_KEYSTORE_MALFORMED`, and what `readPassword` throws
 */
export async function openWallet(context: CommandContext): Promise<LocalAccount> {
  const file = keystoreFileOf(context);
  if (!existsSync(file)) throw new SuanliError('CLI_WALLET_MISSING', { parameters: { file } });
  const password = await readPassword(context);
  const { openKeystore } = await import('@suanli/node');
  return openKeystore({ file, password });
}
