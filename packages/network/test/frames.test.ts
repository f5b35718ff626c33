import { isSuanliError } from '@suanli/protocol';
import { describe, expect, test } from 'vitest';
import { encodeFrame } from '../src/internal/encodeFrame.ts';
import { FrameReader } from '../src/internal/FrameReader.ts';
import { seededRandom } from './support/seededRandom.ts';

function reader(maxFrameBytes = 1 << 20): FrameReader {
  return new FrameReader({ maxFrameBytes, peer: 'peer', what: 'test frame' });
}

function codeOf(read: () => unknown): string | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    return isSuanliError(error) ? error.code : String(error);
  }
}

describe('FrameReader', () => {
  test('gives back the frames however the bytes were cut', () => {
    const random = seededRandom(1);
    for (let round = 0; round < 200; round++) {
      const frames = Array.from({ length: 1 + Math.floor(random() * 8) }, () => {
        const frame = new Uint8Array(Math.floor(random() ** 4 * 40_000));
        return frame.map(() => random() * 256);
      });
      const stream = Buffer.concat(frames.map(encodeFrame));
      const subject = reader();
      const read: Uint8Array[] = [];
      for (let offset = 0; offset < stream.byteLength; ) {
        const size = 1 + Math.floor(random() ** 3 * 20_000);
        subject.push(stream.subarray(offset, offset + size));
        offset += size;
        for (let frame = subject.next(); frame !== undefined; frame = subject.next()) read.push(frame);
      }
      expect(read.map((frame) => Buffer.from(frame).toString('hex'))).toEqual(
        frames.map((frame) => Buffer.from(frame).toString('hex')),
      );
      expect(subject.bufferedBytes).toBe(0);
    }
  });

  test('keeps its frames when later bytes arrive', () => {
    const subject = reader();
    subject.push(encodeFrame(Uint8Array.of(1, 2, 3)));
    const first = subject.next();
    subject.push(encodeFrame(Uint8Array.of(9, 9, 9)));
    subject.next();
    expect(first).toEqual(Uint8Array.of(1, 2, 3));
  });

  test('refuses a frame above its limit by the length alone', () => {
    const subject = reader(100);
    subject.push(Uint8Array.of(101));
    expect(codeOf(() => subject.next())).toBe('NETWORK_FRAME_TOO_LARGE');
    const atLimit = reader(100);
    atLimit.push(encodeFrame(new Uint8Array(100)));
    expect(atLimit.next()?.byteLength).toBe(100);
  });

  test('refuses a length that is too long or not the shortest', () => {
    const tooLong = reader();
    tooLong.push(Uint8Array.of(0x80, 0x80, 0x80, 0x80, 0x80));
    expect(codeOf(() => tooLong.next())).toBe('NETWORK_MALFORMED');
    const padded = reader();
    padded.push(Uint8Array.of(0x81, 0x00, 7));
    expect(codeOf(() => padded.next())).toBe('NETWORK_MALFORMED');
  });

  test('random bytes give frames or a coded error, nothing else', () => {
    const codes = new Set<string | undefined>();
    for (let seed = 0; seed < 500; seed++) {
      const random = seededRandom(seed);
      const subject = reader(4096);
      subject.push(Uint8Array.from({ length: 200 }, () => random() * 256));
      codes.add(
        codeOf(() => {
          while (subject.next() !== undefined);
        }),
      );
    }
    expect([...codes].sort()).toEqual(['NETWORK_FRAME_TOO_LARGE', 'NETWORK_MALFORMED', undefined]);
  });
});
