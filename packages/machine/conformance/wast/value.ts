import type { ValueType } from '../../src/index.ts';
import type { Node } from './parseWast.ts';

/** A value by its bits (unsigned), or a class of NaNs. */
export interface Value {
  readonly type: ValueType;
  readonly bits: bigint | 'nan:canonical' | 'nan:arithmetic';
}

function integerBits(text: string, size: number): bigint {
  const clean = text.replaceAll('_', '');
  const negative = clean.startsWith('-');
  const magnitude = BigInt(clean.replace(/^[+-]/, ''));
  return BigInt.asUintN(size, negative ? -magnitude : magnitude);
}

/** Rounds a hexadecimal float literal to nearest, ties to even, with integers only. */
function hexFloatBits(text: string, mantissaBits: number, exponentBits: number): bigint {
  const match = /^0x([0-9a-f]*)\.?([0-9a-f]*)(?:p([+-]?\d+))?$/i.exec(text);
  if (match === null) throw new Error(`not a hexadecimal float: ${text}`);
  const fraction = match[2] ?? '';
  let mantissa = BigInt(`0x${match[1] ?? ''}${fraction}` === '0x' ? '0x0' : `0x${match[1] ?? ''}${fraction}`);
  let exponent = Number(match[3] ?? '0') - 4 * fraction.length;
  if (mantissa === 0n) return 0n;
  const bias = 2 ** (exponentBits - 1) - 1;
  const lowest = 1 - bias - mantissaBits;
  const length = mantissa.toString(2).length;
  const shift = Math.max(length - (mantissaBits + 1), lowest - exponent);
  if (shift > 0) {
    const dropped = mantissa & ((1n << BigInt(shift)) - 1n);
    const half = 1n << BigInt(shift - 1);
    mantissa >>= BigInt(shift);
    if (dropped > half || (dropped === half && (mantissa & 1n) === 1n)) mantissa++;
    exponent += shift;
  } else {
    const up = Math.min(mantissaBits + 1 - length, exponent - lowest);
    mantissa <<= BigInt(up);
    exponent -= up;
  }
  const hidden = 1n << BigInt(mantissaBits);
  if (mantissa >= 2n * hidden) {
    mantissa >>= 1n;
    exponent++;
  }
  if (mantissa < hidden) return mantissa;
  const biased = BigInt(exponent + bias + mantissaBits);
  if (biased >= 2n ** BigInt(exponentBits) - 1n) return (2n ** BigInt(exponentBits) - 1n) << BigInt(mantissaBits);
  return (biased << BigInt(mantissaBits)) | (mantissa - hidden);
}

function floatBits(text: string, single: boolean): Value['bits'] {
  if (text === 'nan:canonical' || text === 'nan:arithmetic') return text;
  const mantissaBits = single ? 23 : 52;
  const exponentBits = single ? 8 : 11;
  const sign = text.startsWith('-') ? 1n << BigInt(mantissaBits + exponentBits) : 0n;
  const clean = text.replace(/^[+-]/, '').replaceAll('_', '');
  const infinity = (2n ** BigInt(exponentBits) - 1n) << BigInt(mantissaBits);
  if (clean === 'inf') return sign | infinity;
  if (clean === 'nan') return sign | infinity | (1n << BigInt(mantissaBits - 1));
  if (clean.startsWith('nan:')) return sign | infinity | BigInt(clean.slice(4));
  if (clean.startsWith('0x')) return sign | hexFloatBits(clean, mantissaBits, exponentBits);
  const view = new DataView(new ArrayBuffer(8));
  if (single) {
    view.setFloat32(0, Number(clean));
    return sign | BigInt(view.getUint32(0));
  }
  view.setFloat64(0, Number(clean));
  return sign | view.getBigUint64(0);
}

/** Reads `(i32.const 1)` and the like; undefined for values outside the guest language, such as references. */
export function readValue(node: Node): Value | undefined {
  if (node.kind !== 'list') return undefined;
  const [head, literal] = node.items;
  if (head?.kind !== 'atom' || literal?.kind !== 'atom') return undefined;
  switch (head.text) {
    case 'i32.const':
      return { type: 'i32', bits: integerBits(literal.text, 32) };
    case 'i64.const':
      return { type: 'i64', bits: integerBits(literal.text, 64) };
    case 'f32.const':
      return { type: 'f32', bits: floatBits(literal.text, true) };
    case 'f64.const':
      return { type: 'f64', bits: floatBits(literal.text, false) };
    default:
      return undefined;
  }
}

/** True where a result's bits are what a script expects. */
export function matches(expected: Value, bits: bigint): boolean {
  if (typeof expected.bits === 'bigint') return expected.bits === bits;
  const single = expected.type === 'f32';
  const canonical = single ? 0x7fc00000n : 0x7ff8000000000000n;
  const magnitude = bits & (single ? 0x7fffffffn : 0x7fffffffffffffffn);
  return expected.bits === 'nan:canonical' ? magnitude === canonical : (magnitude & canonical) === canonical;
}
