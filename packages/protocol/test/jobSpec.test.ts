import { describe, expect, test } from 'vitest';
import { isSuanliError, parseJobSpec, type SuanliError } from '../src/index.ts';
import { seededRandom } from './seededRandom.ts';

const minimal = 'name: hello\nmodule: ./hello.wasm\nmaxPrice: 0.001\n';

function errorOf(source: string): SuanliError {
  try {
    parseJobSpec(source);
  } catch (error) {
    if (isSuanliError(error)) return error;
    throw error;
  }
  throw new Error('parsed');
}

describe('the job specification', () => {
  test.each([
    ['0.0005', 5n * 10n ** 14n],
    ['0.001', 10n ** 15n],
  ])('a bid of %s, up to maxPrice', (bid, wei) => {
    expect(parseJobSpec(`${minimal}bid: ${bid}\n`).bid).toBe(wei);
    expect(() => parseJobSpec(`${minimal}bid: 0.0011\n`)).toThrow(
      expect.objectContaining({ code: 'JOB_SPEC_INVALID' }),
    );
  });

  test('fills in the documented defaults', () => {
    expect(parseJobSpec(minimal)).toEqual({
      name: 'hello',
      module: './hello.wasm',
      args: [],
      env: {},
      stdin: '',
      inputs: {},
      limits: { work: 10n ** 9n, memory: 64n << 20n, output: 1n << 20n, wall: 60_000n },
      tasks: [{}],
      verification: 'accept',
      maxPrice: 10n ** 15n,
      providers: 1,
    });
  });

  test.each([
    ['0.0000001', 10n ** 11n],
    ['1e-7', 10n ** 11n],
    ['0.1', 10n ** 17n],
    ['0.3', 3n * 10n ** 17n],
    ['"0.000000000000000001"', 1n],
    ['12', 12n * 10n ** 18n],
  ])('maxPrice %s is exact', (text, wei) => {
    expect(parseJobSpec(minimal.replace('0.001', text)).maxPrice).toBe(wei);
  });

  test('YAML and JSON read the same', () => {
    const json = JSON.stringify({ name: 'hello', module: './hello.wasm', maxPrice: 0.001 });
    expect(parseJobSpec(json)).toEqual(parseJobSpec(minimal));
  });

  test.each([
    ['modul: x', 'modul: unknown field'],
    ['limits: { wrok: 1 }', 'limits.wrok: unknown field'],
    ['limits: { memory: 12 parsecs }', 'limits.memory: '],
    ['limits: { work: 0 wu }', 'limits.work: '],
    ['tasks: [{ args: [one] }, { args: [2] }]', 'tasks[1].args[0]: '],
    ['tasks: []', 'tasks: '],
    ['inputs: { ../etc/passwd: x }', 'inputs.../etc/passwd: '],
    ['env: { "A=B": c }', 'env.A=B: '],
    ['verification: trust', 'verification: '],
    ['providers: 0', 'providers: '],
    ['quorum: { providers: 3 }', 'quorum: '],
    ['verification: quorum\nquorum: { providers: 1 }', 'quorum.providers: '],
    ['verification: quorum\nquorum: { providers: 17 }', 'quorum.providers: '],
    ['verification: quorum\nquorum: { trust: 1 }', 'quorum.trust: '],
    ['verification: quorum\nquorum: { agreeing: 4 }', 'quorum.agreeing: '],
    ['verification: quorum\nproviders: 3', 'providers: '],
    ['verification: quorum\naudit: {}', 'audit: '],
  ])('%s is refused with its path', (line, path) => {
    const error = errorOf(minimal + line);
    expect(error.code).toBe('JOB_SPEC_INVALID');
    expect(error.metaMessages.filter((text) => text.startsWith(path))).toHaveLength(1);
  });

  test.each(['a: [', 'x: 1\nx: 2', '\t- :', '&a [*a, *a, *b]', ''])('%j is no specification', (source) => {
    expect(['JOB_SPEC_SYNTAX', 'JOB_SPEC_INVALID']).toContain(errorOf(source).code);
  });

  test('an alias bomb is refused', () => {
    let text = 'a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n';
    for (let i = 1; i < 9; i++)
      text += `a${i}: &a${i} [${Array(10)
        .fill(`*a${i - 1}`)
        .join(', ')}]\n`;
    expect(errorOf(text).code).toBe('JOB_SPEC_SYNTAX');
  });

  test('random edits never give anything but a coded error', () => {
    const random = seededRandom(7);
    const base = `${minimal}limits: { work: 1 Gwu }\ntasks:\n  - args: [a]\n`;
    for (let i = 0; i < 500; i++) {
      const at = Math.floor(random() * base.length);
      const text =
        base.slice(0, at) +
        String.fromCharCode(32 + Math.floor(random() * 95)) +
        base.slice(at + Math.floor(random() * 3));
      try {
        parseJobSpec(text);
      } catch (error) {
        expect(isSuanliError(error)).toBe(true);
      }
    }
  });
});
