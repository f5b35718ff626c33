import { readFileSync } from 'node:fs';
import { Wallet } from '@ethereumjs/wallet';
import { SuanliError } from '@suanli/protocol';
import { bytesToHex, type LocalAccount } from 'viem';
import { privateKeyToAccount } from 'viem/accounts';
import { z } from 'zod';

const hex = z.string().regex(/^[0-9a-fA-F]*$/);
/** Bounds keep a hostile file from asking for all memory: scrypt takes 128·n·r bytes. */
const kdfparams = z.union([
  z.object({
    n: z.int().min(2).max(1_048_576),
    r: z.int().min(1).max(16),
    p: z.int().min(1).max(16),
    dklen: z.int().min(32).max(64),
    salt: hex,
  }),
  z.object({
    c: z.int().min(1).max(10_000_000),
    prf: z.literal('hmac-sha256'),
    dklen: z.int().min(32).max(64),
    salt: hex,
  }),
]);
const keystore = z.object({
  version: z.literal(3),
  crypto: z.object({
    cipher: z.literal('aes-128-ctr'),
    cipherparams: z.object({ iv: hex.length(32) }),
    ciphertext: hex.length(64),
    kdf: z.enum(['scrypt', 'pbkdf2']),
    kdfparams,
    mac: hex.length(64),
  }),
});

/**
 * Opens a version 3 keystore.
 *
 * @throws SuanliError `NODE_KEYSTORE_UNREADABLE`, `NODE_KEYSTORE_MALFORMED`, `NODE_KEYSTORE_WRONG_PASSWORD`
 *
 * @example
 * const account = await openKeystore({ file: 'keystore.json', password });
 */
export async function openKeystore(parameters: { file: string; password: string }): Promise<LocalAccount> {
  const { file, password } = parameters;
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new SuanliError('NODE_KEYSTORE_UNREADABLE', { parameters: { file }, cause });
  }
  try {
    keystore.parse(JSON.parse(text));
  } catch (cause) {
    throw new SuanliError('NODE_KEYSTORE_MALFORMED', { parameters: { file }, cause });
  }
  let wallet: Wallet;
  try {
    wallet = await Wallet.fromV3(text, password, true);
  } catch (cause) {
    // Its shape was checked above, so what remains is the MAC.
    throw new SuanliError('NODE_KEYSTORE_WRONG_PASSWORD', { parameters: { file }, cause });
  }
  return privateKeyToAccount(bytesToHex(wallet.getPrivateKey()));
}
