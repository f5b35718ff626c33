import { blockType } from '../../module/blockType.ts';
import { op, opcodeInfo } from '../../module/opcodes.ts';
import type { DefinedFunction, FunctionType, ValueType } from '../../module/WasmModule.ts';
import { invalid, type ModuleContext } from './ModuleContext.ts';

/** A type on the operand stack; undefined after unreachable code, where any type fits. */
type Operand = ValueType | undefined;

interface Frame {
  readonly opcode: number;
  readonly type: FunctionType;
  readonly height: number;
  unreachable: boolean;
}

/** What validation learns about a function. */
export interface FunctionFacts {
  /** The most operands that are on the stack at once. */
  readonly maxOperandDepth: number;
}

const noTypes: readonly ValueType[] = [];

/** Checks one function body. Source: WebAssembly Core Specification, appendix "Validation Algorithm". */
export function validateFunction(
  context: ModuleContext,
  definition: DefinedFunction,
  type: FunctionType,
): FunctionFacts {
  const { module } = context;
  const localTypes: readonly ValueType[] = [...type.params, ...definition.locals];
  const operands: Operand[] = [];
  const frames: Frame[] = [
    { opcode: op.block, type: { params: [], results: type.results }, height: 0, unreachable: false },
  ];
  let maxOperandDepth = 0;
  let offset = definition.offset;

  const top = (): Frame => {
    const frame = frames.at(-1);
    if (frame === undefined) throw invalid('instructions after the end of the function', offset);
    return frame;
  };
  const push = (operand: Operand): void => {
    operands.push(operand);
    if (operands.length > maxOperandDepth) maxOperandDepth = operands.length;
  };
  const pop = (expected: Operand): Operand => {
    const frame = top();
    if (operands.length === frame.height) {
      if (frame.unreachable) return undefined;
      throw invalid(`type mismatch: ${expected ?? 'a value'} expected, the stack is empty`, offset);
    }
    const actual = operands.pop();
    if (actual !== undefined && expected !== undefined && actual !== expected) {
      throw invalid(`type mismatch: ${expected} expected, ${actual} found`, offset);
    }
    return actual;
  };
  const popAll = (types: readonly ValueType[]): void => {
    for (let index = types.length - 1; index >= 0; index--) pop(types[index]);
  };
  const pushAll = (types: readonly ValueType[]): void => {
    for (const item of types) push(item);
  };
  const makeUnreachable = (): void => {
    const frame = top();
    operands.length = frame.height;
    frame.unreachable = true;
  };
  const labelTypes = (label: number): readonly ValueType[] => {
    const frame = frames[frames.length - 1 - label];
    if (frame === undefined) throw invalid(`unknown label ${label}`, offset);
    return frame.opcode === op.loop ? frame.type.params : frame.type.results;
  };
  const popFrame = (): Frame => {
    const frame = top();
    popAll(frame.type.results);
    if (operands.length !== frame.height) {
      throw invalid(`type mismatch: ${operands.length - frame.height} values remain on the stack`, offset);
    }
    frames.pop();
    return frame;
  };
  const localType = (index: number): ValueType => {
    const found = localTypes[index];
    if (found === undefined) throw invalid(`unknown local ${index}`, offset);
    return found;
  };
  const needMemory = (): void => {
    if (context.memoryCount === 0) throw invalid('unknown memory 0', offset);
  };
  const needTable = (): void => {
    if (context.tableCount === 0) throw invalid('unknown table 0', offset);
  };

  for (const instruction of definition.code) {
    const { opcode, index } = instruction;
    offset = instruction.offset;
    switch (opcode) {
      case op.unreachable:
        makeUnreachable();
        continue;
      case op.block:
      case op.loop:
      case op.if: {
        const found = blockType(module.types, index);
        if (found === undefined) throw invalid(`unknown type ${index}`, offset);
        if (opcode === op.if) pop('i32');
        popAll(found.params);
        frames.push({ opcode, type: found, height: operands.length, unreachable: false });
        pushAll(found.params);
        continue;
      }
      case op.else: {
        const frame = popFrame();
        frames.push({ opcode, type: frame.type, height: operands.length, unreachable: false });
        pushAll(frame.type.params);
        continue;
      }
      case op.end: {
        const frame = popFrame();
        const { params, results } = frame.type;
        if (frame.opcode === op.if) {
          if (params.length !== results.length || params.some((item, position) => item !== results[position])) {
            throw invalid('type mismatch: if without else must give what it takes', offset);
          }
        }
        if (frames.length > 0) pushAll(results);
        continue;
      }
      case op.br:
        popAll(labelTypes(index));
        makeUnreachable();
        continue;
      case op.brIf: {
        pop('i32');
        const types = labelTypes(index);
        popAll(types);
        pushAll(types);
        continue;
      }
      case op.brTable: {
        pop('i32');
        const fallback = labelTypes(instruction.labels.at(-1) ?? 0);
        const checked = new Set<readonly ValueType[]>();
        for (const label of instruction.labels) {
          const types = labelTypes(label);
          if (checked.has(types)) continue;
          checked.add(types);
          if (types.length !== fallback.length) {
            throw invalid('type mismatch: br_table targets differ in their number of values', offset);
          }
          const popped: Operand[] = [];
          for (let position = types.length - 1; position >= 0; position--) popped.push(pop(types[position]));
          for (let position = popped.length - 1; position >= 0; position--) push(popped[position]);
        }
        popAll(fallback);
        makeUnreachable();
        continue;
      }
      case op.return:
        popAll(type.results);
        makeUnreachable();
        continue;
      case op.call: {
        const callee = context.functionTypes[index];
        if (callee === undefined) throw invalid(`unknown function ${index}`, offset);
        popAll(callee.params);
        pushAll(callee.results);
        continue;
      }
      case op.callIndirect: {
        needTable();
        const callee = module.types[index];
        if (callee === undefined) throw invalid(`unknown type ${index}`, offset);
        pop('i32');
        popAll(callee.params);
        pushAll(callee.results);
        continue;
      }
      case op.drop:
        pop(undefined);
        continue;
      case op.select: {
        pop('i32');
        const first = pop(undefined);
        push(pop(first) ?? first);
        continue;
      }
      case op.localGet:
        push(localType(index));
        continue;
      case op.localSet:
        pop(localType(index));
        continue;
      case op.localTee:
        pop(localType(index));
        push(localType(index));
        continue;
      case op.globalGet: {
        const global = context.globalTypes[index];
        if (global === undefined) throw invalid(`unknown global ${index}`, offset);
        push(global.type);
        continue;
      }
      case op.globalSet: {
        const global = context.globalTypes[index];
        if (global === undefined) throw invalid(`unknown global ${index}`, offset);
        if (!global.mutable) throw invalid(`global ${index} is immutable`, offset);
        pop(global.type);
        continue;
      }
    }
    const info = opcodeInfo(opcode);
    switch (info?.immediate) {
      case 'memory':
        needMemory();
        if (instruction.align > info.accessLog2) throw invalid('alignment must not be larger than natural', offset);
        break;
      case 'memoryIndex':
      case 'memoryCopy':
        needMemory();
        break;
      case 'memoryInit':
      case 'dataIndex':
        if (info.immediate === 'memoryInit') needMemory();
        if (module.dataCount === undefined) throw invalid('data count section required', offset);
        if (index >= module.dataCount) throw invalid(`unknown data segment ${index}`, offset);
        break;
      case 'tableInit':
      case 'elementIndex':
        if (info.immediate === 'tableInit') needTable();
        if (index >= module.elements.length) throw invalid(`unknown element segment ${index}`, offset);
        break;
      case 'tableCopy':
        needTable();
        break;
      default:
    }
    popAll(info?.params ?? noTypes);
    pushAll(info?.results ?? noTypes);
  }
  if (frames.length > 0) throw invalid('the function has no end', offset);
  return { maxOperandDepth };
}
