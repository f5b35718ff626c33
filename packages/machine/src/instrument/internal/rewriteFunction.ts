import { shortBlockType } from '../../module/blockType.ts';
import { op, opcodeInfo } from '../../module/opcodes.ts';
import type { FunctionType, Instruction, ValueType } from '../../module/WasmModule.ts';
import type { ModuleContext } from '../../validate/internal/ModuleContext.ts';
import { CodeBuilder } from './CodeBuilder.ts';
import { constantBulkCost, type FunctionPlan } from './functionPlans.ts';
import { nanPlan } from './nanPlan.ts';
import { emitFlush, type RuntimeFunction, type RuntimeGlobals, trapKinds } from './runtime.ts';

/** What a function's new code refers to. */
export interface RewriteContext {
  readonly context: ModuleContext;
  readonly plans: readonly FunctionPlan[];
  readonly globals: RuntimeGlobals;
  /** Index of the function that stands for an imported one. */
  importStub(index: number): number;
  /** Index of an injected function; `segment` for those that name one. */
  runtime(name: RuntimeFunction, segment?: number): number;
  /** Index of a type. */
  typeIndex(type: FunctionType): number;
}

/** A function's new signature, locals and code. */
export interface RewrittenFunction {
  readonly type: FunctionType;
  readonly locals: readonly ValueType[];
  readonly code: readonly Instruction[];
}

const canonicalNan32 = 0x7fc00000n;
const canonicalNan64 = 0x7ff8000000000000n;

/** Signature of a metered function: the work left and, where it guards its stack, the stack left follow the parameters; the work left follows the results. */
export function meteredType(type: FunctionType, withStack: boolean): FunctionType {
  return {
    params: withStack ? [...type.params, 'i64', 'i32'] : [...type.params, 'i64'],
    results: [...type.results, 'i64'],
  };
}

/** Adds the stack guard: takes the frame's cost from what is left in a local, and traps below zero. */
export function emitStackGuard(builder: CodeBuilder, globals: RuntimeGlobals, stackLeft: number, cost: number): void {
  builder
    .get(stackLeft)
    .i32(cost)
    .emit(op.i32Sub)
    .emit(op.localTee, stackLeft)
    .i32(0)
    .emit(op.i32LtS)
    .if()
    .i32(trapKinds.stackExhausted)
    .emit(op.globalSet, globals.trap)
    .emit(op.unreachable)
    .end();
}

const runtimeNames: ReadonlyMap<number, RuntimeFunction> = new Map([
  [op.memoryGrow, 'memoryGrow'],
  [op.memoryCopy, 'memoryCopy'],
  [op.memoryFill, 'memoryFill'],
  [op.memoryInit, 'memoryInit'],
  [op.tableInit, 'tableInit'],
  [op.tableCopy, 'tableCopy'],
] as [number, RuntimeFunction][]);

/** Float operations for each test of a NaN, from which on the processor's float units rather than its decoders are held to be busy. */
const floatOpsPerTest = 4;

/**
 * Where a NaN is better found by its bits: in straight code with much float arithmetic for each test a float comparison takes a place where it is scarce (n-body 1.5 times
 * raw speed against 1.2), in short loops the fewest instructions win (matrix product 1.6 against 2.0).
 */
function integerTests(code: readonly Instruction[], nan: Uint8Array): Uint8Array {
  const prefers = new Uint8Array(code.length);
  let start = 0;
  let operations = 0;
  let tests = 0;
  code.forEach(({ opcode }, position) => {
    if (opcodeInfo(opcode)?.makesNan === true) operations++;
    if ((nan[position] ?? 0) > 0) tests++;
    const isControl = opcode >= op.block && opcode <= op.callIndirect;
    if (!isControl && position < code.length - 1) return;
    if (tests > 0 && operations >= floatOpsPerTest * tests) prefers.fill(1, start, position + 1);
    start = position + 1;
    operations = 0;
    tests = 0;
  });
  return prefers;
}

/** Writes a function anew with its charges, checks, canonical NaNs and, if asked, its stack guard. */
export function rewriteFunction(to: RewriteContext, plan: FunctionPlan, withGuard: boolean): RewrittenFunction {
  const { context, globals } = to;
  const { type, localTypes, code, charges, flow, kind } = plan;
  const nan = nanPlan(context, type, localTypes, code);
  const builder = new CodeBuilder();

  const parameters = type.params.length;
  const added = kind === 'constant' ? 0 : kind === 'shallow' ? 1 : 2;
  const left = parameters;
  const stackLeft = parameters + 1;
  const locals: ValueType[] = localTypes.slice(parameters);
  const temporaries = new Map<string, number>();
  const temporary = (name: string, valueType: ValueType): number => {
    const known = temporaries.get(name);
    if (known !== undefined) return known;
    const index = parameters + added + locals.length;
    locals.push(valueType);
    temporaries.set(name, index);
    return index;
  };

  const charge = (cost: number): void => {
    builder.get(left).i64(BigInt(cost)).emit(op.i64Sub).set(left);
  };
  const chargeAndCheck = (cost: number): void => {
    if (cost > 0) charge(cost);
    emitFlush(builder, globals, left);
  };
  const prefersIntegers = integerTests(code, nan);
  const canonicalise = (isSingle: boolean, byInteger: boolean): void => {
    const local = isSingle ? temporary('f32', 'f32') : temporary('f64', 'f64');
    builder.set(local).get(local);
    if (byInteger) {
      // NaNs of arithmetic are quiet: without the sign, their bits are the canonical NaN's or above.
      if (isSingle) builder.emit(op.i32ReinterpretF32).i32(1).emit(op.i32Shl).i32(-0x80_0000).emit(op.i32GeU);
      else builder.emit(op.i64ReinterpretF64).i64(1n).emit(op.i64Shl).i64(-0x10_0000_0000_0000n).emit(op.i64GeU);
    } else {
      // Only a NaN is not at least itself; V8 on x64 tests that with one jump, inequality takes two.
      builder
        .get(local)
        .emit(isSingle ? op.f32Ge : op.f64Ge)
        .emit(op.i32Eqz);
    }
    builder
      .if()
      .emit(isSingle ? op.f32Const : op.f64Const, 0, isSingle ? canonicalNan32 : canonicalNan64)
      .set(local)
      .end()
      .get(local);
  };

  if (plan.guardsStack && withGuard) emitStackGuard(builder, globals, stackLeft, plan.frameCost);
  if (kind !== 'constant') {
    if (plan.checksOnEntry) chargeAndCheck(charges.onEntry);
    else if (charges.onEntry > 0) charge(charges.onEntry);
  }
  // A branch to the function's own label leaves with the guest's results; the work left is added behind this block.
  const wraps = kind !== 'constant' && flow.branchesToFunction;
  if (wraps) {
    const [only] = type.results;
    builder.emit(
      op.block,
      type.results.length <= 1 ? shortBlockType(only) : to.typeIndex({ params: [], results: type.results }),
    );
  }

  for (let position = 0; position < code.length; position++) {
    const instruction = code[position];
    if (instruction === undefined) continue;
    const { opcode, index } = instruction;
    if (kind !== 'constant') {
      const cost = charges.before.get(position);
      const atLoopHead = position > 0 && flow.isRealLoop[position - 1] === 1;
      if (atLoopHead) chargeAndCheck(cost ?? 0);
      else if (cost !== undefined) charge(cost);
    }
    switch (opcode) {
      case op.localGet:
      case op.localSet:
      case op.localTee:
        builder.add(index < parameters || added === 0 ? instruction : { ...instruction, index: index + added });
        break;
      case op.call: {
        if (index < context.importedFunctions) {
          builder.get(left).get(stackLeft).emit(op.call, to.importStub(index)).set(left);
          break;
        }
        const callee = to.plans[index - context.importedFunctions]?.kind;
        if (callee === 'constant') {
          builder.add(instruction);
          break;
        }
        builder.get(left);
        if (callee === 'full') builder.get(stackLeft);
        builder.add(instruction).set(left);
        break;
      }
      case op.callIndirect: {
        const target = temporary('target', 'i32');
        const callee = context.module.types[index] ?? type;
        builder.set(target).get(left).get(stackLeft).get(target);
        builder.add({ ...instruction, index: to.typeIndex(meteredType(callee, true)) }).set(left);
        break;
      }
      case op.memoryGrow:
      case op.memoryCopy:
      case op.memoryFill:
      case op.memoryInit:
      case op.tableInit:
      case op.tableCopy: {
        const name = runtimeNames.get(opcode);
        if (name === undefined || constantBulkCost(code, position) !== undefined) {
          builder.add(instruction);
          break;
        }
        builder.get(left).emit(op.call, to.runtime(name, index)).set(left);
        break;
      }
      case op.return:
        if (kind !== 'constant') builder.get(left);
        builder.add(instruction);
        break;
      case op.end:
        if (position === code.length - 1) {
          if (wraps) builder.add(instruction);
          if (kind !== 'constant') builder.get(left);
        }
        builder.add(instruction);
        break;
      default:
        builder.add(instruction);
    }
    const openNan = nan[position] ?? 0;
    if (openNan > 0) canonicalise(openNan === 1, prefersIntegers[position] === 1);
  }
  return { type: kind === 'constant' ? type : meteredType(type, kind === 'full'), locals, code: builder.code };
}
