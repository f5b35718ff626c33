import {
  encodeModule,
  type FunctionType,
  type Instruction,
  injectedExports,
  instrument,
  type ValueType,
} from '../../src/index.ts';

function make(opcode: number, index = 0, value = 0n): Instruction {
  return { opcode, offset: -1, index, align: 0, value, labels: [] };
}

interface Shape {
  readonly params: number;
  readonly locals: number;
  /** Operands that lie on the stack while the function calls itself. */
  readonly operands: number;
  readonly results: number;
  readonly type: ValueType;
  readonly indirect: boolean;
  /** Functions that call one another in turn. */
  readonly ring: number;
}

const shape: Shape = { params: 0, locals: 0, operands: 0, results: 0, type: 'i32', indirect: false, ring: 1 };

const constants: Readonly<Record<ValueType, number>> = { i32: 0x41, i64: 0x42, f32: 0x43, f64: 0x44 };
const adds: Readonly<Record<ValueType, number>> = { i32: 0x6a, i64: 0x7c, f32: 0x92, f64: 0xa0 };

/** A module whose functions call each other without end; all that they hold is used after the call, so that it must be kept. */
function recursion(changes: Partial<Shape>): Uint8Array {
  const { params, locals, operands, results, type, indirect, ring } = { ...shape, ...changes };
  const repeat = (count: number): ValueType[] => new Array<ValueType>(count).fill(type);
  const signature: FunctionType = { params: repeat(params), results: repeat(results) };
  const functions = Array.from({ length: ring }, (_, position) => {
    const next = (position + 1) % ring;
    const code: Instruction[] = [];
    for (let local = 0; local < locals; local++) {
      // Each local differs, and none is known to the compiler.
      code.push(make(0x23, 0));
      if (type === 'i32') code.push(make(0x41, local), make(0x6a));
      if (type !== 'i32')
        code.push(
          make({ i64: 0xac, f32: 0xb2, f64: 0xb7 }[type]),
          make(constants[type], 0, BigInt(local + 1)),
          make(adds[type]),
        );
      code.push(make(0x21, params + local));
    }
    const held = (): void => {
      code.push(make(0x23, 0));
      if (type !== 'i32') code.push(make({ i64: 0xac, f32: 0xb2, f64: 0xb7 }[type]));
    };
    for (let operand = 0; operand < operands; operand++) held();
    for (let param = 0; param < params; param++) code.push(make(0x20, param));
    if (indirect) code.push(make(0x41, next), make(0x11, 0));
    else code.push(make(0x10, next));
    for (let result = 0; result < results; result++) code.push(make(0x1a));
    // Use everything.
    code.push(make(constants[type]));
    for (let local = 0; local < params + locals; local++) code.push(make(0x20, local), make(adds[type]));
    for (let operand = 0; operand < operands; operand++) code.push(make(adds[type]));
    code.push(make(0x24, 1));
    for (let result = 0; result < results; result++) held();
    code.push(make(0x0b));
    return { typeIndex: 0, locals: repeat(locals), code, offset: -1 };
  });
  const entry: Instruction[] = [];
  for (let param = 0; param < params; param++) entry.push(make(constants[type], 0, 0n));
  entry.push(make(0x10, 0));
  for (let result = 0; result < results; result++) entry.push(make(0x1a));
  entry.push(make(0x0b));
  return encodeModule({
    types: [signature, { params: [], results: [] }],
    imports: [],
    functions: [...functions, { typeIndex: 1, locals: [], code: entry, offset: -1 }],
    tables: [{ minimum: ring, maximum: ring }],
    memories: [],
    globals: [
      { type: { type: 'i32', mutable: true }, initial: [make(0x41, 7)] },
      { type: { type, mutable: true }, initial: [make(constants[type])] },
    ],
    exports: [{ name: 'run', kind: 'function', index: ring, offset: -1 }],
    start: undefined,
    elements: indirect
      ? [
          {
            mode: { kind: 'active', index: 0, at: [make(0x41)] },
            functions: functions.map((_, index) => index),
            offset: -1,
          },
        ]
      : [],
    data: [],
    dataCount: undefined,
  });
}

/** Ways to exhaust the stack. */
export const recursions: Readonly<Record<string, Uint8Array>> = {
  'a small frame': recursion({}),
  'a small frame with a parameter': recursion({ params: 1, results: 1 }),
  'mutual recursion': recursion({ ring: 3, params: 2 }),
  'recursion through a table': recursion({ indirect: true, ring: 2, params: 1, results: 1 }),
  'ten locals': recursion({ locals: 10 }),
  'a hundred doubles': recursion({ locals: 100, type: 'f64' }),
  'a hundred floats': recursion({ locals: 100, type: 'f32' }),
  'a thousand long integers': recursion({ locals: 1000, type: 'i64' }),
  'ten thousand locals': recursion({ locals: 10_000, type: 'i64' }),
  'a hundred parameters and results': recursion({ params: 100, results: 100, type: 'f64' }),
  'a hundred results through a table': recursion({ results: 100, type: 'i64', indirect: true, ring: 2 }),
  'many parameters': recursion({ params: 900, type: 'f64' }),
  'many results': recursion({ results: 900, type: 'i64' }),
  'many operands': recursion({ operands: 400, type: 'f64' }),
  'many operands through a table': recursion({ operands: 60, params: 20, type: 'i64', indirect: true }),
};

/** What happened in runs of a recursion, without repetitions: `trap <kind>`, or the error's name. */
export function exhaust(bytes: Uint8Array, runs: number): { readonly raw: string[]; readonly metered: string[] } {
  const raw = new WebAssembly.Instance(new WebAssembly.Module(bytes as Uint8Array<ArrayBuffer>)).exports;
  const guarded = instrument(bytes).bytes as Uint8Array<ArrayBuffer>;
  const metered = new WebAssembly.Instance(new WebAssembly.Module(guarded)).exports;
  const left = metered[injectedExports.workLeft] as WebAssembly.Global;
  const trap = metered[injectedExports.trap] as WebAssembly.Global;
  const ends = (action: () => void, describe: (error: Error) => string, times: number): string[] => {
    const seen = new Set<string>();
    for (let run = 0; run < times; run++) {
      try {
        action();
        seen.add('returned');
      } catch (error) {
        seen.add(describe(error as Error));
      }
    }
    return [...seen];
  };
  return {
    raw: ends(raw.run as () => void, (error) => error.name, 1),
    metered: ends(
      () => {
        left.value = 1n << 60n;
        (metered.run as () => void)();
      },
      (error) => (error.name === 'RuntimeError' ? `trap ${trap.value}` : error.name),
      runs,
    ),
  };
}
