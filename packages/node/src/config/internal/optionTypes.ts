import { parseBytes, parseDurationMs, parseWork } from '@suanli/protocol';
import { parseEther } from 'viem';
import { z } from 'zod';

// Options arrive typed from a file and as text from flags and the environment; these types read both.

/** A whole number within bounds. */
export function integer(minimum: number, maximum: number) {
  return z.union([z.number(), z.string()]).transform((value, context) => {
    const number = typeof value === 'number' ? value : /^\d{1,15}$/.test(value.trim()) ? Number(value) : Number.NaN;
    if (Number.isSafeInteger(number) && number >= minimum && number <= maximum) return number;
    context.issues.push({
      code: 'custom',
      message: `expected a whole number from ${minimum} to ${maximum}`,
      input: value,
    });
    return z.NEVER;
  });
}

/** A share from 0 to 1. */
export function fraction() {
  return z.union([z.number(), z.string()]).transform((value, context) => {
    const text = typeof value === 'number' ? String(value) : value.trim();
    const number = /^(0|1)(\.\d{1,9})?$|^\.\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (number >= 0 && number <= 1) return number;
    context.issues.push({ code: 'custom', message: 'expected a share from 0 to 1, such as "0.1"', input: value });
    return z.NEVER;
  });
}

/** true or false. */
export function flag() {
  return z.union([z.boolean(), z.string()]).transform((value, context) => {
    if (value === true || value === 'true' || value === '1') return true;
    if (value === false || value === 'false' || value === '0') return false;
    context.issues.push({ code: 'custom', message: 'expected true or false', input: value });
    return z.NEVER;
  });
}

/** A list of texts, or one text with commas. */
export function list() {
  return z
    .union([z.array(z.string()), z.string()])
    .transform((value) =>
      (typeof value === 'string' ? value.split(',') : value).map((part) => part.trim()).filter((part) => part !== ''),
    );
}

function quantity(expected: string, parse: (text: string) => bigint | undefined, minimum: bigint, maximum: bigint) {
  return (value: number | string, context: { issues: unknown[] }): bigint => {
    const text = typeof value === 'number' ? (Number.isSafeInteger(value) ? String(value) : '') : value.trim();
    const parsed = /^\d+$/.test(text) ? BigInt(text) : parse(text);
    if (parsed !== undefined && parsed >= minimum && parsed <= maximum) return parsed;
    context.issues.push({
      code: 'custom',
      message: `expected ${expected}, from ${minimum} to ${maximum}`,
      input: value,
    });
    return z.NEVER;
  };
}

/** Bytes as a number, or text such as `64 MiB`. */
export function byteSize(minimum: bigint, maximum: bigint) {
  const read = quantity('bytes such as "64 MiB"', parseBytes, minimum, maximum);
  return z.union([z.number(), z.string()]).transform((value, context) => Number(read(value, context)));
}

/** Milliseconds as a number, or text such as `30 s`. */
export function durationMs(minimum: number, maximum: number) {
  const read = quantity('a duration such as "30 s"', parseDurationMs, BigInt(minimum), BigInt(maximum));
  return z.union([z.number(), z.string()]).transform((value, context) => Number(read(value, context)));
}

/** Work units as a number, or text such as `100 Gwu`. */
export function workUnits() {
  const read = quantity('work such as "100 Gwu"', parseWork, 1n, (1n << 63n) - 1n);
  return z.union([z.number(), z.string()]).transform((value, context) => read(value, context));
}

/** An amount of tokens as decimal text or a number; the value is in wei. */
export function tokens() {
  return z.union([z.number(), z.string()]).transform((value, context) => {
    const text = typeof value === 'number' ? String(value) : value.trim();
    const wei = /^\d{1,10}(\.\d{1,18})?$/.test(text) ? parseEther(text) : undefined;
    if (wei !== undefined && wei < 1n << 96n) return wei;
    context.issues.push({ code: 'custom', message: 'expected tokens such as "0.001"', input: value });
    return z.NEVER;
  });
}

/** Numbers of tokens on chain, from 1: a list, or one text with commas. */
export function tokenIds() {
  return z.union([z.array(z.union([z.number(), z.string()])), z.string(), z.number()]).transform((value, context) => {
    const parts = typeof value === 'string' ? value.split(',') : Array.isArray(value) ? value : [value];
    const texts = parts.map((part) => String(part).trim()).filter((part) => part !== '');
    if (texts.every((part) => /^[1-9]\d{0,19}$/.test(part) && BigInt(part) < 1n << 64n)) return texts.map(BigInt);
    context.issues.push({ code: 'custom', message: 'expected numbers of resources such as "7,12"', input: value });
    return z.NEVER;
  });
}
