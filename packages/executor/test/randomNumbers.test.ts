import { createCipheriv } from 'node:crypto';
import { expect, test } from 'vitest';
import { WasiHarness } from './internal/WasiHarness.ts';

function random(wasi: WasiHarness, length: number): Buffer {
  expect(wasi.call('random_get', 1000, length)).toBe(0);
  return Buffer.from(new Uint8Array(wasi.memory.buffer, 1000, length));
}

test('the first bytes of a seed of zeros are the block of RFC 8439 A.1, test vector 1', () => {
  expect(random(new WasiHarness(), 64).toString('hex')).toBe(
    '76b8e0ada0f13d90405d6ae55386bd28bdd219b8a08ded1aa836efcc8b770dc7' +
      'da41597c5157488d7724e03fb8d84a376a43b8f41518a11cc387b669b2ee6586',
  );
});

test('a long stream, read in odd parts, is the one that OpenSSL makes', () => {
  const seed = Uint8Array.from({ length: 32 }, (_, index) => index);
  const length = 10_000;
  const expected = createCipheriv('chacha20', seed, Buffer.alloc(16)).update(Buffer.alloc(length));
  const wasi = new WasiHarness({ seed });
  const parts: Buffer[] = [];
  for (let at = 0, size = 1; at < length; at += size, size = ((size * 7) % 150) + 1) {
    parts.push(random(wasi, Math.min(size, length - at)));
  }
  expect(Buffer.concat(parts).equals(expected)).toBe(true);
});
