import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts';
import { afterAll, describe, expect, test } from 'vitest';
import { createKeystore, openKeystore } from '../src/index.ts';
import { codeOf } from './support/codeOf.ts';

const folder = mkdtempSync(join(tmpdir(), 'suanli-keystore-'));
afterAll(() => rmSync(folder, { recursive: true }));
const password = 'correct horse';
const scryptN = 1_024;

describe('the keystore', () => {
  test('keeps a key that only its password opens, in a file for its owner alone', async () => {
    const file = join(folder, 'deep', 'keystore.json');
    const privateKey = generatePrivateKey();
    const made = await createKeystore({ file, password, privateKey, scryptN });
    expect(made.address).toBe(privateKeyToAccount(privateKey).address);
    expect((await openKeystore({ file, password })).address).toBe(made.address);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8')).not.toContain(privateKey.slice(2));
    expect(await codeOf(openKeystore({ file, password: 'wrong' }))).toBe('NODE_KEYSTORE_WRONG_PASSWORD');
    expect(await codeOf(createKeystore({ file, password, scryptN }))).toBe('NODE_KEYSTORE_EXISTS');
    expect((await openKeystore({ file, password })).address).toBe(made.address);
  });

  test('makes a new key each time', async () => {
    const one = await createKeystore({ file: join(folder, 'one.json'), password, scryptN });
    const other = await createKeystore({ file: join(folder, 'other.json'), password, scryptN });
    expect(one.address).not.toBe(other.address);
    expect(await codeOf(createKeystore({ file: join(folder, 'none.json'), password: '' }))).toBe(
      'NODE_PASSWORD_MISSING',
    );
  });

  test('opens keystores that other programs wrote: the vectors of the Web3 Secret Storage definition', async () => {
    // https://ethereum.org/en/developers/docs/data-structures-and-encoding/web3-secret-storage/ (password testpassword)
    const file = join(folder, 'vector.json');
    writeFileSync(
      file,
      JSON.stringify({
        crypto: {
          cipher: 'aes-128-ctr',
          cipherparams: { iv: '6087dab2f9fdbbfaddc31a909735c1e6' },
          ciphertext: '5318b4d5bcd28de64ee5559e671353e16f075ecae9f99c7a79a38af5f869aa46',
          kdf: 'pbkdf2',
          kdfparams: {
            c: 262144,
            dklen: 32,
            prf: 'hmac-sha256',
            salt: 'ae3cd4e7013836a3df6bd7241b12db061dbe2c6785853cce422d148a624ce0bd',
          },
          mac: '517ead924a9d0dc3124507e3393d175ce3ff7c1e96529c6c555ce9e51205e9b2',
        },
        id: '3198bc9c-6672-5ab3-d995-4942343ae5b6',
        version: 3,
      }),
    );
    const account = await openKeystore({ file, password: 'testpassword' });
    expect(account.address.toLowerCase()).toBe('0x008aeeda4d805471df9b2a5b0f38a0c3bcba786b');
  });

  test('a missing, foreign or hostile file is refused by its code', async () => {
    const write = (name: string, text: string): string => {
      const file = join(folder, name);
      writeFileSync(file, text);
      return file;
    };
    const open = (file: string) => codeOf(openKeystore({ file, password }));
    expect(await open(join(folder, 'absent.json'))).toBe('NODE_KEYSTORE_UNREADABLE');
    expect(await open(write('text.json', 'not JSON'))).toBe('NODE_KEYSTORE_MALFORMED');
    expect(await open(write('empty.json', '{}'))).toBe('NODE_KEYSTORE_MALFORMED');
    const good = JSON.parse(readFileSync(join(folder, 'one.json'), 'utf8'));
    // 2^40 would ask for a petabyte of memory.
    good.crypto.kdfparams.n = 2 ** 40;
    expect(await open(write('bomb.json', JSON.stringify(good)))).toBe('NODE_KEYSTORE_MALFORMED');
  });
});
