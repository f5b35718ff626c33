import type { FunctionType, GlobalType } from '../module/WasmModule.ts';

/** An import that the host provides. */
export type AllowedImport = {
  readonly module: string;
  readonly name: string;
} & (
  | ({ readonly kind: 'function' } & FunctionType)
  | { readonly kind: 'global'; readonly type: GlobalType }
  | { readonly kind: 'memory' }
  | { readonly kind: 'table' }
);

/** How a module is instrumented. The same options give the same bytes; parties to a deal must use the same. */
export interface InstrumentOptions {
  /**
   * Pages of 64 KiB that the module's memory may grow to. A smaller maximum that the module declares stays. Default 1024 (64 MiB); at most 65536.
   *
   * An imported memory keeps its own maximum: the host that provides it sets the bound.
   */
  readonly maxMemoryPages?: number;
  /**
   * Stack that a run may take, in slots of 8 bytes; a frame is held to take its parameters, its locals, twice its
   * deepest operands, and 12 more. Default 65536, which stays
   * below the default stack of Node and of browsers. Raise it only where every host has a larger stack.
   */
  readonly maxStackCost?: number;
  /** The imports that may occur; all others are refused by name. Default none. An import may be listed with several types. */
  readonly allowedImports?: readonly AllowedImport[];
}
