import { op } from '../../module/opcodes.ts';
import type { Instruction } from '../../module/WasmModule.ts';

/** Structure of a function's live code; arrays are indexed like the code. */
export interface ControlFlow {
  /** For a `loop`: 1 where some branch goes back to it. */
  readonly isRealLoop: Uint8Array;
  readonly hasRealLoop: boolean;
  /** True where some branch targets the function's own label. */
  readonly branchesToFunction: boolean;
}

/** Finds the loops that can really repeat, and the branches that leave the function. */
export function controlFlow(code: readonly Instruction[]): ControlFlow {
  const isRealLoop = new Uint8Array(code.length);
  const open: number[] = [-1];
  let hasRealLoop = false;
  let branchesToFunction = false;
  const branch = (label: number): void => {
    const target = open[open.length - 1 - label] ?? -1;
    if (target < 0) branchesToFunction = true;
    else if (code[target]?.opcode === op.loop) {
      isRealLoop[target] = 1;
      hasRealLoop = true;
    }
  };
  code.forEach((instruction, position) => {
    switch (instruction.opcode) {
      case op.block:
      case op.loop:
      case op.if:
        open.push(position);
        break;
      case op.end:
        open.pop();
        break;
      case op.br:
      case op.brIf:
        branch(instruction.index);
        break;
      case op.brTable:
        instruction.labels.forEach(branch);
        break;
    }
  });
  return { isRealLoop, hasRealLoop, branchesToFunction };
}
