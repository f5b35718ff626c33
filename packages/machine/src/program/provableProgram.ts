import { instrument } from '../instrument/instrument.ts';
import { linkedExports } from '../link/LinkedModule.ts';
import { linkSystem } from '../link/linkSystem.ts';
import { lowerModule } from '../lower/lowerModule.ts';
import { wasiPreview1Imports } from '../wasi/wasiPreview1Imports.ts';
import type { Program } from './Program.ts';

/** The limits that a program is made for; they are part of it. */
export interface ProgramLimits {
  /** Units of work, below 2^63. */
  readonly work: bigint;
  /** Linear memory, in pages of 64 KiB. */
  readonly memoryPages: number;
  /** Bytes of output. */
  readonly outputBytes: number;
}

/**
 * The program of a WASI command: instrumented, linked with the system, and lowered, as every party to a deal makes it. Equal modules and limits give equal programs, and
 * the module that it is lowered from is the one that an executor runs.
 *
 * It runs on the calling thread: tens of milliseconds for a module of some 100 KB.
 *
 * @throws SuanliError `MACHINE_…` for what can be no program; `EXECUTOR_ENTRY_MISSING`, `EXECUTOR_MEMORY_MISSING` for what is no WASI command
 *
 * @example
 * const root = programRoot(provableProgram(module, template.limits));
 */
export function provableProgram(module: Uint8Array, limits: ProgramLimits): Program {
  const instrumented = instrument(module, { maxMemoryPages: limits.memoryPages, allowedImports: wasiPreview1Imports });
  return lowerModule(linkSystem(instrumented).module, {
    entry: linkedExports.run,
    finish: linkedExports.finish,
    workLimit: limits.work,
    outputBytes: limits.outputBytes,
  });
}
