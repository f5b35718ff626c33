import { bytesToHex } from 'viem';
import { describe, expect, it } from 'vitest';
import { decodeModel, encodeModel, hardwareFingerprint, isSuanliError } from '../src/index.ts';
import { seededRandom } from './seededRandom.ts';

const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (isSuanliError(error)) return error.code;
    throw error;
  }
  return 'none';
};

describe('the name of a model', () => {
  it('is UTF-8 padded with zeros', () => {
    expect(encodeModel('GTX 1050')).toBe(`0x4754582031303530${'0'.repeat(48)}`);
    for (const model of ['x', 'GTX 1050', '昇腾 910B', 'a'.repeat(32), '算'.repeat(10)]) {
      expect(decodeModel(encodeModel(model))).toBe(model);
    }
  });

  it('is refused where it does not fit: by bytes, not letters', () => {
    for (const model of ['', 'a'.repeat(33), '算'.repeat(11), 'a\0b', 'a\0']) {
      expect(codeOf(() => encodeModel(model))).toBe('MODEL_INVALID');
    }
  });

  it('is text whatever bytes others wrote', () => {
    const random = seededRandom(7);
    for (let i = 0; i < 200; i++) {
      const bytes = Uint8Array.from({ length: 32 }, () => Math.floor(random() * 256));
      expect(typeof decodeModel(bytesToHex(bytes))).toBe('string');
    }
  });
});

describe('the fingerprint of a device', () => {
  it('is the same for the same device, and another with another salt', () => {
    const fingerprint = hardwareFingerprint({ identity: 'GPU-5F1C', salt: 'mine' });
    expect(hardwareFingerprint({ identity: ' gpu-5f1c\n', salt: 'mine' })).toBe(fingerprint);
    const others = [
      hardwareFingerprint({ identity: 'GPU-5F1C' }),
      hardwareFingerprint({ identity: 'GPU-5F1C', salt: 'other' }),
      hardwareFingerprint({ identity: 'GPU-5F1', salt: 'Cmine' }),
    ];
    expect(new Set([fingerprint, ...others]).size).toBe(4);
  });
});
