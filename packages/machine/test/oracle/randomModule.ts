import { encodeModule, type FunctionType, type Instruction, type ValueType } from '../../src/index.ts';
import { guestOpcodes, type OpcodeInfo } from '../../src/module/opcodes.ts';
import { Random } from './random.ts';

const valueTypes = ['i32', 'i64', 'f32', 'f64'] as const;
const blockTypes: Readonly<Record<ValueType, number>> = { i32: -1, i64: -2, f32: -3, f64: -4 };

function make(opcode: number, index = 0, value = 0n, labels: readonly number[] = []): Instruction {
  return { opcode, offset: -1, index, align: 0, value, labels };
}

const plain = new Map<ValueType, OpcodeInfo[]>(
  valueTypes.map((type) => [
    type,
    guestOpcodes.filter(
      (info) =>
        info.results[0] === type &&
        info.immediate === 'none' &&
        info.params !== undefined &&
        info.params.length > 0 &&
        // Traps of arithmetic end a run early and are common enough as it is.
        !/div_|rem_|trunc_f/.test(info.name),
    ),
  ]),
);
const mayTrap = guestOpcodes.filter((info) => /div_|rem_|trunc_f/.test(info.name) && info.immediate === 'none');
const loads = guestOpcodes.filter((info) => info.immediate === 'memory' && info.results.length === 1);
const stores = guestOpcodes.filter((info) => info.immediate === 'memory' && info.results.length === 0);

interface Label {
  /** What a branch to the label must leave on the stack. */
  readonly types: readonly ValueType[];
}

interface Signature extends FunctionType {
  readonly index: number;
}

/** Writes one random function body; stack discipline holds by construction. */
class Body {
  readonly code: Instruction[] = [];
  private readonly random: Random;
  private readonly locals: readonly ValueType[];
  private readonly functions: readonly Signature[];
  private readonly self: number;
  private readonly multiTypes: readonly (readonly [number, FunctionType])[];
  private readonly labels: Label[] = [];
  private budget: number;

  constructor(
    random: Random,
    locals: readonly ValueType[],
    functions: readonly Signature[],
    self: number,
    multiTypes: readonly (readonly [number, FunctionType])[],
    budget: number,
  ) {
    this.random = random;
    this.locals = locals;
    this.functions = functions;
    this.self = self;
    this.multiTypes = multiTypes;
    this.budget = budget;
  }

  private emit(opcode: number, index = 0, value = 0n, labels: readonly number[] = []): void {
    this.budget--;
    this.code.push(make(opcode, index, value, labels));
  }

  private constant(type: ValueType): void {
    const { random } = this;
    const small = BigInt(random.below(16)) - 4n;
    if (type === 'i32') this.emit(0x41, random.chance(70) ? Number(small) : random.u32() | 0);
    else if (type === 'i64') {
      const wide = (BigInt(random.u32()) << 32n) | BigInt(random.u32());
      this.emit(0x42, 0, random.chance(70) ? small : BigInt.asIntN(64, wide));
    } else if (type === 'f32') {
      const special = [
        0x7fc00000n,
        0x7fa00001n,
        0xffc12345n,
        0x7f800000n,
        0xff800000n,
        0x80000000n,
        0x3f800000n,
        1n,
        0n,
      ];
      this.emit(0x43, 0, random.chance(70) ? random.pick(special) : BigInt(random.u32()));
    } else {
      const special = [
        0x7ff8000000000000n,
        0x7ff4000000000001n,
        0xfff8123456789abcn,
        0x7ff0000000000000n,
        0xfff0000000000000n,
        0x8000000000000000n,
        0x3ff0000000000000n,
        1n,
        0n,
      ];
      this.emit(
        0x44,
        0,
        random.chance(70) ? random.pick(special) : (BigInt(random.u32()) << 32n) | BigInt(random.u32()),
      );
    }
  }

  private address(depth: number): void {
    this.expression('i32', depth + 1);
    if (this.random.chance(97)) {
      this.emit(0x41, 0xff);
      this.emit(0x71);
    }
  }

  /** Leaves one value of a type. */
  expression(type: ValueType, depth: number): void {
    const { random } = this;
    if (depth > 7 || this.budget < 0) {
      const fitting = this.locals.flatMap((local, index) => (local === type ? [index] : []));
      if (fitting.length > 0 && random.chance(50)) this.emit(0x20, random.pick(fitting));
      else this.constant(type);
      return;
    }
    switch (random.below(13)) {
      case 0:
        this.constant(type);
        return;
      case 1:
      case 2: {
        const fitting = this.locals.flatMap((local, index) => (local === type ? [index] : []));
        if (fitting.length === 0) this.constant(type);
        else this.emit(0x20, random.pick(fitting));
        return;
      }
      case 3: {
        const info = random.pick(loads.filter((load) => load.results[0] === type));
        this.address(depth);
        this.emit(info.opcode, random.below(32));
        return;
      }
      case 4: {
        const fitting = this.locals.flatMap((local, index) => (local === type ? [index] : []));
        this.expression(type, depth + 1);
        if (fitting.length > 0) this.emit(0x22, random.pick(fitting));
        return;
      }
      case 5: {
        this.expression(type, depth + 1);
        this.expression(type, depth + 1);
        this.expression('i32', depth + 1);
        this.emit(0x1b);
        return;
      }
      case 6: {
        const isIf = random.chance(60);
        if (isIf) this.expression('i32', depth + 1);
        this.emit(isIf ? 0x04 : 0x02, blockTypes[type]);
        this.labels.push({ types: [type] });
        this.statements(random.below(3), depth + 1);
        this.expression(type, depth + 1);
        if (random.chance(30)) {
          this.expression('i32', depth + 1);
          this.emit(0x0d, 0);
        }
        if (isIf) {
          this.emit(0x05);
          this.statements(random.below(2), depth + 1);
          this.expression(type, depth + 1);
        }
        this.labels.pop();
        this.emit(0x0b);
        return;
      }
      case 7: {
        const fitting = this.callees().filter(({ results }) => results.length === 1 && results[0] === type);
        if (fitting.length === 0) this.constant(type);
        else this.call(random.pick(fitting), depth);
        return;
      }
      case 8: {
        const fitting = mayTrap.filter(({ results }) => results[0] === type);
        if (fitting.length === 0 || random.chance(60)) this.constant(type);
        else {
          const info = random.pick(fitting);
          for (const param of info.params ?? []) this.expression(param, depth + 1);
          this.emit(info.opcode);
        }
        return;
      }
      default: {
        const info = random.pick(plain.get(type) ?? []);
        for (const param of info.params ?? []) this.expression(param, depth + 1);
        this.emit(info.opcode);
      }
    }
  }

  /** Mostly functions further on, so that most calls end. */
  private callees(): readonly Signature[] {
    return this.random.chance(90) ? this.functions.slice(this.self + 1) : this.functions;
  }

  private call(target: Signature, depth: number): void {
    for (const param of target.params) this.expression(param, depth + 1);
    if (this.random.chance(30)) {
      this.emit(0x41, this.random.chance(95) ? target.index : this.random.below(8));
      this.emit(0x11, target.index);
    } else {
      this.emit(0x10, target.index);
    }
  }

  statements(count: number, depth: number): void {
    for (let index = 0; index < count && this.budget > 0; index++) this.statement(depth);
  }

  private statement(depth: number): void {
    const { random } = this;
    switch (random.below(depth > 6 ? 4 : 12)) {
      case 0:
      case 1:
      case 2: {
        const local = random.below(this.locals.length);
        this.expression(this.locals[local] ?? 'i32', depth + 1);
        this.emit(0x21, local);
        return;
      }
      case 3:
      case 4: {
        const info = random.pick(stores);
        this.address(depth);
        this.expression(info.params?.[1] ?? 'i32', depth + 1);
        this.emit(info.opcode, random.below(32));
        return;
      }
      case 5: {
        // A loop that ends by itself more often than not.
        this.emit(0x03, -64);
        this.labels.push({ types: [] });
        this.statements(1 + random.below(3), depth + 1);
        const counters = this.locals.flatMap((local, index) => (local === 'i32' ? [index] : []));
        if (counters.length > 0 && random.chance(80)) {
          const counter = random.pick(counters);
          this.emit(0x20, counter);
          this.emit(0x41, 1);
          this.emit(0x6b);
          this.emit(0x41, 15);
          this.emit(0x71);
          this.emit(0x22, counter);
        } else {
          this.expression('i32', depth + 1);
        }
        this.emit(0x0d, 0);
        this.statements(random.below(2), depth + 1);
        this.labels.pop();
        this.emit(0x0b);
        return;
      }
      case 6: {
        this.expression('i32', depth + 1);
        this.emit(0x04, -64);
        this.labels.push({ types: [] });
        this.statements(1 + random.below(2), depth + 1);
        if (random.chance(50)) {
          this.emit(0x05);
          this.statements(random.below(3), depth + 1);
        }
        this.labels.pop();
        this.emit(0x0b);
        return;
      }
      case 7: {
        this.emit(0x02, -64);
        this.labels.push({ types: [] });
        this.statements(1 + random.below(3), depth + 1);
        if (random.chance(40)) {
          this.expression('i32', depth + 1);
          this.emit(0x0e, 0, 0n, this.emptyLabels());
        }
        this.labels.pop();
        this.emit(0x0b);
        return;
      }
      case 8: {
        const label = random.below(this.labels.length);
        const target = this.labels[this.labels.length - 1 - label];
        if (target === undefined) return;
        for (const type of target.types) this.expression(type, depth + 1);
        this.expression('i32', depth + 1);
        this.emit(0x0d, label);
        for (const _ of target.types) this.emit(0x1a);
        return;
      }
      case 9: {
        const [typeIndex, type] = random.pick(this.multiTypes);
        for (const param of type.params) this.expression(param, depth + 1);
        this.emit(random.chance(50) ? 0x02 : 0x03, typeIndex);
        const isLoop = this.code.at(-1)?.opcode === 0x03;
        this.labels.push({ types: isLoop ? type.params : type.results });
        for (let index = type.params.length; index > 0; index--) this.emit(0x1a);
        this.statements(random.below(2), depth + 1);
        for (const result of type.results) this.expression(result, depth + 1);
        this.labels.pop();
        this.emit(0x0b);
        for (const _ of type.results) this.emit(0x1a);
        return;
      }
      case 10: {
        const callees = this.callees();
        if (callees.length === 0) return;
        const target = random.pick(callees);
        this.call(target, depth);
        for (const _ of target.results) this.emit(0x1a);
        return;
      }
      default: {
        const type = random.pick(valueTypes);
        this.expression(type, depth + 1);
        if (random.chance(50)) this.emit(0x24, valueTypes.indexOf(type));
        else this.emit(0x1a);
      }
    }
  }

  /** Labels of loops and blocks that take nothing, for `br_table`; the innermost one is. */
  private emptyLabels(): number[] {
    const fitting = this.labels.flatMap((label, index) =>
      label.types.length === 0 ? [this.labels.length - 1 - index] : [],
    );
    return [this.random.pick(fitting), this.random.pick(fitting), 0];
  }

  function(results: readonly ValueType[]): Instruction[] {
    this.labels.push({ types: results });
    this.statements(2 + this.random.below(6), 0);
    for (const result of results) this.expression(result, 1);
    this.code.push(make(0x0b));
    return this.code;
  }
}

/** A random valid module that exports its functions as `f0`, `f1`, … and its memory as `memory`. */
export function randomModule(seed: number): { readonly bytes: Uint8Array; readonly types: readonly FunctionType[] } {
  const random = new Random(seed);
  const pickTypes = (most: number): ValueType[] =>
    Array.from({ length: random.below(most + 1) }, () => random.pick(valueTypes));
  const count = 2 + random.below(4);
  const types: FunctionType[] = Array.from({ length: count }, () => ({
    params: pickTypes(3),
    results: random.chance(70) ? [random.pick(valueTypes)] : pickTypes(3),
  }));
  const blocks: FunctionType[] = Array.from({ length: 3 }, () => ({ params: pickTypes(2), results: pickTypes(3) }));
  const signatures = types.map((type, index) => ({ ...type, index }));
  const multiTypes = blocks.map((type, index) => [count + index, type] as const);
  const functions = types.map((type, index) => {
    const locals: ValueType[] = Array.from({ length: 2 + random.below(6) }, () => random.pick(valueTypes));
    const body = new Body(random, [...type.params, ...locals], signatures, index, multiTypes, 60 + random.below(240));
    return { typeIndex: index, locals, code: body.function(type.results), offset: -1 };
  });
  const bytes = encodeModule({
    types: [...types, ...blocks],
    imports: [],
    functions,
    tables: [{ minimum: 6, maximum: 6 }],
    memories: [{ minimum: 1, maximum: 2 }],
    globals: [0x41, 0x42, 0x43, 0x44].map((opcode, index) => ({
      type: { type: valueTypes[index] ?? 'i32', mutable: true },
      initial: [make(opcode)],
    })),
    exports: [
      ...functions.map((_, index) => ({ name: `f${index}`, kind: 'function' as const, index, offset: -1 })),
      { name: 'memory', kind: 'memory', index: 0, offset: -1 },
    ],
    start: undefined,
    elements: [
      {
        mode: { kind: 'active', index: 0, at: [make(0x41)] },
        // Some functions stay out of the table, so that those which only direct calls reach are covered, too.
        functions: functions.map((_, index) => (index % 3 === 2 ? null : index)),
        offset: -1,
      },
    ],
    data: [],
    dataCount: undefined,
  });
  return { bytes, types };
}
