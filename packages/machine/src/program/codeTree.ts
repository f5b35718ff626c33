import { createLeafTree, type LeafTree } from '../tree/createLeafTree.ts';
import type { Program } from './Program.ts';

/** A program's code as the leaves of its tree; docs/machine.md, "Instructions". */
export interface CodeTree {
  /** One instruction word per 32 bytes. */
  readonly bytes: Uint8Array;
  readonly tree: LeafTree;
  /** 32 bytes. */
  readonly root: Uint8Array;
}

export const codeDepth = 22;

const wordBytes = 32;
const pageBytes = 4096;
const known = new WeakMap<Program, CodeTree>();

/** The tree over a program's code; hashed once per program. */
export function codeTree(program: Program): CodeTree {
  const found = known.get(program);
  if (found !== undefined) return found;
  const count = program.opcodes.length;
  const bytes = new Uint8Array(count * wordBytes);
  const view = new DataView(bytes.buffer);
  for (let pc = 0; pc < count; pc++) {
    const at = pc * wordBytes;
    view.setBigUint64(at + 16, program.b[pc] ?? 0n);
    view.setUint32(at + 27, program.a[pc] ?? 0);
    view.setUint8(at + 31, program.opcodes[pc] ?? 0);
  }
  const tree = createLeafTree(codeDepth);
  tree.update(bytes, new Uint8Array(Math.ceil(bytes.length / pageBytes)).fill(1));
  const made = { bytes, tree, root: tree.root() };
  known.set(program, made);
  return made;
}
