import { SuanliError } from '@suanli/protocol';
import { machineOp } from '../lower/internal/machineOpcodes.ts';
import { codeDepth } from '../program/codeTree.ts';
import { headerBytes, treeDepths } from '../state/hashState.ts';
import { emptyRoot } from '../tree/emptyRoot.ts';
import { emptyChunksRoot } from '../tree/inputCommitment.ts';
import { keccak256 } from '../tree/keccak256.ts';
import { rootFromLeaf } from '../tree/rootFromLeaf.ts';
import { evaluate } from './internal/evaluate.ts';
import { accessBytes, isAccess, isNumeric, isStore, isUnary } from './internal/instructions.ts';

const wordBytes = 32;
const chunkBytes = 512;
const u32 = 0xffff_ffffn;
const u64 = 0xffff_ffff_ffff_ffffn;
const words = {
  code: 1,
  values: 2,
  frames: 3,
  locals: 4,
  registers: 5,
  memory: 6,
  system: 7,
  output: 8,
  input: 9,
} as const;
const zeroWord = new Uint8Array(wordBytes);
const exitTrapped = 2n;

/** Place and mask of the fields of the packed word. */
const fields = {
  status: [0n, 0xffn],
  exit: [8n, 0xffn],
  cause: [16n, 0xffn],
  phase: [24n, 0xffn],
  pc: [32n, u32],
  pages: [64n, u32],
  systemPages: [96n, u32],
  work: [128n, u64],
} as const;

/** What an instruction that traps throws, to be caught where the step is taken. */
const trap = Symbol('trap');

function numberOf(word: Uint8Array): bigint {
  let value = 0n;
  for (const byte of word) value = (value << 8n) | BigInt(byte);
  return value;
}

function wordOf(value: bigint): Uint8Array {
  const word = new Uint8Array(wordBytes);
  for (let at = wordBytes - 1, rest = value; rest > 0n; at--, rest >>= 8n) word[at] = Number(rest & 0xffn);
  return word;
}

function equal(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, i) => byte === right[i]);
}

function hashOf(...parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return keccak256(joined);
}

function refuse(): never {
  throw new SuanliError('MACHINE_WRONG_WITNESS');
}

function bytesToNumber(bytes: Uint8Array): bigint {
  let value = 0n;
  for (let at = bytes.length - 1; at >= 0; at--) value = (value << 8n) | BigInt(bytes[at] ?? 0);
  return value;
}

/** One step, read from its witness. */
class Step {
  private readonly witness: Uint8Array;
  private readonly header: Uint8Array;
  private at = headerBytes;

  constructor(state: Uint8Array, witness: Uint8Array) {
    this.witness = witness;
    this.header = witness.slice(0, headerBytes);
    if (this.header.length < headerBytes || !equal(keccak256(this.header), state)) {
      throw new SuanliError('MACHINE_WRONG_STATE');
    }
  }

  take(): Uint8Array {
    if (this.get('status') === 0n) {
      const pc = this.get('pc');
      this.set('pc', pc + 1n);
      const [instruction] = this.leaf(words.code, pc, codeDepth, 'MACHINE_WRONG_CODE');
      try {
        this.run(numberOf(instruction));
      } catch (thrown) {
        if (thrown !== trap) throw thrown;
        this.trap(pc);
      }
    }
    if (this.at !== this.witness.length) refuse();
    return keccak256(this.header);
  }

  private trap(pc: bigint): void {
    this.put(words.values, zeroWord);
    this.put(words.frames, zeroWord);
    this.put(words.locals, emptyRoot(treeDepths.locals));
    if (this.get('phase') === 0n) {
      this.set('phase', 1n);
      this.set('pc', 1n);
    } else {
      this.set('status', 1n);
      this.set('exit', exitTrapped);
      this.set('pc', pc);
    }
  }

  // The header

  private word(index: number): Uint8Array {
    return this.header.slice(index * wordBytes, (index + 1) * wordBytes);
  }

  private put(index: number, word: Uint8Array): void {
    this.header.set(word, index * wordBytes);
  }

  private get(field: keyof typeof fields): bigint {
    const [place, mask] = fields[field];
    return (numberOf(this.word(0)) >> place) & mask;
  }

  private set(field: keyof typeof fields, value: bigint): void {
    const [place, mask] = fields[field];
    this.put(0, wordOf((numberOf(this.word(0)) & ~(mask << place)) | ((value & mask) << place)));
  }

  // The witness

  private next(bytes = wordBytes): Uint8Array {
    const taken = this.witness.slice(this.at, this.at + bytes);
    if (taken.length < bytes) refuse();
    this.at += bytes;
    return taken;
  }

  /** A leaf of the tree whose root is in the header, and its siblings. */
  private leaf(
    root: number,
    index: bigint,
    depth: number,
    code: 'MACHINE_WRONG_CODE' | 'MACHINE_WRONG_WITNESS' = 'MACHINE_WRONG_WITNESS',
  ): readonly [Uint8Array, Uint8Array] {
    const leaf = this.next();
    const siblings = this.next(depth * wordBytes);
    const position = Number(BigInt.asUintN(depth, index));
    if (!equal(rootFromLeaf(leaf, position, siblings), this.word(root))) throw new SuanliError(code);
    return [leaf, siblings];
  }

  private replace(root: number, index: bigint, depth: number, change: (leaf: Uint8Array) => void): void {
    const [leaf, siblings] = this.leaf(root, index, depth);
    const changed = leaf.slice();
    change(changed);
    this.put(root, rootFromLeaf(changed, Number(BigInt.asUintN(depth, index)), siblings));
  }

  private readSlot(root: number, slot: bigint, depth: number): bigint {
    const [leaf] = this.leaf(root, slot >> 2n, depth);
    const at = 8 * Number(slot & 3n);
    return bytesToNumber(leaf.subarray(at, at + 8));
  }

  private writeSlot(root: number, slot: bigint, depth: number, value: bigint): void {
    const at = 8 * Number(slot & 3n);
    this.replace(root, slot >> 2n, depth, (leaf) => {
      new DataView(leaf.buffer).setBigUint64(at, value, true);
    });
  }

  /** Operands, the top one first. */
  private pop(count: number): bigint[] {
    const operands = Array.from({ length: count }, () => this.next());
    const below = this.next();
    let chain = below;
    for (const operand of operands.toReversed()) chain = hashOf(chain, operand);
    if (!equal(chain, this.word(words.values))) refuse();
    this.put(words.values, below);
    return operands.map((operand) => {
      const value = numberOf(operand);
      if (value > u64) refuse();
      return value;
    });
  }

  private pop1(): bigint {
    return this.pop(1)[0] ?? 0n;
  }

  private push(value: bigint): void {
    this.put(words.values, hashOf(this.word(words.values), wordOf(value)));
  }

  // Instructions

  private run(instruction: bigint): void {
    const opcode = Number(instruction & 0xffn);
    const a = (instruction >> 8n) & u32;
    const b = (instruction >> 64n) & u64;
    if (isNumeric(opcode)) {
      const [top = 0n, second = 0n] = this.pop(isUnary(opcode) ? 1 : 2);
      const result = isUnary(opcode) ? evaluate(opcode, top, 0n) : evaluate(opcode, second, top);
      if (result === undefined) throw trap;
      this.push(result);
    } else if (isAccess(opcode)) this.access(opcode, a, b);
    else this.other(opcode, a, b);
  }

  private access(opcode: number, a: bigint, b: bigint): void {
    const size = BigInt(accessBytes(opcode));
    const operands = this.pop(isStore(opcode) ? 2 : 1);
    const address = ((operands.at(-1) ?? 0n) & u32) + b;
    if (address + size > this.get(a === 0n ? 'pages' : 'systemPages') << 16n) throw trap;
    const root = a === 0n ? words.memory : words.system;
    const first = address >> 5n;
    const last = (address + size - 1n) >> 5n;
    const at = Number(address & 31n);
    if (isStore(opcode)) {
      const value = wordOf(operands[0] ?? 0n).toReversed();
      for (let leafIndex = first; leafIndex <= last; leafIndex++) {
        const from = Number((leafIndex - first) << 5n);
        this.replace(root, leafIndex, treeDepths.memory, (leaf) => {
          for (let i = 0; i < Number(size); i++) {
            const position = at + i - from;
            if (position >= 0 && position < wordBytes) leaf[position] = value[i] ?? 0;
          }
        });
      }
      return;
    }
    const read = new Uint8Array(2 * wordBytes);
    for (let leafIndex = first; leafIndex <= last; leafIndex++) {
      read.set(this.leaf(root, leafIndex, treeDepths.memory)[0], Number((leafIndex - first) << 5n));
    }
    const value = bytesToNumber(read.subarray(at, at + Number(size)));
    const signed = opcode >= 0x2c && opcode % 2 === 0;
    this.push(
      BigInt.asUintN(opcode < 0x30 && signed ? 32 : 64, signed ? BigInt.asIntN(8 * Number(size), value) : value),
    );
  }

  private call(pc: bigint): void {
    this.put(words.frames, hashOf(this.word(words.frames), this.word(words.locals), wordOf(this.get('pc'))));
    this.put(words.locals, emptyRoot(treeDepths.locals));
    this.set('pc', pc);
  }

  private inputWord(which: bigint): Uint8Array {
    const preimage = this.next(3 * wordBytes);
    if (!equal(keccak256(preimage), this.word(words.input))) refuse();
    const at = Number(which) * wordBytes;
    return preimage.slice(at, at + wordBytes);
  }

  private blob(which: bigint): readonly [bigint, Uint8Array] {
    const commitment = this.inputWord(which);
    const length = this.next();
    const top = this.next();
    if (!equal(hashOf(length, top), commitment)) refuse();
    return [numberOf(length), top];
  }

  private isSystemLeaf(address: bigint): boolean {
    return (address & 31n) === 0n && address >> 16n < this.get('systemPages');
  }

  private readInput(which: bigint): void {
    const [i = 0n, place = 0n] = this.pop(2).map((operand) => operand & u32);
    if (which > 2n || !this.isSystemLeaf(place)) throw trap;
    let read: Uint8Array = zeroWord;
    if (which === 2n) read = this.inputWord(2n);
    else {
      const [length, top] = this.blob(which);
      if (i << 5n < length) {
        const chunk = this.next(chunkBytes);
        let node = hashOf(Uint8Array.of(0), chunk);
        let position = i >> 4n;
        let level = 0;
        for (let rest = (length - 1n) >> 9n; rest > 0n; rest >>= 1n, position >>= 1n, level++) {
          const given = this.next();
          const sibling = equal(given, zeroWord) ? emptyChunksRoot(level) : given;
          node = hashOf(Uint8Array.of(1), ...((position & 1n) === 1n ? [sibling, node] : [node, sibling]));
        }
        if (!equal(node, top)) refuse();
        const at = Number(i & 15n) * wordBytes;
        read = chunk.slice(at, at + wordBytes);
      }
    }
    this.replace(words.system, place >> 5n, treeDepths.memory, (leaf) => leaf.set(read));
  }

  private other(opcode: number, a: bigint, b: bigint): void {
    const pages = a === 0n ? 'pages' : 'systemPages';
    switch (opcode) {
      case machineOp.jump:
        this.set('pc', b);
        break;
      case machineOp.jumpIf:
        if ((this.pop1() & u32) !== 0n) this.set('pc', b);
        break;
      case machineOp.jumpUnless:
        if ((this.pop1() & u32) === 0n) this.set('pc', b);
        break;
      case machineOp.jumpTable: {
        const i = this.pop1() & u32;
        this.set('pc', b + (i < a ? i : a));
        break;
      }
      case machineOp.call:
        this.call(b);
        break;
      case machineOp.callElement: {
        const element = this.pop1();
        if (element === 0n || element >> 32n !== a) throw trap;
        this.call(element & u32);
        break;
      }
      case machineOp.return: {
        if (equal(this.word(words.frames), zeroWord)) throw trap;
        const [below, locals, pc] = [this.next(), this.next(), this.next()];
        if (!equal(hashOf(below, locals, pc), this.word(words.frames))) refuse();
        this.put(words.frames, below);
        this.put(words.locals, locals);
        this.set('pc', numberOf(pc));
        break;
      }
      case machineOp.drop:
        this.pop1();
        break;
      case machineOp.select: {
        const [condition = 0n, y = 0n, x = 0n] = this.pop(3);
        this.push((condition & u32) !== 0n ? x : y);
        break;
      }
      case machineOp.const:
        this.push(b);
        break;
      case machineOp.localGet:
        this.push(this.readSlot(words.locals, b, treeDepths.locals));
        break;
      case machineOp.localSet:
      case machineOp.localTee: {
        const values = this.word(words.values);
        const value = this.pop1();
        if (opcode === machineOp.localTee) this.put(words.values, values);
        this.writeSlot(words.locals, b, treeDepths.locals, value);
        break;
      }
      case machineOp.registerGet:
        this.push(this.readSlot(words.registers, b, treeDepths.registers));
        break;
      case machineOp.registerSet:
        this.writeSlot(words.registers, b, treeDepths.registers, this.pop1());
        break;
      case machineOp.registerAt: {
        const i = this.pop1() & u32;
        if (i >= a) throw trap;
        this.push(this.readSlot(words.registers, b + i, treeDepths.registers));
        break;
      }
      case machineOp.registerPut: {
        const [value = 0n, i = 0n] = this.pop(2);
        if ((i & u32) >= a) throw trap;
        this.writeSlot(words.registers, b + (i & u32), treeDepths.registers, value);
        break;
      }
      case machineOp.workGet:
        this.push(this.get('work'));
        break;
      case machineOp.workSet:
        this.set('work', this.pop1());
        break;
      case machineOp.causeGet:
        this.push(this.get('cause'));
        break;
      case machineOp.causeSet:
        this.set('cause', this.pop1());
        break;
      case machineOp.memorySize:
        this.push(this.get(pages));
        break;
      case machineOp.memoryGrow: {
        const before = this.get(pages);
        const after = before + (this.pop1() & u32);
        if (after <= b) this.set(pages, after);
        this.push(after <= b ? before : u32);
        break;
      }
      case machineOp.inputSize: {
        if (a > 1n) throw trap;
        this.push(this.blob(a)[0] & u64);
        break;
      }
      case machineOp.inputRead:
        this.readInput(a);
        break;
      case machineOp.outputWrite: {
        const address = this.pop1() & u32;
        if (!this.isSystemLeaf(address)) throw trap;
        const [leaf] = this.leaf(words.system, address >> 5n, treeDepths.memory);
        this.put(words.output, hashOf(this.word(words.output), leaf));
        break;
      }
      case machineOp.halt: {
        const exit = this.pop1();
        this.set('status', 1n);
        this.set('exit', exit);
        this.set('pc', this.get('pc') - 1n);
        break;
      }
      default:
        throw trap;
    }
  }
}

/**
 * Judges one step as the contract does (docs/machine.md, "Proof of one step"): the hash of the state that follows, from the present one's and a witness
 * that anyone may have made. In big integers and without the interpreter.
 *
 * @param state - 32 bytes: the hash of the present state.
 * @returns 32 bytes.
 * @throws `MACHINE_WRONG_STATE` where the witness begins with another state's header, `MACHINE_WRONG_CODE` where its instruction is not the program's,
 * `MACHINE_WRONG_WITNESS` where it does not prove what is read, or has a byte too few or too many.
 */
export function judgeStep(state: Uint8Array, witness: Uint8Array): Uint8Array {
  return new Step(state, witness).take();
}
