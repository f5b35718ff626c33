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
import { defineImports, type Exporter, spectestExporter, spectestName } from '../defineImports.ts';
import { ProvableInstance } from '../ProvableInstance.ts';
import type { StepJudge } from '../StepJudge.ts';
import { callByBits } from './callByBits.ts';
import { type Node, parseWast } from './parseWast.ts';
import { matches, readValue, type Value } from './value.ts';

type Wabt = Awaited<ReturnType<typeof wabtInit>>;
type Exports = Record<string, WebAssembly.ExportValue>;

/** Outcome of one script. */
export interface WastReport {
  /** Commands that ran on all roads and agreed with the script and with each other. */
  passed: number;
  /** Those among them that are assertions. */
  assertions: number;
  /** What did not, by line. */
  readonly failures: string[];
  /** Commands outside the guest language or the binary format, by reason. */
  readonly skipped: Map<string, number>;
}

/** One of the two ways to run a module in the engine: as it is, or instrumented. */
interface Road {
  readonly metered: boolean;
  readonly registered: Map<string, Exports>;
}

interface Loaded {
  readonly module: WasmModule;
  readonly raw: Exports;
  readonly metered: Exports;
  /** The module as a program of the machine; or why it is none. */
  readonly provable: ProvableInstance | string;
  readonly exporter: SharedExporter;
}

/** Whether another module has come to take part in a module's state, so that its program no longer has all of it. */
interface SharedExporter extends Exporter {
  shared: boolean;
}

type Outcome =
  | { readonly kind: 'values'; readonly bits: readonly bigint[] }
  | { readonly kind: 'trap'; readonly message: string };

const notOneProgram = (reason: string): string => `more than one module: ${reason}`;

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

function prepare(exports: Exports, stackLimit: number): void {
  if (injectedExports.workLeft in exports) {
    global(exports, injectedExports.workLeft).value = limit;
    global(exports, injectedExports.stackLeft).value = stackLimit;
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

export interface RunWastOptions {
  /** Is given every step of every program; default: nobody is. */
  readonly judge?: StepJudge | undefined;
  /** Of the script, in what the judge is told. */
  readonly name?: string;
  /**
   * Slots of stack for the instrumented module and the machine: assertions that exhaust it take as many steps as it is large. Default 65536, as for
   * deals.
   */
  readonly stackLimit?: number;
}

/**
 * Runs a script of the official suite on raw V8, on instrumented V8 and on the machine, and compares all with what it expects. What no program of the
 * machine can be is listed by reason.
 */
export async function runWast(wabt: Wabt, source: string, options: RunWastOptions = {}): Promise<WastReport> {
  const { judge, name: scriptName = 'script', stackLimit = 65_536 } = options;
  const report: WastReport = { passed: 0, assertions: 0, failures: [], skipped: new Map() };
  const exporters = new Map<string, Exporter>([[spectestName, spectestExporter]]);
  const roads: readonly Road[] = [
    { metered: false, registered: new Map([[spectestName, spectest()]]) },
    { metered: true, registered: new Map([[spectestName, spectest()]]) },
  ];
  const named = new Map<string, Loaded>();
  let current: Loaded | undefined;
  let line = 0;
  /** Why the present command was not run on the machine, where it was not. */
  let unprovable: string | undefined;
  const label = (): string => `${scriptName}:${line}`;
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
    prepare(exports, stackLimit);
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
  const act = async (action: Node): Promise<{ raw: Outcome; metered: Outcome; loaded: Loaded } | undefined> => {
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
        prepare(exports, stackLimit);
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
    const outcome = { raw: run(loaded.raw), metered: run(loaded.metered), loaded };
    await actOnMachine(loaded, head(action) === 'get', name, bits, outcome.metered);
    return outcome;
  };
  /** The same on the machine, which must agree with the instrumented module. */
  const actOnMachine = async (
    { provable, exporter, module, metered }: Loaded,
    isGlobal: boolean,
    name: string,
    bits: readonly bigint[],
    expected: Outcome,
  ): Promise<void> => {
    if (typeof provable === 'string') {
      unprovable = provable;
      return;
    }
    if (exporter.shared) {
      unprovable = notOneProgram('another module takes part in its state');
      return;
    }
    const { results, cause } = isGlobal
      ? { results: [provable.machine.global(name)], cause: 0 }
      : await provable.call(label(), name, functionType(module, name), bits);
    const shown = (values: readonly bigint[] | undefined): string =>
      values?.map((value) => value.toString(16)).join() ?? 'trap';
    const wanted = shown(expected.kind === 'values' ? expected.bits : undefined);
    if (shown(results) !== wanted) throw new Error(`metered ${wanted}, machine ${shown(results)}`);
    const meteredCause = Number(global(metered, injectedExports.trap).value);
    if (!isGlobal && cause !== meteredCause) throw new Error(`cause: metered ${meteredCause}, machine ${cause}`);
  };
  /** Makes a program of a module and starts it; why not, where it cannot be one, and undefined where it does not link or start. */
  const start = async (module: WasmModule): Promise<ProvableInstance | string | undefined> => {
    const defined = defineImports(module, exporters);
    if (defined.kind === 'unlinkable') return undefined;
    if (defined.kind === 'shared') return notOneProgram(`imports ${defined.reason}`);
    const instance = new ProvableInstance(defined.module, { judge, workLimit: limit, stackLimit });
    return (await instance.start(label())) ? instance : undefined;
  };
  const load = async (node: Node, bytes: Uint8Array): Promise<void> => {
    const module = decodeModule(bytes);
    const [rawRoad, meteredRoad] = roads;
    if (rawRoad === undefined || meteredRoad === undefined) return;
    const raw = instantiate(bytes, module, rawRoad);
    const metered = instantiate(bytes, module, meteredRoad);
    const provable = await start(module);
    if (provable === undefined) throw new Error('does not link or start on the machine');
    if (typeof provable === 'string') unprovable = provable;
    const exporter: SharedExporter = {
      module: typeof provable === 'string' ? undefined : provable.module,
      shared: false,
      share() {
        exporter.shared = true;
      },
    };
    current = { module, raw, metered, provable, exporter };
    const id = node.kind === 'list' ? node.items[1] : undefined;
    if (id?.kind === 'atom' && id.text.startsWith('$')) named.set(id.text, current);
  };
  /** What instrumentation says about a module: the code of its refusal, or undefined. */
  const refusal = (bytes: Uint8Array, allowed?: readonly AllowedImport[]): string | undefined => {
    try {
      const allowedImports = allowed ?? allowAll(decodeModule(bytes));
      instrument(bytes, { allowedImports, maxMemoryPages: 65_536 });
      return undefined;
    } catch (error) {
      if (!isSuanliError(error)) throw error;
      return error.code;
    }
  };
  const engineAccepts = (bytes: Uint8Array): boolean => WebAssembly.validate(bytes as Uint8Array<ArrayBuffer>);
  /** Links and starts a module on all roads; true where all refuse. */
  const allFail = async (bytes: Uint8Array): Promise<boolean> => {
    const module = decodeModule(bytes);
    const started = await start(module);
    // Of an import that is not the machine's, the machine itself says no.
    const byName = module.imports.length > 0 && refusal(bytes, []) === 'MACHINE_UNKNOWN_IMPORT';
    if (typeof started === 'string' && !byName) return false;
    if (started instanceof ProvableInstance) return false;
    return roads.every((road) => {
      try {
        instantiate(bytes, module, road);
        return false;
      } catch {
        return true;
      }
    });
  };

  const run = async (node: Node): Promise<void> => {
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
        await load(node, bytes);
        break;
      }
      case 'register': {
        const id = text(node.items[2]);
        const loaded = id === '' ? current : named.get(id);
        if (loaded === undefined) throw new Error('nothing to register');
        roads[0]?.registered.set(text(node.items[1]), loaded.raw);
        roads[1]?.registered.set(text(node.items[1]), loaded.metered);
        exporters.set(text(node.items[1]), loaded.exporter);
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
        const outcome = await act(action);
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
          if (bytes === undefined || !(await allFail(bytes))) {
            fail('the module started');
            return;
          }
          break;
        }
        if (target(action).loaded === undefined) {
          skip('command on a module that was skipped');
          return;
        }
        const outcome = await act(action);
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
        if (!(await allFail(bytes))) {
          fail('linked');
          return;
        }
        break;
      }
      default:
        skip(`command ${command}`);
        return;
    }
    if (unprovable !== undefined) {
      skip(unprovable);
      return;
    }
    report.passed++;
    if (command.startsWith('assert_')) report.assertions++;
  };
  const nodes = parseWast(source);
  // A script may be a single module without its parentheses.
  const whole: Node | undefined = ['func', 'memory'].includes(head(nodes[0]))
    ? { kind: 'list', items: [], start: 0, end: source.length }
    : undefined;
  if (whole !== undefined) await load(whole, assemble(whole) ?? new Uint8Array());
  for (const node of whole === undefined ? nodes : []) {
    line = source.slice(0, node.start).split('\n').length;
    unprovable = undefined;
    await judge?.ready();
    try {
      await run(node);
    } catch (error) {
      fail(`${head(node)}: ${(error as Error).message}`);
    }
  }
  return report;
}
