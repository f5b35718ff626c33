import { expect, test } from 'vitest';
import { allCommands } from '../src/commands/allCommands.ts';
import { globalOptions } from '../src/globalOptions.ts';
import { en } from '../src/text/en.ts';
import { zh } from '../src/text/zh.ts';

/** Every leaf of a table: its path and value; arrays of examples are leaves. */
function leaves(value: unknown, path = ''): [string, unknown][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [[path, value]];
  return Object.entries(value).flatMap(([key, part]) => leaves(part, path === '' ? key : `${path}.${key}`));
}

const say = (leaf: unknown): string =>
  typeof leaf === 'function' ? String((leaf as (...words: string[]) => string)('⟨1⟩', '⟨2⟩', '⟨3⟩')) : String(leaf);

test('both languages have the same keys, in the same kinds, with the same values in them', () => {
  const english = new Map(leaves(en));
  const chinese = new Map(leaves(zh));
  expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort());
  for (const [path, leaf] of english) {
    const other = chinese.get(path);
    expect(typeof other, path).toBe(typeof leaf);
    if (Array.isArray(leaf)) {
      // The commands to copy are the same; what they do is said in each language.
      expect((other as [string, string][]).map(([command]) => command)).toEqual(leaf.map(([command]) => command));
      continue;
    }
    expect(say(other) === '', path).toBe(say(leaf) === '');
    // Every value that one language shows stands in the other.
    for (const place of ['⟨1⟩', '⟨2⟩', '⟨3⟩']) {
      expect(say(other).includes(place), `${path} ${place}`).toBe(say(leaf).includes(place));
    }
  }
});

test('the Chinese texts are Chinese', () => {
  const same = leaves(zh).filter(
    ([, leaf]) => !Array.isArray(leaf) && !/\p{Script=Han}/u.test(say(leaf)) && !['', 'Gas'].includes(say(leaf)),
  );
  expect(same).toEqual([]);
});

test('every command has its texts, and no text is left over', () => {
  const paths = allCommands.map(({ path }) => path as string);
  const groups = paths.flatMap((path) => {
    const words = path.split(' ');
    return words.slice(1).map((_word, i) => words.slice(0, i + 1).join(' '));
  });
  expect(Object.keys(en.commands).sort()).toEqual([...new Set([...paths, ...groups])].sort());
  const used = [...globalOptions, ...allCommands.flatMap(({ options }) => options ?? [])].map(({ text }) => text);
  expect(Object.keys(en.options).sort()).toEqual([...new Set<string>([...used, 'help', 'version'])].sort());
});
