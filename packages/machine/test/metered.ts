import { type AllowedImport, type InstrumentOptions, injectedExports, instrument } from '../src/index.ts';

/** What one call did. */
export interface Outcome {
  readonly result: unknown;
  /** Name and message of what was thrown, or undefined. */
  readonly error: string | undefined;
  readonly trap: number;
  readonly work: bigint;
}

/** An instrumented instance for tests. */
export interface Metered {
  readonly exports: WebAssembly.Exports;
  readonly bytes: Uint8Array;
  call(name: string, limit: bigint, ...args: (number | bigint)[]): Outcome;
}

/** Instruments and instantiates a module. */
export function metered(
  bytes: Uint8Array,
  options: InstrumentOptions = {},
  imports: WebAssembly.Imports = {},
): Metered {
  const instrumented = instrument(bytes, options);
  const module = new WebAssembly.Module(instrumented.bytes as Uint8Array<ArrayBuffer>);
  const { exports } = new WebAssembly.Instance(module, imports);
  const left = exports[injectedExports.workLeft] as WebAssembly.Global;
  const trap = exports[injectedExports.trap] as WebAssembly.Global;
  const stack = exports[injectedExports.stackLeft] as WebAssembly.Global;
  const stackLimit: unknown = stack.value;
  return {
    exports,
    bytes: instrumented.bytes,
    call(name, limit, ...args) {
      left.value = limit;
      trap.value = 0;
      stack.value = stackLimit;
      let result: unknown;
      let error: string | undefined;
      try {
        result = (exports[name] as (...values: (number | bigint)[]) => unknown)(...args);
      } catch (thrown) {
        error = `${(thrown as Error).name}: ${(thrown as Error).message}`;
      }
      return { result, error, trap: Number(trap.value), work: limit - (left.value as bigint) };
    },
  };
}

/** A function that the host provides. */
export function hostFunction(
  name: string,
  params: readonly ('i32' | 'i64' | 'f32' | 'f64')[],
  results: readonly ('i32' | 'i64' | 'f32' | 'f64')[],
): AllowedImport {
  return { module: 'env', name, kind: 'function', params, results };
}
