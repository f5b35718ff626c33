import type { TaskOutput } from '@suanli/protocol';
import { createComparator, exactComparator, imageDistanceComparator, numericToleranceComparator } from '@suanli/sdk';
import { describe, expect, test } from 'vitest';

const encoder = new TextEncoder();
function outputOf(parts: Partial<Omit<TaskOutput, 'stdout'>> & { stdout?: string }): TaskOutput {
  return { exitCode: 0, stderr: new Uint8Array(), files: {}, ...parts, stdout: encoder.encode(parts.stdout ?? '') };
}
const file = (name: string, bytes: Uint8Array) => outputOf({ files: { [name]: bytes } });
const floats = (...values: number[]) => new Uint8Array(Float64Array.from(values).buffer);

describe('exact', () => {
  test('equal bytes are the same, and nothing else is', () => {
    const a = outputOf({ stdout: '1.0', files: { x: new Uint8Array([1]) } });
    expect(exactComparator.compare(a, outputOf({ stdout: '1.0', files: { x: new Uint8Array([1]) } }))).toEqual({
      same: true,
      distance: 0,
    });
    for (const b of [
      outputOf({ stdout: '1.00', files: { x: new Uint8Array([1]) } }),
      outputOf({ stdout: '1.0', files: { x: new Uint8Array([2]) } }),
      outputOf({ stdout: '1.0', files: { y: new Uint8Array([1]) } }),
      outputOf({ stdout: '1.0', files: {} }),
      outputOf({ stdout: '1.0', files: { x: new Uint8Array([1]) }, exitCode: 1 }),
      outputOf({ stdout: '1.0', files: { x: new Uint8Array([1]) }, stderr: new Uint8Array([7]) }),
    ]) {
      expect(exactComparator.compare(a, b)).toMatchObject({ same: false });
      expect(exactComparator.compare(b, a)).toMatchObject({ same: false });
    }
  });
});

describe('numeric tolerance', () => {
  const close = numericToleranceComparator({ absolute: 1e-6, relative: 1e-9 });
  const compareText = (a: string, b: string, comparator = close) =>
    comparator.compare(outputOf({ stdout: a }), outputOf({ stdout: b })).same;

  test.each([
    ['1', '1.0000009', true],
    ['1', '1.0000011', false],
    ['1e12', '1000000000999', true],
    ['1e12', '1000000001001', false],
    ['-0', '0', true],
    ['x = 1.5, y = -2e-3', 'x =  1.50,\n y = -0.002', true],
    ['x = 1.5', 'z = 1.5', false],
    ['1 2', '1 2 3', false],
    ['nan', 'NaN', true],
    ['nan', '0', false],
    ['inf', 'Infinity', true],
    ['inf', '-inf', false],
    ['inf', '1e308', false],
    ['1e999', '1e308', false],
    ['', '', true],
  ])('%j and %j: %s', (a, b, same) => {
    expect(compareText(a, b)).toBe(same);
    expect(compareText(b, a)).toBe(same);
  });

  test('the greatest distance met is told', () => {
    const { distance } = close.compare(outputOf({ stdout: '1 2' }), outputOf({ stdout: '1.0000001 2.0000004' }));
    expect(distance).toBeCloseTo(4e-7, 12);
  });

  test('rows of floats', () => {
    const comparator = numericToleranceComparator({ absolute: 0.01, format: 'float64', part: 'out.bin' });
    const compare = (a: Uint8Array, b: Uint8Array) => comparator.compare(file('out.bin', a), file('out.bin', b)).same;
    expect(compare(floats(1, 2), floats(1.005, 2))).toBe(true);
    expect(compare(floats(1, 2), floats(1.02, 2))).toBe(false);
    expect(compare(floats(1, 2), floats(1))).toBe(false);
    expect(compare(floats(1), new Uint8Array(7))).toBe(false);
    expect(compare(floats(Number.NaN), floats(Number.NaN))).toBe(true);
    // Only the part that is named is tolerant.
    expect(comparator.compare(file('other.bin', floats(1)), file('other.bin', floats(1.005))).same).toBe(false);
    const single = numericToleranceComparator({ relative: 0.1, format: 'float32' });
    const bytes = (value: number) => file('f', new Uint8Array(Float32Array.from([value]).buffer));
    expect(single.compare(bytes(10), bytes(10.9)).same).toBe(true);
    expect(single.compare(bytes(10), bytes(11.2)).same).toBe(false);
  });
});

describe('image distance', () => {
  const near = imageDistanceComparator({ rms: 2, peak: 10 });
  const pixels = (change: (i: number) => number = () => 0) =>
    Uint8Array.from({ length: 300 }, (_, i) => 100 + change(i));
  const ppm = (header: string, samples: Uint8Array) =>
    file('a.ppm', new Uint8Array([...encoder.encode(header), ...samples]));

  test('noise is the same, another picture and a spot are not', () => {
    const compare = (b: Uint8Array) => near.compare(file('tile.rgb', pixels()), file('tile.rgb', b));
    expect(compare(pixels((i) => (i % 2 ? 1 : -1)))).toEqual({ same: true, distance: 1 });
    expect(compare(pixels(() => 3)).same).toBe(false);
    expect(compare(pixels((i) => (i === 7 ? 11 : 0))).same).toBe(false);
    expect(compare(pixels((i) => (i === 7 ? 10 : 0))).same).toBe(true);
    expect(compare(pixels().subarray(3)).same).toBe(false);
  });

  test('a PPM is read past its header, whose sizes must agree', () => {
    const other = pixels(() => 1);
    expect(near.compare(ppm('P6\n10 10\n255\n', pixels()), ppm('P6 # a comment\n10 10 255\n', other)).same).toBe(true);
    expect(near.compare(ppm('P6\n10 10\n255\n', pixels()), ppm('P6\n20 5\n255\n', other)).same).toBe(false);
  });

  test('what is no picture is compared byte by byte', () => {
    expect(
      near.compare(
        file('a.txt', pixels()),
        file(
          'a.txt',
          pixels(() => 1),
        ),
      ).same,
    ).toBe(false);
    const named = imageDistanceComparator({ part: 'a.raw' });
    expect(
      named.compare(
        file('a.raw', pixels()),
        file(
          'a.raw',
          pixels(() => 1),
        ),
      ).same,
    ).toBe(true);
  });

  test('a header of spaces takes no time to refuse', () => {
    const spaces = encoder.encode(`P6${' '.repeat(100_000)}x`);
    expect(near.compare(file('a.ppm', spaces), file('a.ppm', pixels())).same).toBe(false);
  });
});

test('a job names its comparator', () => {
  expect(createComparator({ kind: 'exact' }).name).toBe('exact');
  expect(createComparator({ kind: 'image', rms: 1 }).name).toBe('image');
  const numeric = createComparator({ kind: 'numeric', absolute: 1 });
  expect(numeric.compare(outputOf({ stdout: '1' }), outputOf({ stdout: '2' })).same).toBe(true);
});
