import type { Program } from '../program/Program.ts';
import { programPc } from '../program/Program.ts';
import { keccak256 } from '../tree/keccak256.ts';
import type { MachineInput } from './MachineInput.ts';
import { MachineMemory } from './MachineMemory.ts';

const leafBytes = 32;
const slotsPerPage = 512;
const initialSlots = 1024;
const initialOutputBytes = 4096;

/** Int32 words per entry of {@link MachineState.frames}: pc to return to, first slot and slots of the caller's locals. */
export const frameWords = 3;

/** A copy of all that a state holds, to go back to. */
export interface MachineSnapshot {
  readonly pc: number;
  readonly phase: number;
  readonly status: number;
  readonly exit: number;
  readonly cause: number;
  readonly workLeft: bigint;
  readonly stack: Int32Array;
  readonly locals: Int32Array;
  readonly localsStart: number;
  readonly localsSlots: number;
  readonly frames: Int32Array;
  readonly registers: Int32Array;
  readonly memories: readonly [Uint8Array, Uint8Array];
  readonly output: Uint8Array;
  readonly outputBytes: Uint8Array;
}

/**
 * A state of the machine (docs/machine.md, "State") as plain arrays that an interpreter works on. A slot is two Int32 words, the lower one first, so that the
 * arrays' bytes are those of the trees' leaves.
 */
export class MachineState {
  readonly program: Program;
  readonly input: MachineInput;
  pc: number = programPc.entry;
  /** 0 program, 1 finishing after a trap. */
  phase = 0;
  /** 0 running, 1 halted. */
  status = 0;
  exit = 0;
  cause = 0;
  /** The work left, as one slot. */
  readonly work = new BigInt64Array(1);

  /** The operands, from the bottom; `depth` of them. */
  stack = new Int32Array(2 * initialSlots);
  depth = 0;

  /** The locals of all frames, the callers' before the running function's. */
  locals = new Int32Array(2 * initialSlots);
  /** First slot of the running function's locals. */
  localsStart = 0;
  /** How many of them can have been written. */
  localsSlots = 0;

  /** {@link frameWords} per caller. */
  frames = new Int32Array(frameWords * initialSlots);
  frameCount = 0;

  readonly memories: readonly [MachineMemory, MachineMemory];
  readonly registers: Int32Array<ArrayBuffer>;
  /** For each 4 KiB of registers: not zero where they may have changed since they were hashed last. */
  readonly registersDirty: Uint8Array<ArrayBuffer>;

  /** The output word: 32 bytes. */
  output: Uint8Array = new Uint8Array(leafBytes);
  private written = new Uint8Array(initialOutputBytes);
  private writtenLength = 0;

  /** The first state of a program. */
  constructor(program: Program, input: MachineInput) {
    this.program = program;
    this.input = input;
    this.work[0] = program.workLimit;
    this.memories = [new MachineMemory(program.memories[0]), new MachineMemory(program.memories[1])];
    this.registers = new Int32Array(program.registers.slice().buffer);
    this.registersDirty = new Uint8Array(Math.ceil(program.registers.length / slotsPerPage)).fill(1);
  }

  get workLeft(): bigint {
    return this.work[0] ?? 0n;
  }

  set workLeft(work: bigint) {
    this.work[0] = work;
  }

  /** The leaves written so far, one behind the other. */
  get outputBytes(): Uint8Array {
    return this.written.subarray(0, this.writtenLength);
  }

  /** The operand `below` the top one: 0 is the top. */
  operand(below: number): bigint {
    return slotAt(this.stack, this.depth - 1 - below);
  }

  push(value: bigint): void {
    if (2 * this.depth === this.stack.length) this.stack = grown(this.stack, this.stack.length + 2);
    setSlot(this.stack, this.depth++, value);
  }

  register(index: number): bigint {
    return slotAt(this.registers, index);
  }

  setRegister(index: number, value: bigint): void {
    setSlot(this.registers, index, value);
    this.registersDirty[Math.floor(index / slotsPerPage)] = 1;
  }

  /** Bytes of input 0 (template) or 1 (task). */
  inputBytes(which: number): number {
    return (which === 0 ? this.input.template : this.input.task).length;
  }

  /** Writes bytes 32i … 32i + 31 of an input, or the seed, to system memory; false where they do not fit as a leaf. */
  readInput(which: number, address: number, i: number): boolean {
    if (which > 2 || !this.isSystemLeaf(address)) return false;
    const { template, task, seed } = this.input;
    const source = which === 0 ? template : which === 1 ? task : seed;
    const from = which === 2 ? 0 : leafBytes * i;
    const system = this.memories[1];
    const leaf = system.bytes.subarray(address, address + leafBytes);
    leaf.fill(0);
    leaf.set(source.subarray(from, from + leafBytes));
    system.dirty[address >>> 12] = 1;
    return true;
  }

  /** Takes a leaf of system memory as output; false where it is none. */
  writeOutput(address: number): boolean {
    if (!this.isSystemLeaf(address)) return false;
    this.appendOutput(this.memories[1].bytes.subarray(address, address + leafBytes));
    return true;
  }

  /** Takes 32 bytes as output. */
  appendOutput(leaf: Uint8Array): void {
    const preimage = new Uint8Array(2 * leafBytes);
    preimage.set(this.output);
    preimage.set(leaf, leafBytes);
    this.output = keccak256(preimage);
    if (this.writtenLength === this.written.length) {
      const larger = new Uint8Array(2 * this.written.length);
      larger.set(this.written);
      this.written = larger;
    }
    this.written.set(leaf, this.writtenLength);
    this.writtenLength += leafBytes;
  }

  /** Whether 32 bytes of system memory lie there, at a multiple of 32. */
  isSystemLeaf(address: number): boolean {
    return address % leafBytes === 0 && address / 65_536 < this.memories[1].pages;
  }

  snapshot(): MachineSnapshot {
    return {
      pc: this.pc,
      phase: this.phase,
      status: this.status,
      exit: this.exit,
      cause: this.cause,
      workLeft: this.workLeft,
      stack: this.stack.slice(0, 2 * this.depth),
      locals: this.locals.slice(0, 2 * (this.localsStart + this.localsSlots)),
      localsStart: this.localsStart,
      localsSlots: this.localsSlots,
      frames: this.frames.slice(0, frameWords * this.frameCount),
      registers: this.registers.slice(),
      memories: [this.memories[0].content.slice(), this.memories[1].content.slice()],
      output: this.output,
      outputBytes: this.outputBytes.slice(),
    };
  }

  restore(snapshot: MachineSnapshot): void {
    this.pc = snapshot.pc;
    this.phase = snapshot.phase;
    this.status = snapshot.status;
    this.exit = snapshot.exit;
    this.cause = snapshot.cause;
    this.workLeft = snapshot.workLeft;
    this.stack = grown(this.stack, snapshot.stack.length);
    this.stack.set(snapshot.stack);
    this.depth = snapshot.stack.length / 2;
    this.locals = grown(this.locals, snapshot.locals.length);
    this.locals.set(snapshot.locals);
    this.localsStart = snapshot.localsStart;
    this.localsSlots = snapshot.localsSlots;
    this.frames = grown(this.frames, snapshot.frames.length);
    this.frames.set(snapshot.frames);
    this.frameCount = snapshot.frames.length / frameWords;
    for (let word = 0; word < this.registers.length; word++) {
      if (this.registers[word] !== snapshot.registers[word]) this.registersDirty[word >>> 10] = 1;
    }
    this.registers.set(snapshot.registers);
    this.memories[0].restore(snapshot.memories[0]);
    this.memories[1].restore(snapshot.memories[1]);
    this.output = snapshot.output;
    while (this.written.length < snapshot.outputBytes.length) this.written = new Uint8Array(2 * this.written.length);
    this.written.set(snapshot.outputBytes);
    this.writtenLength = snapshot.outputBytes.length;
  }
}

/** Words with room for at least `length`; the same array where there is. */
export function grown(words: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  if (words.length >= length) return words;
  const larger = new Int32Array(Math.max(length, 2 * words.length));
  larger.set(words);
  return larger;
}

function slotAt(words: Int32Array, slot: number): bigint {
  return (BigInt((words[2 * slot + 1] ?? 0) >>> 0) << 32n) | BigInt((words[2 * slot] ?? 0) >>> 0);
}

function setSlot(words: Int32Array, slot: number, value: bigint): void {
  words[2 * slot] = Number(value & 0xffff_ffffn);
  words[2 * slot + 1] = Number((value >> 32n) & 0xffff_ffffn);
}
