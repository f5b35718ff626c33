import { expect, test } from 'vitest';
import { en } from '../src/text/en.ts';
import { zh } from '../src/text/zh.ts';

/** Paths of all texts, with what they are: a string, or a function of so many values. */
function shapeOf(value: unknown, path = ''): string[] {
  if (typeof value === 'string') return [`${path}: text`];
  if (typeof value === 'function') return [`${path}: function of ${value.length}`];
  return Object.entries(value as object).flatMap(([key, part]) => shapeOf(part, `${path}/${key}`));
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'function') return [String((value as (...values: unknown[]) => unknown)(1, 2, 3))];
  return Object.values(value as object).flatMap(textsOf);
}

test('both languages have the same texts', () => {
  expect(shapeOf(zh)).toEqual(shapeOf(en));
});

test('no text is empty, and none of the English ones is Chinese', () => {
  for (const text of [...textsOf(en), ...textsOf(zh)]) expect(text.trim()).not.toBe('');
  const chinese = textsOf(en).filter((text) => /\p{Script=Han}/u.test(text));
  // The name of the product in the other language.
  expect(chinese).toEqual(['算力']);
});
