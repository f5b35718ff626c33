import { decodeModule } from '../../decode/decodeModule.ts';
import type { WasmModule } from '../../module/WasmModule.ts';
import { systemBinary } from './generated/systemBinary.ts';

let decoded: WasmModule | undefined;

/** The system module as it was compiled: its imports not yet bound, its memory the only one. */
export function systemModule(): WasmModule {
  decoded ??= decodeModule(Uint8Array.from(atob(systemBinary), (character) => character.charCodeAt(0)));
  return decoded;
}
