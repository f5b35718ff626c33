import { CodeBuilder } from '../../instrument/internal/CodeBuilder.ts';
import { liveCode } from '../../instrument/internal/liveCode.ts';
import { op } from '../../module/opcodes.ts';
import type { DefinedFunction, FunctionType, Instruction, WasmModule } from '../../module/WasmModule.ts';
import { machineOp, machinePrefix } from './machineOpcodes.ts';

/** A segment that a bulk instruction names: its length is a register, its content the registers behind. */
export interface KeptSegment {
  readonly kind: 'data' | 'element';
  readonly index: number;
  /** The register of its present length, in bytes or elements. */
  readonly lengthRegister: number;
  /** Registers that it takes, the length included. */
  readonly registers: number;
}

/** A module without bulk instructions, its code live. */
export interface PlainModule {
  readonly module: WasmModule;
  /** First register of the table; behind the globals. */
  readonly tableRegister: number;
  readonly tableSize: number;
  readonly segments: readonly KeptSegment[];
  /** Registers in use. */
  readonly registers: number;
}

const log2OfPage = 16n;

function registers(builder: CodeBuilder, opcode: number, size: number, register: number): CodeBuilder {
  return builder.emit(machinePrefix | opcode, size, BigInt(register));
}

function access(opcode: number, align: number, memory: number): Instruction {
  return { opcode, offset: -1, index: 0, align: align | (memory << 6), value: 0n, labels: [] };
}

/** Traps where local `from` + local `count` (unsigned) exceed what is on the operand stack as i64. */
function trapBeyond(builder: CodeBuilder, from: number, count: number, limit: (to: CodeBuilder) => void): void {
  builder.get(from).emit(op.i64ExtendI32U).get(count).emit(op.i64ExtendI32U).emit(op.i64Add);
  limit(builder);
  builder.emit(op.i64GtU).if().emit(op.unreachable).end();
}

function memoryBytes(memory: number): (to: CodeBuilder) => void {
  return (to) => {
    to.emit(op.memorySize, memory).emit(op.i64ExtendI32U).i64(log2OfPage).emit(op.i64Shl);
  };
}

/** `local += amount` */
function advance(builder: CodeBuilder, local: number, amount: number): void {
  builder.get(local).i32(amount).emit(op.i32Add).set(local);
}

/** Repeats while local `count` is at least `atLeast`. */
function repeat(builder: CodeBuilder, count: number, atLeast: number, body: () => void): void {
  builder.emit(op.block, -64).emit(op.loop, -64);
  builder.get(count).i32(atLeast).emit(op.i32LtU).emit(op.brIf, 1);
  body();
  builder.emit(op.br, 0).end().end();
}

/** For a count below 8: moves 4, 2 and 1 bytes where its bits say so. */
function byPieces(builder: CodeBuilder, count: number, body: (bytes: 1 | 2 | 4) => void): void {
  for (const bytes of [4, 2, 1] as const) {
    builder.get(count).i32(bytes).emit(op.i32And).if();
    body(bytes);
    builder.end();
  }
}

/** The unsigned load and the store of so many bytes, by way of i32 up to 4. */
const accessOf = {
  1: { load: op.i32Load8U, store: op.i32Store8, storeLong: op.i64Store8 },
  2: { load: op.i32Load16U, store: op.i32Store16, storeLong: op.i64Store16 },
  4: { load: op.i32Load, store: op.i32Store, storeLong: op.i64Store32 },
  8: { load: op.i64Load, store: op.i64Store, storeLong: op.i64Store },
} as const;

const destination = 0;
const source = 1;
const count = 2;

function fillBody(memory: number): Pick<DefinedFunction, 'locals' | 'code'> {
  const builder = new CodeBuilder();
  const pattern = 3;
  trapBeyond(builder, destination, count, memoryBytes(memory));
  builder.get(source).i32(255).emit(op.i32And).emit(op.i64ExtendI32U);
  builder.i64(0x0101_0101_0101_0101n).emit(op.i64Mul).set(pattern);
  const put = (bytes: 1 | 2 | 4 | 8): void => {
    builder
      .get(destination)
      .get(pattern)
      .add(access(accessOf[bytes].storeLong, 0, memory));
    advance(builder, destination, bytes);
  };
  repeat(builder, count, 8, () => {
    put(8);
    advance(builder, count, -8);
  });
  byPieces(builder, count, put);
  return { locals: ['i64'], code: builder.end().code };
}

function copyBody(to: number, from: number): Pick<DefinedFunction, 'locals' | 'code'> {
  const builder = new CodeBuilder();
  trapBeyond(builder, destination, count, memoryBytes(to));
  trapBeyond(builder, source, count, memoryBytes(from));
  const move = (bytes: 1 | 2 | 4 | 8): void => {
    builder.get(destination).get(source);
    builder.add(access(accessOf[bytes].load, 0, from)).add(access(accessOf[bytes].store, 0, to));
  };
  if (to === from) {
    // Where the destination lies behind the source, from the end: nothing is overwritten before it is read.
    builder.get(source).get(destination).emit(op.i32LtU).if();
    advanceBy(builder, destination, count);
    advanceBy(builder, source, count);
    const back = (bytes: 1 | 2 | 4 | 8): void => {
      advance(builder, destination, -bytes);
      advance(builder, source, -bytes);
      move(bytes);
    };
    repeat(builder, count, 8, () => {
      back(8);
      advance(builder, count, -8);
    });
    byPieces(builder, count, back);
    builder.emit(op.return).end();
  }
  const forth = (bytes: 1 | 2 | 4 | 8): void => {
    move(bytes);
    advance(builder, destination, bytes);
    advance(builder, source, bytes);
  };
  repeat(builder, count, 8, () => {
    forth(8);
    advance(builder, count, -8);
  });
  byPieces(builder, count, forth);
  return { locals: [], code: builder.end().code };
}

function advanceBy(builder: CodeBuilder, local: number, amount: number): void {
  builder.get(local).get(amount).emit(op.i32Add).set(local);
}

function registerAsBytes(register: number): (to: CodeBuilder) => void {
  return (to) => {
    registers(to, machineOp.registerGet, 0, register);
  };
}

function memoryInitBody(segment: KeptSegment): Pick<DefinedFunction, 'locals' | 'code'> {
  const builder = new CodeBuilder();
  const bits = 3;
  const word = 4;
  trapBeyond(builder, source, count, registerAsBytes(segment.lengthRegister));
  trapBeyond(builder, destination, count, memoryBytes(0));
  builder.get(source).i32(7).emit(op.i32And).i32(3).emit(op.i32Shl).emit(op.i64ExtendI32U).set(bits);
  const register = (): CodeBuilder =>
    registers(builder, machineOp.registerAt, segment.registers - 1, segment.lengthRegister + 1);
  // The 8 bytes from `source` on are the end of one register and the beginning of the next.
  const read = (): void => {
    builder.get(source).i32(3).emit(op.i32ShrU);
    register().get(bits).emit(op.i64ShrU);
    builder.get(source).i32(3).emit(op.i32ShrU).i32(1).emit(op.i32Add);
    register().i64(1n).emit(op.i64Shl).i64(63n).get(bits).emit(op.i64Sub).emit(op.i64Shl);
    builder.emit(op.i64Or).set(word);
  };
  const put = (bytes: 1 | 2 | 4 | 8): void => {
    builder
      .get(destination)
      .get(word)
      .add(access(accessOf[bytes].storeLong, 0, 0));
    advance(builder, destination, bytes);
  };
  repeat(builder, count, 8, () => {
    read();
    put(8);
    advance(builder, source, 8);
    advance(builder, count, -8);
  });
  builder.get(count).if();
  read();
  byPieces(builder, count, (bytes) => {
    put(bytes);
    builder
      .get(word)
      .i64(BigInt(8 * bytes))
      .emit(op.i64ShrU)
      .set(word);
  });
  builder.end();
  return { locals: ['i64', 'i64'], code: builder.end().code };
}

function tableMoveBody(
  table: { readonly register: number; readonly size: number },
  from: { readonly register: number; readonly size: number },
  limit: (to: CodeBuilder) => void,
): Pick<DefinedFunction, 'locals' | 'code'> {
  const builder = new CodeBuilder();
  trapBeyond(builder, source, count, limit);
  trapBeyond(builder, destination, count, (to) => {
    to.i64(BigInt(table.size));
  });
  const move = (): void => {
    builder.get(destination).get(source);
    registers(builder, machineOp.registerAt, from.size, from.register);
    registers(builder, machineOp.registerPut, table.size, table.register);
  };
  builder.get(source).get(destination).emit(op.i32LtU).if();
  advanceBy(builder, destination, count);
  advanceBy(builder, source, count);
  repeat(builder, count, 1, () => {
    advance(builder, destination, -1);
    advance(builder, source, -1);
    advance(builder, count, -1);
    move();
  });
  builder.emit(op.return).end();
  repeat(builder, count, 1, () => {
    move();
    advance(builder, destination, 1);
    advance(builder, source, 1);
    advance(builder, count, -1);
  });
  return { locals: [], code: builder.end().code };
}

/**
 * Replaces the bulk instructions of a module by calls to functions of its own, behind the others, and leaves out code that cannot be reached; see docs/machine.md, "Lowering".
 */
export function replaceBulk(module: WasmModule): PlainModule {
  const importedFunctions = module.imports.filter(({ kind }) => kind === 'function').length;
  const tableRegister = module.globals.length;
  const tableSize = module.tables[0]?.minimum ?? 0;
  let next = tableRegister + tableSize;
  const segments = new Map<string, KeptSegment>();
  const segment = (kind: KeptSegment['kind'], index: number): KeptSegment => {
    const known = segments.get(`${kind}${index}`);
    if (known !== undefined) return known;
    // One register more behind data: it is read by pairs of registers.
    const length =
      kind === 'data'
        ? Math.ceil((module.data[index]?.bytes.length ?? 0) / 8) + 1
        : (module.elements[index]?.functions.length ?? 0);
    const kept = { kind, index, lengthRegister: next, registers: length + 1 };
    next += length + 1;
    segments.set(`${kind}${index}`, kept);
    return kept;
  };

  const types: FunctionType[] = [...module.types];
  const bulkType: FunctionType = { params: ['i32', 'i32', 'i32'], results: [] };
  let bulkTypeIndex: number | undefined;
  const added: DefinedFunction[] = [];
  const addedAt = new Map<string, number>();
  const bulkFunction = (name: string, body: () => Pick<DefinedFunction, 'locals' | 'code'>): number => {
    const known = addedAt.get(name);
    if (known !== undefined) return known;
    bulkTypeIndex ??= types.push(bulkType) - 1;
    const index =
      importedFunctions + module.functions.length + added.push({ ...body(), typeIndex: bulkTypeIndex, offset: -1 }) - 1;
    addedAt.set(name, index);
    return index;
  };
  const table = { register: tableRegister, size: tableSize };

  const replaced = (instruction: Instruction): Instruction[] => {
    const { opcode, index, align } = instruction;
    const call = (name: string, body: () => Pick<DefinedFunction, 'locals' | 'code'>): Instruction[] =>
      new CodeBuilder().emit(op.call, bulkFunction(name, body)).code;
    const drop = (kind: KeptSegment['kind']): Instruction[] =>
      registers(new CodeBuilder().i64(0n), machineOp.registerSet, 0, segment(kind, index).lengthRegister).code;
    switch (opcode) {
      case op.memoryFill:
        return call(`fill${index}`, () => fillBody(index));
      case op.memoryCopy:
        return call(`copy${index},${align}`, () => copyBody(index, align));
      case op.memoryInit:
        return call(`memoryInit${index}`, () => memoryInitBody(segment('data', index)));
      case op.dataDrop:
        return drop('data');
      case op.tableInit: {
        return call(`tableInit${index}`, () => {
          const kept = segment('element', index);
          const from = { register: kept.lengthRegister + 1, size: kept.registers - 1 };
          return tableMoveBody(table, from, registerAsBytes(kept.lengthRegister));
        });
      }
      case op.elemDrop:
        return drop('element');
      case op.tableCopy:
        return call('tableCopy', () =>
          tableMoveBody(table, table, (to) => {
            to.i64(BigInt(tableSize));
          }),
        );
      default:
        return [instruction];
    }
  };
  const functions = module.functions.map((definition) => ({
    ...definition,
    code: liveCode(definition.code).flatMap(replaced),
  }));
  return {
    module: { ...module, types, functions: [...functions, ...added], dataCount: undefined },
    tableRegister,
    tableSize,
    segments: [...segments.values()],
    registers: next,
  };
}
