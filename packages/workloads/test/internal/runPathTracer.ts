import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WASI } from 'node:wasi';

const module = new WebAssembly.Module(readFileSync(new URL('../../guest/path-tracer.wasm', import.meta.url)));

export interface PathTracerRun {
  readonly status: number;
  readonly stderr: string;
  readonly rgb: Uint8Array | undefined;
  readonly memoryBytes: number;
}

/** Runs the guest as an ordinary WASI command, raw on V8, with `scene` as `/in/scene.bin`. */
export function runPathTracer(scene: Uint8Array | undefined, args: readonly (string | number)[]): PathTracerRun {
  const root = mkdtempSync(join(tmpdir(), 'suanli-path-tracer-'));
  try {
    mkdirSync(join(root, 'in'));
    mkdirSync(join(root, 'out'));
    if (scene !== undefined) writeFileSync(join(root, 'in/scene.bin'), scene);
    const stderr = openSync(join(root, 'stderr'), 'w');
    const wasi = new WASI({
      version: 'preview1',
      args: ['path-tracer', ...args.map(String)],
      preopens: { '/in': join(root, 'in'), '/out': join(root, 'out') },
      stderr,
      returnOnExit: true,
    });
    const instance = new WebAssembly.Instance(module, wasi.getImportObject() as WebAssembly.Imports);
    const status = wasi.start(instance);
    closeSync(stderr);
    let rgb: Uint8Array | undefined;
    try {
      rgb = new Uint8Array(readFileSync(join(root, 'out/tile.rgb')));
    } catch {
      rgb = undefined;
    }
    const memory = instance.exports.memory as WebAssembly.Memory;
    return { status, stderr: readFileSync(join(root, 'stderr'), 'utf8'), rgb, memoryBytes: memory.buffer.byteLength };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
