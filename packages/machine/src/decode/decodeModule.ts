import { SuanliError } from '@suanli/protocol';
import type {
  DataSegment,
  DefinedFunction,
  ElementSegment,
  Export,
  ExternalKind,
  FunctionType,
  Global,
  GlobalType,
  Import,
  Instruction,
  Limits,
  SegmentMode,
  ValueType,
  WasmModule,
} from '../module/WasmModule.ts';
import { ByteReader, limitExceeded, malformed, unsupported } from './internal/ByteReader.ts';
import { implementationLimits as limits } from './internal/implementationLimits.ts';
import { readExpression, readValueType } from './internal/readExpression.ts';

const sectionNames = [
  'custom',
  'type',
  'import',
  'function',
  'table',
  'memory',
  'global',
  'export',
  'start',
  'element',
  'code',
  'data',
  'data count',
] as const;

/** Sections come in the order of their ids, but the data count stands before the code. */
const sectionRank = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 10] as const;

const externalKinds: readonly ExternalKind[] = ['function', 'table', 'memory', 'global'];

function readCount(reader: ByteReader, what: string, maximum: number): number {
  const offset = reader.position;
  const count = reader.u32();
  if (count > maximum) throw limitExceeded(what, count, maximum, offset);
  // Every element takes a byte or more, so a count beyond the end is refused before anything is allocated for it.
  if (count > reader.end - reader.position) throw malformed('unexpected end', reader.end);
  return count;
}

function readVector<T>(reader: ByteReader, what: string, maximum: number, read: () => T): T[] {
  const count = readCount(reader, what, maximum);
  const values: T[] = [];
  for (let index = 0; index < count; index++) values.push(read());
  return values;
}

function readLimits(reader: ByteReader, memory: boolean): Limits {
  const offset = reader.position;
  const flags = reader.byte();
  if (flags > 1) {
    if (flags <= 3) throw unsupported(memory ? 'shared memory' : 'a shared table', offset);
    if (flags <= 7) throw unsupported(memory ? '64-bit memory' : 'a 64-bit table', offset);
    throw malformed('malformed limits flags', offset);
  }
  const minimum = reader.u32();
  return { minimum, maximum: flags === 1 ? reader.u32() : undefined };
}

function readTable(reader: ByteReader): Limits {
  const offset = reader.position;
  const type = reader.byte();
  if (type === 0x40 || (type >= 0x63 && type <= 0x74 && type !== 0x70)) {
    throw unsupported('a table of something else than funcref', offset);
  }
  if (type !== 0x70) throw malformed('malformed reference type', offset);
  return readLimits(reader, false);
}

function readGlobalType(reader: ByteReader): GlobalType {
  const type = readValueType(reader);
  const offset = reader.position;
  const flag = reader.byte();
  if (flag > 1) throw malformed('malformed mutability', offset);
  return { type, mutable: flag === 1 };
}

function readImport(reader: ByteReader): Import {
  const offset = reader.position;
  const module = reader.name();
  const name = reader.name();
  const at = reader.position;
  const kind = reader.byte();
  switch (kind) {
    case 0:
      return { module, name, offset, kind: 'function', typeIndex: reader.u32() };
    case 1:
      return { module, name, offset, kind: 'table', limits: readTable(reader) };
    case 2:
      return { module, name, offset, kind: 'memory', limits: readLimits(reader, true) };
    case 3:
      return { module, name, offset, kind: 'global', type: readGlobalType(reader) };
    case 4:
      throw unsupported(`the imported tag ${module}.${name}`, at);
    default:
      throw malformed('malformed import kind', at);
  }
}

function readExport(reader: ByteReader): Export {
  const offset = reader.position;
  const name = reader.name();
  const at = reader.position;
  const kind = externalKinds[reader.byte()];
  if (kind === undefined) throw malformed('malformed export kind', at);
  return { name, kind, index: reader.u32(), offset };
}

/** A constant expression without its `end`. */
function readConstant(reader: ByteReader): Instruction[] {
  return readExpression(reader).slice(0, -1);
}

function readElement(reader: ByteReader): ElementSegment {
  const offset = reader.position;
  const flags = reader.u32();
  if (flags > 7) throw malformed('malformed elements segment kind', offset);
  let mode: SegmentMode;
  if (flags & 1) {
    mode = { kind: flags & 2 ? 'declarative' : 'passive' };
  } else {
    const at = reader.position;
    const index = flags & 2 ? reader.u32() : 0;
    if (index !== 0) throw unsupported('a second table', at);
    mode = { kind: 'active', index, at: readConstant(reader) };
  }
  const asExpressions = (flags & 4) !== 0;
  if (flags & 3) {
    const at = reader.position;
    const kind = reader.byte();
    if (asExpressions && kind !== 0x70) throw unsupported('an element segment of something else than funcref', at);
    if (!asExpressions && kind !== 0) throw malformed('malformed element kind', at);
  }
  const functions = readVector(reader, 'elements of a segment', limits.segmentElements, (): number | null => {
    if (!asExpressions) return reader.u32();
    const at = reader.position;
    const opcode = reader.byte();
    let value: number | null;
    if (opcode === 0xd2) value = reader.u32();
    else if (opcode === 0xd0 && reader.byte() === 0x70) value = null;
    else throw unsupported('an element expression other than ref.func and ref.null func', at);
    const last = reader.position;
    if (reader.byte() !== 0x0b) throw unsupported('an element expression of more than one instruction', last);
    return value;
  });
  return { mode, functions, offset };
}

function readData(reader: ByteReader): DataSegment {
  const offset = reader.position;
  const flags = reader.u32();
  if (flags > 2) throw malformed('malformed data segment kind', offset);
  let mode: SegmentMode = { kind: 'passive' };
  if (flags !== 1) {
    const at = reader.position;
    const index = flags === 2 ? reader.u32() : 0;
    if (index !== 0) throw unsupported('a second memory', at);
    mode = { kind: 'active', index, at: readConstant(reader) };
  }
  return { mode, bytes: reader.slice(reader.u32()), offset };
}

function readFunction(reader: ByteReader, typeIndex: number): DefinedFunction {
  const sizeAt = reader.position;
  const size = reader.u32();
  if (size > limits.bodyBytes) throw limitExceeded('function body bytes', size, limits.bodyBytes, sizeAt);
  const offset = reader.position;
  if (size > reader.end - offset) throw malformed('unexpected end', reader.end);
  const body = new ByteReader(reader.bytes, offset, offset + size);
  const locals: ValueType[] = [];
  const groups = body.u32();
  for (let group = 0; group < groups; group++) {
    const at = body.position;
    const count = body.u32();
    if (locals.length + count > limits.locals) {
      throw limitExceeded('locals', locals.length + count, limits.locals, at);
    }
    const type = readValueType(body);
    for (let index = 0; index < count; index++) locals.push(type);
  }
  const code = readExpression(body);
  if (!body.atEnd) throw malformed('bytes after the end of a function', body.position);
  reader.position = body.end;
  return { typeIndex, locals, code, offset };
}

/**
 * Decodes a WebAssembly binary of the guest language: WebAssembly 1.0 with sign extension, saturating conversion, mutable globals, multi-value and bulk memory.
 *
 * Checks the form only; {@link validateModule} checks types and indices. Custom sections are skipped. Source: WebAssembly Core Specification, §5 Binary Format.
 *
 * @param bytes - The module; it is not copied, data segments are views of it.
 * @throws `MACHINE_NOT_WASM` without the magic number and version 1.
 * @throws `MACHINE_MALFORMED` where the binary format is broken, with the byte offset.
 * @throws `MACHINE_UNSUPPORTED` for anything outside the guest language, with its name and byte offset.
 * @throws `MACHINE_LIMIT_EXCEEDED` beyond the implementation limits of JavaScript engines.
 *
 * @example
 * const module = decodeModule(await readFile('program.wasm'));
 */
export function decodeModule(bytes: Uint8Array): WasmModule {
  const magic = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
  if (bytes.length < 8 || magic.some((byte, index) => bytes[index] !== byte)) {
    throw new SuanliError('MACHINE_NOT_WASM');
  }
  if (bytes.length > limits.moduleBytes) {
    throw limitExceeded('module bytes', bytes.length, limits.moduleBytes, 0);
  }
  let types: FunctionType[] = [];
  let imports: Import[] = [];
  let typeIndices: number[] = [];
  let tables: Limits[] = [];
  let memories: Limits[] = [];
  let globals: Global[] = [];
  let exports: Export[] = [];
  let start: number | undefined;
  let elements: ElementSegment[] = [];
  let functions: DefinedFunction[] = [];
  let data: DataSegment[] = [];
  let dataCount: number | undefined;
  let sawCode = false;

  const reader = new ByteReader(bytes, 8);
  let previousRank = 0;
  while (!reader.atEnd) {
    const sectionAt = reader.position;
    const id = reader.byte();
    const name = sectionNames[id];
    const rank = sectionRank[id];
    if (name === undefined || rank === undefined) {
      if (id === 13) throw unsupported('the tag section', sectionAt);
      throw malformed('malformed section id', sectionAt);
    }
    const size = reader.u32();
    if (size > reader.end - reader.position) throw malformed('unexpected end', reader.end);
    const section = new ByteReader(bytes, reader.position, reader.position + size);
    reader.position = section.end;
    if (id === 0) {
      section.name();
      continue;
    }
    if (rank <= previousRank) throw malformed(`unexpected ${name} section`, sectionAt);
    previousRank = rank;
    switch (id) {
      case 1:
        types = readVector(section, 'types', limits.types, () => {
          const at = section.position;
          const form = section.byte();
          if (form >= 0x4d && form <= 0x5f) throw unsupported('a type other than a function type', at);
          if (form !== 0x60) throw malformed('malformed function type', at);
          const params = readVector(section, 'parameters', limits.parameters, () => readValueType(section));
          const results = readVector(section, 'results', limits.results, () => readValueType(section));
          return { params, results };
        });
        break;
      case 2:
        imports = readVector(section, 'imports', limits.imports, () => readImport(section));
        break;
      case 3:
        typeIndices = readVector(section, 'functions', limits.functions, () => section.u32());
        break;
      case 4:
        tables = readVector(section, 'tables', limits.tableElements, () => readTable(section));
        break;
      case 5:
        memories = readVector(section, 'memories', limits.tableElements, () => readLimits(section, true));
        break;
      case 6:
        globals = readVector(section, 'globals', limits.globals, () => ({
          type: readGlobalType(section),
          initial: readConstant(section),
        }));
        break;
      case 7:
        exports = readVector(section, 'exports', limits.exports, () => readExport(section));
        break;
      case 8:
        start = section.u32();
        break;
      case 9:
        elements = readVector(section, 'element segments', limits.elementSegments, () => readElement(section));
        break;
      case 10: {
        sawCode = true;
        const at = section.position;
        const count = section.u32();
        if (count !== typeIndices.length) {
          throw malformed('function and code section have inconsistent lengths', at);
        }
        functions = typeIndices.map((typeIndex) => readFunction(section, typeIndex));
        break;
      }
      case 11: {
        const at = section.position;
        data = readVector(section, 'data segments', limits.dataSegments, () => readData(section));
        if (dataCount !== undefined && data.length !== dataCount) {
          throw malformed('data count and data section have inconsistent lengths', at);
        }
        break;
      }
      default:
        dataCount = section.u32();
        if (dataCount > limits.dataSegments) {
          throw limitExceeded('data segments', dataCount, limits.dataSegments, section.position);
        }
    }
    if (!section.atEnd) throw malformed('section size mismatch', section.position);
  }
  if (!sawCode && typeIndices.length > 0) {
    throw malformed('function and code section have inconsistent lengths', reader.end);
  }
  if (dataCount !== undefined && data.length !== dataCount) {
    throw malformed('data count and data section have inconsistent lengths', reader.end);
  }
  return { types, imports, functions, tables, memories, globals, exports, start, elements, data, dataCount };
}
