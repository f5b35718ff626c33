import { SuanliError } from '@suanli/protocol';
import { injectedExports } from '../instrument/InstrumentedModule.ts';
import { hostModuleName } from '../link/LinkedModule.ts';
import { op } from '../module/opcodes.ts';
import type { Instruction, WasmModule } from '../module/WasmModule.ts';
import { horizonLevels } from '../program/horizonLevels.ts';
import type { Program } from '../program/Program.ts';
import { moduleContext } from '../validate/internal/ModuleContext.ts';
import { FlatCode } from './internal/FlatCode.ts';
import { lowerFunction } from './internal/lowerFunction.ts';
import { machineOp } from './internal/machineOpcodes.ts';
import { type PlainModule, replaceBulk } from './internal/replaceBulk.ts';
import { typeNumbers } from './internal/typeNumbers.ts';

export interface LowerOptions {
  /** Exported function `() -> i32` that a run starts with; it gives the exit status. Default none: pc 3 is a `trap`. */
  readonly entry?: string;
  /** Exported function `() -> i32` that a run goes on with after a trap. Default none: the exit status is 2, "trapped". */
  readonly finish?: string;
  /** The work left at the start, in units of work; below 2^63. Default 0. */
  readonly workLimit?: bigint;
  /** The most bytes of output. Default 0. */
  readonly outputBytes?: number;
  /** Whether all exported functions get an entry of their own; see {@link Program.entries}. Default false. */
  readonly exports?: boolean;
}

const pageBytes = 65_536;
const maxInstructions = 2 ** 22;
const maxRegisters = 2 ** 18;
const maxLocals = 2 ** 16;
const exitTrapped = 2n;

const hostInstructions: Readonly<Record<string, { readonly opcode: number; readonly a: number }>> = {
  input_size0: { opcode: machineOp.inputSize, a: 0 },
  input_size1: { opcode: machineOp.inputSize, a: 1 },
  input_read0: { opcode: machineOp.inputRead, a: 0 },
  input_read1: { opcode: machineOp.inputRead, a: 1 },
  input_read2: { opcode: machineOp.inputRead, a: 2 },
  output_write: { opcode: machineOp.outputWrite, a: 0 },
};

function tooLarge(what: string, size: number, limit: number): SuanliError {
  return new SuanliError('MACHINE_PROGRAM_TOO_LARGE', { parameters: { what, size, limit } });
}

/** The value of a constant initialiser as a slot. */
function constantSlot(code: readonly Instruction[], globals: BigUint64Array): bigint {
  const [instruction] = code;
  switch (instruction?.opcode) {
    case op.i32Const:
      return BigInt(instruction.index >>> 0);
    case op.i64Const:
    case op.f32Const:
    case op.f64Const:
      return BigInt.asUintN(64, instruction.value);
    case op.globalGet:
      return globals[instruction.index] ?? 0n;
    default:
      throw new Error('an initialiser that is not constant in a validated module');
  }
}

/** Puts active data segments into the memories; false where one does not fit. */
function placeData(module: WasmModule, memories: readonly Uint8Array[], registers: BigUint64Array): boolean {
  for (const { mode, bytes } of module.data) {
    if (mode.kind !== 'active') continue;
    const memory = memories[mode.index] ?? new Uint8Array(0);
    const at = Number(constantSlot(mode.at, registers));
    if (at + bytes.length > memory.length) return false;
    memory.set(bytes, at);
  }
  return true;
}

/** Puts segments that bulk instructions name into the registers. */
function placeKept(plain: PlainModule, registers: BigUint64Array, elementSlot: (index: number | null) => bigint): void {
  for (const { kind, index, lengthRegister } of plain.segments) {
    const segment = kind === 'data' ? plain.module.data[index] : plain.module.elements[index];
    // An active segment is dropped once it has been placed, a declarative one before.
    const kept = segment?.mode.kind === 'passive';
    const data = kind === 'data' ? plain.module.data[index]?.bytes : undefined;
    const elements = kind === 'element' ? plain.module.elements[index]?.functions : undefined;
    registers[lengthRegister] = kept ? BigInt(data?.length ?? elements?.length ?? 0) : 0n;
    data?.forEach((byte, i) => {
      const register = lengthRegister + 1 + Math.floor(i / 8);
      registers[register] = (registers[register] ?? 0n) | (BigInt(byte) << BigInt(8 * (i % 8)));
    });
    elements?.forEach((element, i) => {
      registers[lengthRegister + 1 + i] = elementSlot(element);
    });
  }
}

/**
 * Lowers an instrumented (and, for a job, linked) module to a program of the machine; docs/machine.md, "Lowering". The same module and options give the same
 * program everywhere: parties to a deal agree on its root.
 *
 * @throws `MACHINE_PROGRAM_IMPORT` for an import that is not a host instruction, `MACHINE_PROGRAM_TOO_LARGE` where code, locals or registers
 * exceed the machine's trees or a branch carries more than 16 operands over others, `MACHINE_PROGRAM_ENTRY` where `entry` or `finish` is not an exported function of type `() -> i32`.
 */
export function lowerModule(module: WasmModule, options: LowerOptions = {}): Program {
  const plain = replaceBulk(module);
  const context = moduleContext(plain.module);
  const hosts = plain.module.imports.map((item) => {
    const found = item.module === hostModuleName && item.kind === 'function' ? hostInstructions[item.name] : undefined;
    if (found === undefined) {
      throw new SuanliError('MACHINE_PROGRAM_IMPORT', {
        parameters: { module: item.module, name: item.name, kind: item.kind },
      });
    }
    return found;
  });
  const exported = new Map(
    module.exports.filter(({ kind }) => kind === 'function').map(({ name, index }) => [name, index]),
  );
  const globalNamed = (name: string): number | undefined =>
    module.exports.find((item) => item.kind === 'global' && item.name === name)?.index;
  const entryIndex = (name: string | undefined): number | undefined => {
    if (name === undefined) return undefined;
    const index = exported.get(name) ?? -1;
    const type = context.functionTypes[index];
    if (
      type === undefined ||
      index < context.importedFunctions ||
      type.params.length > 0 ||
      type.results.join() !== 'i32'
    ) {
      throw new SuanliError('MACHINE_PROGRAM_ENTRY', { parameters: { name } });
    }
    return index - context.importedFunctions;
  };

  const flat = new FlatCode();
  const calls: [number, number][] = [];
  const called = (pc: number, index: number): void => {
    calls.push([pc, index]);
  };
  const entry = entryIndex(options.entry);
  const finish = entryIndex(options.finish);
  flat.emit(machineOp.trap);
  if (finish === undefined) flat.emit(machineOp.const, 0, exitTrapped);
  else called(flat.emit(machineOp.call), finish);
  flat.emit(machineOp.halt);
  if (entry === undefined) flat.emit(machineOp.trap);
  else called(flat.emit(machineOp.call), entry);
  flat.emit(machineOp.halt);

  const to = {
    context,
    typeNumbers: typeNumbers(plain.module.types),
    workLeft: globalNamed(injectedExports.workLeft),
    cause: globalNamed(injectedExports.trap),
    tableRegister: plain.tableRegister,
    tableSize: plain.tableSize,
    host: (index: number) => hosts[index] ?? { opcode: machineOp.trap, a: 0 },
    called,
  };
  const functions = plain.module.functions.map((definition) => {
    const map = lowerFunction(to, definition, flat);
    if (flat.pc > maxInstructions) throw tooLarge('instructions', flat.pc, maxInstructions);
    if (map.localSlots > maxLocals) throw tooLarge('locals of a function', map.localSlots, maxLocals);
    return map;
  });
  const entries = new Map<string, number>();
  for (const [name, index] of exported) {
    const own = index - context.importedFunctions;
    if (own < 0 || options.exports !== true) continue;
    entries.set(name, flat.pc);
    called(flat.emit(machineOp.call), own);
    flat.emit(machineOp.halt);
  }
  for (const [pc, index] of calls) flat.patch(pc, functions[index]?.entryPc ?? 0);

  if (plain.registers > maxRegisters)
    throw tooLarge('globals, table elements and kept segments', plain.registers, maxRegisters);
  const registers = new BigUint64Array(plain.registers);
  plain.module.globals.forEach(({ initial }, index) => {
    if (index !== to.workLeft && index !== to.cause) registers[index] = constantSlot(initial, registers);
  });
  const elementSlot = (index: number | null): bigint => {
    if (index === null) return 0n;
    const definition = plain.module.functions[index - context.importedFunctions];
    const map = functions[index - context.importedFunctions];
    if (definition === undefined || map === undefined) return 0n;
    return (BigInt((to.typeNumbers[definition.typeIndex] ?? 0) + 1) << 32n) | BigInt(map.entryPc);
  };
  const memoryOf = (index: number): Uint8Array =>
    new Uint8Array((plain.module.memories[index]?.minimum ?? 0) * pageBytes);
  const memories: [Uint8Array, Uint8Array] = [memoryOf(0), memoryOf(1)];
  let fits = true;
  for (const { mode, functions: elements } of plain.module.elements) {
    if (mode.kind !== 'active' || !fits) continue;
    const at = Number(constantSlot(mode.at, registers));
    fits = at + elements.length <= plain.tableSize;
    if (!fits) break;
    elements.forEach((element, i) => {
      registers[plain.tableRegister + at + i] = elementSlot(element);
    });
  }
  placeKept(plain, registers, elementSlot);
  fits &&= placeData(plain.module, memories, registers);
  if (!fits) {
    flat.opcodes[3] = machineOp.trap;
    flat.b[3] = 0n;
  }

  const workLimit = options.workLimit ?? 0n;
  return {
    opcodes: Uint8Array.from(flat.opcodes),
    a: Uint32Array.from(flat.a),
    b: BigUint64Array.from(flat.b),
    memories,
    registers,
    workLimit,
    levels: horizonLevels(workLimit, options.outputBytes ?? 0),
    entries,
    entryName: options.entry,
    workLeftGlobal: to.workLeft,
    causeGlobal: to.cause,
    segmentsFit: fits,
    source: plain,
    functions,
  };
}
