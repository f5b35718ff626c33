import { createCipheriv } from 'node:crypto';
import { expect, test } from 'vitest';
import { ChaCha20Stream } from '../src/wasm/internal/child/wasi/chaCha20.ts';

const key = Uint8Array.from({ length: 32 }, (_, index) => index);

test('the first block is that of RFC 8439 A.1, test vector 1', () => {
  const block = new Uint8Array(64);
  new ChaCha20Stream(new Uint8Array(32), new Uint8Array(12)).fill(block);
  expect(Buffer.from(block).toString('hex')).toBe(
    '76b8e0ada0f13d90405d6ae55386bd28bdd219b8a08ded1aa836efcc8b770dc7' +
      'da41597c5157488d7724e03fb8d84a376a43b8f41518a11cc387b669b2ee6586',
  );
});

test('a long stream, read in odd parts, is the one that OpenSSL makes', () => {
  const nonce = Uint8Array.from({ length: 12 }, (_, index) => 200 + index);
  const iv = Buffer.concat([Buffer.alloc(4), nonce]);
  const length = 10_000;
  const expected = createCipheriv('chacha20', key, iv).update(Buffer.alloc(length));
  const stream = new ChaCha20Stream(key, nonce);
  const actual = new Uint8Array(length);
  for (let at = 0, size = 1; at < length; at += size, size = ((size * 7) % 150) + 1) {
    stream.fill(actual.subarray(at, Math.min(at + size, length)));
  }
  expect(Buffer.from(actual).equals(expected)).toBe(true);
});
