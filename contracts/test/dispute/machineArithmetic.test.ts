// Every numeric instruction, judged by the deployed Machine, against two others that know nothing of it: the processor's
// arithmetic, through a WebAssembly module of a function each, and a model in fractions of big integers.
import { concatHex, type Hex } from 'viem';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  blankHeader,
  empty,
  headerWords,
  instructionWord,
  pair,
  singleLeaf,
  stateHash,
  word,
} from '../../scripts/internal/machineState.ts';
import { arithmeticModel } from './arithmeticModel.ts';
import { nativeArithmetic } from './nativeArithmetic.ts';
import { type NumberType, type NumericOpcode, numericOpcodes } from './numericOpcodes.ts';
import { type Judge, startJudge } from './startJudge.ts';

const randomTuples = 400;

/** Random bits from a fixed seed (xorshift64*). */
function createRandom(seed: bigint): () => bigint {
  let state = seed;
  return () => {
    state ^= state >> 12n;
    state = BigInt.asUintN(64, state ^ (state << 25n));
    state ^= state >> 27n;
    return BigInt.asUintN(64, state * 0x2545f4914f6cdd1dn);
  };
}

const bothSigns = (bits: number, values: readonly bigint[]): bigint[] =>
  values.flatMap((value) => [value, value | (1n << BigInt(bits - 1))]);
const specials: Readonly<Record<NumberType, readonly bigint[]>> = {
  i32: [
    ...[0n, 1n, 2n, 3n, 7n, 31n, 32n, 33n, 0x7fn, 0x80n, 0xffn, 0x7fffn, 0x8000n, 0xffffn, 0x1000001n, 0x1000003n],
    ...[0x55555555n, 0x7fffff80n, 0x7ffffffen, 0x7fffffffn, 0x80000000n, 0x80000001n, 0xfffffffen, 0xffffffffn],
  ],
  i64: [
    ...[0n, 1n, 2n, 3n, 63n, 64n, 65n, 0x80n, 0x8000n, 0x7fffffffn, 0x80000000n, 0xffffffffn, 0x100000000n],
    ...[0x20000000000001n, 0x20000000000003n, 0x7fffffffffffff00n, 0x7ffffffffffffc00n, 0x7ffffffffffffe00n],
    ...[0x7fffffffffffffffn, 0x8000000000000000n, 0x8000000000000001n, 0xfffffffffffffffen, 0xffffffffffffffffn],
    ...[0x7fffffbfffffffffn, 0x7fffffc000000000n, 0xfffffffffffff400n, 0xfffffffffffffbffn, 0xffffff7fffffffffn],
  ],
  f32: bothSigns(32, [
    // Zero, subnormals, the smallest normal numbers.
    ...[0n, 1n, 2n, 3n, 0x400000n, 0x7fffffn, 0x800000n, 0x800001n, 0x1000000n],
    // 1/2 and its neighbours, 1, 1 + ε, 3/2, 2, 5/2, 3, 7/2.
    ...[0x3effffffn, 0x3f000000n, 0x3f000001n, 0x3f7fffffn, 0x3f800000n, 0x3f800001n, 0x3fc00000n, 0x40000000n],
    ...[0x40200000n, 0x40400000n, 0x40600000n],
    // 2^22 + 1/2, 2^23, 2^24, 2^31 and 2^32, 2^63 and 2^64, each with its lower neighbour.
    ...[0x4a800001n, 0x4b000000n, 0x4b800000n, 0x4effffffn, 0x4f000000n, 0x4f7fffffn, 0x4f800000n, 0x5effffffn],
    ...[0x5f000000n, 0x5f7fffffn, 0x5f800000n],
    // The largest, infinity, NaNs quiet, signalling and with payload.
    ...[0x7f7fffffn, 0x7f800000n, 0x7fc00000n, 0x7f800001n, 0x7fa5a5a5n, 0x7fffffffn],
  ]),
  f64: bothSigns(64, [
    ...[0n, 1n, 2n, 3n, 0x8000000000000n, 0xfffffffffffffn, 0x10000000000000n, 0x10000000000001n, 0x20000000000000n],
    ...[0x3fdfffffffffffffn, 0x3fe0000000000000n, 0x3fe0000000000001n, 0x3fefffffffffffffn, 0x3ff0000000000000n],
    ...[0x3ff0000000000001n, 0x3ff8000000000000n, 0x4000000000000000n, 0x4004000000000000n, 0x4008000000000000n],
    // 2^51 + 1/2, 2^52, 2^53; 2^31 and 2^32, less a half, less one, and all of them.
    ...[0x4320000000000001n, 0x4330000000000000n, 0x4340000000000000n],
    ...[0x41dfffffffc00000n, 0x41dfffffffe00000n, 0x41e0000000000000n, 0x41e0000000100000n, 0x41e0000000200000n],
    ...[0x41efffffffe00000n, 0x41effffffff00000n, 0x41f0000000000000n],
    ...[0x43dfffffffffffffn, 0x43e0000000000000n, 0x43efffffffffffffn, 0x43f0000000000000n],
    // Around the smallest subnormal, normal and largest number of single precision, where halves are decided.
    ...[0x3690000000000000n, 0x3690000000000001n, 0x36a0000000000000n, 0x36a8000000000000n, 0x380fffffffffffffn],
    ...[0x3810000000000000n, 0x3ff0000010000000n, 0x3ff0000030000000n, 0x47efffffe0000000n, 0x47efffffefffffffn],
    ...[0x47effffff0000000n],
    ...[0x7fefffffffffffffn, 0x7ff0000000000000n, 0x7ff8000000000000n, 0x7ff0000000000001n, 0x7ff5a5a5a5a5a5a5n],
    0x7fffffffffffffffn,
    // Its square root is 2^-52 above the middle between two numbers: c² + 7 where c² = -7 modulo 2^54.
    0x46a5b95344972fe2n,
  ]),
};

const random = createRandom(0x5ca1ab1e5ca1ab1en);
const widthOf = (type: NumberType): number => Number(type.slice(1));
const truncatedTo = (type: NumberType, bits: bigint): bigint => BigInt.asUintN(widthOf(type), bits);
const fractionBits: Readonly<Record<string, number>> = { f32: 23, f64: 52 };

/** Operands that have something to do with each other: any bits, or exponents near one another and few digits. */
function randomOperands(types: readonly NumberType[]): bigint[] {
  const style = random() % 4n;
  let exponent: bigint | undefined;
  return types.map((type) => {
    const bits = truncatedTo(type, random());
    const digits = fractionBits[type];
    if (style === 0n) return bits;
    if (digits === undefined) {
      // Integers of any length, of few ones, or near a power of two.
      const short = bits >> (random() % BigInt(widthOf(type)));
      return style === 1n
        ? short
        : truncatedTo(type, (1n << (random() % BigInt(widthOf(type)))) + (random() % 5n) - 2n);
    }
    const fields = 1n << BigInt(widthOf(type) - 1 - digits);
    exponent ??= style === 3n ? random() % 3n : random() % fields;
    const near = (exponent + (random() % BigInt(style === 2n ? 4 : digits + 6)) + fields) % fields;
    // Digits that end in zeros make ties.
    const kept = random() % 3n === 0n ? (bits >> BigInt(digits - 3)) << BigInt(digits - 3) : bits;
    return (
      (bits & (1n << BigInt(widthOf(type) - 1))) | (near << BigInt(digits)) | (kept & ((1n << BigInt(digits)) - 1n))
    );
  });
}

function operandsOf({ operands }: NumericOpcode): bigint[][] {
  const [first, second] = operands;
  if (first === undefined) return [];
  const special =
    second === undefined
      ? specials[first].map((x) => [x])
      : specials[first].flatMap((x) => specials[second].map((y) => [x, y]));
  return [...special, ...Array.from({ length: randomTuples }, () => randomOperands(operands))];
}

/** Below the operands lies another, so that what is left of the chain matters. */
const below = pair(word(0), word(0xdeadbeefn));
const show = ({ name }: NumericOpcode, operands: readonly bigint[]): string =>
  `${name} ${operands.map((operand) => operand.toString(16)).join(' ')}`;

let judge: Judge;
beforeAll(async () => {
  judge = await startJudge();
});
afterAll(() => judge?.stop());

const counted = { tuples: 0, traps: 0 };

describe.each(numericOpcodes)('$name', (each) => {
  test('is judged as the processor and the model compute it', async () => {
    const { root, proof } = singleLeaf(22, instructionWord(each.opcode));
    const header = { ...blankHeader, code: root };
    const tuples = operandsOf(each);
    const results = tuples.map((operands) => arithmeticModel(each, operands));
    const native = tuples.map((operands) => nativeArithmetic(each, operands));
    const wrongModel = tuples.flatMap((operands, i) =>
      results[i] === native[i]
        ? []
        : [`${show(each, operands)}: model ${results[i]?.toString(16)}, native ${native[i]?.toString(16)}`],
    );
    expect(wrongModel.slice(0, 5)).toEqual([]);

    const trapped = stateHash({ ...header, phase: 1, pc: 1, locals: empty(14) });
    const steps = tuples.map((operands): Hex[] => {
      const values = operands.reduce((chain, operand) => pair(chain, word(operand)), below);
      const state = stateHash({ ...header, values });
      return [state, values, ...[...operands].reverse().map(word)];
    });
    const template = concatHex([...headerWords(header), ...proof, ...each.operands.map(() => word(0)), below]);
    const head = 32 * (headerWords(header).length + proof.length);
    const answers = await judge.stepsOf(
      { witness: template, places: [64, ...each.operands.map((_, index) => head + 32 * index)] },
      steps,
    );
    const wrongJudge = tuples.flatMap((operands, i) => {
      const result = results[i];
      const next = result === undefined ? trapped : stateHash({ ...header, pc: 1, values: pair(below, word(result)) });
      return answers[i] === next ? [] : [`${show(each, operands)} is not ${result?.toString(16)}`];
    });
    expect(wrongJudge.slice(0, 5)).toEqual([]);
    counted.tuples += tuples.length;
    counted.traps += results.filter((result) => result === undefined).length;
  });
});

test('hundreds of thousands were judged, some of them traps', () => {
  expect(counted.tuples).toBeGreaterThan(250_000);
  expect(counted.traps).toBeGreaterThan(500);
});
