import { createStateHasher, headerBytes } from '../state/hashState.ts';
import { MachineState } from '../state/MachineState.ts';
import { keccak256 } from '../tree/keccak256.ts';
import type { Program } from './Program.ts';

const wordBytes = 32;
const inputWord = 9;
const none = new Uint8Array(0);

/** The header of a program's first state, its input word zero: 320 bytes. */
export function programHeader(program: Program): Uint8Array {
  const state = new MachineState(program, { template: none, task: none, seed: new Uint8Array(wordBytes) });
  const header = createStateHasher(state).header();
  header.fill(0, inputWord * wordBytes);
  return header;
}

/** What a deal binds a program by: 32 bytes; docs/machine.md, "State". */
export function programRoot(program: Program): Uint8Array {
  const preimage = new Uint8Array(headerBytes + wordBytes);
  preimage.set(programHeader(program));
  preimage[preimage.length - 1] = program.levels;
  return keccak256(preimage);
}
