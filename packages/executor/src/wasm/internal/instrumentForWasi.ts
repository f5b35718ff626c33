import { injectedExports, instrument, trapKinds, wasiPreview1Imports } from '@suanli/machine';
import { SuanliError } from '@suanli/protocol';
import type { ModuleHooks } from './ModuleHooks.ts';

/** Instruments a WASI command, and refuses what is none. */
export function instrumentForWasi(
  module: Uint8Array,
  memoryPages: number,
): { readonly bytes: Uint8Array; readonly hooks: ModuleHooks } {
  const { bytes, imports, exports, hasStart } = instrument(module, {
    maxMemoryPages: memoryPages,
    allowedImports: wasiPreview1Imports,
  });
  const entry = exports.find(({ name }) => name === '_start')?.type;
  if (entry === undefined || entry.params.length > 0 || entry.results.length > 0) {
    throw new SuanliError('EXECUTOR_ENTRY_MISSING');
  }
  if (imports.length > 0 && !exports.some(({ name, kind }) => name === 'memory' && kind === 'memory')) {
    throw new SuanliError('EXECUTOR_MEMORY_MISSING');
  }
  return {
    bytes,
    hooks: {
      workGlobal: injectedExports.workLeft,
      trapGlobal: injectedExports.trap,
      trapOutOfWork: trapKinds.outOfWork,
      trapStackOverflow: trapKinds.stackExhausted,
      ...(hasStart ? { start: injectedExports.start } : {}),
    },
  };
}
