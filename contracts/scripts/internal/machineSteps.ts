// Steps of the machine as they cost in a real game: of a program of 131,072 instructions, with 16 MiB of memory, 1 MiB of
// system memory and an input of 16 MiB, all of them full of bytes that are not zero. Siblings beyond are trees of zeros.
import { concatHex, type Hex, keccak256, stringToHex } from 'viem';
import {
  blankHeader,
  empty,
  type Header,
  headerWords,
  instructionWord,
  pair,
  stateHash,
  word,
} from './machineState.ts';

/** A step to be judged. */
export interface MachineStep {
  readonly name: string;
  readonly state: Hex;
  readonly witness: Hex;
}

interface Shape {
  readonly name: string;
  readonly depth: number;
  /** Levels below which there is something everywhere. */
  readonly used: number;
}
const code: Shape = { name: 'code', depth: 22, used: 17 };
const locals: Shape = { name: 'locals', depth: 14, used: 5 };
const memory: Shape = { name: 'memory', depth: 27, used: 19 };
const system: Shape = { name: 'system', depth: 27, used: 15 };
const chunks: Shape = { name: 'chunks', depth: 15, used: 15 };
const bytesOf = (text: string): Hex => keccak256(stringToHex(text));
const leafHash = (leaf: Hex): Hex => keccak256(concatHex(['0x00', leaf]));
const below = bytesOf('values');

const siblingsOf = ({ name, depth, used }: Shape): Hex[] =>
  Array.from({ length: depth }, (_, level) => (level < used ? bytesOf(`${name} ${level}`) : word(0)));
const climb = (node: Hex, index: number, siblings: readonly Hex[]): Hex =>
  siblings.reduce((below, given, level) => {
    const sibling = given === word(0) ? empty(level) : given;
    const isRight = ((index >> level) & 1) === 1;
    return keccak256(concatHex(isRight ? ['0x01', sibling, below] : ['0x01', below, sibling]));
  }, node);

interface StepParts {
  readonly opcode: number;
  readonly a?: number;
  readonly b?: bigint;
  /** The lowest one first. */
  readonly operands?: readonly bigint[];
  readonly header?: Partial<Header>;
  readonly rest?: readonly Hex[];
}

function stepOf(
  name: string,
  { opcode, a = 0, b = 0n, operands = [], header = {}, rest = [] }: StepParts,
): MachineStep {
  const pc = 54_321;
  const instruction = instructionWord(opcode, a, b);
  const siblings = siblingsOf(code);
  const full: Header = {
    ...blankHeader,
    pc,
    pages: 1024,
    systemPages: 16,
    work: 98_765_432_109n,
    code: climb(leafHash(instruction), pc, siblings),
    values: operands.reduce((chain, operand) => pair(chain, word(operand)), below),
    frames: bytesOf('frames'),
    locals: bytesOf('locals'),
    registers: bytesOf('registers'),
    memory: bytesOf('memory'),
    system: bytesOf('system'),
    output: bytesOf('output'),
    input: bytesOf('input'),
    ...header,
  };
  const popped = operands.length === 0 ? [] : [...[...operands].reverse().map(word), below];
  return {
    name,
    state: stateHash(full),
    witness: concatHex([...headerWords(full), instruction, ...siblings, ...popped, ...rest]),
  };
}

function localGet(): MachineStep {
  const leaf = bytesOf('locals leaf');
  const siblings = siblingsOf(locals);
  return stepOf('local_get', {
    opcode: 0x0b,
    b: 4n * 21n,
    header: { locals: climb(leafHash(leaf), 21, siblings) },
    rest: [leaf, ...siblings],
  });
}

function alignedStore(): MachineStep {
  const index = 0x012345;
  const leaf = bytesOf('memory leaf');
  const siblings = siblingsOf(memory);
  return stepOf('aligned store', {
    opcode: 0x37,
    b: 16n,
    operands: [BigInt(32 * index), 0x8877665544332211n],
    header: { memory: climb(leafHash(leaf), index, siblings) },
    rest: [leaf, ...siblings],
  });
}

function storeOverTwoLeaves(): MachineStep {
  const index = 0x012346;
  const [first, second] = [bytesOf('memory leaf'), bytesOf('next memory leaf')];
  const above = siblingsOf(memory).slice(1);
  // The last three bytes of the first leaf.
  const written: Hex = `${first.slice(0, -6)}112233` as Hex;
  return stepOf('store over two leaves', {
    opcode: 0x37,
    b: 16n,
    operands: [BigInt(32 * index + 13), 0x8877665544332211n],
    header: { memory: climb(leafHash(first), index, [leafHash(second), ...above]) },
    rest: [first, leafHash(second), ...above, second, leafHash(written), ...above],
  });
}

function inputRead(): MachineStep {
  const [systemLeaf, leafNumber, wordNumber] = [0x1234, 7, 16 * 4321 + 9];
  const length = word(2 ** 24 - 77);
  const chunk = Array.from({ length: 16 }, (_, i) => bytesOf(`chunk ${i}`));
  const chunkSiblings = siblingsOf(chunks);
  const top = climb(keccak256(concatHex(['0x00', ...chunk])), 4321, chunkSiblings);
  const preimage = [bytesOf('template'), pair(length, top), bytesOf('seed')];
  const leaf = bytesOf('system leaf');
  const siblings = siblingsOf(system);
  return stepOf('input_read', {
    opcode: 0x19,
    a: 1,
    operands: [BigInt(32 * (systemLeaf + leafNumber)), BigInt(wordNumber)],
    header: {
      system: climb(leafHash(leaf), systemLeaf + leafNumber, siblings),
      input: keccak256(concatHex(preimage)),
    },
    rest: [...preimage, length, top, ...chunk, ...chunkSiblings, leaf, ...siblings],
  });
}

/** What is measured of the machine: a usual step, an aligned store, and those that cost most. */
export function machineSteps(): MachineStep[] {
  const numeric = (name: string, opcode: number, ...operands: bigint[]): MachineStep =>
    stepOf(name, { opcode, operands });
  return [
    numeric('alu (i32.add)', 0x6a, 0x9abcdef1n, 0x12345678n),
    localGet(),
    numeric('f64.add', 0xa0, 0x3ff123456789abcdn, 0xbcd123456789abcdn),
    numeric('f64.div', 0xa3, 0x3ff123456789abcdn, 0x4091fedcba987654n),
    numeric('f64.sqrt', 0x9f, 0x3ff123456789abcdn),
    alignedStore(),
    storeOverTwoLeaves(),
    inputRead(),
  ];
}
