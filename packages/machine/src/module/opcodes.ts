import type { ValueType } from './WasmModule.ts';

/** What follows an opcode in the binary format. */
export type ImmediateKind =
  | 'none'
  | 'block'
  | 'label'
  | 'labels'
  | 'function'
  | 'callIndirect'
  | 'local'
  | 'global'
  | 'memory'
  | 'memoryIndex'
  | 'i32'
  | 'i64'
  | 'f32'
  | 'f64'
  | 'memoryInit'
  | 'dataIndex'
  | 'memoryCopy'
  | 'tableInit'
  | 'elementIndex'
  | 'tableCopy';

/** What is fixed about an opcode of the guest language. */
export interface OpcodeInfo {
  readonly opcode: number;
  readonly name: string;
  readonly immediate: ImmediateKind;
  /** Operand types, undefined where they depend on the context (control, variables, `drop`, `select`, calls). */
  readonly params: readonly ValueType[] | undefined;
  readonly results: readonly ValueType[];
  /** For memory accesses: log2 of the number of bytes. */
  readonly accessLog2: number;
  /** True where the result may be a NaN whose bits the specification leaves open. */
  readonly makesNan: boolean;
}

/** The opcodes that code refers to by name. */
export const op = {
  unreachable: 0x00,
  nop: 0x01,
  block: 0x02,
  loop: 0x03,
  if: 0x04,
  else: 0x05,
  end: 0x0b,
  br: 0x0c,
  brIf: 0x0d,
  brTable: 0x0e,
  return: 0x0f,
  call: 0x10,
  callIndirect: 0x11,
  drop: 0x1a,
  select: 0x1b,
  localGet: 0x20,
  localSet: 0x21,
  localTee: 0x22,
  globalGet: 0x23,
  globalSet: 0x24,
  i32Load: 0x28,
  i64Load: 0x29,
  i32Load8U: 0x2d,
  i32Load16U: 0x2f,
  i32Store: 0x36,
  i64Store: 0x37,
  f32Store: 0x38,
  f64Store: 0x39,
  i32Store8: 0x3a,
  i32Store16: 0x3b,
  i64Store8: 0x3c,
  i64Store16: 0x3d,
  i64Store32: 0x3e,
  memorySize: 0x3f,
  memoryGrow: 0x40,
  i32Const: 0x41,
  i64Const: 0x42,
  f32Const: 0x43,
  f64Const: 0x44,
  i32Eqz: 0x45,
  i32Ne: 0x47,
  i32LtS: 0x48,
  i32LtU: 0x49,
  i32GeU: 0x4f,
  i64LtS: 0x53,
  i64GtU: 0x56,
  i64GeU: 0x5a,
  f32Ne: 0x5c,
  f32Ge: 0x60,
  f64Ne: 0x62,
  f64Ge: 0x66,
  i32Add: 0x6a,
  i32Sub: 0x6b,
  i32Mul: 0x6c,
  i32And: 0x71,
  i32Shl: 0x74,
  i32ShrU: 0x76,
  i64Add: 0x7c,
  i64Sub: 0x7d,
  i64Mul: 0x7e,
  i64Or: 0x84,
  i64Shl: 0x86,
  i64ShrU: 0x88,
  f32Abs: 0x8b,
  f32Neg: 0x8c,
  f32Copysign: 0x98,
  f64Abs: 0x99,
  f64Neg: 0x9a,
  f64Copysign: 0xa6,
  i64ExtendI32U: 0xad,
  i32ReinterpretF32: 0xbc,
  i64ReinterpretF64: 0xbd,
  memoryInit: 0xfc08,
  dataDrop: 0xfc09,
  memoryCopy: 0xfc0a,
  memoryFill: 0xfc0b,
  tableInit: 0xfc0c,
  elemDrop: 0xfc0d,
  tableCopy: 0xfc0e,
} as const;

const letters: Readonly<Record<string, ValueType>> = { i: 'i32', l: 'i64', f: 'f32', d: 'f64' };
const byOpcode = new Map<number, OpcodeInfo>();

function typesOf(signature: string): ValueType[] {
  return [...signature].map((letter) => letters[letter] ?? 'i32');
}

function define(
  opcode: number,
  name: string,
  signature: string | undefined,
  immediate: ImmediateKind = 'none',
  more: { accessLog2?: number; makesNan?: boolean } = {},
): void {
  const [params, results] = signature === undefined ? [undefined, ''] : signature.split('>');
  byOpcode.set(opcode, {
    opcode,
    name,
    immediate,
    params: params === undefined ? undefined : typesOf(params),
    results: typesOf(results ?? ''),
    accessLog2: more.accessLog2 ?? 0,
    makesNan: more.makesNan ?? false,
  });
}

function defineRow(first: number, prefix: string, names: string, signature: string): void {
  names.split(' ').forEach((name, position) => {
    define(first + position, `${prefix}.${name}`, signature);
  });
}

define(0x00, 'unreachable', undefined);
define(0x01, 'nop', '>');
define(0x02, 'block', undefined, 'block');
define(0x03, 'loop', undefined, 'block');
define(0x04, 'if', undefined, 'block');
define(0x05, 'else', undefined);
define(0x0b, 'end', undefined);
define(0x0c, 'br', undefined, 'label');
define(0x0d, 'br_if', undefined, 'label');
define(0x0e, 'br_table', undefined, 'labels');
define(0x0f, 'return', undefined);
define(0x10, 'call', undefined, 'function');
define(0x11, 'call_indirect', undefined, 'callIndirect');
define(0x1a, 'drop', undefined);
define(0x1b, 'select', undefined);
define(0x20, 'local.get', undefined, 'local');
define(0x21, 'local.set', undefined, 'local');
define(0x22, 'local.tee', undefined, 'local');
define(0x23, 'global.get', undefined, 'global');
define(0x24, 'global.set', undefined, 'global');

const accesses: readonly (readonly [string, string, number])[] = [
  ['i32.load', 'i>i', 2],
  ['i64.load', 'i>l', 3],
  ['f32.load', 'i>f', 2],
  ['f64.load', 'i>d', 3],
  ['i32.load8_s', 'i>i', 0],
  ['i32.load8_u', 'i>i', 0],
  ['i32.load16_s', 'i>i', 1],
  ['i32.load16_u', 'i>i', 1],
  ['i64.load8_s', 'i>l', 0],
  ['i64.load8_u', 'i>l', 0],
  ['i64.load16_s', 'i>l', 1],
  ['i64.load16_u', 'i>l', 1],
  ['i64.load32_s', 'i>l', 2],
  ['i64.load32_u', 'i>l', 2],
  ['i32.store', 'ii>', 2],
  ['i64.store', 'il>', 3],
  ['f32.store', 'if>', 2],
  ['f64.store', 'id>', 3],
  ['i32.store8', 'ii>', 0],
  ['i32.store16', 'ii>', 1],
  ['i64.store8', 'il>', 0],
  ['i64.store16', 'il>', 1],
  ['i64.store32', 'il>', 2],
];
accesses.forEach(([name, signature, accessLog2], position) => {
  define(0x28 + position, name, signature, 'memory', { accessLog2 });
});
define(0x3f, 'memory.size', '>i', 'memoryIndex');
define(0x40, 'memory.grow', 'i>i', 'memoryIndex');
define(0x41, 'i32.const', '>i', 'i32');
define(0x42, 'i64.const', '>l', 'i64');
define(0x43, 'f32.const', '>f', 'f32');
define(0x44, 'f64.const', '>d', 'f64');

define(0x45, 'i32.eqz', 'i>i');
defineRow(0x46, 'i32', 'eq ne lt_s lt_u gt_s gt_u le_s le_u ge_s ge_u', 'ii>i');
define(0x50, 'i64.eqz', 'l>i');
defineRow(0x51, 'i64', 'eq ne lt_s lt_u gt_s gt_u le_s le_u ge_s ge_u', 'll>i');
defineRow(0x5b, 'f32', 'eq ne lt gt le ge', 'ff>i');
defineRow(0x61, 'f64', 'eq ne lt gt le ge', 'dd>i');
defineRow(0x67, 'i32', 'clz ctz popcnt', 'i>i');
defineRow(0x6a, 'i32', 'add sub mul div_s div_u rem_s rem_u and or xor shl shr_s shr_u rotl rotr', 'ii>i');
defineRow(0x79, 'i64', 'clz ctz popcnt', 'l>l');
defineRow(0x7c, 'i64', 'add sub mul div_s div_u rem_s rem_u and or xor shl shr_s shr_u rotl rotr', 'll>l');

const floatOps: readonly (readonly [string, boolean, boolean])[] = [
  ['abs', true, false],
  ['neg', true, false],
  ['ceil', true, true],
  ['floor', true, true],
  ['trunc', true, true],
  ['nearest', true, true],
  ['sqrt', true, true],
  ['add', false, true],
  ['sub', false, true],
  ['mul', false, true],
  ['div', false, true],
  ['min', false, true],
  ['max', false, true],
  ['copysign', false, false],
];
floatOps.forEach(([name, unary, makesNan], position) => {
  define(0x8b + position, `f32.${name}`, unary ? 'f>f' : 'ff>f', 'none', { makesNan });
  define(0x99 + position, `f64.${name}`, unary ? 'd>d' : 'dd>d', 'none', { makesNan });
});

const conversions: readonly (readonly [string, string])[] = [
  ['i32.wrap_i64', 'l>i'],
  ['i32.trunc_f32_s', 'f>i'],
  ['i32.trunc_f32_u', 'f>i'],
  ['i32.trunc_f64_s', 'd>i'],
  ['i32.trunc_f64_u', 'd>i'],
  ['i64.extend_i32_s', 'i>l'],
  ['i64.extend_i32_u', 'i>l'],
  ['i64.trunc_f32_s', 'f>l'],
  ['i64.trunc_f32_u', 'f>l'],
  ['i64.trunc_f64_s', 'd>l'],
  ['i64.trunc_f64_u', 'd>l'],
  ['f32.convert_i32_s', 'i>f'],
  ['f32.convert_i32_u', 'i>f'],
  ['f32.convert_i64_s', 'l>f'],
  ['f32.convert_i64_u', 'l>f'],
  ['f32.demote_f64', 'd>f'],
  ['f64.convert_i32_s', 'i>d'],
  ['f64.convert_i32_u', 'i>d'],
  ['f64.convert_i64_s', 'l>d'],
  ['f64.convert_i64_u', 'l>d'],
  ['f64.promote_f32', 'f>d'],
  ['i32.reinterpret_f32', 'f>i'],
  ['i64.reinterpret_f64', 'd>l'],
  ['f32.reinterpret_i32', 'i>f'],
  ['f64.reinterpret_i64', 'l>d'],
  ['i32.extend8_s', 'i>i'],
  ['i32.extend16_s', 'i>i'],
  ['i64.extend8_s', 'l>l'],
  ['i64.extend16_s', 'l>l'],
  ['i64.extend32_s', 'l>l'],
];
conversions.forEach(([name, signature], position) => {
  define(0xa7 + position, name, signature, 'none', { makesNan: /demote|promote/.test(name) });
});

const saturating = [
  ['i32.trunc_sat_f32', 'f>i'],
  ['i32.trunc_sat_f64', 'd>i'],
  ['i64.trunc_sat_f32', 'f>l'],
  ['i64.trunc_sat_f64', 'd>l'],
] as const;
saturating.forEach(([name, signature], position) => {
  define(0xfc00 + 2 * position, `${name}_s`, signature);
  define(0xfc01 + 2 * position, `${name}_u`, signature);
});
define(0xfc08, 'memory.init', 'iii>', 'memoryInit');
define(0xfc09, 'data.drop', '>', 'dataIndex');
define(0xfc0a, 'memory.copy', 'iii>', 'memoryCopy');
define(0xfc0b, 'memory.fill', 'iii>', 'memoryIndex');
define(0xfc0c, 'table.init', 'iii>', 'tableInit');
define(0xfc0d, 'elem.drop', '>', 'elementIndex');
define(0xfc0e, 'table.copy', 'iii>', 'tableCopy');

const dense: (OpcodeInfo | undefined)[] = [];
for (let opcode = 0; opcode < 0x100; opcode++) dense.push(byOpcode.get(opcode));
const densePrefixed: (OpcodeInfo | undefined)[] = [];
for (let second = 0; second < 0x20; second++) densePrefixed.push(byOpcode.get(0xfc00 | second));

/** What is known about an opcode, or undefined where it is outside the guest language. */
export function opcodeInfo(opcode: number): OpcodeInfo | undefined {
  return opcode < 0x100 ? dense[opcode] : densePrefixed[opcode & 0x1f];
}

const unsupportedNames: Readonly<Record<number, string>> = {
  6: 'try',
  7: 'catch',
  8: 'throw',
  9: 'rethrow',
  10: 'throw_ref',
  18: 'return_call',
  19: 'return_call_indirect',
  20: 'call_ref',
  21: 'return_call_ref',
  24: 'delegate',
  25: 'catch_all',
  28: 'select with a type',
  31: 'try_table',
  37: 'table.get',
  38: 'table.set',
  208: 'ref.null',
  209: 'ref.is_null',
  210: 'ref.func',
  211: 'ref.eq',
  212: 'ref.as_non_null',
  213: 'br_on_null',
  214: 'br_on_non_null',
  64527: 'table.grow',
  64528: 'table.size',
  64529: 'table.fill',
};

/** A reader's name for an opcode outside the guest language. */
export function unsupportedOpcodeName(opcode: number): string {
  const name = unsupportedNames[opcode];
  if (name !== undefined) return name;
  const hex = `0x${opcode.toString(16).padStart(2, '0')}`;
  if (opcode === 0xfb) return 'a garbage-collection instruction (0xfb)';
  if (opcode === 0xfd) return 'a SIMD instruction (0xfd)';
  if (opcode === 0xfe) return 'a threads instruction (0xfe)';
  return `opcode ${hex}`;
}

/** Every opcode of the guest language, in ascending order. */
export const guestOpcodes: readonly OpcodeInfo[] = [...byOpcode.values()].sort((a, b) => a.opcode - b.opcode);
