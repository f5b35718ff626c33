import { codeTree } from '../program/codeTree.ts';
import { chainHashes } from '../tree/chainHashes.ts';
import { createLeafTree, type LeafTree } from '../tree/createLeafTree.ts';
import { emptyRoot } from '../tree/emptyRoot.ts';
import { commitInput, type InputCommitment } from '../tree/inputCommitment.ts';
import { keccak256 } from '../tree/keccak256.ts';
import { frameWords, type MachineState } from './MachineState.ts';

export const headerBytes = 320;
export const treeDepths = { memory: 27, locals: 14, registers: 16 } as const;

const wordBytes = 32;
const treePageBytes = 4096;
const emptyWord = new Uint8Array(wordBytes);

/** A frame's locals as a tree. */
export interface LocalsTree {
  readonly tree: LeafTree;
  readonly bytes: Uint8Array;
  readonly root: Uint8Array;
}

/** A caller on the chain of frames. */
export interface FrameLink {
  readonly below: Uint8Array;
  readonly locals: Uint8Array;
  readonly pc: number;
}

/**
 * The hashes of one changing state (docs/machine.md, "State"). It keeps what it has hashed, so that each call costs what has changed since the one
 * before.
 */
export interface StateHasher {
  /** The ten words: 320 bytes. */
  header(): Uint8Array;
  /** 32 bytes. */
  hash(): Uint8Array;
  /** What the chain of values was below the topmost `count` operands: 32 bytes. Of the last header. */
  valuesBelow(count: number): Uint8Array;
  /** The topmost frame, of the last header; undefined where there is none. */
  topFrame(): FrameLink | undefined;
  /** The running function's locals, of the last header. */
  locals(): LocalsTree;
  readonly memories: readonly [LeafTree, LeafTree];
  readonly registers: LeafTree;
  /** The commitments of the template and the task. */
  readonly inputs: readonly [InputCommitment, InputCommitment];
}

function bytesOf(words: Int32Array): Uint8Array {
  return new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
}

function localsTree(words: Int32Array): LocalsTree {
  // Of its own: the frame goes on changing.
  const bytes = bytesOf(words.slice());
  const tree = createLeafTree(treeDepths.locals);
  tree.update(bytes, new Uint8Array(Math.ceil(bytes.length / treePageBytes)).fill(1));
  return { tree, bytes, root: tree.root() };
}

/** How many words two arrays have in common at their beginning. */
function commonLength(left: Int32Array, right: Int32Array): number {
  const length = Math.min(left.length, right.length);
  for (let i = 0; i < length; i++) if (left[i] !== right[i]) return i;
  return length;
}

function concat(...words: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(words.length * wordBytes);
  for (const [i, item] of words.entries()) joined.set(item, i * wordBytes);
  return joined;
}

function word(value: number): Uint8Array {
  const bytes = new Uint8Array(wordBytes);
  new DataView(bytes.buffer).setUint32(wordBytes - 4, value);
  return bytes;
}

/** The first word of a state's header. */
function packedWord(state: MachineState): Uint8Array {
  const bytes = new Uint8Array(wordBytes);
  const view = new DataView(bytes.buffer);
  view.setBigInt64(8, state.workLeft);
  view.setUint32(16, state.memories[1].pages);
  view.setUint32(20, state.memories[0].pages);
  view.setUint32(24, state.pc);
  view.setUint8(28, state.phase);
  view.setUint8(29, state.cause);
  view.setUint8(30, state.exit);
  view.setUint8(31, state.status);
  return bytes;
}

interface KnownFrame {
  readonly pc: number;
  readonly words: Int32Array;
  readonly locals: Uint8Array;
  readonly below: Uint8Array;
  readonly hash: Uint8Array;
}

/** Makes the hasher of a state. It alone may clear the state's marks of what changed. */
export function createStateHasher(state: MachineState): StateHasher {
  const memories = [createLeafTree(treeDepths.memory), createLeafTree(treeDepths.memory)] as const;
  const registers = createLeafTree(treeDepths.registers);
  const inputs = [commitInput(state.input.template), commitInput(state.input.task)] as const;
  const input = keccak256(concat(inputs[0].commitment, inputs[1].commitment, state.input.seed));
  let values = new Int32Array(0);
  let valueHashes = new Uint8Array(0);
  const frames: KnownFrame[] = [];
  let current: LocalsTree | undefined;
  let currentWords = new Int32Array(0);

  const valuesAt = (count: number): Uint8Array =>
    count === 0 ? emptyWord : valueHashes.subarray((count - 1) * wordBytes, count * wordBytes);

  const hashValues = (): Uint8Array => {
    const now = state.stack.subarray(0, 2 * state.depth);
    const same = Math.floor(commonLength(values, now) / 2);
    if (same < state.depth) {
      const added = chainHashes(valuesAt(same), bytesOf(now.subarray(2 * same)));
      const hashes = new Uint8Array(state.depth * wordBytes);
      hashes.set(valueHashes.subarray(0, same * wordBytes));
      hashes.set(added, same * wordBytes);
      valueHashes = hashes;
    }
    values = now.slice();
    return valuesAt(state.depth);
  };

  const hashFrames = (): Uint8Array => {
    let same = true;
    for (let index = 0; index < state.frameCount; index++) {
      const at = index * frameWords;
      const pc = state.frames[at] ?? 0;
      const from = 2 * (state.frames[at + 1] ?? 0);
      const words = state.locals.subarray(from, from + 2 * (state.frames[at + 2] ?? 0));
      const known = frames[index];
      if (same && known?.pc === pc && known.words.length === words.length) {
        if (commonLength(known.words, words) === words.length) continue;
      }
      same = false;
      frames.length = index;
      const below = frames[index - 1]?.hash ?? emptyWord;
      const locals = localsTree(words).root;
      frames.push({ pc, words: words.slice(), locals, below, hash: keccak256(concat(below, locals, word(pc))) });
    }
    frames.length = state.frameCount;
    return frames.at(-1)?.hash ?? emptyWord;
  };

  const hashLocals = (): LocalsTree => {
    const from = 2 * state.localsStart;
    const words = state.locals.subarray(from, from + 2 * state.localsSlots);
    if (
      current === undefined ||
      words.length !== currentWords.length ||
      commonLength(words, currentWords) < words.length
    ) {
      current = localsTree(words);
      currentWords = words.slice();
    }
    return current;
  };

  const header = (): Uint8Array => {
    for (const [index, memory] of state.memories.entries()) memories[index]?.update(memory.bytes, memory.dirty);
    registers.update(bytesOf(state.registers), state.registersDirty);
    return concat(
      packedWord(state),
      codeTree(state.program).root,
      hashValues(),
      hashFrames(),
      state.localsSlots === 0 ? emptyRoot(treeDepths.locals) : hashLocals().root,
      registers.root(),
      memories[0].root(),
      memories[1].root(),
      state.output,
      input,
    );
  };

  return {
    header,
    hash: () => keccak256(header()),
    valuesBelow: (count) => valuesAt(state.depth - count),
    topFrame: () => frames.at(-1),
    locals: hashLocals,
    memories,
    registers,
    inputs,
  };
}
