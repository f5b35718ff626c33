import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runExample } from './internal/runExample.ts';

const module = 'word-count/word-count.wasm';
const text = (name: string) => readFileSync(new URL(`../word-count/${name}`, import.meta.url), 'utf8');

function count(inputs: Record<string, string | Uint8Array>): [count: number, word: string][] {
  const { status, stderr, outputs } = runExample(module, { inputs });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  const table = new TextDecoder('utf-8', { fatal: true }).decode(outputs['counts.tsv']);
  return table
    .split('\n')
    .slice(0, -1)
    .map((line) => {
      const [times = '', word = ''] = line.split('\t');
      return [Number(times), word];
    });
}

/** The same rule in JavaScript's words. */
function reference(source: string): [number, string][] {
  const counts = new Map<string, number>();
  for (const [word] of source
    .toLowerCase()
    .matchAll(/\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{Nd}])+(?:['’](?!\p{Script=Han})[\p{L}\p{Nd}]+)*/gu)) {
    const plain = word.replaceAll('’', "'");
    counts.set(plain, (counts.get(plain) ?? 0) + 1);
  }
  return [...counts]
    .map(([word, times]): [number, string] => [times, word])
    .sort(([a, v], [b, w]) => b - a || Buffer.compare(Buffer.from(v), Buffer.from(w)));
}

describe('word-count', () => {
  it('sorts by count, then by word', () => {
    expect(count({ 'a.txt': 'b a c a b a' })).toEqual([
      [3, 'a'],
      [2, 'b'],
      [1, 'c'],
    ]);
    expect(count({ 'a.txt': 'ab a abc é z' }).map(([, word]) => word)).toEqual(['a', 'ab', 'abc', 'z', 'é']);
  });

  it.each(['english.txt', 'chinese.txt'])('counts its own text %s as another program does', (name) => {
    const source = text(name);
    const counts = count({ [name]: source });
    expect(counts).toEqual(reference(source));
    expect(counts.length).toBeGreaterThan(60);
  });

  it('adds up all files of /in, in folders too', () => {
    const counts = count({ 'one.txt': 'red blue', 'two.txt': 'blue', 'deep/er/three.txt': 'Blue green' });
    expect(counts).toEqual([
      [3, 'blue'],
      [1, 'green'],
      [1, 'red'],
    ]);
  });

  it('folds case and keeps apostrophes within words', () => {
    expect(count({ t: `ÉCOLE école don't don’t 'quoted' rock'n'roll '' ' x'` })).toEqual([
      [2, "don't"],
      [2, 'école'],
      [1, 'quoted'],
      [1, "rock'n'roll"],
      [1, 'x'],
    ]);
  });

  it('keeps accents and vowel signs with their letters', () => {
    expect(count({ t: 'cafe\u0301 हिन्दी \u0301 zero\u200bwidth' })).toEqual([
      [1, 'cafe\u0301'],
      [1, 'width'],
      [1, 'zero'],
      [1, 'हिन्दी'],
    ]);
  });

  it('takes each Chinese character for a word, and the letters beside it for another', () => {
    expect(count({ t: '用GPU算，算力！𠮷' })).toEqual([
      [2, '算'],
      [1, 'gpu'],
      [1, '力'],
      [1, '用'],
      [1, '𠮷'],
    ]);
  });

  it('never copies bytes that are not UTF-8', () => {
    const bytes = [...Buffer.from('ab'), 0xff, ...Buffer.from('cd'), 0xc0, 0x80, 0xed, 0xa0, 0x80, 0xf5, 0xe4, 0xb8];
    expect(count({ t: new Uint8Array(bytes) })).toEqual([
      [1, 'ab'],
      [1, 'cd'],
    ]);
    let state = 1;
    const noise = Uint8Array.from({ length: 100_000 }, () => {
      state = (Math.imul(state, 1103515245) + 12345) >>> 0;
      return state >>> 16;
    });
    expect(count({ noise }).length).toBeGreaterThan(1000);
  });

  it('counts many different words and one very long one', () => {
    const words = Array.from({ length: 20_000 }, (_, at) => `w${at}`);
    const counts = count({ t: [...words, ...words, 'x'.repeat(300_000)].join(' ') });
    expect(counts.length).toBe(20_001);
    expect(counts[0]?.[0]).toBe(2);
    expect(counts.at(-1)).toEqual([1, 'x'.repeat(300_000)]);
  });

  it('writes an empty table where there is nothing to count', () => {
    const { status, stdout, outputs } = runExample(module);
    expect(status).toBe(0);
    expect(stdout).toBe('0 words, 0 different\n');
    expect(outputs['counts.tsv']?.length).toBe(0);
  });
});
