/** The number types of the guest language. */
export type ValueType = 'i32' | 'i64' | 'f32' | 'f64';

/** What a function takes and gives. */
export interface FunctionType {
  readonly params: readonly ValueType[];
  readonly results: readonly ValueType[];
}

/** Bounds of a table (in elements) or of a memory (in pages of 64 KiB). */
export interface Limits {
  readonly minimum: number;
  readonly maximum: number | undefined;
}

/** Type of a global variable. */
export interface GlobalType {
  readonly type: ValueType;
  readonly mutable: boolean;
}

/**
 * One instruction with its immediates. Unused immediates keep their neutral value, so that all instructions share one shape.
 *
 * - `opcode`: the opcode byte, or `0xfc00 | second byte` for prefixed ones; see `opcodes.ts`.
 * - `offset`: byte offset of the opcode in the decoded bytes; -1 where the instruction was injected.
 * - `index`: label, function, type, local, global, segment or table index; the offset of a memory access; the value of an `i32.const`
 *   (signed); the block type as its s33 value (-64 empty, -1 i32, -2 i64, -3 f32, -4 f64, otherwise a type index).
 * - `align`: log2 of the alignment hint of a memory access in its lower six bits, the number of the memory above.
 * - `value`: value of an `i64.const` (signed), or the bits of an `f32.const` or `f64.const` (unsigned).
 * - `labels`: targets of a `br_table`, the default one last.
 *
 * Only linked modules have a memory 1. There, `memory.size`, `memory.grow` and `memory.fill` have the memory's number in `index`, `memory.copy` that of the
 * destination in `index` and that of the source in `align`.
 */
export interface Instruction {
  readonly opcode: number;
  readonly offset: number;
  readonly index: number;
  readonly align: number;
  readonly value: bigint;
  readonly labels: readonly number[];
}

/** What an import or an export stands for. */
export type ExternalKind = 'function' | 'table' | 'memory' | 'global';

export type Import = {
  readonly module: string;
  readonly name: string;
  /** Byte offset of the import in the decoded bytes. */
  readonly offset: number;
} & (
  | { readonly kind: 'function'; readonly typeIndex: number }
  | { readonly kind: 'table'; readonly limits: Limits }
  | { readonly kind: 'memory'; readonly limits: Limits }
  | { readonly kind: 'global'; readonly type: GlobalType }
);

export interface Export {
  readonly name: string;
  readonly kind: ExternalKind;
  readonly index: number;
  readonly offset: number;
}

export interface Global {
  readonly type: GlobalType;
  /** The initialiser, without its `end`. */
  readonly initial: readonly Instruction[];
}

/** A function that the module defines. `code` ends with the function's own `end`. */
export interface DefinedFunction {
  readonly typeIndex: number;
  /** Types of the locals that follow the parameters. */
  readonly locals: readonly ValueType[];
  readonly code: readonly Instruction[];
  /** Byte offset of the body in the decoded bytes. */
  readonly offset: number;
}

/** How a segment gets into its table or memory; `declarative` only for elements. */
export type SegmentMode =
  | { readonly kind: 'active'; readonly index: number; readonly at: readonly Instruction[] }
  | { readonly kind: 'passive' }
  | { readonly kind: 'declarative' };

export interface ElementSegment {
  readonly mode: SegmentMode;
  /** Function indices; null for `ref.null`. */
  readonly functions: readonly (number | null)[];
  readonly offset: number;
}

export interface DataSegment {
  readonly mode: SegmentMode;
  readonly bytes: Uint8Array;
  readonly offset: number;
}

/** A decoded module of the guest language: indices as in the binary format, imports first. Custom sections are not kept. */
export interface WasmModule {
  readonly types: readonly FunctionType[];
  readonly imports: readonly Import[];
  readonly functions: readonly DefinedFunction[];
  readonly tables: readonly Limits[];
  readonly memories: readonly Limits[];
  readonly globals: readonly Global[];
  readonly exports: readonly Export[];
  readonly start: number | undefined;
  readonly elements: readonly ElementSegment[];
  readonly data: readonly DataSegment[];
  /** Value of the data count section, where there is one. */
  readonly dataCount: number | undefined;
}
