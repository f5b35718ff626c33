import { op, opcodeInfo } from '../module/opcodes.ts';
import type {
  DataSegment,
  DefinedFunction,
  ElementSegment,
  ExternalKind,
  GlobalType,
  Import,
  Instruction,
  Limits,
  ValueType,
  WasmModule,
} from '../module/WasmModule.ts';
import { ByteWriter } from './internal/ByteWriter.ts';

const typeBytes: Readonly<Record<ValueType, number>> = { i32: 0x7f, i64: 0x7e, f32: 0x7d, f64: 0x7c };
/** The flag in front of a memory access that names its memory; in an {@link Instruction} the memory's number is `align >> 6`. */
const namesMemory = 0x40;
const kindBytes: Readonly<Record<ExternalKind, number>> = { function: 0, table: 1, memory: 2, global: 3 };

function writeInstruction(out: ByteWriter, instruction: Instruction): void {
  const { opcode, index } = instruction;
  if (opcode >= 0xfc00) {
    out.byte(0xfc);
    out.u32(opcode & 0xff);
  } else {
    out.byte(opcode);
  }
  switch (opcodeInfo(opcode)?.immediate) {
    case 'block':
    case 'i32':
      out.signed(index);
      break;
    case 'label':
    case 'function':
    case 'local':
    case 'global':
    case 'dataIndex':
    case 'elementIndex':
      out.u32(index);
      break;
    case 'labels':
      out.u32(instruction.labels.length - 1);
      for (const label of instruction.labels) out.u32(label);
      break;
    case 'callIndirect':
    case 'memoryInit':
    case 'tableInit':
      out.u32(index);
      out.byte(0);
      break;
    case 'memory':
      out.u32(instruction.align >= namesMemory ? (instruction.align % namesMemory) | namesMemory : instruction.align);
      if (instruction.align >= namesMemory) out.u32(instruction.align >> 6);
      out.u32(index);
      break;
    case 'memoryIndex':
      out.u32(index);
      break;
    case 'memoryCopy':
      out.u32(index);
      out.u32(instruction.align);
      break;
    case 'tableCopy':
      out.byte(0);
      out.byte(0);
      break;
    case 'i64':
      out.s64(instruction.value);
      break;
    case 'f32':
      out.floatBits(instruction.value, 4);
      break;
    case 'f64':
      out.floatBits(instruction.value, 8);
      break;
    default:
  }
}

function writeConstant(out: ByteWriter, code: readonly Instruction[]): void {
  for (const instruction of code) writeInstruction(out, instruction);
  out.byte(op.end);
}

function writeLimits(out: ByteWriter, limits: Limits): void {
  out.byte(limits.maximum === undefined ? 0 : 1);
  out.u32(limits.minimum);
  if (limits.maximum !== undefined) out.u32(limits.maximum);
}

function writeTable(out: ByteWriter, limits: Limits): void {
  out.byte(0x70);
  writeLimits(out, limits);
}

function writeGlobalType(out: ByteWriter, type: GlobalType): void {
  out.byte(typeBytes[type.type]);
  out.byte(type.mutable ? 1 : 0);
}

function writeImport(out: ByteWriter, item: Import): void {
  out.name(item.module);
  out.name(item.name);
  out.byte(kindBytes[item.kind]);
  switch (item.kind) {
    case 'function':
      out.u32(item.typeIndex);
      break;
    case 'table':
      writeTable(out, item.limits);
      break;
    case 'memory':
      writeLimits(out, item.limits);
      break;
    case 'global':
      writeGlobalType(out, item.type);
      break;
  }
}

function writeElement(out: ByteWriter, segment: ElementSegment): void {
  const asExpressions = segment.functions.includes(null);
  const mode = segment.mode;
  const kind = mode.kind === 'active' ? 0 : mode.kind === 'passive' ? 1 : 3;
  out.u32(kind | (asExpressions ? 4 : 0));
  if (mode.kind === 'active') writeConstant(out, mode.at);
  else out.byte(asExpressions ? 0x70 : 0x00);
  out.u32(segment.functions.length);
  for (const index of segment.functions) {
    if (!asExpressions) {
      out.u32(index ?? 0);
    } else if (index === null) {
      out.byte(0xd0);
      out.byte(0x70);
      out.byte(op.end);
    } else {
      out.byte(0xd2);
      out.u32(index);
      out.byte(op.end);
    }
  }
}

function writeData(out: ByteWriter, segment: DataSegment): void {
  if (segment.mode.kind === 'active') {
    out.u32(segment.mode.index === 0 ? 0 : 2);
    if (segment.mode.index !== 0) out.u32(segment.mode.index);
    writeConstant(out, segment.mode.at);
  } else {
    out.u32(1);
  }
  out.u32(segment.bytes.length);
  out.raw(segment.bytes);
}

function writeFunction(out: ByteWriter, body: ByteWriter, definition: DefinedFunction): void {
  body.clear();
  const groups: [number, ValueType][] = [];
  for (const type of definition.locals) {
    const last = groups.at(-1);
    if (last !== undefined && last[1] === type) last[0]++;
    else groups.push([1, type]);
  }
  body.u32(groups.length);
  for (const [count, type] of groups) {
    body.u32(count);
    body.byte(typeBytes[type]);
  }
  for (const instruction of definition.code) writeInstruction(body, instruction);
  out.sized(body);
}

/**
 * Encodes a module in its canonical form: every integer in its shortest encoding, locals grouped, empty sections left out.
 *
 * Equal modules give equal bytes. Source: WebAssembly Core Specification, §5 Binary Format.
 *
 * @example
 * const bytes = encodeModule(decodeModule(original)); // canonical, without custom sections
 */
export function encodeModule(module: WasmModule): Uint8Array {
  const out = new ByteWriter();
  const section = new ByteWriter();
  out.raw(Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00));

  function vector<T>(id: number, items: readonly T[], write: (item: T) => void): void {
    if (items.length === 0) return;
    section.clear();
    section.u32(items.length);
    for (const item of items) write(item);
    out.byte(id);
    out.sized(section);
  }
  function single(id: number, value: number | undefined): void {
    if (value === undefined) return;
    section.clear();
    section.u32(value);
    out.byte(id);
    out.sized(section);
  }

  vector(1, module.types, (type) => {
    section.byte(0x60);
    section.u32(type.params.length);
    for (const param of type.params) section.byte(typeBytes[param]);
    section.u32(type.results.length);
    for (const result of type.results) section.byte(typeBytes[result]);
  });
  vector(2, module.imports, (item) => writeImport(section, item));
  vector(3, module.functions, (item) => section.u32(item.typeIndex));
  vector(4, module.tables, (limits) => writeTable(section, limits));
  vector(5, module.memories, (limits) => writeLimits(section, limits));
  vector(6, module.globals, (global) => {
    writeGlobalType(section, global.type);
    writeConstant(section, global.initial);
  });
  vector(7, module.exports, (item) => {
    section.name(item.name);
    section.byte(kindBytes[item.kind]);
    section.u32(item.index);
  });
  single(8, module.start);
  vector(9, module.elements, (segment) => writeElement(section, segment));
  single(12, module.dataCount);
  const body = new ByteWriter();
  vector(10, module.functions, (item) => writeFunction(section, body, item));
  vector(11, module.data, (segment) => writeData(section, segment));
  return out.take();
}
