import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Writes generated files, or, with `--check` among the arguments, only says which of them differ and makes the process
 * fail. `folders` hold nothing but generated files: a file too many differs as well.
 */
export function writeOrCheck(files: ReadonlyMap<string, string>, folders: readonly string[]): void {
  const repository = fileURLToPath(new URL('../../..', import.meta.url));
  const check = process.argv.includes('--check');
  const surplus = folders.flatMap((folder) =>
    existsSync(join(repository, folder))
      ? readdirSync(join(repository, folder))
          .map((name) => `${folder}/${name}`)
          .filter((path) => !files.has(path))
      : [],
  );
  const differing = [...files].filter(([path, text]) => {
    const target = join(repository, path);
    return !existsSync(target) || readFileSync(target, 'utf8') !== text;
  });

  if (check) {
    for (const path of [...differing.map(([path]) => path), ...surplus]) {
      console.error(`${path} is not what the contracts generate.`);
      process.exitCode = 1;
    }
    if (process.exitCode === 1)
      console.error('Run `npm run generate` and `npm run snapshot` in contracts, and commit.');
    return;
  }
  for (const path of surplus) rmSync(join(repository, path));
  for (const [path, text] of differing) {
    mkdirSync(dirname(join(repository, path)), { recursive: true });
    writeFileSync(join(repository, path), text);
    console.log(`wrote ${path}`);
  }
}
