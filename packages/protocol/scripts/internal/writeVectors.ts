import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const biome = fileURLToPath(new URL('../../../../node_modules/.bin/biome', import.meta.url));

/** Writes test vectors into test/vectors, in the format that the house's check wants. */
export function writeVectors(name: string, vectors: object): void {
  const file = fileURLToPath(new URL(`../../test/vectors/${name}`, import.meta.url));
  writeFileSync(file, `${JSON.stringify(vectors, null, 1)}\n`);
  execFileSync(biome, ['format', '--write', file], { stdio: ['ignore', 'ignore', 'inherit'] });
}
