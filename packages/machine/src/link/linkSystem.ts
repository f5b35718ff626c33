import { SuanliError } from '@suanli/protocol';
import { encodeModule } from '../encode/encodeModule.ts';
import { type InstrumentedModule, injectedExports } from '../instrument/InstrumentedModule.ts';
import { CodeBuilder, injected } from '../instrument/internal/CodeBuilder.ts';
import { op } from '../module/opcodes.ts';
import type {
  DefinedFunction,
  Export,
  FunctionType,
  Import,
  Instruction,
  Limits,
  WasmModule,
} from '../module/WasmModule.ts';
import { bindSystem } from './internal/bindSystem.ts';
import { systemModule } from './internal/systemModule.ts';
import { hostModuleName, type LinkedModule, linkedExports } from './LinkedModule.ts';

/** Pages that the system's memory may grow to: all but the last, so that the end of everything in it is an address. */
const maxSystemPages = 65_535;

const wasiModuleName = 'wasi_snapshot_preview1';

function exportIndex(exports: readonly Export[], name: string): number {
  const found = exports.find((item) => item.name === name);
  if (found === undefined) throw new RangeError(`no export ${name}`);
  return found.index;
}

/** Functions that can be reached from some of them, by direct calls. */
function reachable(functions: readonly DefinedFunction[], imports: number, roots: Iterable<number>): Set<number> {
  const reached = new Set<number>();
  const open = [...roots];
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    if (reached.has(index)) continue;
    reached.add(index);
    for (const { opcode, index: callee } of functions[index - imports]?.code ?? []) {
      if (opcode === op.call) open.push(callee);
    }
  }
  return reached;
}

/**
 * Links an instrumented WASI command with the system module, so that only reading input, writing output and the end are left to a host;
 * see docs/machine.md.
 *
 * What the guest has keeps its order and comes first: its memory is memory 0 (an empty one where it has none), its globals and defined functions precede
 * the system's. Functions of the system that this guest cannot reach are left out.
 *
 * @throws `MACHINE_UNKNOWN_IMPORT` for an import that the system module does not provide, `MACHINE_IMPORT_TYPE` for one of another type.
 * @throws `EXECUTOR_ENTRY_MISSING` where the guest exports no `_start` without parameters and results, `EXECUTOR_MEMORY_MISSING` where it imports
 * functions and exports no `memory`.
 *
 * @example
 * const { bytes } = linkSystem(instrument(guest, { allowedImports: wasiPreview1Imports }));
 */
export function linkSystem(instrumented: InstrumentedModule): LinkedModule {
  const guest = instrumented.module;
  const system = systemModule();
  const entry = instrumented.exports.find(({ name }) => name === '_start')?.type;
  if (entry === undefined || entry.params.length > 0 || entry.results.length > 0) {
    throw new SuanliError('EXECUTOR_ENTRY_MISSING');
  }
  const exportsMemory = guest.exports.some(({ name, kind }) => name === 'memory' && kind === 'memory');
  if (guest.imports.length > 0 && !exportsMemory) throw new SuanliError('EXECUTOR_MEMORY_MISSING');

  const bound = bindSystem(system, {
    types: guest.types.length,
    globals: guest.globals.length,
    workLeft: exportIndex(guest.exports, injectedExports.workLeft),
    trap: exportIndex(guest.exports, injectedExports.trap),
  });
  const systemImports = system.imports.length;
  const targetOf = (item: Import): number => systemExport(system, guest, item);
  const guestTargets = guest.imports.map(targetOf);
  const ofSystem = (name: string): number => exportIndex(system.exports, name);
  const start = ofSystem('system_start');
  const completed = ofSystem('system_completed');
  const trapped = ofSystem('system_trapped');
  const size = ofSystem('system_used');
  const used = reachable(system.functions, systemImports, [start, completed, trapped, size, ...guestTargets]);

  // Function indices: the host's functions, the guest's, those of the system that are used, the entry.
  const hostFunctions = system.imports.flatMap((item, index) =>
    item.module === hostModuleName && item.kind === 'function' ? [{ item, index }] : [],
  );
  const guestImports = guest.imports.length;
  const systemIndices = new Map<number, number>();
  for (const { index } of hostFunctions) systemIndices.set(index, systemIndices.size);
  let next = hostFunctions.length + guest.functions.length;
  for (let index = systemImports; index < systemImports + system.functions.length; index++) {
    if (used.has(index)) systemIndices.set(index, next++);
  }
  const ofSystemIndex = (index: number): number => systemIndices.get(index) ?? 0;
  const guestIndex = (index: number): number =>
    index < guestImports ? ofSystemIndex(guestTargets[index] ?? 0) : index - guestImports + hostFunctions.length;

  const types: FunctionType[] = [...guest.types, ...system.types, { params: [], results: ['i32'] }];
  const runType = types.length - 1;
  const guestMemory = guest.memories[0] ?? { minimum: 0, maximum: 0 };
  const systemMemory = { minimum: system.memories[0]?.minimum ?? 0, maximum: maxSystemPages };

  const run = new CodeBuilder().emit(op.call, ofSystemIndex(start));
  if (instrumented.hasStart) run.emit(op.call, guestIndex(exportIndex(guest.exports, injectedExports.start)));
  run
    .emit(op.call, guestIndex(exportIndex(guest.exports, '_start')))
    .emit(op.call, ofSystemIndex(completed))
    .end();

  const moveCalls = (code: readonly Instruction[], indexOf: (index: number) => number): Instruction[] =>
    code.map((instruction) =>
      instruction.opcode === op.call ? { ...instruction, index: indexOf(instruction.index) } : instruction,
    );
  const guestFunctions = guest.functions.map((definition) => ({
    ...definition,
    code: moveCalls(definition.code, guestIndex),
  }));
  const systemFunctions = system.functions.flatMap((definition, position) => {
    if (!used.has(position + systemImports)) return [];
    const code = moveCalls(bound.code(definition.code), ofSystemIndex);
    return [{ typeIndex: definition.typeIndex + guest.types.length, locals: definition.locals, code, offset: -1 }];
  });

  const exports: Export[] = guest.exports.map((item) =>
    item.kind === 'function' ? { ...item, index: guestIndex(item.index) } : item,
  );
  exports.push(
    { name: linkedExports.run, kind: 'function', index: next, offset: -1 },
    { name: linkedExports.finish, kind: 'function', index: ofSystemIndex(trapped), offset: -1 },
    { name: linkedExports.systemUsed, kind: 'function', index: ofSystemIndex(size), offset: -1 },
  );
  const module: WasmModule = {
    types,
    imports: hostFunctions.map(({ item }) => ({ ...item, typeIndex: item.typeIndex + guest.types.length, offset: -1 })),
    functions: [...guestFunctions, ...systemFunctions, { typeIndex: runType, locals: [], code: run.code, offset: -1 }],
    tables: guest.tables,
    memories: [guestMemory, systemMemory],
    globals: [
      ...guest.globals,
      ...system.globals.map(({ type, initial }) => ({
        type,
        initial: initial.map(({ opcode, index, value }) => injected(opcode, index, value)),
      })),
    ],
    exports,
    start: undefined,
    elements: guest.elements.map((segment) => ({
      ...segment,
      functions: segment.functions.map((index) => (index === null ? null : guestIndex(index))),
    })),
    data: guest.data,
    dataCount: guest.dataCount,
  };
  const memoryImport = (name: string, limits: Limits): Import => ({
    module: hostModuleName,
    name,
    kind: 'memory',
    limits,
    offset: -1,
  });
  const imports = [memoryImport('memory', guestMemory), memoryImport('system', systemMemory), ...module.imports];
  return { module, bytes: encodeModule({ ...module, imports, memories: [] }), guestMemory, systemMemory };
}

/** The system's function behind an import of the guest. */
function systemExport(system: WasmModule, guest: WasmModule, item: Import): number {
  const found =
    item.module === wasiModuleName && item.kind === 'function'
      ? system.exports.find(({ name }) => name === item.name && !name.startsWith('system_'))
      : undefined;
  if (found === undefined || item.kind !== 'function') {
    throw new SuanliError('MACHINE_UNKNOWN_IMPORT', {
      parameters: { module: item.module, name: item.name, kind: item.kind, offset: item.offset },
    });
  }
  const text = (type: FunctionType | undefined): string =>
    `function (${type?.params.join(', ')}) -> (${type?.results.join(', ')})`;
  const definition = system.functions[found.index - system.imports.length];
  const expected = text(system.types[definition?.typeIndex ?? -1]);
  const actual = text(guest.types[item.typeIndex]);
  if (actual !== expected) {
    throw new SuanliError('MACHINE_IMPORT_TYPE', {
      parameters: { module: item.module, name: item.name, actual, expected, offset: item.offset },
    });
  }
  return found.index;
}
