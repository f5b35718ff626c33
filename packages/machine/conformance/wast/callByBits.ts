import { encodeModule, type FunctionType, type Instruction, type ValueType } from '../../src/index.ts';

const integers: Readonly<Record<ValueType, ValueType>> = { i32: 'i32', i64: 'i64', f32: 'i32', f64: 'i64' };
const adapters = new Map<string, WebAssembly.Module>();

function instruction(opcode: number, index = 0): Instruction {
  return { opcode, index, offset: -1, align: 0, value: 0n, labels: [] };
}

/** A module that calls an imported function of a type with floats given and taken as integers, so that JavaScript never touches a NaN. */
function adapter(type: FunctionType): WebAssembly.Module {
  const key = JSON.stringify(type);
  const known = adapters.get(key);
  if (known !== undefined) return known;
  const code: Instruction[] = [];
  const count = type.params.length;
  type.params.forEach((param, index) => {
    code.push(instruction(0x20, index));
    if (param === 'f32') code.push(instruction(0xbe));
    if (param === 'f64') code.push(instruction(0xbf));
  });
  code.push(instruction(0x10, 0));
  for (let index = type.results.length - 1; index >= 0; index--) {
    if (type.results[index] === 'f32') code.push(instruction(0xbc));
    if (type.results[index] === 'f64') code.push(instruction(0xbd));
    code.push(instruction(0x21, count + index));
  }
  type.results.forEach((_, index) => {
    code.push(instruction(0x20, count + index));
  });
  code.push(instruction(0x0b));
  const params = type.params.map((item) => integers[item]);
  const results = type.results.map((item) => integers[item]);
  const bytes = encodeModule({
    types: [type, { params, results }],
    imports: [{ module: 'm', name: 'f', kind: 'function', typeIndex: 0, offset: -1 }],
    functions: [{ typeIndex: 1, locals: results, code, offset: -1 }],
    tables: [],
    memories: [],
    globals: [],
    exports: [{ name: 'f', kind: 'function', index: 1, offset: -1 }],
    start: undefined,
    elements: [],
    data: [],
    dataCount: undefined,
  });
  const module = new WebAssembly.Module(bytes as Uint8Array<ArrayBuffer>);
  adapters.set(key, module);
  return module;
}

/** Calls an exported function with bits and gives the bits of its results. */
export function callByBits(callee: unknown, type: FunctionType, args: readonly bigint[]): bigint[] {
  const instance = new WebAssembly.Instance(adapter(type), { m: { f: callee as WebAssembly.ImportValue } });
  const call = instance.exports.f as (...values: unknown[]) => unknown;
  const result = call(
    ...args.map((bits, index) => (integers[type.params[index] ?? 'i32'] === 'i32' ? Number(bits) | 0 : bits)),
  );
  const list = type.results.length === 0 ? [] : type.results.length === 1 ? [result] : (result as unknown[]);
  return list.map((value, index) =>
    integers[type.results[index] ?? 'i32'] === 'i32'
      ? BigInt(Number(value) >>> 0)
      : BigInt.asUintN(64, value as bigint),
  );
}
