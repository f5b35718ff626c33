// A model of the machine's arithmetic for tests: floats are fractions of big integers, compared and divided exactly, and
// integers are big integers that are wrapped at the end. It is slow, and nothing in it is written as in the contract.
import type { NumberType, NumericOpcode } from './numericOpcodes.ts';

/** numerator / denominator, the denominator above 0; `negativeZero` where it is zero. */
interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
  readonly negativeZero: boolean;
}
type Decoded = Fraction | 'nan' | 'infinity' | '-infinity';

interface Format {
  readonly bits: number;
  readonly fractionBits: number;
  readonly bias: number;
}
const formats: Readonly<Record<'f32' | 'f64', Format>> = {
  f32: { bits: 32, fractionBits: 23, bias: 127 },
  f64: { bits: 64, fractionBits: 52, bias: 1023 },
};

const power = (exponent: number): bigint => 1n << BigInt(exponent);
const absolute = (x: bigint): bigint => (x < 0n ? -x : x);
const fraction = (numerator: bigint, denominator = 1n, negativeZero = false): Fraction =>
  denominator < 0n
    ? { numerator: -numerator, denominator: -denominator, negativeZero }
    : { numerator, denominator, negativeZero };

function decode(bits: bigint, { bits: width, fractionBits, bias }: Format): Decoded {
  const text = bits.toString(2).padStart(width, '0');
  const sign = text[0] === '1' ? -1n : 1n;
  const field = Number.parseInt(text.slice(1, width - fractionBits), 2);
  const digits = BigInt(`0b${text.slice(width - fractionBits)}`);
  if (field === 2 * bias + 1) return digits !== 0n ? 'nan' : sign < 0n ? '-infinity' : 'infinity';
  const significand = field === 0 ? digits : digits + power(fractionBits);
  const exponent = Math.max(field, 1) - bias - fractionBits;
  const negativeZero = significand === 0n && sign < 0n;
  return exponent >= 0
    ? fraction(sign * significand * power(exponent), 1n, negativeZero)
    : fraction(sign * significand, power(-exponent), negativeZero);
}

const nan = ({ bits, fractionBits }: Format): bigint => power(bits - 1) - power(fractionBits - 1);
const infinite = ({ bits, fractionBits }: Format): bigint => power(bits - 1) - power(fractionBits);

/**
 * The nearest float. Floats of one sign are numbered in their order by their bits, so it is found by bisection: the largest
 * one that is not above the number, and then the nearer of that and the next, or the even one.
 */
function encode(value: Decoded, format: Format): bigint {
  const sign = power(format.bits - 1);
  if (value === 'nan') return nan(format);
  if (value === 'infinity') return infinite(format);
  if (value === '-infinity') return sign + infinite(format);
  const { numerator, denominator, negativeZero } = value;
  if (numerator === 0n) return negativeZero ? sign : 0n;
  const size = absolute(numerator);
  // Infinity counts as the power of two that would follow, which is where rounding to it begins to matter.
  const magnitudeOf = (bits: bigint): Fraction => {
    if (bits === infinite(format)) return fraction(power(format.bias + 1));
    return decode(bits, format) as Fraction;
  };
  const compare = (bits: bigint): bigint => {
    const other = magnitudeOf(bits);
    return size * other.denominator - other.numerator * denominator;
  };
  let low = 0n;
  let high = infinite(format);
  if (compare(high) >= 0n) return (numerator < 0n ? sign : 0n) + high;
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (compare(middle) >= 0n) low = middle;
    else high = middle;
  }
  const below = magnitudeOf(low);
  const above = magnitudeOf(high);
  // The number against the mean of both.
  const mean = fraction(
    below.numerator * above.denominator + above.numerator * below.denominator,
    2n * below.denominator * above.denominator,
  );
  const side = size * mean.denominator - mean.numerator * denominator;
  const bits = side > 0n || (side === 0n && low % 2n === 1n) ? high : low;
  return (numerator < 0n ? sign : 0n) + bits;
}

const isFraction = (value: Decoded): value is Fraction => typeof value !== 'string';
const isNegative = (value: Decoded): boolean =>
  isFraction(value) ? value.numerator < 0n || value.negativeZero : value === '-infinity';
const infinityOf = (negative: boolean): Decoded => (negative ? '-infinity' : 'infinity');
const negated = (value: Decoded): Decoded => {
  if (value === 'nan') return value;
  if (!isFraction(value)) return infinityOf(value === 'infinity');
  return fraction(-value.numerator, value.denominator, value.numerator === 0n && !value.negativeZero);
};

function plus(x: Decoded, y: Decoded): Decoded {
  if (x === 'nan' || y === 'nan') return 'nan';
  if (!isFraction(x)) return isFraction(y) || x === y ? x : 'nan';
  if (!isFraction(y)) return y;
  const numerator = x.numerator * y.denominator + y.numerator * x.denominator;
  return fraction(numerator, x.denominator * y.denominator, x.negativeZero && y.negativeZero);
}

function times(x: Decoded, y: Decoded): Decoded {
  if (x === 'nan' || y === 'nan') return 'nan';
  const negative = isNegative(x) !== isNegative(y);
  if (!isFraction(x) || !isFraction(y)) {
    const zero = (isFraction(x) && x.numerator === 0n) || (isFraction(y) && y.numerator === 0n);
    return zero ? 'nan' : infinityOf(negative);
  }
  return fraction(x.numerator * y.numerator, x.denominator * y.denominator, negative);
}

function over(x: Decoded, y: Decoded): Decoded {
  if (x === 'nan' || y === 'nan') return 'nan';
  const negative = isNegative(x) !== isNegative(y);
  if (!isFraction(y)) return isFraction(x) ? fraction(0n, 1n, negative) : 'nan';
  if (!isFraction(x)) return infinityOf(negative);
  if (y.numerator === 0n) return x.numerator === 0n ? 'nan' : infinityOf(negative);
  return fraction(x.numerator * y.denominator, x.denominator * y.numerator, negative);
}

/** The float whose square is nearest from below, by bisection over the bits, then the nearer of two by squaring the mean. */
function root(x: Decoded, format: Format): bigint {
  if (x === 'nan' || x === '-infinity') return nan(format);
  if (x === 'infinity') return infinite(format);
  if (x.numerator === 0n) return encode(x, format);
  if (x.numerator < 0n) return nan(format);
  const atLeastSquareOf = (value: Fraction): boolean =>
    x.numerator * value.denominator ** 2n >= value.numerator ** 2n * x.denominator;
  let low = 0n;
  let high = infinite(format);
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (atLeastSquareOf(decode(middle, format) as Fraction)) low = middle;
    else high = middle;
  }
  const below = decode(low, format) as Fraction;
  const above = decode(high, format) as Fraction;
  const mean = fraction(
    below.numerator * above.denominator + above.numerator * below.denominator,
    2n * below.denominator * above.denominator,
  );
  // No root of a float lies in the middle between two.
  return atLeastSquareOf(mean) ? high : low;
}

const floorOf = ({ numerator, denominator }: Fraction): bigint => {
  const quotient = numerator / denominator;
  return numerator % denominator < 0n ? quotient - 1n : quotient;
};

function integral(name: string, x: Decoded): Decoded {
  if (!isFraction(x)) return x;
  const below = floorOf(x);
  const exact = below * x.denominator === x.numerator;
  const above = exact ? below : below + 1n;
  const nearest = (): bigint => {
    const side = 2n * x.numerator - (below + above) * x.denominator;
    return side < 0n || (side === 0n && below % 2n === 0n) ? below : above;
  };
  const towardsZero = x.numerator < 0n ? above : below;
  const results: Record<string, bigint> = { floor: below, ceil: above, trunc: towardsZero, nearest: nearest() };
  return fraction(results[name] ?? 0n, 1n, isNegative(x));
}

/** -1, 0, 1, or undefined where a NaN is compared. */
function order(x: Decoded, y: Decoded): number | undefined {
  if (x === 'nan' || y === 'nan') return undefined;
  const rank = (value: Decoded): number => (value === 'infinity' ? 1 : value === '-infinity' ? -1 : 0);
  if (!isFraction(x) || !isFraction(y)) return Math.sign(rank(x) - rank(y));
  const side = x.numerator * y.denominator - y.numerator * x.denominator;
  return side < 0n ? -1 : side > 0n ? 1 : 0;
}

function extreme(name: string, x: Decoded, y: Decoded): Decoded {
  const side = order(x, y);
  if (side === undefined) return 'nan';
  const smaller = side < 0 || (side === 0 && isNegative(x)) ? x : y;
  return name === 'min' ? smaller : smaller === x ? y : x;
}

const signed = (x: bigint, bits: number): bigint => BigInt.asIntN(bits, x);
const related = (name: string, side: number | undefined): bigint => {
  const all: Record<string, boolean> = {
    eq: side === 0,
    ne: side !== 0,
    lt: side === -1,
    gt: side === 1,
    le: side === -1 || side === 0,
    ge: side === 1 || side === 0,
  };
  return all[name.slice(0, 2)] ? 1n : 0n;
};

function integerResult(name: string, bits: number, x: bigint, y: bigint): bigint | undefined {
  const wrap = (value: bigint): bigint => BigInt.asUintN(bits, value);
  const digits = x.toString(2).padStart(bits, '0');
  const count = Number(y % BigInt(bits));
  const rotated = (by: number): bigint => BigInt(`0b${digits.slice(by)}${digits.slice(0, by)}`);
  const divided = (a: bigint, b: bigint, most: bigint): bigint | undefined =>
    b === 0n || a / b > most ? undefined : wrap(a / b);
  const remains = (a: bigint, b: bigint): bigint | undefined => (b === 0n ? undefined : wrap(a % b));
  const sx = signed(x, bits);
  const sy = signed(y, bits);
  switch (name) {
    case 'eqz':
      return x === 0n ? 1n : 0n;
    case 'clz':
      return BigInt(x === 0n ? bits : digits.indexOf('1'));
    case 'ctz':
      return BigInt(x === 0n ? bits : bits - 1 - digits.lastIndexOf('1'));
    case 'popcnt':
      return BigInt(digits.split('1').length - 1);
    case 'add':
      return wrap(x + y);
    case 'sub':
      return wrap(x - y);
    case 'mul':
      return wrap(x * y);
    case 'div_s':
      return divided(sx, sy, power(bits - 1) - 1n);
    case 'div_u':
      return divided(x, y, power(bits));
    case 'rem_s':
      return remains(sx, sy);
    case 'rem_u':
      return remains(x, y);
    case 'and':
      return x & y;
    case 'or':
      return x | y;
    case 'xor':
      return x ^ y;
    case 'shl':
      return wrap(x * power(count));
    case 'shr_s':
      return wrap(floorOf(fraction(sx, power(count))));
    case 'shr_u':
      return x / power(count);
    case 'rotl':
      return rotated(count);
    case 'rotr':
      return rotated(bits - count);
    case 'extend8_s':
      return wrap(signed(x, 8));
    case 'extend16_s':
      return wrap(signed(x, 16));
    case 'extend32_s':
      return wrap(signed(x, 32));
    default: {
      const [a, b] = name.endsWith('_s') ? [sx, sy] : [x, y];
      return related(name, a < b ? -1 : a > b ? 1 : 0);
    }
  }
}

function floatResult(name: string, type: 'f32' | 'f64', bits: readonly [bigint, bigint]): bigint {
  const format = formats[type];
  const sign = power(format.bits - 1);
  const x = decode(bits[0], format);
  const y = decode(bits[1], format);
  switch (name) {
    case 'abs':
      return bits[0] % sign;
    case 'neg':
      return bits[0] >= sign ? bits[0] - sign : bits[0] + sign;
    case 'copysign':
      return (bits[0] % sign) + (bits[1] >= sign ? sign : 0n);
    case 'sqrt':
      return root(x, format);
    case 'add':
      return encode(plus(x, y), format);
    case 'sub':
      return encode(plus(x, negated(y)), format);
    case 'mul':
      return encode(times(x, y), format);
    case 'div':
      return encode(over(x, y), format);
    case 'min':
    case 'max':
      return encode(extreme(name, x, y), format);
    case 'ceil':
    case 'floor':
    case 'trunc':
    case 'nearest':
      return encode(integral(name, x), format);
    default:
      return related(name, order(x, y));
  }
}

/** Of trunc and trunc_sat: the integer, `undefined` where there is none. */
function truncated(name: string, value: Decoded, bits: number): bigint | undefined {
  const [low, high] = name.endsWith('_s') ? [-power(bits - 1), power(bits - 1) - 1n] : [0n, power(bits) - 1n];
  const saturate = name.startsWith('trunc_sat');
  const wrap = (integer: bigint): bigint => BigInt.asUintN(bits, integer);
  if (value === 'nan') return saturate ? 0n : undefined;
  if (isFraction(value)) {
    const integer = (integral('trunc', value) as Fraction).numerator;
    if (integer >= low && integer <= high) return wrap(integer);
  }
  if (!saturate) return undefined;
  return wrap(isNegative(value) ? low : high);
}

const widthOf = (type: NumberType): number => Number(type.slice(1));

/** What the machine's specification makes of an instruction: bits; undefined for a trap. */
export function arithmeticModel(each: NumericOpcode, operands: readonly bigint[]): bigint | undefined {
  const [type, name = ''] = each.name.split('.') as [NumberType, string];
  const [source = type] = each.operands;
  const [x = 0n, y = 0n] = operands;
  if (name.startsWith('trunc_') && (source === 'f32' || source === 'f64'))
    return truncated(name, decode(x, formats[source]), widthOf(type));
  if (name.startsWith('reinterpret')) return x;
  if (name.startsWith('convert'))
    return encode(fraction(name.endsWith('_s') ? signed(x, widthOf(source)) : x), formats[type as 'f32' | 'f64']);
  if (name.startsWith('demote') || name.startsWith('promote'))
    return encode(decode(x, formats[source as 'f32' | 'f64']), formats[type as 'f32' | 'f64']);
  if (name.startsWith('wrap')) return BigInt.asUintN(32, x);
  if (name === 'extend_i32_s') return BigInt.asUintN(64, signed(x, 32));
  if (name === 'extend_i32_u') return x;
  return type === 'f32' || type === 'f64' ? floatResult(name, type, [x, y]) : integerResult(name, widthOf(type), x, y);
}
