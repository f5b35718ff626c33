import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { jobSpecSchema, parseJobSpec } from '@suanli/protocol';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { cliConfigSchema } from '../src/config/CliConfig.ts';
import { formatReference } from './support/formatReference.ts';

const docs = (name: string) => fileURLToPath(new URL(`../../../docs/${name}`, import.meta.url));

test('docs/cli.md is what the program says', async () => {
  const reference = formatReference();
  await expect(reference).toMatchFileSnapshot(docs('cli.md'));
  for (const name of Object.keys(cliConfigSchema.shape)) expect(reference).toContain(`| \`${name}\``);
});

/** The dotted names of all fields of the job specification; items of lists and values of maps count as their field. */
function fieldsOf(schema: z.core.JSONSchema.BaseSchema, path = ''): string[] {
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, member]) => {
    const here = path === '' ? name : `${path}.${name}`;
    return typeof member === 'object' ? [here, ...fieldsOf(member, here)] : [here];
  });
  const items = schema.items;
  return [...own, ...(typeof items === 'object' && !Array.isArray(items) ? fieldsOf(items, path) : [])];
}

test('docs/job-spec.md describes every field, and its examples are job specifications', () => {
  const text = readFileSync(docs('job-spec.md'), 'utf8');
  const fields = fieldsOf(z.toJSONSchema(jobSpecSchema, { io: 'input', unrepresentable: 'any' }));
  expect(fields).toContain('limits.work');
  expect(fields).toContain('tasks.args');
  const described = [...text.matchAll(/^\| `([\w.]+)`/gm)].map(([, name]) => name);
  expect(described.sort()).toEqual(fields.sort());
  const examples = [...text.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, example = '']) => parseJobSpec(example));
  expect(examples.length).toBeGreaterThan(1);
});

test('docs/requirements.md names tests that exist, for every requirement', () => {
  const root = fileURLToPath(new URL('../../../', import.meta.url));
  const sourceOf = (name: string) => {
    const [place = '', ...rest] = name.split('/');
    const patterns = name.endsWith('.t.sol')
      ? [`contracts/test/*/${name}`]
      : place === 'contracts'
        ? [`contracts/test/${rest.join('/')}.test.ts`]
        : ['packages/*/test', 'apps/*/test', 'apps/*', '*/test'].map(
            (at) => `${at.replace('*', place)}/${rest.join('/')}.test.ts`,
          );
    const files = globSync(patterns, { cwd: root });
    expect(files, name).toHaveLength(1);
    return readFileSync(`${root}${files[0]}`, 'utf8');
  };
  const rows = readFileSync(docs('requirements.md'), 'utf8').split('\n');
  const missing = rows
    .filter((row) => /^\| [^|-]/.test(row))
    .flatMap((row) => {
      let source = '';
      // A file, and then tests of it: functions in Solidity, titles elsewhere.
      return [...row.matchAll(/`([\w/.]+)`|"([^"]+)"/g)].flatMap(([, code = '', title]) => {
        if (title === undefined && !/^(?:test|invariant)/.test(code)) {
          source = sourceOf(code);
          return [];
        }
        return source.includes(title ?? `function ${code}(`) ? [] : [title ?? code];
      });
    });
  expect(missing).toEqual([]);
  const ids = rows.flatMap((row) => /^\| ([A-I]\d+) \|/.exec(row)?.[1] ?? []);
  expect(ids).toEqual([
    ...Array.from({ length: 42 }, (_, i) => `A${i + 1}`),
    'B4',
    ...Array.from({ length: 24 }, (_, i) => `F${i + 1}`),
    'I6',
    'I7',
    ...Array.from({ length: 4 }, (_, i) => `G${i + 34}`),
    ...Array.from({ length: 7 }, (_, i) => `B${i + 28}`),
    ...Array.from({ length: 7 }, (_, i) => `E${i + 1}`),
    'H8',
    ...Array.from({ length: 5 }, (_, i) => `C${i + 36}`),
    'G23',
    'G5',
    'G20',
    ...Array.from({ length: 10 }, (_, i) => `G${i + 24}`),
  ]);
});
