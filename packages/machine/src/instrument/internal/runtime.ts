import { op } from '../../module/opcodes.ts';
import type { DefinedFunction, FunctionType, ValueType } from '../../module/WasmModule.ts';
import { CodeBuilder } from './CodeBuilder.ts';
import { workWeights } from './workWeights.ts';

/** Values of the exported `__suanli_trap`. */
export const trapKinds = { none: 0, outOfWork: 1, stackExhausted: 2 } as const;

/** Where the injected globals are in the global index space. */
export interface RuntimeGlobals {
  readonly workLeft: number;
  readonly trap: number;
  readonly stackLeft: number;
}

/** Functions that instrumented code calls; each takes its operands and the work left, and gives its results and the work left. */
export type RuntimeFunction = 'memoryGrow' | 'memoryCopy' | 'memoryFill' | 'memoryInit' | 'tableInit' | 'tableCopy';

/** A function to be added to the module. */
export interface NewFunction {
  readonly type: FunctionType;
  readonly locals: readonly ValueType[];
  readonly code: DefinedFunction['code'];
}

/**
 * Traps as out of work where the i64 on the operand stack is negative; `__suanli_work_left` is zero then.
 *
 * A branch to code that ends in a trap costs V8 next to nothing; one that comes back (to take another slice of work from a global, for example) makes the registers
 * of the loop around it move.
 */
export function emitCheck(builder: CodeBuilder, globals: RuntimeGlobals): void {
  builder
    .i64(0n)
    .emit(op.i64LtS)
    .if()
    .i64(0n)
    .emit(op.globalSet, globals.workLeft)
    .i32(trapKinds.outOfWork)
    .emit(op.globalSet, globals.trap)
    .emit(op.unreachable)
    .end();
}

/** Checks the work left in a local and makes it visible to the host. */
export function emitFlush(builder: CodeBuilder, globals: RuntimeGlobals, left: number): void {
  emitCheck(builder.get(left), globals);
  builder.get(left).emit(op.globalSet, globals.workLeft);
}

/** Charges a local for a count on the operand stack (i32, unsigned), one for every 2^log2, and checks it. */
function emitChargeBySize(builder: CodeBuilder, globals: RuntimeGlobals, left: number, log2: number): void {
  builder.emit(op.i64ExtendI32U);
  if (log2 > 0) builder.i64(BigInt(log2)).emit(op.i64ShrU);
  builder
    .set(left + 1)
    .get(left)
    .get(left + 1)
    .emit(op.i64Sub)
    .set(left);
  emitFlush(builder, globals, left);
}

/** A bulk instruction that pays for its size before it runs: `(destination, source or value, size, left) -> left`. */
export function bulkFunction(opcode: number, segment: number, globals: RuntimeGlobals): NewFunction {
  const log2 = opcode === op.tableInit || opcode === op.tableCopy ? workWeights.elementsLog2 : workWeights.bytesLog2;
  const builder = new CodeBuilder();
  builder.get(2);
  emitChargeBySize(builder, globals, 3, log2);
  builder.get(0).get(1).get(2).emit(opcode, segment).get(3).end();
  return { type: { params: ['i32', 'i32', 'i32', 'i64'], results: ['i64'] }, locals: ['i64'], code: builder.code };
}

/** `memory.grow` that pays for the pages it got: `(pages, left) -> (result, left)`. */
export function memoryGrowFunction(globals: RuntimeGlobals): NewFunction {
  const builder = new CodeBuilder();
  const left = 1;
  const result = 2;
  builder
    .get(0)
    .emit(op.memoryGrow)
    .emit(op.localTee, result)
    .i32(-1)
    .emit(op.i32Ne)
    .if()
    .get(left)
    .get(0)
    .emit(op.i64ExtendI32U)
    .i64(1n << BigInt(workWeights.pageLog2))
    .emit(op.i64Mul)
    .emit(op.i64Sub)
    .set(left);
  emitFlush(builder, globals, left);
  builder.end().get(result).get(left).end();
  return { type: { params: ['i32', 'i64'], results: ['i32', 'i64'] }, locals: ['i32'], code: builder.code };
}
