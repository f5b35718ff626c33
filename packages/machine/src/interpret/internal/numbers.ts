/** Number of ones among 32 bits. */
export function popcount(bits: number): number {
  let x = bits - ((bits >>> 1) & 0x5555_5555);
  x = (x & 0x3333_3333) + ((x >>> 2) & 0x3333_3333);
  return Math.imul((x + (x >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24;
}

const integersFrom = 2 ** 52;

/** The nearest integer, ties to even; keeps the sign of a zero. Exact for single precision, too. */
export function roundToEven(x: number): number {
  if (x > 0 && x < integersFrom) return x + integersFrom - integersFrom;
  if (x < 0 && x > -integersFrom) {
    const rounded = x - integersFrom + integersFrom;
    return rounded === 0 ? -0 : rounded;
  }
  return x;
}

const lowBits = 11n;
const scale = 2 ** 11;

/** An integer of 64 bits in single precision, rounded once: through double precision it would be rounded twice. */
export function singleOf(integer: bigint): number {
  if (integer > -0x20_0000_0000_0000n && integer < 0x20_0000_0000_0000n) return Math.fround(Number(integer));
  // The lowest bits only matter as to whether there are any.
  const rest = (integer & 0x7ffn) === 0n ? 0n : 1n;
  return Math.fround(Number((integer >> lowBits) | rest)) * scale;
}
