import {
  injectedExports,
  instrument,
  linkedExports,
  linkSystem,
  systemTrapKinds,
  wasiPreview1Imports,
} from '@suanli/machine';
import type { ModuleHooks } from './ModuleHooks.ts';

const names = {
  workGlobal: injectedExports.workLeft,
  trapGlobal: injectedExports.trap,
  trapShortage: systemTrapKinds.shortage,
  run: linkedExports.run,
  finish: linkedExports.finish,
  systemUsed: linkedExports.systemUsed,
};

/** Instruments a WASI command and links it with the system, and refuses what is none. */
export function instrumentForWasi(
  module: Uint8Array,
  memoryPages: number,
): { readonly bytes: Uint8Array; readonly hooks: ModuleHooks } {
  const instrumented = instrument(module, { maxMemoryPages: memoryPages, allowedImports: wasiPreview1Imports });
  const { bytes, guestMemory, systemMemory } = linkSystem(instrumented);
  return { bytes, hooks: { ...names, guestMemory, systemMemory } };
}
