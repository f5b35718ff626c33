import { concat, type Hex, keccak256, pad, toHex } from 'viem';
import { describe, expect, test } from 'vitest';
import { encodeOutput, hashOutput } from '../src/index.ts';

const none = new Uint8Array(0);

/** The chain of docs/machine.md, "State" and "Output", written down anew. */
function chain(encoded: Uint8Array): Hex {
  const length = new Uint8Array(8);
  new DataView(length.buffer).setBigUint64(0, BigInt(encoded.length), true);
  let hash: Hex = pad('0x', { size: 32 });
  for (let at = -32; at < encoded.length; at += 32) {
    const leaf = at < 0 ? length : encoded.slice(at, at + 32);
    hash = keccak256(concat([hash, pad(toHex(leaf), { dir: 'right', size: 32 })]));
  }
  return hash;
}

describe('the hash of an output', () => {
  test.for([0, 1, 31, 32, 33, 64, 1000])('of %i bytes is the chain of its length and its leaves', (length) => {
    const encoded = Uint8Array.from({ length }, (_, index) => index * 31 + 7);
    expect(hashOutput(encoded)).toBe(chain(encoded));
  });
  test('tells lengths apart that the filling with zeros would hide', () => {
    const hashes = [0, 1, 2, 31, 32].map((length) => hashOutput(new Uint8Array(length)));
    expect(new Set(hashes).size).toBe(hashes.length);
  });
  test('does not depend on where the bytes lie', () => {
    const buffer = Uint8Array.from({ length: 200 }, (_, index) => index);
    expect(hashOutput(buffer.subarray(3, 100))).toBe(hashOutput(buffer.slice(3, 100)));
  });
  test('of known outputs is on record', () => {
    const of = (stdout: string, exitCode = 0) =>
      hashOutput(encodeOutput({ exitCode, stdout: new TextEncoder().encode(stdout), stderr: none, files: {} }));
    expect([of(''), of('hello\n'), of('', -1)]).toMatchInlineSnapshot(`
      [
        "0xb1b233a6196224b0b5aa42fccf7141495aed12ff354bf1cfd5cc70cbadb55ab0",
        "0x2575b53268869c16d418173ca571f409958cd9bb89629c18b4b0dcf588a5d4cf",
        "0xc50463bdb0da743526222f2eae109bd859494cf45163f96474a497b5b92f6644",
      ]
    `);
  });
});
