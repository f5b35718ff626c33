const scratch = new DataView(new ArrayBuffer(8));

type Width = 32 | 64;

const canonicalNan: Readonly<Record<Width, bigint>> = { 32: 0x7fc0_0000n, 64: 0x7ff8_0000_0000_0000n };

function toFloat(bits: bigint, width: Width): number {
  scratch.setBigUint64(0, BigInt.asUintN(width, bits));
  return width === 32 ? scratch.getFloat32(4) : scratch.getFloat64(0);
}

function fromFloat(value: number, width: Width): bigint {
  if (Number.isNaN(value)) return canonicalNan[width];
  if (width === 64) scratch.setFloat64(0, value);
  else {
    scratch.setUint32(0, 0);
    scratch.setFloat32(4, value);
  }
  return scratch.getBigUint64(0);
}

function compare(operation: number, x: bigint, y: bigint, width: Width): bigint {
  const sx = BigInt.asIntN(width, x);
  const sy = BigInt.asIntN(width, y);
  const holds = [x === y, x !== y, sx < sy, x < y, sx > sy, x > y, sx <= sy, x <= y, sx >= sy, x >= y][operation];
  return holds === true ? 1n : 0n;
}

function compareFloats(operation: number, x: number, y: number): bigint {
  const holds = [x === y, x !== y, x < y, x > y, x <= y, x >= y][operation];
  return holds === true ? 1n : 0n;
}

function count(operation: number, x: bigint, width: Width): bigint {
  const digits = x.toString(2).padStart(width, '0');
  if (operation === 2) return BigInt(digits.replaceAll('0', '').length);
  const at = operation === 0 ? digits.indexOf('1') : width - 1 - digits.lastIndexOf('1');
  return BigInt(digits.includes('1') ? at : width);
}

function integer(operation: number, x: bigint, y: bigint, width: Width): bigint | undefined {
  const bits = BigInt(width);
  const sx = BigInt.asIntN(width, x);
  const sy = BigInt.asIntN(width, y);
  const by = y % bits;
  switch (operation) {
    case 0:
      return x + y;
    case 1:
      return x - y;
    case 2:
      return x * y;
    case 3:
      return y === 0n || (sy === -1n && sx === -(1n << (bits - 1n))) ? undefined : sx / sy;
    case 4:
      return y === 0n ? undefined : x / y;
    case 5:
      return y === 0n ? undefined : sx % sy;
    case 6:
      return y === 0n ? undefined : x % y;
    case 7:
      return x & y;
    case 8:
      return x | y;
    case 9:
      return x ^ y;
    case 10:
      return x << by;
    case 11:
      return sx >> by;
    case 12:
      return x >> by;
    case 13:
      return (x << by) | (x >> (bits - by));
    default:
      return (x >> by) | (x << (bits - by));
  }
}

function nearest(x: number): number {
  const down = Math.floor(x);
  const rest = x - down;
  if (Number.isNaN(rest) || rest === 0) return x;
  const rounded = rest < 0.5 || (rest === 0.5 && down % 2 === 0) ? down : down + 1;
  return rounded === 0 && x < 0 ? -0 : rounded;
}

function float(operation: number, x: bigint, y: bigint, width: Width): bigint {
  const sign = 1n << BigInt(width - 1);
  if (operation === 0) return x & ~sign;
  if (operation === 1) return x ^ sign;
  if (operation === 13) return (x & ~sign) | (y & sign);
  const f = toFloat(x, width);
  const g = toFloat(y, width);
  const results = [
    () => Math.ceil(f),
    () => Math.floor(f),
    () => Math.trunc(f),
    () => nearest(f),
    () => Math.sqrt(f),
    () => f + g,
    () => f - g,
    () => f * g,
    () => f / g,
    () => Math.min(f, g),
    () => Math.max(f, g),
  ];
  return fromFloat(results[operation - 2]?.() ?? Number.NaN, width);
}

function truncate(x: number, width: Width, signed: boolean, saturates: boolean): bigint | undefined {
  const low = signed ? -(1n << BigInt(width - 1)) : 0n;
  const high = (1n << BigInt(signed ? width - 1 : width)) - 1n;
  if (Number.isNaN(x)) return saturates ? 0n : undefined;
  if (!Number.isFinite(x)) return saturates ? (x < 0 ? low : high) : undefined;
  const whole = BigInt(Math.trunc(x));
  if (whole < low) return saturates ? low : undefined;
  if (whole > high) return saturates ? high : undefined;
  return whole;
}

/** The nearest single of an integer, ties to even, by its digits. */
function integerToSingle(value: bigint): number {
  const magnitude = value < 0n ? -value : value;
  const cut = BigInt(Math.max(magnitude.toString(2).length - 24, 0));
  let kept = magnitude >> cut;
  const rest = magnitude - (kept << cut);
  const half = cut === 0n ? 0n : 1n << (cut - 1n);
  if (cut > 0n && (rest > half || (rest === half && (kept & 1n) === 1n))) kept += 1n;
  const single = Number(kept << cut);
  return value < 0n ? -single : single;
}

function convert(opcode: number, x: bigint): bigint | undefined {
  const low = BigInt.asUintN(32, x);
  const signedLow = BigInt.asIntN(32, x);
  if (opcode >= 0xa8 && opcode <= 0xb1 && opcode !== 0xac && opcode !== 0xad) {
    const from = opcode - (opcode >= 0xae ? 0xae : 0xa8);
    return truncate(toFloat(x, from < 2 ? 32 : 64), opcode >= 0xae ? 64 : 32, from % 2 === 0, false);
  }
  switch (opcode) {
    case 0xa7:
      return low;
    case 0xac:
      return signedLow;
    case 0xad:
      return low;
    case 0xb2:
      return fromFloat(integerToSingle(signedLow), 32);
    case 0xb3:
      return fromFloat(integerToSingle(low), 32);
    case 0xb4:
      return fromFloat(integerToSingle(BigInt.asIntN(64, x)), 32);
    case 0xb5:
      return fromFloat(integerToSingle(x), 32);
    case 0xb6:
      return fromFloat(toFloat(x, 64), 32);
    case 0xb7:
      return fromFloat(Number(signedLow), 64);
    case 0xb8:
      return fromFloat(Number(low), 64);
    case 0xb9:
      return fromFloat(Number(BigInt.asIntN(64, x)), 64);
    case 0xba:
      return fromFloat(Number(x), 64);
    case 0xbb:
      return fromFloat(toFloat(x, 32), 64);
    case 0xbc:
    case 0xbe:
      return low;
    case 0xbd:
    case 0xbf:
      return x;
    case 0xc0:
    case 0xc2:
      return BigInt.asIntN(8, x);
    case 0xc1:
    case 0xc3:
      return BigInt.asIntN(16, x);
    case 0xc4:
      return signedLow;
    default: {
      const form = opcode - 0xc5;
      return truncate(toFloat(x, form % 4 < 2 ? 32 : 64), form < 4 ? 32 : 64, form % 2 === 0, true);
    }
  }
}

const resultWidths: readonly (readonly [number, number, Width])[] = [
  [0x45, 0x78, 32],
  [0x8b, 0x98, 32],
  [0xa7, 0xab, 32],
  [0xb2, 0xb6, 32],
  [0xbc, 0xbc, 32],
  [0xbe, 0xbe, 32],
  [0xc0, 0xc1, 32],
  [0xc5, 0xc8, 32],
];

/**
 * What a numeric instruction makes of its operands, in big integers; undefined where it traps. It shares nothing with the interpreter.
 *
 * @param x - The first operand, or the only one.
 */
export function evaluate(opcode: number, x: bigint, y: bigint): bigint | undefined {
  const result = unbounded(opcode, x, y);
  if (result === undefined) return undefined;
  const narrow = resultWidths.some(([first, last]) => opcode >= first && opcode <= last);
  return BigInt.asUintN(narrow ? 32 : 64, result);
}

function unbounded(opcode: number, x: bigint, y: bigint): bigint | undefined {
  const x32 = BigInt.asUintN(32, x);
  const y32 = BigInt.asUintN(32, y);
  if (opcode === 0x45) return x32 === 0n ? 1n : 0n;
  if (opcode <= 0x4f) return compare(opcode - 0x46, x32, y32, 32);
  if (opcode === 0x50) return x === 0n ? 1n : 0n;
  if (opcode <= 0x5a) return compare(opcode - 0x51, x, y, 64);
  if (opcode <= 0x60) return compareFloats(opcode - 0x5b, toFloat(x, 32), toFloat(y, 32));
  if (opcode <= 0x66) return compareFloats(opcode - 0x61, toFloat(x, 64), toFloat(y, 64));
  if (opcode <= 0x69) return count(opcode - 0x67, x32, 32);
  if (opcode <= 0x78) return integer(opcode - 0x6a, x32, y32, 32);
  if (opcode <= 0x7b) return count(opcode - 0x79, x, 64);
  if (opcode <= 0x8a) return integer(opcode - 0x7c, x, y, 64);
  if (opcode <= 0x98) return float(opcode - 0x8b, x32, y32, 32);
  if (opcode <= 0xa6) return float(opcode - 0x99, x, y, 64);
  return convert(opcode, x);
}
