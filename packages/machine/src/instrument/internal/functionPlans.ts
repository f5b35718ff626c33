import { op } from '../../module/opcodes.ts';
import type { FunctionType, Instruction, ValueType } from '../../module/WasmModule.ts';
import type { ModuleContext } from '../../validate/internal/ModuleContext.ts';
import type { ModuleFacts } from '../../validate/validateModule.ts';
import { type ControlFlow, controlFlow } from './controlFlow.ts';
import { liveCode } from './liveCode.ts';
import { type WorkCharges, workCharges } from './workCharges.ts';
import { workWeights } from './workWeights.ts';

/**
 * How a function takes part in metering:
 * - `constant`: its cost is the same on every path and small, so callers pay for it and it stays as it was;
 * - `shallow`: it takes and gives the work left; the frames under it are few and small, so it needs no stack guard;
 * - `full`: it takes the work left and the stack left, and gives the work left; all that are called through a table are of this kind.
 */
export type FunctionKind = 'constant' | 'shallow' | 'full';

/** All that is decided about a function before its code is written anew. */
export interface FunctionPlan {
  readonly kind: FunctionKind;
  readonly type: FunctionType;
  readonly localTypes: readonly ValueType[];
  readonly code: readonly Instruction[];
  readonly flow: ControlFlow;
  readonly charges: WorkCharges;
  /** Slots of 8 bytes that a frame of this function is held to take. */
  readonly frameCost: number;
  /** True where a run of calls through this function could take more stack than may go unguarded. */
  readonly guardsStack: boolean;
  /** True where the work left must be checked on entry. */
  readonly checksOnEntry: boolean;
}

/** Slots that every frame takes beside its locals and operands: return address, saved registers, what the engine keeps. */
const frameOverhead = 12;

/** Slots of a function that only hands its parameters on to another and gives that one's results. */
export function forwardingFrameCost(type: FunctionType): number {
  return frameOverhead + 3 * (type.params.length + 2) + 2 * (type.results.length + 1);
}

/** The most slots that a function and all under it may take without a stack guard. */
export const unguardedStackCost = 512;

/** The most work that callers pay for a callee in advance. */
const constantCostBound = 4096;

/** The largest constant size (bytes or elements) of a bulk instruction that is paid with its block instead of being checked by itself. */
const constantSizeBound = 4096;

/** Weight of a bulk instruction beyond its own where its size is a small constant; undefined where it is not. */
export function constantBulkCost(code: readonly Instruction[], position: number): number | undefined {
  const size = code[position - 1];
  if (size?.opcode !== op.i32Const || size.index < 0 || size.index > constantSizeBound) return undefined;
  switch (code[position]?.opcode) {
    case op.memoryCopy:
    case op.memoryFill:
    case op.memoryInit:
      return size.index >>> workWeights.bytesLog2;
    case op.tableCopy:
    case op.tableInit:
      return size.index >>> workWeights.elementsLog2;
    default:
      return undefined;
  }
}

function isBulk(opcode: number): boolean {
  return (
    opcode === op.memoryCopy ||
    opcode === op.memoryFill ||
    opcode === op.memoryInit ||
    opcode === op.tableCopy ||
    opcode === op.tableInit
  );
}

/** Plans every function that the module defines, callees before callers where there is no recursion. */
export function functionPlans(context: ModuleContext, facts: ModuleFacts): FunctionPlan[] {
  const { module, importedFunctions } = context;
  const count = module.functions.length;
  const addressTaken = new Set<number>();
  for (const segment of module.elements) {
    for (const index of segment.functions) if (index !== null) addressTaken.add(index - importedFunctions);
  }
  const codes = module.functions.map((definition) => liveCode(definition.code));
  const callees = codes.map((code) => {
    const found = new Set<number>();
    for (const { opcode, index } of code) if (opcode === op.call) found.add(index - importedFunctions);
    return [...found];
  });

  const plans: (FunctionPlan | undefined)[] = new Array(count).fill(undefined);
  /** Slots that an unguarded function and all under it take. */
  const totals: number[] = new Array(count).fill(0);

  const plan = (index: number): FunctionPlan => {
    const definition = module.functions[index];
    const code = codes[index] ?? [];
    const type = context.functionTypes[importedFunctions + index] ?? { params: [], results: [] };
    const localTypes = [...type.params, ...(definition?.locals ?? [])];
    const flow = controlFlow(code);
    const charges = workCharges(code, flow, (position) => {
      const instruction = code[position];
      if (instruction?.opcode === op.call) {
        const callee = plans[instruction.index - importedFunctions];
        return callee?.kind === 'constant' ? callee.charges.onEntry : 0;
      }
      return constantBulkCost(code, position) ?? 0;
    });
    // Operands count twice: where they wait, and where they are handed over as arguments or results that no register takes.
    const frameCost = frameOverhead + localTypes.length + 2 * (facts.functions[index]?.maxOperandDepth ?? 0);
    let deepest = 0;
    let onlyConstantCalls = true;
    let onlyUnguardedCalls = true;
    for (const callee of callees[index] ?? []) {
      const found = plans[callee];
      // An import, a function of the same recursion, or one that guards its own stack.
      if (found === undefined || found.kind === 'full') onlyUnguardedCalls = false;
      else deepest = Math.max(deepest, totals[callee] ?? 0);
      if (found?.kind !== 'constant') onlyConstantCalls = false;
    }
    let metersItself = false;
    code.forEach((instruction, position) => {
      if (instruction.opcode === op.callIndirect) onlyUnguardedCalls = false;
      if (instruction.opcode === op.memoryGrow) metersItself = true;
      if (isBulk(instruction.opcode) && constantBulkCost(code, position) === undefined) metersItself = true;
    });
    const total = frameCost + deepest + (metersItself ? 2 * frameOverhead : 0);
    totals[index] = total;
    const guardsStack = !onlyUnguardedCalls || total > unguardedStackCost;
    let kind: FunctionKind = 'full';
    if (!guardsStack && !addressTaken.has(index)) {
      kind =
        onlyConstantCalls && !metersItself && charges.isConstant && charges.onEntry <= constantCostBound
          ? 'constant'
          : 'shallow';
    }
    const checksOnEntry = guardsStack || (kind !== 'constant' && !onlyConstantCalls);
    return { kind, type, localTypes, code, flow, charges, frameCost, guardsStack, checksOnEntry };
  };

  // Depth first without recursion; a function that is still open when its caller is planned belongs to a recursion and counts as `full`.
  const state = new Uint8Array(count);
  for (let root = 0; root < count; root++) {
    const stack: [number, number][] = [[root, 0]];
    while (stack.length > 0) {
      const entry = stack[stack.length - 1];
      if (entry === undefined) break;
      const [index, next] = entry;
      if (next === 0) {
        if (state[index] !== 0) {
          stack.pop();
          continue;
        }
        state[index] = 1;
      }
      const callee = callees[index]?.[next];
      if (callee !== undefined) {
        entry[1]++;
        if (callee >= 0 && state[callee] === 0) stack.push([callee, 0]);
        continue;
      }
      plans[index] = plan(index);
      state[index] = 2;
      stack.pop();
    }
  }
  return plans.filter((item) => item !== undefined);
}
