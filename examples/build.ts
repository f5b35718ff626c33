// Builds the examples' modules with the compilers that npm carries: same sources in, same bytes out.
//   node examples/build.ts            writes the modules
//   node examples/build.ts --check    fails where a committed module differs from its sources
import { readFileSync, writeFileSync } from 'node:fs';
import { commands } from '@yowasp/clang';
import asc from 'assemblyscript/asc';

const here = new URL('./', import.meta.url);

async function buildC(source: string): Promise<Uint8Array> {
  const command = commands.clang(
    [
      '--target=wasm32-wasip1',
      '-std=c23',
      '-O2',
      '-Wall',
      '-Wextra',
      '-Werror',
      // The features that Suanli's provable machine knows, and no more.
      '-mcpu=mvp',
      '-mmutable-globals',
      '-msign-ext',
      '-mnontrapping-fptoint',
      '-mbulk-memory',
      '-Wl,--strip-all',
      'main.c',
      '-o',
      'main.wasm',
    ],
    { 'main.c': readFileSync(new URL(source, here)) },
  );
  // clang has said on stderr what is wrong; its exception would add every source file to that.
  const result = await Promise.resolve(command).catch(() => undefined);
  const module = result?.['main.wasm'];
  if (!(module instanceof Uint8Array)) throw new Error(`clang wrote no module for ${source}`);
  return module;
}

async function buildAssemblyScript(folder: string): Promise<Uint8Array> {
  let module: Uint8Array | undefined;
  const { error, stderr } = await asc.main(
    [
      'assembly/index.ts',
      '--outFile',
      'main.wasm',
      '-O3',
      '--runtime',
      'stub',
      '--exportStart',
      '_start',
      '--use',
      'abort=assembly/wasi/abort',
    ],
    {
      readFile: (name) => {
        try {
          return readFileSync(new URL(name, new URL(`${folder}/`, here)), 'utf8');
        } catch {
          return null; // the compiler asks for several spellings of a path
        }
      },
      writeFile: (_name, contents) => {
        if (contents instanceof Uint8Array) module = contents;
      },
      listFiles: () => [],
    },
  );
  if (error || module === undefined) throw new Error(`asc wrote no module for ${folder}\n${stderr.toString()}`);
  return module;
}

const modules: Record<string, () => Promise<Uint8Array>> = {
  'hello-c/hello.wasm': () => buildC('hello-c/hello.c'),
  'hello-assemblyscript/hello.wasm': () => buildAssemblyScript('hello-assemblyscript'),
  'word-count/word-count.wasm': () => buildC('word-count/word-count.c'),
};

for (const [target, build] of Object.entries(modules)) {
  const module = await build();
  if (!process.argv.includes('--check')) {
    writeFileSync(new URL(target, here), module);
    console.log(`${target}: ${module.length} bytes`);
  } else if (!readFileSync(new URL(target, here)).equals(module)) {
    console.error(`${target} is not what its sources build; run: node examples/build.ts`);
    process.exitCode = 1;
  }
}
