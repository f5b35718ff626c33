import { type NumberType, type NumericOpcode, numericOpcodes } from './numericOpcodes.ts';

const loads: Readonly<Record<NumberType, number>> = { i32: 0x28, i64: 0x29, f32: 0x2a, f64: 0x2b };
const stores: Readonly<Record<NumberType, number>> = { i32: 0x36, i64: 0x37, f32: 0x38, f64: 0x39 };
const canonical: Readonly<Record<string, bigint>> = { f32: 0x7fc00000n, f64: 0x7ff8000000000000n };
const infinity: Readonly<Record<string, bigint>> = { f32: 0x7f800000n, f64: 0x7ff0000000000000n };
/** Instructions on floats that keep the bits of a NaN. */
const movesBits = /\.(abs|neg|copysign|reinterpret_.*)$/;

const leb = (value: number): number[] => (value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...leb(value >>> 7)]);
const counted = (bytes: readonly number[]): number[] => [...leb(bytes.length), ...bytes];
const section = (id: number, bytes: readonly number[]): number[] => [id, ...counted(bytes)];
const vector = (items: readonly (readonly number[])[]): number[] => [...leb(items.length), ...items.flat()];

/** A module with a function for each instruction: operands at 0 and 8 of its memory, the result at 16. */
function moduleBytes(): Uint8Array<ArrayBuffer> {
  const body = ({ opcode, operands, result }: NumericOpcode): number[] => {
    const code = opcode < 0xc5 ? [opcode] : [0xfc, opcode - 0xc5];
    const pushed = operands.flatMap((type, index) => [0x41, 8 * index, loads[type], 0, 0]);
    return counted([0, 0x41, 16, ...pushed, ...code, stores[result], 0, 0, 0x0b]);
  };
  const name = (text: string): number[] => counted([...new TextEncoder().encode(text)]);
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, vector([[0x60, 0, 0]])),
    ...section(3, vector(numericOpcodes.map(() => [0]))),
    ...section(5, vector([[0, 1]])),
    ...section(
      7,
      vector([[...name('memory'), 2, 0], ...numericOpcodes.map((each, i) => [...name(each.name), 0, ...leb(i)])]),
    ),
    ...section(10, vector(numericOpcodes.map(body))),
  ]);
}

const { exports } = new WebAssembly.Instance(new WebAssembly.Module(moduleBytes()));
const view = new DataView((exports.memory as WebAssembly.Memory).buffer);
const functions = new Map(numericOpcodes.map(({ opcode, name }) => [opcode, exports[name] as () => void]));

/** What this machine's processor makes of an instruction: bits, NaNs canonical where the machine says so, undefined for a trap. */
export function nativeArithmetic(each: NumericOpcode, operands: readonly bigint[]): bigint | undefined {
  operands.forEach((operand, index) => {
    view.setBigUint64(8 * index, operand, true);
  });
  view.setBigUint64(16, 0n, true);
  try {
    functions.get(each.opcode)?.();
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError) return undefined;
    throw error;
  }
  const bits = view.getBigUint64(16, true);
  const most = infinity[each.result];
  if (most === undefined || movesBits.test(each.name)) return bits;
  const magnitude = bits & (each.result === 'f32' ? 0x7fffffffn : 0x7fffffffffffffffn);
  return magnitude > most ? canonical[each.result] : bits;
}
