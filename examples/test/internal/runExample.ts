import { closeSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WASI } from 'node:wasi';

export interface ExampleInput {
  readonly args?: readonly string[];
  readonly stdin?: string | Uint8Array;
  /** Files of `/in` by name. */
  readonly inputs?: Readonly<Record<string, string | Uint8Array>>;
}

export interface ExampleResult {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Files of `/out` by name. */
  readonly outputs: Readonly<Record<string, Uint8Array>>;
}

/** Runs an example's committed module as an ordinary WASI command, raw on V8. */
export function runExample(modulePath: string, input: ExampleInput = {}): ExampleResult {
  const module = new WebAssembly.Module(readFileSync(new URL(`../../${modulePath}`, import.meta.url)));
  const root = mkdtempSync(join(tmpdir(), 'suanli-example-'));
  const at = (name: string) => join(root, name);
  try {
    for (const folder of ['in', 'out']) mkdirSync(at(folder));
    for (const [name, bytes] of Object.entries(input.inputs ?? {})) {
      const path = join(at('in'), name);
      mkdirSync(join(path, '..'), { recursive: true });
      writeFileSync(path, bytes);
    }
    writeFileSync(at('stdin'), input.stdin ?? '');
    const [stdin, stdout, stderr] = [
      openSync(at('stdin'), 'r'),
      openSync(at('stdout'), 'w'),
      openSync(at('stderr'), 'w'),
    ] as const;
    const wasi = new WASI({
      version: 'preview1',
      args: ['example', ...(input.args ?? [])],
      preopens: { '/in': at('in'), '/out': at('out') },
      stdin,
      stdout,
      stderr,
      returnOnExit: true,
    });
    const instance = new WebAssembly.Instance(module, wasi.getImportObject() as WebAssembly.Imports);
    const status = wasi.start(instance);
    for (const file of [stdin, stdout, stderr]) closeSync(file);
    const outputs = readdirSync(at('out')).map((name) => [name, readFileSync(join(at('out'), name))] as const);
    return {
      status,
      stdout: readFileSync(at('stdout'), 'utf8'),
      stderr: readFileSync(at('stderr'), 'utf8'),
      outputs: Object.fromEntries(outputs),
    };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
