import { limitExceeded } from '../decode/internal/ByteReader.ts';
import { implementationLimits } from '../decode/internal/implementationLimits.ts';
import { op, opcodeInfo } from '../module/opcodes.ts';
import type { Instruction, Limits, ValueType, WasmModule } from '../module/WasmModule.ts';
import { invalid, type ModuleContext, moduleContext } from './internal/ModuleContext.ts';
import { type FunctionFacts, validateFunction } from './internal/validateFunction.ts';

/** What validation learns about a module. */
export interface ModuleFacts {
  /** One for each function that the module defines. */
  readonly functions: readonly FunctionFacts[];
}

function checkConstant(context: ModuleContext, code: readonly Instruction[], expected: ValueType, at: number): void {
  const first = code[0];
  const offset = first?.offset ?? at;
  if (first === undefined) throw invalid(`type mismatch: ${expected} expected, the stack is empty`, offset);
  for (const instruction of code) {
    const { opcode, index } = instruction;
    if (opcode === op.globalGet) {
      const global = context.globalTypes[index];
      if (global === undefined || index >= context.importedGlobals) {
        throw invalid(`unknown global ${index}`, instruction.offset);
      }
      if (global.mutable) throw invalid('constant expression required', instruction.offset);
    } else if (opcode < op.i32Const || opcode > op.f64Const) {
      throw invalid('constant expression required', instruction.offset);
    }
  }
  if (code.length > 1) throw invalid('type mismatch: a constant expression gives one value', offset);
  const actual =
    first.opcode === op.globalGet ? context.globalTypes[first.index]?.type : opcodeInfo(first.opcode)?.results[0];
  if (actual !== expected) throw invalid(`type mismatch: ${expected} expected, ${actual} found`, offset);
}

function checkLimits(limits: Limits, what: 'memory' | 'table'): void {
  const bound = what === 'memory' ? implementationLimits.memoryPages : implementationLimits.tableElements;
  if (limits.minimum > bound) {
    throw limitExceeded(what === 'memory' ? 'memory pages' : 'table elements', limits.minimum, bound, 0);
  }
  if (limits.maximum === undefined) return;
  if (what === 'memory' && limits.maximum > bound) throw limitExceeded('memory pages', limits.maximum, bound, 0);
  if (limits.minimum > limits.maximum) throw invalid('size minimum must not be greater than maximum', 0);
}

/**
 * Validates a decoded module: types, indices, constant expressions, limits, export names.
 *
 * Source: WebAssembly Core Specification, §3 Validation, for the guest language of {@link decodeModule}.
 *
 * @returns Facts that the later stages use.
 * @throws `MACHINE_INVALID` where a rule is broken, with the byte offset.
 * @throws `MACHINE_UNSUPPORTED` for a second table or memory.
 * @throws `MACHINE_LIMIT_EXCEEDED` beyond the implementation limits of JavaScript engines.
 *
 * @example
 * validateModule(decodeModule(bytes));
 */
export function validateModule(module: WasmModule): ModuleFacts {
  const context = moduleContext(module);
  if (context.tableCount > 1) throw invalid('multiple tables', 0);
  if (context.memoryCount > 1) throw invalid('multiple memories', 0);
  if (context.functionTypes.length > implementationLimits.functions) {
    throw limitExceeded('functions', context.functionTypes.length, implementationLimits.functions, 0);
  }
  for (const item of module.imports) {
    if (item.kind === 'memory' || item.kind === 'table') checkLimits(item.limits, item.kind);
  }
  for (const limits of module.tables) checkLimits(limits, 'table');
  for (const limits of module.memories) checkLimits(limits, 'memory');
  for (const global of module.globals) checkConstant(context, global.initial, global.type.type, 0);

  const names = new Set<string>();
  for (const item of module.exports) {
    if (names.has(item.name)) throw invalid(`duplicate export name ${JSON.stringify(item.name)}`, item.offset);
    names.add(item.name);
    const count =
      item.kind === 'function'
        ? context.functionTypes.length
        : item.kind === 'global'
          ? context.globalTypes.length
          : item.kind === 'table'
            ? context.tableCount
            : context.memoryCount;
    if (item.index >= count) throw invalid(`unknown ${item.kind} ${item.index}`, item.offset);
  }
  if (module.start !== undefined) {
    const type = context.functionTypes[module.start];
    if (type === undefined) throw invalid(`unknown function ${module.start}`, 0);
    if (type.params.length > 0 || type.results.length > 0) throw invalid('start function must have type [] -> []', 0);
  }
  for (const segment of module.elements) {
    if (segment.mode.kind === 'active') {
      if (context.tableCount === 0) throw invalid('unknown table 0', segment.offset);
      checkConstant(context, segment.mode.at, 'i32', segment.offset);
    }
    for (const index of segment.functions) {
      if (index !== null && index >= context.functionTypes.length) {
        throw invalid(`unknown function ${index}`, segment.offset);
      }
    }
  }
  for (const segment of module.data) {
    if (segment.mode.kind === 'active') {
      if (context.memoryCount === 0) throw invalid('unknown memory 0', segment.offset);
      checkConstant(context, segment.mode.at, 'i32', segment.offset);
    }
  }
  const functions = module.functions.map((definition, position) => {
    const type = context.functionTypes[context.importedFunctions + position];
    return validateFunction(context, definition, type ?? { params: [], results: [] });
  });
  return { functions };
}
