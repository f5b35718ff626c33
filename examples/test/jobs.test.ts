import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { parseJobSpec } from '@suanli/protocol';
import { expect, it } from 'vitest';

const examples = new URL('../', import.meta.url);
const folders = readdirSync(examples).filter((name) => existsSync(new URL(`${name}/job.yaml`, examples)));

it('has jobs', () => {
  expect(folders).toEqual(expect.arrayContaining(['hello-assemblyscript', 'hello-c', 'word-count']));
});

it.each(folders)('%s/job.yaml is a valid job whose files exist', (folder) => {
  const base = new URL(`${folder}/`, examples);
  const job = parseJobSpec(readFileSync(new URL('job.yaml', base), 'utf8'));
  const files = [job.module, ...[job, ...job.tasks].flatMap(({ inputs }) => Object.values(inputs ?? {}))];
  for (const file of files) expect(existsSync(new URL(file, base)), file).toBe(true);
});

it.each(folders)('%s imports nothing but WASI preview 1', (folder) => {
  const base = new URL(`${folder}/`, examples);
  const { module } = parseJobSpec(readFileSync(new URL('job.yaml', base), 'utf8'));
  const imports = WebAssembly.Module.imports(new WebAssembly.Module(readFileSync(new URL(module, base))));
  expect(imports.length).toBeGreaterThan(0);
  for (const { module: from } of imports) expect(from).toBe('wasi_snapshot_preview1');
});
