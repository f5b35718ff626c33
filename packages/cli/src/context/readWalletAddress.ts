import { readFileSync } from 'node:fs';
import { SuanliError } from '@suanli/protocol';
import { type Address, getAddress } from 'viem';
import type { CommandContext } from './CommandContext.ts';
import { keystoreFileOf } from './openWallet.ts';

/**
 * The wallet's address as its keystore states it; needs no password and proves nothing.
 *
 * @throws SuanliError `CLI_WALLET_MISSING`, `NODE_KEYSTORE_MALFORMED`
 */
export function readWalletAddress(context: Pick<CommandContext, 'config'>): Address {
  const file = keystoreFileOf(context);
  let content: string;
  try {
    content = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new SuanliError('CLI_WALLET_MISSING', { parameters: { file }, cause });
  }
  try {
    const { address } = JSON.parse(content) as { address?: unknown };
    return getAddress(`0x${String(address).replace(/^0x/, '')}`);
  } catch (cause) {
    throw new SuanliError('NODE_KEYSTORE_MALFORMED', { parameters: { file }, cause });
  }
}
