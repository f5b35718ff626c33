/** A type of WebAssembly's numbers. */
export type NumberType = 'i32' | 'i64' | 'f32' | 'f64';

/** A numeric instruction of the machine. */
export interface NumericOpcode {
  /** Its number in the machine: WebAssembly's, or 0xc5 + n for 0xfc n. */
  readonly opcode: number;
  readonly name: string;
  readonly operands: readonly NumberType[];
  readonly result: NumberType;
}

const comparisons = {
  integer: ['eq', 'ne', 'lt_s', 'lt_u', 'gt_s', 'gt_u', 'le_s', 'le_u', 'ge_s', 'ge_u'],
  float: ['eq', 'ne', 'lt', 'gt', 'le', 'ge'],
};
const unary = { integer: ['clz', 'ctz', 'popcnt'], float: ['abs', 'neg', 'ceil', 'floor', 'trunc', 'nearest', 'sqrt'] };
const binary = {
  integer: 'add sub mul div_s div_u rem_s rem_u and or xor shl shr_s shr_u rotl rotr'.split(' '),
  float: 'add sub mul div min max copysign'.split(' '),
};
const kindOf = (type: NumberType): 'integer' | 'float' => (type.startsWith('i') ? 'integer' : 'float');
const types = ['i32', 'i64', 'f32', 'f64'] as const;
type Row = Omit<NumericOpcode, 'opcode'>;
const row = (type: NumberType, name: string, operands: readonly NumberType[], result: NumberType): Row => ({
  name: `${type}.${name}`,
  operands,
  result,
});

/** From 0x45 on, in the order of the binary format. */
const basic: readonly Row[] = [
  ...types.flatMap((type) => [
    ...(kindOf(type) === 'integer' ? [row(type, 'eqz', [type], 'i32')] : []),
    ...comparisons[kindOf(type)].map((name) => row(type, name, [type, type], 'i32')),
  ]),
  ...types.flatMap((type) => [
    ...unary[kindOf(type)].map((name) => row(type, name, [type], type)),
    ...binary[kindOf(type)].map((name) => row(type, name, [type, type], type)),
  ]),
];
const conversions =
  `i32.wrap_i64 i32.trunc_f32_s i32.trunc_f32_u i32.trunc_f64_s i32.trunc_f64_u i64.extend_i32_s i64.extend_i32_u
i64.trunc_f32_s i64.trunc_f32_u i64.trunc_f64_s i64.trunc_f64_u f32.convert_i32_s f32.convert_i32_u f32.convert_i64_s
f32.convert_i64_u f32.demote_f64 f64.convert_i32_s f64.convert_i32_u f64.convert_i64_s f64.convert_i64_u f64.promote_f32
i32.reinterpret_f32 i64.reinterpret_f64 f32.reinterpret_i32 f64.reinterpret_i64 i32.extend8_s i32.extend16_s i64.extend8_s
i64.extend16_s i64.extend32_s i32.trunc_sat_f32_s i32.trunc_sat_f32_u i32.trunc_sat_f64_s i32.trunc_sat_f64_u
i64.trunc_sat_f32_s i64.trunc_sat_f32_u i64.trunc_sat_f64_s i64.trunc_sat_f64_u`
    .split(/\s+/)
    .map((full): Row => {
      const [result = '', rest = ''] = full.split('.');
      const source = /_([if](?:32|64))/.exec(rest)?.[1] ?? result;
      return row(result as NumberType, rest, [source as NumberType], result as NumberType);
    });

/** All numeric instructions, from 0x45 to 0xcc. */
export const numericOpcodes: readonly NumericOpcode[] = [...basic, ...conversions].map((each, index) => ({
  opcode: 0x45 + index,
  ...each,
}));
