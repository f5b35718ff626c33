import { encodeModule } from '../../encode/encodeModule.ts';
import { CodeBuilder } from '../../instrument/internal/CodeBuilder.ts';
import { controlFlow } from '../../instrument/internal/controlFlow.ts';
import type { FunctionMap } from '../../lower/FunctionMap.ts';
import { blockType } from '../../module/blockType.ts';
import { op, opcodeInfo } from '../../module/opcodes.ts';
import type {
  DefinedFunction,
  Export,
  FunctionType,
  Instruction,
  ValueType,
  WasmModule,
} from '../../module/WasmModule.ts';
import { type ModuleContext, moduleContext } from '../../validate/internal/ModuleContext.ts';

/** A place in the code at which a frame's content is in the trace's memory: a call, or a place where a state may be captured. */
export interface TraceSite {
  /** Number among the module's own functions. */
  readonly function: number;
  /** Where the flat code goes on: behind the call, or at the place of capture. */
  readonly pc: number;
  /** Operands of this frame that wait on the stack. */
  readonly operands: number;
}

/** Sizes of a function's frame in the trace's memory, in slots of 8 bytes; a frame is its site, its locals, its operands. */
export interface TraceFrame {
  readonly locals: number;
  readonly slots: number;
}

/** A module that runs as the linked one does, counts machine steps, and can be stopped where its state is known. */
export interface CompiledTrace {
  readonly bytes: Uint8Array;
  readonly sites: readonly TraceSite[];
  readonly frames: readonly TraceFrame[];
}

/** Names and places of what a compiled trace adds. */
export const traceLayout = {
  module: 'suanli_trace',
  /** `(frame, steps)`: the step counter has reached the limit. */
  capture: 'capture',
  /** Mutable i64: machine steps done, as of the last place that made them visible. */
  steps: '__suanli_trace_steps',
  /** Mutable i64: where to capture. */
  limit: '__suanli_trace_limit',
  /** Mutable i32: 1 where the steps are exact although a trap came. */
  exact: '__suanli_trace_exact',
  /** Mutable i32: where the next frame goes. */
  frame: '__suanli_trace_frame',
  memory: '__suanli_trace_memory',
  /** The memories that the module has of its own, by index. */
  memories: ['__suanli_trace_memory0', '__suanli_trace_memory1'],
  /** `() -> ()`: writes the module's globals as slots to {@link globals}. */
  putGlobals: '__suanli_trace_put_globals',
  /** A byte per page of 4 KiB for the first memory, from here on. */
  dirty: [0, 0x10_0000],
  globals: 0x20_0000,
  frames: 0x40_0000,
  bytes: 0x140_0000,
} as const;

const pageLog2 = 12;
const canonicalNan32 = 0x7fc0_0000n;
const canonicalNan64 = 0x7ff8_0000_0000_0000n;
const voidBlock = -64;

/** A memory access goes to the memory of this index. */
function inMemory(memory: number): number {
  return memory << 6;
}

interface Label {
  readonly opcode: number;
  readonly type: FunctionType;
  /** Operands below it. */
  readonly height: number;
}

/** The most instructions that a call of a quiet function runs: so far may the engine be from a place where it can be stopped. */
const quietInstructions = 10_000;

/** Which functions can neither be captured in nor call one that can, and are soon over; their callers need not put anything down. */
function quietFunctions(context: ModuleContext, flows: readonly { readonly hasRealLoop: boolean }[]): boolean[] {
  const { module, importedFunctions } = context;
  const states: (boolean | undefined)[] = new Array(module.functions.length).fill(undefined);
  /** Instructions that a call runs at most. */
  const lengths: number[] = new Array(module.functions.length).fill(0);
  const visit = (root: number): void => {
    // Depth first without recursion: what is still open when it is asked about belongs to a recursion, and is not quiet.
    const open: { index: number; at: number; quiet: boolean; length: number }[] = [
      { index: root, at: 0, quiet: true, length: 0 },
    ];
    const entered = new Set([root]);
    for (;;) {
      const entry = open.at(-1);
      if (entry === undefined) return;
      const code = module.functions[entry.index]?.code ?? [];
      if (flows[entry.index]?.hasRealLoop === true) entry.quiet = false;
      let waits = false;
      while (entry.at < code.length && entry.quiet) {
        const instruction = code[entry.at];
        if (instruction?.opcode === op.callIndirect) entry.quiet = false;
        else if (instruction?.opcode === op.call && instruction.index >= importedFunctions) {
          const callee = instruction.index - importedFunctions;
          const known = states[callee];
          if (known === undefined && !entered.has(callee)) {
            entered.add(callee);
            open.push({ index: callee, at: 0, quiet: true, length: 0 });
            waits = true;
            break;
          }
          if (known !== true) entry.quiet = false;
          entry.length += lengths[callee] ?? 0;
        }
        entry.at++;
        if (++entry.length > quietInstructions) entry.quiet = false;
      }
      if (waits) continue;
      states[entry.index] = entry.quiet;
      lengths[entry.index] = entry.length;
      open.pop();
    }
  };
  for (let index = 0; index < states.length; index++) if (states[index] === undefined) visit(index);
  return states.map((state) => state === true);
}

/**
 * Compiles the module that was lowered once more, for the engine, so that the states of the flat machine can be had at nearly the speed of the
 * engine: every operand lives in a local of its own, every frame puts its content into a memory of the trace before it calls, and loops and
 * entries of functions call out where the number of machine steps has reached a limit.
 *
 * @param module - The module as it was lowered: without bulk instructions, its code live.
 * @param maps - Where each of its functions went in the flat code.
 */
export function compileTrace(module: WasmModule, maps: readonly FunctionMap[]): CompiledTrace {
  const context = moduleContext(module);
  const types: FunctionType[] = [...module.types];
  const typeIndex = (type: FunctionType): number => {
    const key = `${type.params.join()}>${type.results.join()}`;
    const known = types.findIndex((item) => `${item.params.join()}>${item.results.join()}` === key);
    return known >= 0 ? known : types.push(type) - 1;
  };
  const capture = context.importedFunctions;
  /** Function indices shift by one: the import of `capture` comes last among the imports. */
  const functionIndex = (index: number): number => (index < capture ? index : index + 1);
  const globalCount = context.globalTypes.length;
  const globals = { steps: globalCount, limit: globalCount + 1, exact: globalCount + 2, frame: globalCount + 3 };
  const traceMemory = module.memories.length;
  const flows = module.functions.map((definition) => controlFlow(definition.code));
  const quiet = quietFunctions(context, flows);
  const sites: TraceSite[] = [];
  const frames: TraceFrame[] = [];

  const functions = module.functions.map((definition, number): DefinedFunction => {
    const type = module.types[definition.typeIndex] ?? { params: [], results: [] };
    const map = maps[number];
    const flow = flows[number];
    if (map === undefined || flow === undefined) throw new Error('a function without its place in the flat code');
    const isQuiet = quiet[number] === true;
    const guestLocals: ValueType[] = [...type.params, ...definition.locals];
    const locals: ValueType[] = [...definition.locals];
    const newLocal = (valueType: ValueType): number => type.params.length + locals.push(valueType) - 1;
    const scratch = Array.from({ length: map.scratchSlots }, () => newLocal('i64'));
    const stepsLocal = newLocal('i64');
    const frameLocal = newLocal('i32');
    const operandLocals = new Map<string, number>();
    const stack: ValueType[] = [];
    let deepest = 0;
    const operand = (depth: number, valueType: ValueType): number => {
      const key = `${depth}${valueType}`;
      let local = operandLocals.get(key);
      if (local === undefined) {
        local = newLocal(valueType);
        operandLocals.set(key, local);
      }
      return local;
    };
    const builder = new CodeBuilder();
    let pending = 0;

    const flush = (): void => {
      if (pending > 0) builder.get(stepsLocal).i64(BigInt(pending)).emit(op.i64Add).set(stepsLocal);
      pending = 0;
    };
    /** Takes the top operand off, and gives the local it is in. */
    const pop = (): number => {
      const valueType = stack.pop();
      if (valueType === undefined) throw new Error('an operand is missing in validated code');
      return operand(stack.length, valueType);
    };
    /** Puts what the emitted code leaves on the engine's stack where the next operand belongs. */
    const push = (valueType: ValueType): number => {
      const local = operand(stack.length, valueType);
      stack.push(valueType);
      deepest = Math.max(deepest, stack.length);
      builder.set(local);
      return local;
    };
    /** As {@link push} for several, of which the last is on top. */
    const pushAll = (valueTypes: readonly ValueType[]): void => {
      const at = valueTypes.map((valueType) => {
        const local = operand(stack.length, valueType);
        stack.push(valueType);
        return local;
      });
      deepest = Math.max(deepest, stack.length);
      for (const local of at.toReversed()) builder.set(local);
    };
    const getOperands = (count: number): void => {
      for (let depth = stack.length - count; depth < stack.length; depth++) {
        builder.get(operand(depth, stack[depth] ?? 'i32'));
      }
    };
    const asSlot = (local: number, valueType: ValueType): void => {
      builder.get(local);
      if (valueType === 'f32') builder.emit(op.i32ReinterpretF32);
      if (valueType === 'i32' || valueType === 'f32') builder.emit(op.i64ExtendI32U);
      if (valueType === 'f64') builder.emit(op.i64ReinterpretF64);
    };
    const storeSlot = (slot: number): void => {
      builder.add({
        opcode: op.i64Store,
        offset: -1,
        index: 8 * slot,
        align: 3 | inMemory(traceMemory),
        value: 0n,
        labels: [],
      });
    };
    /** Puts the frame into the trace's memory: its site, its locals, and all operands but those handed over. */
    const putDown = (pc: number, handedOver: number): void => {
      const site = sites.push({ function: number, pc, operands: stack.length - handedOver }) - 1;
      builder.get(frameLocal).i64(BigInt(site));
      storeSlot(0);
      let slot = 1;
      for (const [local, valueType] of guestLocals.entries()) {
        builder.get(frameLocal);
        asSlot(local, valueType);
        storeSlot(slot++);
      }
      for (const local of scratch) {
        builder.get(frameLocal).get(local);
        storeSlot(slot++);
      }
      for (let depth = 0; depth < stack.length - handedOver; depth++) {
        const valueType = stack[depth] ?? 'i32';
        builder.get(frameLocal);
        asSlot(operand(depth, valueType), valueType);
        storeSlot(slot++);
      }
    };
    const mayCapture = (pc: number): void => {
      flush();
      builder.get(stepsLocal).emit(op.globalSet, globals.steps);
      builder.get(stepsLocal).emit(op.globalGet, globals.limit).emit(op.i64GeU).if();
      putDown(pc, 0);
      builder.get(frameLocal).get(stepsLocal).emit(op.call, capture).end();
    };

    const labels: Label[] = [{ opcode: op.block, type: { params: [], results: type.results }, height: 0 }];
    const labelAt = (index: number): Label => {
      const label = labels[labels.length - 1 - index];
      if (label === undefined) throw new Error('a label is missing in validated code');
      return label;
    };
    const carried = (label: Label): readonly ValueType[] =>
      label.opcode === op.loop ? label.type.params : label.type.results;
    const leftBehind = (label: Label): number => stack.length - carried(label).length - label.height;
    /** What a branch does besides jumping: moves the operands that it takes along down, by way of the scratch slots. */
    const carry = (label: Label): void => {
      const taken = carried(label);
      const behind = leftBehind(label);
      if (behind === 0) return;
      const from = stack.length - taken.length;
      for (const [i, valueType] of taken.entries()) {
        // The flat code takes the top one first, into the first scratch slot.
        const slot = scratch[taken.length - 1 - i];
        if (slot === undefined) throw new Error('a scratch slot is missing');
        asSlot(operand(from + i, valueType), valueType);
        builder.set(slot);
      }
      for (const [i, valueType] of taken.entries()) {
        builder.get(operand(from + i, valueType)).set(operand(label.height + i, valueType));
      }
    };
    const leave = (): void => {
      flush();
      const label = labels[0];
      if (label !== undefined) carry(label);
      builder.get(stepsLocal).emit(op.globalSet, globals.steps);
      for (const [i, valueType] of type.results.entries()) builder.get(operand(i, valueType));
    };
    /** Where control goes from here: to a label, or out of the function. `extra` blocks have been put around. */
    const branch = (index: number, extra: number): void => {
      if (index === labels.length - 1) {
        builder.get(stepsLocal).emit(op.globalSet, globals.steps);
        for (const [i, valueType] of type.results.entries()) builder.get(operand(i, valueType));
        builder.emit(op.return);
      } else builder.emit(op.br, index + extra);
    };

    // Entry: parameters have been taken off the operand stack.
    builder.emit(op.globalGet, globals.steps).i64(BigInt(type.params.length)).emit(op.i64Add).set(stepsLocal);
    if (!isQuiet) {
      builder.emit(op.globalGet, globals.frame).set(frameLocal);
      mayCapture(map.entryPc + type.params.length);
    }
    /** Where the frame's size goes: known at the end. */
    const frameSizes: number[] = [];

    const { code } = definition;
    for (const [position, instruction] of code.entries()) {
      const { opcode, index } = instruction;
      const pc = map.pcs[position] ?? 0;
      const cost = (map.pcs[position + 1] ?? pc) - pc;
      switch (opcode) {
        case op.nop:
          break;
        case op.block:
        case op.loop: {
          const found = blockType(module.types, index) ?? { params: [], results: [] };
          flush();
          builder.emit(opcode, voidBlock);
          labels.push({ opcode, type: found, height: stack.length - found.params.length });
          if (opcode === op.loop && flow.isRealLoop[position] === 1) mayCapture(pc);
          break;
        }
        case op.if: {
          const found = blockType(module.types, index) ?? { params: [], results: [] };
          pending += cost;
          flush();
          builder.get(pop()).emit(op.if, voidBlock);
          labels.push({ opcode, type: found, height: stack.length - found.params.length });
          break;
        }
        case op.else: {
          const label = labelAt(0);
          pending += cost;
          flush();
          builder.emit(op.else);
          stack.length = label.height;
          stack.push(...label.type.params);
          break;
        }
        case op.end: {
          const label = labels.at(-1);
          if (label === undefined) break;
          if (position === code.length - 1) {
            // The function's own end; the code before may have left already.
            stack.length = 0;
            stack.push(...type.results);
            pending += cost;
            leave();
            builder.end();
            break;
          }
          flush();
          labels.pop();
          builder.end();
          stack.length = label.height;
          stack.push(...label.type.results);
          deepest = Math.max(deepest, stack.length);
          break;
        }
        case op.br:
          pending += cost;
          flush();
          carry(labelAt(index));
          branch(index, 0);
          stack.length = labelAt(0).height;
          break;
        case op.brIf: {
          pending += 1;
          flush();
          const condition = pop();
          const label = labelAt(index);
          if (leftBehind(label) === 0 && index < labels.length - 1) {
            builder.get(condition).emit(op.brIf, index);
            break;
          }
          builder.get(condition).if();
          pending = cost - 1;
          flush();
          carry(label);
          branch(index, 1);
          builder.end();
          break;
        }
        case op.brTable: {
          const selector = pop();
          pending += 2;
          flush();
          const distinct = [...new Set(instruction.labels)];
          // One block per distinct target, each with its landing pad behind it.
          for (let i = 0; i < distinct.length; i++) builder.emit(op.block, voidBlock);
          builder.get(selector);
          builder.add({ ...instruction, index: 0, labels: instruction.labels.map((label) => distinct.indexOf(label)) });
          for (const [i, target] of distinct.entries()) {
            builder.end();
            const label = labelAt(target);
            if (leftBehind(label) > 0) {
              // The landing pad: to the scratch slots and back, and one more jump.
              pending = 2 * carried(label).length + leftBehind(label) + 1;
              flush();
            }
            carry(label);
            branch(target, distinct.length - 1 - i);
          }
          stack.length = labelAt(0).height;
          break;
        }
        case op.return:
          pending += cost;
          flush();
          carry(labels[0] ?? labelAt(0));
          branch(labels.length - 1, 0);
          stack.length = labelAt(0).height;
          break;
        case op.unreachable:
          pending += cost;
          flush();
          builder.get(stepsLocal).emit(op.globalSet, globals.steps).i32(1).emit(op.globalSet, globals.exact);
          builder.add(instruction);
          stack.length = labelAt(0).height;
          break;
        case op.call: {
          const callee = context.functionTypes[index] ?? { params: [], results: [] };
          pending += cost;
          const own = index - context.importedFunctions;
          if (own < 0) {
            getOperands(callee.params.length);
            stack.length -= callee.params.length;
            builder.emit(op.call, index);
            pushAll(callee.results);
            break;
          }
          flush();
          if (quiet[own] !== true) {
            putDown(pc + cost, callee.params.length);
            frameSizes.push(builder.get(frameLocal).i32(0).code.length - 1);
            builder.emit(op.i32Add).emit(op.globalSet, globals.frame);
          }
          builder.get(stepsLocal).emit(op.globalSet, globals.steps);
          getOperands(callee.params.length);
          stack.length -= callee.params.length;
          builder.emit(op.call, functionIndex(index));
          pushAll(callee.results);
          builder.emit(op.globalGet, globals.steps).set(stepsLocal);
          break;
        }
        case op.callIndirect: {
          const callee = module.types[index] ?? { params: [], results: [] };
          pending += cost;
          flush();
          putDown(pc + cost, callee.params.length + 1);
          frameSizes.push(builder.get(frameLocal).i32(0).code.length - 1);
          builder.emit(op.i32Add).emit(op.globalSet, globals.frame);
          builder.get(stepsLocal).emit(op.globalSet, globals.steps);
          getOperands(callee.params.length + 1);
          stack.length -= callee.params.length + 1;
          builder.add(instruction);
          pushAll(callee.results);
          builder.emit(op.globalGet, globals.steps).set(stepsLocal);
          break;
        }
        case op.drop:
          pending += cost;
          pop();
          break;
        case op.select: {
          pending += cost;
          const condition = pop();
          const second = pop();
          const valueType = stack.at(-1) ?? 'i32';
          const first = pop();
          builder.get(first).get(second).get(condition).emit(op.select);
          push(valueType);
          break;
        }
        case op.localGet:
          pending += cost;
          builder.get(index);
          push(guestLocals[index] ?? 'i32');
          break;
        case op.localSet:
          pending += cost;
          builder.get(pop()).set(index);
          break;
        case op.localTee: {
          pending += cost;
          builder.get(operand(stack.length - 1, stack.at(-1) ?? 'i32')).set(index);
          break;
        }
        case op.globalGet:
          pending += cost;
          builder.add(instruction);
          push(context.globalTypes[index]?.type ?? 'i32');
          break;
        case op.globalSet:
          pending += cost;
          builder.get(pop()).add(instruction);
          break;
        default:
          pending += cost;
          plain(instruction);
      }
    }

    function plain(instruction: Instruction): void {
      const info = opcodeInfo(instruction.opcode);
      const params = info?.params ?? [];
      if (info === undefined) throw new Error(`opcode ${instruction.opcode} has no trace`);
      const base = stack.length - params.length;
      getOperands(params.length);
      stack.length = base;
      builder.add(instruction);
      const isStore = info.immediate === 'memory' && info.results.length === 0;
      if (isStore) {
        const memory = instruction.align >> 6;
        markDirty(operand(base, 'i32'), instruction.index, memory, 1 << info.accessLog2);
      }
      const [result] = info.results;
      if (result === undefined) return;
      const local = push(result);
      if (!info.makesNan) return;
      // Only a NaN is not equal to itself.
      builder
        .get(local)
        .get(local)
        .emit(result === 'f32' ? op.f32Ne : op.f64Ne)
        .if()
        .emit(result === 'f32' ? op.f32Const : op.f64Const, 0, result === 'f32' ? canonicalNan32 : canonicalNan64)
        .set(local)
        .end();
    }

    /** The store went through, so its address does not wrap. */
    function markDirty(address: number, offset: number, memory: number, bytes: number): void {
      for (const last of bytes > 1 ? [0, bytes - 1] : [0]) {
        builder.get(address);
        if (offset + last > 0) builder.i32((offset + last) | 0).emit(op.i32Add);
        builder.i32(pageLog2).emit(op.i32ShrU).i32(1);
        builder.add({
          opcode: op.i32Store8,
          offset: -1,
          index: traceLayout.dirty[memory === 0 ? 0 : 1],
          align: inMemory(traceMemory),
          value: 0n,
          labels: [],
        });
      }
    }

    const slots = 1 + guestLocals.length + map.scratchSlots + deepest;
    frames.push({ locals: guestLocals.length + map.scratchSlots, slots });
    const finished = builder.code.slice();
    for (const at of frameSizes) {
      const instruction = finished[at];
      if (instruction !== undefined) finished[at] = { ...instruction, index: 8 * slots };
    }
    return { typeIndex: definition.typeIndex, locals, code: finished, offset: -1 };
  });

  const exports: Export[] = module.exports.map((item) =>
    item.kind === 'function' ? { ...item, index: functionIndex(item.index) } : item,
  );
  const inject = (name: string, kind: Export['kind'], index: number): void => {
    exports.push({ name, kind, index, offset: -1 });
  };
  inject(traceLayout.steps, 'global', globals.steps);
  inject(traceLayout.limit, 'global', globals.limit);
  inject(traceLayout.exact, 'global', globals.exact);
  inject(traceLayout.frame, 'global', globals.frame);
  inject(traceLayout.memory, 'memory', traceMemory);
  for (let i = 0; i < traceMemory; i++) inject(traceLayout.memories[i] ?? '', 'memory', i);
  inject(traceLayout.putGlobals, 'function', capture + 1 + functions.length);
  const constant = (opcode: number, index = 0): Instruction => ({
    opcode,
    offset: -1,
    index,
    align: 0,
    value: 0n,
    labels: [],
  });
  const added = (type: ValueType, initial: Instruction) => ({ type: { type, mutable: true }, initial: [initial] });
  const pages = traceLayout.bytes / 65_536;
  const put = new CodeBuilder();
  for (const [index, global] of context.globalTypes.entries()) {
    put.i32(traceLayout.globals + 8 * index).emit(op.globalGet, index);
    const valueType = global.type;
    if (valueType === 'f32') put.emit(op.i32ReinterpretF32);
    if (valueType === 'i32' || valueType === 'f32') put.emit(op.i64ExtendI32U);
    if (valueType === 'f64') put.emit(op.i64ReinterpretF64);
    put.add({ ...constant(op.i64Store), align: 3 | inMemory(traceMemory) });
  }
  const putGlobals = {
    typeIndex: typeIndex({ params: [], results: [] }),
    locals: [],
    code: put.end().code,
    offset: -1,
  };
  const captureType = typeIndex({ params: ['i32', 'i64'], results: [] });
  const compiled: WasmModule = {
    ...module,
    types,
    imports: [
      ...module.imports,
      { module: traceLayout.module, name: traceLayout.capture, offset: -1, kind: 'function', typeIndex: captureType },
    ],
    functions: [...functions, putGlobals],
    memories: [...module.memories, { minimum: pages, maximum: pages }],
    globals: [
      ...module.globals.map((item) => ({ ...item, type: { ...item.type, mutable: true } })),
      added('i64', constant(op.i64Const)),
      added('i64', constant(op.i64Const)),
      added('i32', constant(op.i32Const)),
      added('i32', constant(op.i32Const, traceLayout.frames)),
    ],
    exports,
    elements: module.elements.map((segment) => ({
      ...segment,
      functions: segment.functions.map((index) => (index === null ? null : functionIndex(index))),
    })),
  };
  return { bytes: encodeModule(compiled), sites, frames };
}
