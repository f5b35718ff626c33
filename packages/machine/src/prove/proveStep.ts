import { machineOp } from '../lower/internal/machineOpcodes.ts';
import { codeTree } from '../program/codeTree.ts';
import type { StateHasher } from '../state/hashState.ts';
import type { MachineState } from '../state/MachineState.ts';
import type { LeafTree } from '../tree/createLeafTree.ts';
import { inputChunkBytes, inputChunkProof } from '../tree/inputCommitment.ts';
import { rootFromLeaf } from '../tree/rootFromLeaf.ts';
import { accessBytes, isAccess, isNumeric, isStore, isUnary } from './internal/instructions.ts';

const wordBytes = 32;
const slotsPerLeaf = 4;
const leavesPerChunk = inputChunkBytes / wordBytes;
const u32 = 0xffff_ffffn;

/** Operands that an instruction pops; `local_tee` has its one like a popped one. */
function poppedCount(opcode: number): number {
  if (isNumeric(opcode)) return isUnary(opcode) ? 1 : 2;
  if (isAccess(opcode)) return isStore(opcode) ? 2 : 1;
  switch (opcode) {
    case machineOp.jumpIf:
    case machineOp.jumpUnless:
    case machineOp.jumpTable:
    case machineOp.callElement:
    case machineOp.drop:
    case machineOp.localSet:
    case machineOp.localTee:
    case machineOp.registerSet:
    case machineOp.registerAt:
    case machineOp.workSet:
    case machineOp.causeSet:
    case machineOp.memoryGrow:
    case machineOp.outputWrite:
    case machineOp.halt:
      return 1;
    case machineOp.registerPut:
    case machineOp.inputRead:
      return 2;
    case machineOp.select:
      return 3;
    default:
      return 0;
  }
}

/** Words one behind the other. */
class WitnessWriter {
  private readonly parts: Uint8Array[] = [];

  add(bytes: Uint8Array): void {
    this.parts.push(bytes);
  }

  word(value: bigint): void {
    const bytes = new Uint8Array(wordBytes);
    new DataView(bytes.buffer).setBigUint64(wordBytes - 8, value);
    this.parts.push(bytes);
  }

  take(): Uint8Array {
    const joined = new Uint8Array(this.parts.reduce((length, part) => length + part.length, 0));
    let at = 0;
    for (const part of this.parts) {
      joined.set(part, at);
      at += part.length;
    }
    return joined;
  }
}

function leafAt(bytes: Uint8Array, index: number): Uint8Array {
  const leaf = new Uint8Array(wordBytes);
  leaf.set(bytes.subarray(index * wordBytes, (index + 1) * wordBytes));
  return leaf;
}

/** The siblings of leaf `index`, once the leaf before it is `before`, which has the siblings `siblingsBefore`. */
function siblingsAfterWrite(
  siblings: Uint8Array,
  index: number,
  before: Uint8Array,
  siblingsBefore: Uint8Array,
): Uint8Array {
  let level = 0;
  while (Math.floor(index / 2 ** (level + 1)) !== Math.floor((index - 1) / 2 ** (level + 1))) level++;
  const node = rootFromLeaf(before, index - 1, siblingsBefore.subarray(0, level * wordBytes));
  const after = siblings.slice();
  after.set(node, level * wordBytes);
  return after;
}

/**
 * The witness of the step from a state to the next; docs/machine.md, "Proof of one step".
 *
 * @param hasher - The state's.
 */
export function proveStep(state: MachineState, hasher: StateHasher): Uint8Array {
  const witness = new WitnessWriter();
  witness.add(hasher.header());
  if (state.status !== 0) return witness.take();

  const { program, pc } = state;
  const code = codeTree(program);
  witness.add(leafAt(code.bytes, pc));
  witness.add(code.tree.siblings(code.bytes, pc));
  const opcode = program.opcodes[pc] ?? machineOp.trap;
  const a = program.a[pc] ?? 0;
  const b = program.b[pc] ?? 0n;

  const popped = poppedCount(opcode);
  if (popped > state.depth) throw new RangeError(`${popped} operands are needed at pc ${pc}, ${state.depth} are there`);
  for (let below = 0; below < popped; below++) witness.word(state.operand(below));
  if (popped > 0) witness.add(hasher.valuesBelow(popped));

  const leaf = (tree: LeafTree, bytes: Uint8Array, index: number): void => {
    witness.add(leafAt(bytes, index));
    witness.add(tree.siblings(bytes, index));
  };
  const register = (slot: number): void => {
    leaf(hasher.registers, new Uint8Array(state.registers.buffer), Math.floor(slot / slotsPerLeaf));
  };
  const local = (slot: number): void => {
    const { tree, bytes } = hasher.locals();
    leaf(tree, bytes, Math.floor(slot / slotsPerLeaf));
  };
  const i32 = (below: number): number => Number(state.operand(below) & u32);

  if (isAccess(opcode)) {
    const size = accessBytes(opcode);
    const space = a === 0 ? 0 : 1;
    const memory = state.memories[space];
    const tree = hasher.memories[space];
    const address = i32(popped - 1) + Number(b);
    if (address + size > memory.pages * 65_536) return witness.take();
    const first = Math.floor(address / wordBytes);
    const last = Math.floor((address + size - 1) / wordBytes);
    leaf(tree, memory.bytes, first);
    if (last === first) return witness.take();
    if (!isStore(opcode)) {
      leaf(tree, memory.bytes, last);
      return witness.take();
    }
    const written = leafAt(memory.bytes, first);
    for (let at = address, value = state.operand(0); at < last * wordBytes; at++, value >>= 8n) {
      written[at % wordBytes] = Number(value & 0xffn);
    }
    witness.add(leafAt(memory.bytes, last));
    witness.add(
      siblingsAfterWrite(tree.siblings(memory.bytes, last), last, written, tree.siblings(memory.bytes, first)),
    );
    return witness.take();
  }

  const { template, task, seed } = state.input;
  const inputWords = (): void => {
    for (const { commitment } of hasher.inputs) witness.add(commitment);
    witness.add(seed);
    const blob = hasher.inputs[a];
    if (blob === undefined) return;
    witness.word(BigInt(blob.length));
    witness.add(blob.top);
  };
  switch (opcode) {
    case machineOp.return: {
      const frame = hasher.topFrame();
      if (frame === undefined) break;
      witness.add(frame.below);
      witness.add(frame.locals);
      witness.word(BigInt(frame.pc));
      break;
    }
    case machineOp.localGet:
    case machineOp.localSet:
    case machineOp.localTee:
      local(Number(b));
      break;
    case machineOp.registerGet:
    case machineOp.registerSet:
      register(Number(b));
      break;
    case machineOp.registerAt:
    case machineOp.registerPut: {
      const i = i32(popped - 1);
      if (i < a) register(Number(b) + i);
      break;
    }
    case machineOp.inputSize:
      if (a <= 1) inputWords();
      break;
    case machineOp.inputRead: {
      const address = i32(1);
      const i = i32(0);
      if (a > 2 || !state.isSystemLeaf(address)) break;
      inputWords();
      const blob = a === 0 ? template : task;
      if (a < 2 && i * wordBytes < blob.length) {
        const { chunk, siblings } = inputChunkProof(blob, Math.floor(i / leavesPerChunk));
        witness.add(chunk);
        witness.add(siblings);
      }
      leaf(hasher.memories[1], state.memories[1].bytes, address / wordBytes);
      break;
    }
    case machineOp.outputWrite: {
      const address = i32(0);
      if (state.isSystemLeaf(address)) leaf(hasher.memories[1], state.memories[1].bytes, address / wordBytes);
      break;
    }
    default:
  }
  return witness.take();
}
