import { existsSync } from 'node:fs';
import { SuanliError } from '@suanli/protocol';
import type { CommandDefinition } from '../../CommandDefinition.ts';
import { keystoreFileOf } from '../../context/openWallet.ts';
import { readPassword } from '../../context/readPassword.ts';

/** `suanli wallet create` */
export const walletCreate: CommandDefinition = {
  path: 'wallet create',
  async run(context) {
    const { terminal, text } = context;
    const file = keystoreFileOf(context);
    // Before a password is asked for.
    if (existsSync(file)) throw new SuanliError('NODE_KEYSTORE_EXISTS', { parameters: { file } });
    const password = await readPassword(context, { confirm: true });
    const { createKeystore } = await import('@suanli/node');
    const { address } = await createKeystore({ file, password });
    terminal.note(text.wallet.backUp(file));
    return { json: { address, file }, text: `${address}\n` };
  },
};
