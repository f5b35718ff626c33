import type { ExternalKind, FunctionType, Import, Limits, WasmModule } from '../module/WasmModule.ts';

/** Names of what instrumentation exports beside the guest's own exports. */
export const injectedExports = {
  /**
   * Mutable i64: the work that may still be done. The host sets it before a run and reads it after: work done = limit - left. Zero at first, so a host that
   * forgets to set it gets an out-of-work trap. After an out-of-work trap it is zero.
   */
  workLeft: '__suanli_work_left',
  /** Mutable i32: why the last run trapped; one of {@link trapKinds}. */
  trap: '__suanli_trap',
  /** Mutable i32: slots of stack that may still be taken; `maxStackCost` at first. A host that goes on after a trap sets it back. */
  stackLeft: '__suanli_stack_left',
  /** The module's start function, `() -> ()`, where it has one: the host calls it once, after it has set the limit and before all else. */
  start: '__suanli_start',
} as const;

/** An export of the guest. */
export interface GuestExport {
  readonly name: string;
  readonly kind: ExternalKind;
  /** For functions. */
  readonly type: FunctionType | undefined;
}

/** A module that meters itself. */
export interface InstrumentedModule {
  /** The instrumented binary; the same for the same input and options. */
  readonly bytes: Uint8Array;
  /** What `bytes` encodes. */
  readonly module: WasmModule;
  /** What it imports: as the guest wrote it, all of it allowed by the options. */
  readonly imports: readonly Import[];
  /** What the guest exports; {@link injectedExports} come on top. */
  readonly exports: readonly GuestExport[];
  /** The memory that the module defines, after the cap; undefined where it has none of its own. */
  readonly memory: (Limits & { readonly maximum: number }) | undefined;
  /** True where `__suanli_start` exists and must be called. */
  readonly hasStart: boolean;
}
