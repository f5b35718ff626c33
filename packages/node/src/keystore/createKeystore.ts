import { closeSync, fsyncSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { Wallet } from '@ethereumjs/wallet';
import { SuanliError } from '@suanli/protocol';
import { type Hex, hexToBytes, type LocalAccount } from 'viem';
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts';

export interface CreateKeystoreParameters {
  readonly file: string;
  readonly password: string;
  /** The key to keep. Default: a new random one. */
  readonly privateKey?: Hex;
  /** Scrypt's N, a power of two: what one guess of the password costs. Default 262144, about 1 s and 256 MiB; keep it. */
  readonly scryptN?: number;
}

/**
 * Writes an encrypted key as a version 3 keystore (scrypt, AES-128-CTR; Web3 Secret Storage) that only this user may read,
 * and never over an existing file.
 *
 * @throws SuanliError `NODE_KEYSTORE_EXISTS`, `NODE_KEYSTORE_UNWRITABLE`, `NODE_PASSWORD_MISSING`
 *
 * @example
 * const account = await createKeystore({ file: 'keystore.json', password });
 */
export async function createKeystore(parameters: CreateKeystoreParameters): Promise<LocalAccount> {
  const { file, password, scryptN = 262_144 } = parameters;
  if (password === '') throw new SuanliError('NODE_PASSWORD_MISSING');
  const privateKey = parameters.privateKey ?? generatePrivateKey();
  const text = await Wallet.fromPrivateKey(hexToBytes(privateKey)).toV3String(password, {
    kdf: 'scrypt',
    n: scryptN,
    r: 8,
    p: 1,
  });
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const descriptor = openSync(file, 'wx', 0o600);
    try {
      writeSync(descriptor, `${text}\n`);
      // A key whose loss would lose money: on disk before its address is given out.
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch (cause) {
    const code =
      (cause as NodeJS.ErrnoException).code === 'EEXIST' ? 'NODE_KEYSTORE_EXISTS' : 'NODE_KEYSTORE_UNWRITABLE';
    throw new SuanliError(code, { parameters: { file }, cause });
  }
  return privateKeyToAccount(privateKey);
}
