import { describe, expect, test } from 'vitest';
import { encodeInputRecords, encodeTaskInput, encodeTemplateInput } from '../src/index.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const none = new Uint8Array(0);
const limits = { work: 1n, memoryPages: 1, outputBytes: 0x1234, wallMs: 1 };

/** Leaves as hex, one per line, zeros at their ends left out. */
function leaves(encoded: Uint8Array): string[] {
  expect(encoded.length % 32).toBe(0);
  const hex = Buffer.from(encoded).toString('hex');
  return Array.from({ length: encoded.length / 32 }, (_, leaf) =>
    hex.slice(64 * leaf, 64 * leaf + 64).replace(/(00)+$/, ''),
  );
}

const record = (kind: string, nameBytes: string, dataBytes: string) =>
  `${kind}000000${nameBytes}000000${dataBytes}`.replace(/(00)+$/, '');
const hexOf = (text: string) => Buffer.from(text).toString('hex');

describe('the input of a template', () => {
  test('is its limit, arguments, variables, standard input and files, in whole leaves', () => {
    const template = { args: ['a', ''], env: { B: '2', A: 'é' }, stdin: bytes('x'.repeat(33)), limits };
    const files = { 'd/f': bytes('F'), a: none };
    expect(leaves(encodeTemplateInput(template, files))).toEqual([
      record('05', '00', '08'),
      '3412',
      record('01', '00', '01'),
      hexOf('a'),
      record('01', '00', '00'),
      record('02', '01', '02'),
      hexOf('A'),
      hexOf('é'),
      record('02', '01', '01'),
      hexOf('B'),
      hexOf('2'),
      record('03', '00', '21'),
      hexOf('x'.repeat(32)),
      hexOf('x'),
      record('04', '01', '00'),
      hexOf('a'),
      record('04', '03', '01'),
      hexOf('d/f'),
      hexOf('F'),
      '',
    ]);
  });
  test('sorts names by their bytes, not by their UTF-16 units', () => {
    const names = ['\ud83d\ude00', '\uff5e', 'b', 'B'];
    const template = { args: [], env: {}, stdin: none, limits };
    const encoded = encodeTemplateInput(template, Object.fromEntries(names.map((name) => [name, none])));
    const found = leaves(encoded)
      .filter((_, leaf) => leaf >= 4 && leaf % 2 === 0)
      .slice(0, 4);
    expect(found).toEqual(['B', 'b', '\uff5e', '\ud83d\ude00'].map(hexOf));
  });
});

describe('the input of a task', () => {
  test('says nothing of what the template says', () => {
    expect(leaves(encodeTaskInput({}, {}))).toEqual(['']);
  });
  test('has its own arguments, also none, and its own standard input, also an empty one', () => {
    expect(leaves(encodeTaskInput({ args: [] }, {}))).toEqual(['06', '']);
    expect(leaves(encodeTaskInput({ args: ['z'], stdin: none }, { f: none }))).toEqual([
      '06',
      record('01', '00', '01'),
      hexOf('z'),
      '03',
      record('04', '01', '00'),
      hexOf('f'),
      '',
    ]);
  });
});

test('large contents are not copied', () => {
  const content = new Uint8Array(100_000);
  expect(encodeInputRecords({ files: { content } })).toContain(content);
});
