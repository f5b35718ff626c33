import { isSuanliError } from '@suanli/protocol';
import type wabtInit from 'wabt';
import {
  type AllowedImport,
  decodeModule,
  type FunctionType,
  injectedExports,
  instrument,
  trapKinds,
  type WasmModule,
} from '../../src/index.ts';
import { callByBits } from './callByBits.ts';
import { type Node, parseWast } from './parseWast.ts';
import { matches, readValue, type Value } from './value.ts';

type Wabt = Awaited<ReturnType<typeof wabtInit>>;
type Exports = Record<string, WebAssembly.ExportValue>;

/** Outcome of one script. */
export interface WastReport {
  /** Commands that ran on both roads and agreed with the script and with each other. */
  passed: number;
  /** What did not, by line. */
  readonly failures: string[];
  /** Commands outside the guest language or the binary format, by reason. */
  readonly skipped: Map<string, number>;
}

/** One of the two ways to run a module: as it is, or instrumented. */
interface Road {
  readonly metered: boolean;
  readonly registered: Map<string, Exports>;
}

interface Loaded {
  readonly module: WasmModule;
  readonly raw: Exports;
  readonly metered: Exports;
}

type Outcome =
  | { readonly kind: 'values'; readonly bits: readonly bigint[] }
  | { readonly kind: 'trap'; readonly message: string };

const features = {
  exceptions: false,
  mutable_globals: true,
  sat_float_to_int: true,
  sign_extension: true,
  simd: false,
  threads: false,
  multi_value: true,
  tail_call: false,
  bulk_memory: true,
  reference_types: true,
} as const;

function spectest(): Exports {
  const print = (): void => {};
  return {
    print,
    print_i32: print,
    print_i64: print,
    print_f32: print,
    print_f64: print,
    print_i32_f32: print,
    print_f64_f64: print,
    global_i32: new WebAssembly.Global({ value: 'i32' }, 666),
    global_i64: new WebAssembly.Global({ value: 'i64' }, 666n),
    global_f32: new WebAssembly.Global({ value: 'f32' }, 666),
    global_f64: new WebAssembly.Global({ value: 'f64' }, 666),
    table: new WebAssembly.Table({ element: 'anyfunc', initial: 10, maximum: 20 }),
    memory: new WebAssembly.Memory({ initial: 1, maximum: 2 }),
  } as unknown as Exports;
}

/** Allows all that a module imports: whether it links is left to the engine here. */
export function allowAll(module: WasmModule): AllowedImport[] {
  return module.imports.map((item): AllowedImport => {
    const { module: from, name } = item;
    if (item.kind === 'function') {
      return { module: from, name, kind: 'function', ...(module.types[item.typeIndex] ?? { params: [], results: [] }) };
    }
    if (item.kind === 'global') return { module: from, name, kind: 'global', type: item.type };
    return { module: from, name, kind: item.kind };
  });
}

const limit = 1n << 60n;

function global(exports: Exports, name: string): WebAssembly.Global {
  return exports[name] as WebAssembly.Global;
}

function prepare(exports: Exports): void {
  if (injectedExports.workLeft in exports) {
    global(exports, injectedExports.workLeft).value = limit;
    global(exports, injectedExports.stackLeft).value = 65_536;
  }
}

function text(node: Node | undefined): string {
  return node?.kind === 'string'
    ? new TextDecoder('utf-8', { ignoreBOM: true }).decode(node.bytes)
    : node?.kind === 'atom'
      ? node.text
      : '';
}

function head(node: Node | undefined): string {
  return node?.kind === 'list' ? text(node.items[0]) : '';
}

function functionType(module: WasmModule, name: string): FunctionType {
  const item = module.exports.find((candidate) => candidate.name === name && candidate.kind === 'function');
  const imported = module.imports.filter((candidate) => candidate.kind === 'function');
  const index = item?.index ?? 0;
  const typeIndex = imported[index]?.typeIndex ?? module.functions[index - imported.length]?.typeIndex ?? 0;
  return module.types[typeIndex] ?? { params: [], results: [] };
}

/** Runs a script of the official suite on raw V8 and on instrumented V8 and compares both with what it expects. */
export function runWast(wabt: Wabt, source: string): WastReport {
  const report: WastReport = { passed: 0, failures: [], skipped: new Map() };
  const roads: readonly Road[] = [
    { metered: false, registered: new Map([['spectest', spectest()]]) },
    { metered: true, registered: new Map([['spectest', spectest()]]) },
  ];
  const named = new Map<string, Loaded>();
  let current: Loaded | undefined;
  let line = 0;
  const skip = (reason: string): void => {
    report.skipped.set(reason, (report.skipped.get(reason) ?? 0) + 1);
  };
  const fail = (message: string): void => {
    report.failures.push(`line ${line}: ${message}`);
  };

  /** Bytes of a module, undefined where it is written in the text format and that does not parse. */
  const assemble = (node: Node): Uint8Array | undefined => {
    if (node.kind !== 'list') return undefined;
    const form = node.items.find((item) => item.kind === 'atom' && (item.text === 'binary' || item.text === 'quote'));
    const strings = node.items.flatMap((item) => (item.kind === 'string' ? [...item.bytes] : []));
    if (text(form) === 'binary') return Uint8Array.from(strings);
    const wat =
      text(form) === 'quote' ? new TextDecoder().decode(Uint8Array.from(strings)) : source.slice(node.start, node.end);
    try {
      const parsed = wabt.parseWat('script.wat', new TextEncoder().encode(wat), features);
      try {
        return Uint8Array.from(parsed.toBinary({}).buffer);
      } finally {
        parsed.destroy();
      }
    } catch {
      return undefined;
    }
  };
  const instantiate = (bytes: Uint8Array, module: WasmModule, road: Road): Exports => {
    const imports: Record<string, Exports> = Object.fromEntries(road.registered);
    const binary = road.metered
      ? instrument(bytes, { allowedImports: allowAll(module), maxMemoryPages: 65_536 })
      : undefined;
    const compiled = new WebAssembly.Module((binary?.bytes ?? bytes) as Uint8Array<ArrayBuffer>);
    const { exports } = new WebAssembly.Instance(compiled, imports as WebAssembly.Imports);
    prepare(exports);
    if (binary?.hasStart === true) (exports[injectedExports.start] as () => void)();
    return exports;
  };
  const attempt = (action: () => bigint[]): Outcome => {
    try {
      return { kind: 'values', bits: action() };
    } catch (error) {
      return { kind: 'trap', message: `${(error as Error).name}: ${(error as Error).message}` };
    }
  };
  const target = (action: Node): { loaded: Loaded | undefined; name: string; rest: readonly Node[] } => {
    const items = action.kind === 'list' ? action.items : [];
    const hasName = items[1]?.kind === 'atom';
    return {
      loaded: hasName ? named.get(text(items[1])) : current,
      name: text(items[hasName ? 2 : 1]),
      rest: items.slice(hasName ? 3 : 2),
    };
  };
  /** Runs an action on both roads; undefined where it uses values outside the guest language. */
  const act = (action: Node): { raw: Outcome; metered: Outcome; loaded: Loaded } | undefined => {
    const { loaded, name, rest } = target(action);
    if (loaded === undefined) throw new Error('the module of this command was not loaded');
    const args: Value[] = [];
    for (const item of rest) {
      const value = readValue(item);
      if (value === undefined) return undefined;
      args.push(value);
    }
    const bits = args.map((value) => (typeof value.bits === 'bigint' ? value.bits : 0n));
    const run = (exports: Exports): Outcome =>
      attempt(() => {
        prepare(exports);
        if (head(action) === 'get') {
          const item = loaded.module.exports.find((candidate) => candidate.name === name);
          if (item?.kind !== 'global') throw new Error(`no global ${name}`);
          const value: unknown = global(exports, name).value;
          const importedTypes = loaded.module.imports.flatMap((entry) => (entry.kind === 'global' ? [entry.type] : []));
          const type = importedTypes[item.index] ?? loaded.module.globals[item.index - importedTypes.length]?.type;
          const view = new DataView(new ArrayBuffer(8));
          if (type?.type === 'i64') view.setBigInt64(0, value as bigint);
          else if (type?.type === 'f64') view.setFloat64(0, value as number);
          else if (type?.type === 'f32') view.setFloat32(4, value as number);
          else view.setInt32(4, value as number);
          return [view.getBigUint64(0)];
        }
        if (!(name in exports)) throw new Error(`no export ${name}`);
        return callByBits(exports[name], functionType(loaded.module, name), bits);
      });
    return { raw: run(loaded.raw), metered: run(loaded.metered), loaded };
  };
  const load = (node: Node, bytes: Uint8Array): void => {
    const module = decodeModule(bytes);
    const [rawRoad, meteredRoad] = roads;
    if (rawRoad === undefined || meteredRoad === undefined) return;
    current = {
      module,
      raw: instantiate(bytes, module, rawRoad),
      metered: instantiate(bytes, module, meteredRoad),
    };
    const id = node.kind === 'list' ? node.items[1] : undefined;
    if (id?.kind === 'atom' && id.text.startsWith('$')) named.set(id.text, current);
  };
  /** What instrumentation says about a module: the code of its refusal, or undefined. */
  const refusal = (bytes: Uint8Array): string | undefined => {
    try {
      instrument(bytes, { allowedImports: allowAll(decodeModule(bytes)), maxMemoryPages: 65_536 });
      return undefined;
    } catch (error) {
      if (!isSuanliError(error)) throw error;
      return error.code;
    }
  };
  const engineAccepts = (bytes: Uint8Array): boolean => WebAssembly.validate(bytes as Uint8Array<ArrayBuffer>);
  /** Links and starts a module on both roads; true where both refuse. */
  const bothFail = (bytes: Uint8Array): boolean => {
    const module = decodeModule(bytes);
    return roads.every((road) => {
      try {
        instantiate(bytes, module, road);
        return false;
      } catch {
        return true;
      }
    });
  };

  const run = (node: Node): void => {
    if (node.kind !== 'list') return;
    const command = head(node);
    switch (command) {
      case 'module': {
        current = undefined;
        const bytes = assemble(node);
        if (bytes === undefined) {
          skip('text that wabt does not read');
          return;
        }
        const code = engineAccepts(bytes) ? refusal(bytes) : undefined;
        if (code === 'MACHINE_UNSUPPORTED' || code === 'MACHINE_LIMIT_EXCEEDED') {
          skip(`module refused: ${code}`);
          return;
        }
        load(node, bytes);
        break;
      }
      case 'register': {
        const id = text(node.items[2]);
        const loaded = id === '' ? current : named.get(id);
        if (loaded === undefined) throw new Error('nothing to register');
        roads[0]?.registered.set(text(node.items[1]), loaded.raw);
        roads[1]?.registered.set(text(node.items[1]), loaded.metered);
        break;
      }
      case 'invoke':
      case 'get':
      case 'assert_return': {
        const action = command === 'assert_return' ? node.items[1] : node;
        if (action === undefined) return;
        if (target(action).loaded === undefined) {
          skip('command on a module that was skipped');
          return;
        }
        const expected = command === 'assert_return' ? node.items.slice(2).map(readValue) : undefined;
        const outcome = act(action);
        if (outcome === undefined || expected?.includes(undefined) === true) {
          skip('reference values');
          return;
        }
        const { raw, metered } = outcome;
        if (raw.kind !== 'values' || metered.kind !== 'values') {
          fail(
            `trapped: ${JSON.stringify([raw, metered], (_, value) => (typeof value === 'bigint' ? String(value) : value))}`,
          );
          return;
        }
        if (expected === undefined) break;
        const engineDeparts = expected.some((value, index) => {
          const rawBits = raw.bits[index];
          return value !== undefined && rawBits !== undefined && !matches(value, rawBits);
        });
        if (engineDeparts && raw.bits.every((bits, index) => bits === metered.bits[index])) {
          skip('superseded: both roads agree on what later versions of the suite expect');
          return;
        }
        const wrong = expected.findIndex((value, index) => {
          const rawBits = raw.bits[index];
          const meteredBits = metered.bits[index];
          if (value === undefined || rawBits === undefined || meteredBits === undefined) return true;
          if (!matches(value, rawBits)) return true;
          if (typeof value.bits === 'bigint') return value.bits !== meteredBits;
          // What the specification leaves open, instrumentation decides: the positive canonical NaN.
          return meteredBits !== (value.type === 'f32' ? 0x7fc00000n : 0x7ff8000000000000n);
        });
        if (wrong >= 0 || raw.bits.length !== expected.length || metered.bits.length !== expected.length) {
          fail(
            `result ${wrong}: raw ${raw.bits.map((bits) => bits.toString(16))}, metered ${metered.bits.map((bits) => bits.toString(16))}`,
          );
          return;
        }
        break;
      }
      case 'assert_trap':
      case 'assert_exhaustion': {
        const action = node.items[1];
        if (action === undefined) return;
        if (head(action) === 'module') {
          const bytes = assemble(action);
          if (bytes === undefined || !bothFail(bytes)) {
            fail('the module started');
            return;
          }
          break;
        }
        if (target(action).loaded === undefined) {
          skip('command on a module that was skipped');
          return;
        }
        const outcome = act(action);
        if (outcome === undefined) {
          skip('reference values');
          return;
        }
        const { raw, metered, loaded } = outcome;
        if (raw.kind === 'values' && metered.kind === 'values') {
          skip('superseded: both roads agree on what later versions of the suite expect');
          return;
        }
        if (raw.kind !== 'trap' || metered.kind !== 'trap') {
          fail('did not trap on one road');
          return;
        }
        const kind: unknown = global(loaded.metered, injectedExports.trap).value;
        const right =
          command === 'assert_exhaustion'
            ? kind === trapKinds.stackExhausted && metered.message === 'RuntimeError: unreachable'
            : kind === trapKinds.none && raw.message === metered.message;
        if (!right) {
          fail(`raw "${raw.message}", metered "${metered.message}" (${kind})`);
          return;
        }
        break;
      }
      case 'assert_invalid':
      case 'assert_malformed': {
        const wrong = node.items[1];
        if (wrong === undefined) return;
        const quoted = wrong.kind === 'list' && wrong.items.some((item) => text(item) === 'quote');
        const bytes = assemble(wrong);
        if (bytes === undefined) {
          skip(quoted ? 'malformed text' : 'text that wabt does not read');
          return;
        }
        if (quoted && command === 'assert_malformed') {
          skip('malformed text');
          return;
        }
        const code = refusal(bytes);
        if (code === undefined) {
          if (engineAccepts(bytes)) {
            skip('valid since a later proposal, as the engine says');
            return;
          }
          fail(`accepted: ${text(node.items[2])}`);
          return;
        }
        break;
      }
      case 'assert_unlinkable':
      case 'assert_uninstantiable': {
        const wrong = node.items[1];
        const bytes = wrong === undefined ? undefined : assemble(wrong);
        if (bytes === undefined) {
          skip('text that wabt does not read');
          return;
        }
        if (!bothFail(bytes)) {
          fail('linked');
          return;
        }
        break;
      }
      default:
        skip(`command ${command}`);
        return;
    }
    report.passed++;
  };
  const nodes = parseWast(source);
  // A script may be a single module without its parentheses.
  const whole: Node | undefined = ['func', 'memory'].includes(head(nodes[0]))
    ? { kind: 'list', items: [], start: 0, end: source.length }
    : undefined;
  if (whole !== undefined) load(whole, assemble(whole) ?? new Uint8Array());
  for (const node of whole === undefined ? nodes : []) {
    line = source.slice(0, node.start).split('\n').length;
    try {
      run(node);
    } catch (error) {
      fail(`${head(node)}: ${(error as Error).message}`);
    }
  }
  return report;
}
