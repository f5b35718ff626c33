import type {
  DefinedFunction,
  FunctionType,
  Global,
  Instruction,
  Limits,
  ValueType,
  WasmModule,
} from '../src/index.ts';
import { op, opcodeInfo } from '../src/module/opcodes.ts';

/** A module without imports that others may import from, as far as that needs no shared state. */
export interface Exporter {
  /** Undefined where it shares state itself, so that it is no program. */
  readonly module: WasmModule | undefined;
  /** Called where another module takes part in this one's state, which a program cannot. */
  share(): void;
}

/** What a module may import from: the suite's own module, and those that a script has registered. */
export type Exporters = ReadonlyMap<string, Exporter>;

/** A module whose imports are definitions; or why there is none. */
export type Defined =
  | { readonly kind: 'module'; readonly module: WasmModule }
  /** The import does not exist, or has another type. */
  | { readonly kind: 'unlinkable' }
  /** Linking works where modules share state at run time; a program of the machine is one module. */
  | { readonly kind: 'shared'; readonly reason: string };

/** Name under which the suite's own module, whose exports do nothing or are constant, is imported. */
export const spectestName = 'spectest';

const functions: Readonly<Record<string, readonly ValueType[]>> = {
  print: [],
  print_i32: ['i32'],
  print_i64: ['i64'],
  print_f32: ['f32'],
  print_f64: ['f64'],
  print_i32_f32: ['i32', 'f32'],
  print_f64_f64: ['f64', 'f64'],
};

export function instruction(opcode: number, index = 0, value = 0n): Instruction {
  return { opcode, index, value, offset: -1, align: 0, labels: [] };
}

const float = new DataView(new ArrayBuffer(8));
float.setFloat32(0, 666);
const single = BigInt(float.getUint32(0));
float.setFloat64(0, 666);
const double = float.getBigUint64(0);

const constants: Readonly<Record<ValueType, Instruction>> = {
  i32: instruction(op.i32Const, 666),
  i64: instruction(op.i64Const, 0, 666n),
  f32: instruction(op.f32Const, 0, single),
  f64: instruction(op.f64Const, 0, double),
};

/** The suite's own module, as the reference interpreter defines it. */
const spectest: WasmModule = (() => {
  const names = Object.keys(functions);
  const types = (['i32', 'i64', 'f32', 'f64'] as const).map((type) => ({ type, mutable: false }));
  return {
    types: names.map((name): FunctionType => ({ params: functions[name] ?? [], results: [] })),
    imports: [],
    functions: names.map((_, typeIndex) => ({ typeIndex, locals: [], code: [instruction(op.end)], offset: -1 })),
    tables: [{ minimum: 10, maximum: 20 }],
    memories: [{ minimum: 1, maximum: 2 }],
    globals: types.map((type) => ({ type, initial: [constants[type.type]] })),
    exports: [
      ...names.map((name, index) => ({ name, kind: 'function' as const, index, offset: -1 })),
      ...types.map(({ type }, index) => ({ name: `global_${type}`, kind: 'global' as const, index, offset: -1 })),
      { name: 'table', kind: 'table', index: 0, offset: -1 },
      { name: 'memory', kind: 'memory', index: 0, offset: -1 },
    ],
    start: undefined,
    elements: [],
    data: [],
    dataCount: undefined,
  };
})();

/** The suite's own module. Each importer has one to itself: a script that shows otherwise is found by the other roads. */
export const spectestExporter: Exporter = { module: spectest, share: () => {} };

function sameTypes(left: readonly ValueType[], right: readonly ValueType[]): boolean {
  return left.join() === right.join();
}

function fits(wanted: Limits, has: Limits): boolean {
  if (has.minimum < wanted.minimum) return false;
  return wanted.maximum === undefined || (has.maximum !== undefined && has.maximum <= wanted.maximum);
}

/** The one instruction of a constant initialiser, with no name of a global left in it. */
function constant(code: readonly Instruction[], globals: readonly Global[]): readonly Instruction[] {
  const [first] = code;
  if (first?.opcode !== op.globalGet) return code;
  return globals[first.index]?.initial ?? code;
}

const statefulOpcodes = new Set<number>([op.callIndirect, op.globalSet, op.memorySize, op.memoryGrow]);

/** Copies functions of another module that need no state, with all that they call. */
class FunctionCopier {
  readonly types: FunctionType[] = [];
  readonly appended: DefinedFunction[] = [];
  private readonly source: WasmModule;
  private readonly firstType: number;
  private readonly placeOf: (appended: number) => number;
  private readonly copied = new Map<number, number>();

  constructor(source: WasmModule, firstType: number, placeOf: (appended: number) => number) {
    this.source = source;
    this.firstType = firstType;
    this.placeOf = placeOf;
    this.types = [...source.types];
  }

  /** Appends function `index` of the source; its place, or undefined where it needs state. */
  copy(index: number): number | undefined {
    const known = this.copied.get(index);
    if (known !== undefined) return known;
    const definition = this.source.functions[index];
    if (definition === undefined) return undefined;
    const place = this.placeOf(this.appended.length);
    this.copied.set(index, place);
    const slot = this.appended.length;
    this.appended.push(definition);
    const code: Instruction[] = [];
    for (const item of definition.code) {
      const { opcode } = item;
      const immediate = opcodeInfo(opcode)?.immediate;
      if (opcode === op.call) {
        const called = this.copy(item.index);
        if (called === undefined) return undefined;
        code.push({ ...item, index: called });
      } else if (opcode === op.globalGet) {
        const global = this.source.globals[item.index];
        if (global === undefined || global.type.mutable) return undefined;
        code.push(...constant(global.initial, this.source.globals));
      } else if (immediate === 'block') {
        code.push(item.index < 0 ? item : { ...item, index: item.index + this.firstType });
      } else if (statefulOpcodes.has(opcode) || immediate === 'memory' || opcode >= op.memoryInit) {
        return undefined;
      } else code.push(item);
    }
    this.appended[slot] = { ...definition, typeIndex: definition.typeIndex + this.firstType, code };
    return place;
  }
}

/**
 * Makes definitions of a module's imports, so that it can become a program of the machine: functions that need no state are copied with all that they
 * call, immutable globals are constants, memory and table of the suite's own module are the importer's own. No index of the module changes.
 */
export function defineImports(module: WasmModule, exporters: Exporters): Defined {
  const types = [...module.types];
  const importedFunctions = module.imports.filter(({ kind }) => kind === 'function').length;
  const first: DefinedFunction[] = [];
  const appended: DefinedFunction[] = [];
  const globals: Global[] = [];
  const tables: Limits[] = [];
  const memories: Limits[] = [];
  let shared: string | undefined;
  const share = (from: Exporter, what: string): void => {
    from.share();
    shared ??= `${what} of another module`;
  };
  for (const item of module.imports) {
    const exporter = exporters.get(item.module);
    if (exporter === undefined) return { kind: 'unlinkable' };
    const from = exporter.module;
    if (from === undefined) {
      shared ??= 'a module that shares state';
      continue;
    }
    const found = from.exports.find(({ name }) => name === item.name);
    if (found?.kind !== item.kind) return { kind: 'unlinkable' };
    const own = from === spectest;
    if (item.kind === 'function') {
      const wanted = module.types[item.typeIndex];
      const definition = from.functions[found.index];
      const has = from.types[definition?.typeIndex ?? -1];
      if (wanted === undefined || has === undefined) return { kind: 'unlinkable' };
      if (!sameTypes(wanted.params, has.params) || !sameTypes(wanted.results, has.results))
        return { kind: 'unlinkable' };
      const copier = new FunctionCopier(
        from,
        types.length,
        (index) => importedFunctions + module.functions.length + appended.length + index,
      );
      const place = copier.copy(found.index);
      const copy = copier.appended[0];
      if (place === undefined || copy === undefined) {
        share(exporter, 'a function on the state');
        continue;
      }
      types.push(...copier.types);
      appended.push(...copier.appended);
      first.push(copy);
    } else if (item.kind === 'global') {
      const global = from.globals[found.index];
      if (global === undefined || global.type.type !== item.type.type || global.type.mutable !== item.type.mutable) {
        return { kind: 'unlinkable' };
      }
      if (global.type.mutable) share(exporter, 'a mutable global');
      globals.push({ type: item.type, initial: constant(global.initial, from.globals) });
    } else {
      const limits = (item.kind === 'table' ? from.tables : from.memories)[found.index];
      // How large another module's memory is by now, is not known here; the engine has linked it where this matters.
      if (limits === undefined || (own && !fits(item.limits, limits))) return { kind: 'unlinkable' };
      if (!own) share(exporter, `the ${item.kind}`);
      (item.kind === 'table' ? tables : memories).push(limits);
    }
  }
  if (shared !== undefined) return { kind: 'shared', reason: shared };
  const inlined = (code: readonly Instruction[]): readonly Instruction[] => constant(code, globals);
  return {
    kind: 'module',
    module: {
      ...module,
      types,
      imports: [],
      functions: [...first, ...module.functions, ...appended],
      tables: [...tables, ...module.tables],
      memories: [...memories, ...module.memories],
      globals: [...globals, ...module.globals.map((global) => ({ ...global, initial: inlined(global.initial) }))],
      elements: module.elements.map((segment) =>
        segment.mode.kind === 'active'
          ? { ...segment, mode: { ...segment.mode, at: inlined(segment.mode.at) } }
          : segment,
      ),
      data: module.data.map((segment) =>
        segment.mode.kind === 'active'
          ? { ...segment, mode: { ...segment.mode, at: inlined(segment.mode.at) } }
          : segment,
      ),
    },
  };
}
