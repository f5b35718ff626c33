import { readdir, readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { commands } from '@yowasp/clang';
import { kernels } from './kernels.ts';

const here = new URL('./', import.meta.url);

/** Compiles every kernel; the same compiler gives the same bytes. */
async function build(): Promise<Map<string, Uint8Array>> {
  const folder = new URL('kernels/', here);
  const sources: Record<string, string> = {};
  for (const name of await readdir(folder)) sources[name] = await readFile(new URL(name, folder), 'utf8');
  const built = new Map<string, Uint8Array>();
  for (const { name } of kernels) {
    const files = await commands.clang(
      [
        '--target=wasm32-wasip1',
        '-O2',
        '-nostdlib',
        '-Wall',
        '-Werror',
        '-Wl,--no-entry',
        '-Wl,--strip-all',
        `${name}.c`,
        '-o',
        'kernel.wasm',
      ],
      sources,
      { fetchProgress: () => {} },
    );
    const bytes = files?.['kernel.wasm'];
    if (!(bytes instanceof Uint8Array)) throw new Error(`clang gave no module for ${name}`);
    built.set(name, bytes);
  }
  return built;
}

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
let stale = false;
for (const [name, bytes] of await build()) {
  const file = new URL(`build/${name}.wasm`, here);
  if (!values.check) {
    await writeFile(file, bytes);
  } else if (Buffer.compare(await readFile(file), bytes) !== 0) {
    stale = true;
    console.error(
      `bench/overhead/build/${name}.wasm is not what its source gives; run node bench/overhead/buildKernels.ts`,
    );
  }
}
process.exitCode = stale ? 1 : 0;
