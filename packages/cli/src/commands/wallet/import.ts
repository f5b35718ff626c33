import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { SuanliError } from '@suanli/protocol';
import type { Hex } from 'viem';
import type { CommandDefinition } from '../../CommandDefinition.ts';
import { keystoreFileOf } from '../../context/openWallet.ts';
import { readPassword } from '../../context/readPassword.ts';

/** `suanli wallet import` */
export const walletImport: CommandDefinition<[], { privateKeyFile: string }> = {
  path: 'wallet import',
  options: [{ flags: '--private-key-file <file>', text: 'privateKeyFile', required: true }],
  async run(context, { options }) {
    const { terminal, text, cwd } = context;
    const file = keystoreFileOf(context);
    if (existsSync(file)) throw new SuanliError('NODE_KEYSTORE_EXISTS', { parameters: { file } });
    const privateKey = readPrivateKey(options.privateKeyFile, cwd);
    const password = await readPassword(context, { confirm: true });
    const { createKeystore } = await import('@suanli/node');
    const { address } = await createKeystore({ file, password, privateKey });
    if (options.privateKeyFile !== '-') terminal.note(text.wallet.imported(options.privateKeyFile));
    return { json: { address, file }, text: `${address}\n` };
  },
};

const groupOrder = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

/** The content of the file is a secret: it never stands in an error. */
function readPrivateKey(name: string, cwd: string): Hex {
  const fromStdin = name === '-';
  let content: string;
  try {
    content = readFileSync(fromStdin ? 0 : resolve(cwd, name), 'utf8');
  } catch (cause) {
    throw new SuanliError('CLI_FILE_UNREADABLE', { parameters: { file: name }, cause });
  }
  const digits = /^(?:0x)?([0-9a-fA-F]{64})$/.exec(content.trim())?.[1];
  const value = digits === undefined ? 0n : BigInt(`0x${digits}`);
  if (value === 0n || value >= groupOrder) {
    throw new SuanliError('CLI_PRIVATE_KEY_MALFORMED', { parameters: { file: name } });
  }
  return `0x${digits?.toLowerCase()}`;
}
