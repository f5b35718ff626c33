/**
 * Compiles `libc.c` beside it to `libc.wasm` with the clang that npm carries.
 * `node packages/executor/test/guest/build.ts` writes the file; with `--check` it fails where the file is not up to date.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { commands } from '@yowasp/clang';

const source = new URL('./libc.c', import.meta.url);
const target = new URL('./libc.wasm', import.meta.url);
const flags = ['--target=wasm32-wasip1', '-std=gnu23', '-O2', '-Wall', '-Wextra', '-Werror', '-Wl,--strip-all'];
// Features that the provable machine knows, and no more.
flags.push('-mcpu=mvp', '-mmutable-globals', '-msign-ext', '-mnontrapping-fptoint', '-mbulk-memory', '-mmultivalue');
const command = commands.clang([...flags, 'libc.c', '-o', 'libc.wasm'], { 'libc.c': readFileSync(source) });
// clang has said on stderr what is wrong; its exception would add every source file to that.
const result = await Promise.resolve(command).catch(() => undefined);
const module = result?.['libc.wasm'];
if (!(module instanceof Uint8Array)) throw new Error('clang wrote no module');
if (!process.argv.includes('--check')) writeFileSync(target, module);
else if (!Buffer.from(module).equals(readFileSync(target)))
  throw new Error('libc.wasm is out of date: run build.ts beside it');
