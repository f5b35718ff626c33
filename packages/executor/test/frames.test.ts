import { TaskStatus } from '@suanli/protocol';
import { expect, test } from 'vitest';
import { FrameSplitter } from '../src/wasm/internal/FrameSplitter.ts';
import { FrameReader, FrameWriter, frameKind } from '../src/wasm/internal/frames.ts';
import { maxResultBytes, readResult } from '../src/wasm/internal/readResult.ts';
import { generator } from './internal/generator.ts';

const limits = { work: 1000n, memoryPages: 1, outputBytes: 500, wallMs: 1 };

function join(writer: FrameWriter): Uint8Array {
  const { parts, length } = writer.finish();
  const bytes = Buffer.concat(parts);
  expect(bytes.length).toBe(length);
  return bytes;
}

test('frames come out as they went in, however the stream is cut', () => {
  const next = generator(11);
  for (let round = 0; round < 12; round++) {
    const bodies = Array.from({ length: 20 }, () => {
      const size = next() % 8 === 0 ? next() % 200_000 : next() % 40;
      return Uint8Array.from({ length: size }, () => next() & 255);
    });
    const stream = Buffer.concat(bodies.map((body, index) => join(new FrameWriter(index).bytes(body))));
    const splitter = new FrameSplitter();
    const found: Uint8Array[] = [];
    for (let at = 0; at < stream.length; ) {
      const size = next() % 3 === 0 ? 1 + (next() % 7) : next() % 100_000;
      splitter.push(
        stream.subarray(at, at + size),
        () => 1 << 20,
        (frame) => {
          expect(frame[0]).toBe(found.length);
          const reader = new FrameReader(frame.subarray(1));
          found.push(new Uint8Array(reader.bytes()));
          reader.end();
        },
      );
      at += size;
    }
    expect(found).toEqual(bodies);
  }
});

test('a frame that is empty or longer than it may be is refused before it is read', () => {
  const refuse = (header: number[], max: number) => () =>
    new FrameSplitter().push(
      Uint8Array.from(header),
      () => max,
      () => {},
    );
  expect(refuse([0, 0, 0, 0], 100)).toThrow(RangeError);
  expect(refuse([101, 0, 0, 0], 100)).toThrow(RangeError);
  expect(refuse([255, 255, 255, 255], Number.MAX_SAFE_INTEGER)).toThrow(RangeError);
  expect(refuse([100, 0, 0, 0], 100)).not.toThrow();
});

test('a damaged result is refused or keeps every limit', () => {
  const next = generator(23);
  const frame = join(
    new FrameWriter(frameKind.result)
      .u8(TaskStatus.exited)
      .u64(999n)
      .u32(3)
      .f64(1.5)
      .text('words')
      .bytes(new Uint8Array(100))
      .bytes(new Uint8Array(50))
      .u32(2)
      .text('a')
      .bytes(new Uint8Array(70))
      .text('b/c')
      .bytes(new Uint8Array(3)),
  ).subarray(5);
  const whole = readResult(new FrameReader(frame), limits);
  expect(whole.outcome).toMatchObject({ status: TaskStatus.exited, work: 999n, note: 'words' });
  expect(Object.keys(whole.outcome.output.files)).toEqual(['a', 'b/c']);
  expect(frame.length).toBeLessThan(maxResultBytes(limits));
  let accepted = 0;
  let refused = 0;
  for (let round = 0; round < 20_000; round++) {
    const damaged = new Uint8Array(frame.subarray(0, next() % 5 === 0 ? next() % frame.length : frame.length));
    for (let count = 1 + (next() % 3); count > 0 && damaged.length > 0; count--) {
      damaged[next() % damaged.length] = next() % 2 === 0 ? next() & 255 : (next() % 4) * 85;
    }
    try {
      const { outcome, tookMs } = readResult(new FrameReader(damaged), limits);
      accepted++;
      const { stdout, stderr, files } = outcome.output;
      const contents = Object.values(files).reduce((sum, { length }) => sum + length, 0);
      expect(stdout.length + stderr.length + contents).toBeLessThanOrEqual(limits.outputBytes);
      expect(outcome.work <= limits.work && tookMs >= 0 && Number.isFinite(tookMs)).toBe(true);
      expect(Object.values(TaskStatus)).toContain(outcome.status);
    } catch (error) {
      if (!(error instanceof RangeError || error instanceof TypeError)) throw error;
      refused++;
    }
  }
  expect(accepted).toBeGreaterThan(1000);
  expect(refused).toBeGreaterThan(1000);
});
