import {
  encodeModule,
  injectedExports,
  instrument,
  linkedExports,
  linkSystem,
  systemTrapKinds,
  trapKinds,
  wasiPreview1Imports,
} from '@suanli/machine';
import { encodeInputRecords } from '@suanli/protocol';
import { readOutput } from '../../src/wasm/internal/child/readOutput.ts';
import { SystemHost } from '../../src/wasm/internal/child/SystemHost.ts';

export interface WasiOptions {
  /** After the program's name. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly stdin: Uint8Array;
  readonly inputs: Readonly<Record<string, Uint8Array>>;
  readonly outputBytes: number;
  readonly seed: Uint8Array;
  /** Work that there is. */
  readonly work: bigint;
}

/** A guest that exports every function of WASI as it imports it, and one page of memory. */
function passthrough(): Uint8Array {
  const functions = wasiPreview1Imports.filter((item) => item.kind === 'function');
  const types = functions.map(({ params, results }) => ({ params, results }));
  const place = { offset: -1 };
  const end = { opcode: 0x0b, offset: -1, index: 0, align: 0, value: 0n, labels: [] };
  return encodeModule({
    types: [...types, { params: [], results: [] }],
    imports: functions.map(({ module, name }, typeIndex) => ({ module, name, kind: 'function', typeIndex, ...place })),
    functions: [{ typeIndex: types.length, locals: [], code: [end], ...place }],
    tables: [],
    memories: [{ minimum: 1, maximum: 16 }],
    globals: [],
    exports: [
      ...functions.map(({ name }, index) => ({ name, kind: 'function' as const, index, ...place })),
      { name: '_start', kind: 'function', index: functions.length, ...place },
      { name: 'memory', kind: 'memory', index: 0, ...place },
    ],
    start: undefined,
    elements: [],
    data: [],
    dataCount: undefined,
  });
}

const linked = linkSystem(instrument(passthrough(), { allowedImports: wasiPreview1Imports }));
const compiled = new WebAssembly.Module(linked.bytes as BufferSource);

/** The program ended in a host call. */
export class GuestEnd {
  readonly status: number;
  readonly exitCode: number;

  constructor(status: number, exitCode: number) {
    this.status = status;
    this.exitCode = exitCode;
  }
}

/** The system module, linked with a guest that does nothing: tests call it as a guest would. */
export class WasiInstance {
  readonly memory: WebAssembly.Memory;
  readonly #exports: Readonly<Record<string, (...args: (number | bigint)[]) => number>>;
  readonly #left: { value: bigint };
  readonly #trap: { value: number };
  readonly #host = new SystemHost();
  readonly #input: { readonly template: Uint8Array; readonly task: Uint8Array; readonly seed: Uint8Array };

  constructor(options: Partial<WasiOptions> = {}) {
    const { args = [], env = {}, stdin = new Uint8Array(0), inputs = {}, outputBytes = 1_000_000 } = options;
    const parts = encodeInputRecords({ args, env, stdin, files: inputs, outputBytes });
    this.#input = {
      template: Buffer.concat(parts),
      task: new Uint8Array(0),
      seed: options.seed ?? new Uint8Array(32),
    };
    const { exports } = new WebAssembly.Instance(compiled, this.#host.imports(linked));
    this.memory = exports.memory as WebAssembly.Memory;
    this.#exports = exports as never;
    this.#left = exports[injectedExports.workLeft] as never;
    this.#trap = exports[injectedExports.trap] as never;
    this.#left.value = 1n << 40n;
    this.#begin();
    this.#exports[linkedExports.run]?.();
    this.#left.value = options.work ?? 1n << 60n;
  }

  #begin(): void {
    this.#host.begin(this.#input);
  }

  get left(): bigint {
    return this.#left.value;
  }

  /** @throws GuestEnd where the program ends here */
  call(name: string, ...args: (number | bigint)[]): number {
    this.#begin();
    try {
      return this.#exports[name]?.(...args) ?? -1;
    } catch (error) {
      if (!(error instanceof WebAssembly.RuntimeError)) throw error;
      if (this.#trap.value === trapKinds.none || this.#trap.value === systemTrapKinds.shortage) throw error;
      const status = this.#exports[linkedExports.finish]?.() ?? -1;
      throw new GuestEnd(status, readOutput(this.#host.end(0)).exitCode);
    }
  }

  /** What was written so far. */
  output(): { exitCode: number; stdout: Uint8Array; stderr: Uint8Array; files: (readonly [string, Uint8Array])[] } {
    this.#begin();
    this.#exports[linkedExports.finish]?.();
    const encoded = this.#host.end(this.#exports[linkedExports.systemUsed]?.() ?? 0).slice();
    return { ...readOutput(encoded), files: [...readOutput(encoded).files] };
  }
}
