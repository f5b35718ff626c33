import { compareParts, different, type PartComparison } from './internal/compareParts.ts';
import type { OutputComparator, OutputComparison } from './OutputComparator.ts';

export interface NumericToleranceOptions {
  /** Largest difference of two numbers. Default 0. */
  readonly absolute?: number;
  /** Largest difference of two numbers, as a part of the larger one. Default 0. */
  readonly relative?: number;
  /** How numbers are written: in text, or as IEEE 754 little-endian in a row. Default `text`. */
  readonly format?: 'text' | 'float32' | 'float64';
  /** `stdout`, `stderr` or a file under `/out`. Default: all of them but `stderr`. */
  readonly part?: string;
}

const numberPattern = /[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|[-+]?(?:inf(?:inity)?|nan)\b/gi;

/**
 * Numbers may differ a little; all else is the same. Two numbers are the same where
 * |a - b| <= max(relative * max(|a|, |b|), absolute), as Python's `math.isclose` has it (PEP 485); NaN is the same as NaN,
 * and an infinity as itself. In text, what stands between the numbers is compared without regard to white space.
 * Distances are those of the numbers, |a - b|.
 */
export function numericToleranceComparator(options: NumericToleranceOptions): OutputComparator {
  const { absolute = 0, relative = 0, format = 'text' } = options;
  const isClose = (a: number, b: number) =>
    Object.is(a, b) || a === b || Math.abs(a - b) <= Math.max(relative * Math.max(Math.abs(a), Math.abs(b)), absolute);
  const compareNumbers = (left: ArrayLike<number>, right: ArrayLike<number>): OutputComparison => {
    if (left.length !== right.length) return different(`${left.length} and ${right.length} numbers`);
    let distance = 0;
    for (let i = 0; i < left.length; i++) {
      const [a, b] = [left[i] ?? 0, right[i] ?? 0];
      const between = Object.is(a, b) || a === b ? 0 : Math.abs(a - b);
      // The difference of an infinity and a number is no tolerance's business, nor is NaN.
      if (Number.isNaN(between) || !Number.isFinite(between) || !isClose(a, b))
        return different(`number ${i}: ${a} and ${b}`, between);
      distance = Math.max(distance, between);
    }
    return { same: true, distance };
  };
  const compare: PartComparison = (a, b) => {
    if (format !== 'text') {
      const left = floatsOf(a, format);
      const right = floatsOf(b, format);
      return left && right ? compareNumbers(left, right) : different(`no row of ${format}`);
    }
    const left = parse(new TextDecoder().decode(a));
    const right = parse(new TextDecoder().decode(b));
    return left.rest === right.rest ? compareNumbers(left.numbers, right.numbers) : different('other text');
  };
  return {
    name: 'numeric',
    compare: (a, b) =>
      compareParts(a, b, (part) =>
        (options.part === undefined ? part !== 'stderr' : part === options.part) ? compare : undefined,
      ),
  };
}

function parse(text: string): { numbers: number[]; rest: string } {
  const numbers: number[] = [];
  const rest = text.replace(numberPattern, (word) => {
    numbers.push(/nan/i.test(word) ? Number.NaN : Number(word.replace(/inf(inity)?/i, 'Infinity')));
    return '#';
  });
  return { numbers, rest: rest.replace(/\s+/g, ' ').trim() };
}

function floatsOf(bytes: Uint8Array, format: 'float32' | 'float64'): number[] | undefined {
  const size = format === 'float32' ? 4 : 8;
  if (bytes.length % size !== 0) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.length / size }, (_, i) =>
    format === 'float32' ? view.getFloat32(i * size, true) : view.getFloat64(i * size, true),
  );
}
