import { SuanliError } from '@suanli/protocol';

const location = new URL('../../guest/path-tracer.wasm', import.meta.url);

/**
 * Loads the path tracer's WebAssembly module: from the file beside this package in Node, by `fetch` in a browser.
 *
 * @throws {SuanliError} `JOB_MODULE_UNAVAILABLE` where the file is not there or cannot be fetched.
 *
 * @example
 * const module = await pathTracerModule({ signal });
 */
export async function pathTracerModule(options: { readonly signal?: AbortSignal } = {}): Promise<Uint8Array> {
  const { signal } = options;
  try {
    if (location.protocol === 'file:') {
      const { readFile } = await import('node:fs/promises');
      return await readFile(location, signal === undefined ? {} : { signal });
    }
    const response = await fetch(location, signal === undefined ? {} : { signal });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  } catch (cause) {
    signal?.throwIfAborted();
    throw new SuanliError('JOB_MODULE_UNAVAILABLE', { parameters: { module: 'path-tracer.wasm' }, cause });
  }
}
