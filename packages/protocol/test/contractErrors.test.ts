import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { contractErrors } from '../src/index.ts';

const folder = new URL('../src/generated/abi/', import.meta.url);
const modules = await Promise.all(
  readdirSync(folder).map(
    (name) => import(new URL(name, folder).href) as Promise<Record<string, readonly { type: string; name?: string }[]>>,
  ),
);
const names = modules
  .flatMap((module) => Object.values(module))
  .flat()
  .filter(({ type }) => type === 'error')
  .map(({ name = '' }) => name);

it('has the errors of every generated ABI, each once', () => {
  expect(contractErrors.map(({ name }) => name).sort()).toEqual([...new Set(names)].sort());
});
