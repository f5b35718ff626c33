// Builds path-tracer.wasm from path-tracer/*.c with the clang that npm carries: same sources in, same bytes out.
//   node packages/workloads/guest/build.ts            writes the module
//   node packages/workloads/guest/build.ts --check    fails where the committed module differs from its sources
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { commands, type Tree } from '@yowasp/clang';

const source = new URL('./path-tracer/', import.meta.url);
const target = new URL('./path-tracer.wasm', import.meta.url);

const flags = [
  '--target=wasm32-wasip1',
  '-std=c23',
  '-O3',
  '-Wall',
  '-Wextra',
  '-Werror',
  // The features that Suanli's provable machine knows, and no more: neither SIMD nor reference types.
  '-mcpu=mvp',
  '-mmutable-globals',
  '-msign-ext',
  '-mnontrapping-fptoint',
  '-mbulk-memory',
  '-Wl,--strip-all',
  '-Wl,--max-memory=67108864',
  '-Wl,-z,stack-size=65536',
];

async function build(): Promise<Uint8Array> {
  const files: Tree = {};
  for (const name of readdirSync(source).sort()) {
    if (/\.[ch]$/.test(name)) files[name] = readFileSync(new URL(name, source));
  }
  const units = Object.keys(files).filter((name) => name.endsWith('.c'));
  const command = commands.clang([...flags, ...units, '-o', 'path-tracer.wasm'], files);
  // clang has said on stderr what is wrong; its exception would add every source file to that.
  const result = await Promise.resolve(command).catch(() => undefined);
  const module = result?.['path-tracer.wasm'];
  if (!(module instanceof Uint8Array)) throw new Error('clang wrote no module');
  return module;
}

const module = await build();
if (process.argv.includes('--check')) {
  if (!readFileSync(target).equals(module)) {
    console.error('path-tracer.wasm is not what its sources build; run: node packages/workloads/guest/build.ts');
    process.exit(1);
  }
} else {
  writeFileSync(target, module);
  console.log(`path-tracer.wasm: ${module.length} bytes`);
}
