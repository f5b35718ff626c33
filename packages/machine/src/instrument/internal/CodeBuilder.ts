import { shortBlockType } from '../../module/blockType.ts';
import { op } from '../../module/opcodes.ts';
import type { Instruction, ValueType } from '../../module/WasmModule.ts';

const noLabels: readonly number[] = [];

/** An instruction that the guest did not write. */
export function injected(opcode: number, index = 0, value = 0n): Instruction {
  return { opcode, offset: -1, index, align: 0, value, labels: noLabels };
}

/** Collects instructions. */
export class CodeBuilder {
  readonly code: Instruction[] = [];

  /** Adds an instruction as it is. */
  add(instruction: Instruction): this {
    this.code.push(instruction);
    return this;
  }

  /** Adds an injected instruction. */
  emit(opcode: number, index = 0, value = 0n): this {
    this.code.push(injected(opcode, index, value));
    return this;
  }

  get(local: number): this {
    return this.emit(op.localGet, local);
  }

  set(local: number): this {
    return this.emit(op.localSet, local);
  }

  i64(value: bigint): this {
    return this.emit(op.i64Const, 0, value);
  }

  i32(value: number): this {
    return this.emit(op.i32Const, value);
  }

  if(result?: ValueType): this {
    return this.emit(op.if, shortBlockType(result));
  }

  end(): this {
    return this.emit(op.end);
  }
}
