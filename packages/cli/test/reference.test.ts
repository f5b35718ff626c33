import { readFileSync } from 'node:fs';
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
