import { blockType } from '../../module/blockType.ts';
import { op, opcodeInfo } from '../../module/opcodes.ts';
import type { FunctionType, Instruction, ValueType } from '../../module/WasmModule.ts';
import type { ModuleContext } from '../../validate/internal/ModuleContext.ts';

/**
 * What is known about a value's NaN bits:
 * - `neverNan`: it is not a NaN (or not a float);
 * - `open`: if it is a NaN, arithmetic made it and the specification leaves its bits open; it must become canonical before anyone sees them;
 * - `fixed`: its bits are given (loaded, passed, reinterpreted, or made canonical already) and must stay.
 */
const neverNan = 0;
const open = 1;
const fixed = 2;

/** Rounds of the search for what loops carry around before it settles for `fixed`, which is always right. */
const maximumRounds = 8;

/** Float locals times branches beyond which locals are not followed: each set makes its value canonical. */
const trackingBound = 8_000_000;

interface Frame {
  readonly opcode: number;
  readonly type: FunctionType;
  readonly height: number;
  /** Kinds of the parameters, for the `else` arm. */
  readonly params: readonly [number, number][];
  /** Union of the kinds that reach the last result, and where the open ones were born. */
  kinds: number;
  births: number[];
  /** For a loop: its position in the code. */
  readonly position: number;
  /** State of the locals behind the construct, from the branches to it so far. */
  after: Int32Array | undefined;
  /** For an `if`: state of the locals before its arms. */
  readonly before: Int32Array | undefined;
}

function isNanConstant(opcode: number, bits: bigint): boolean {
  if (opcode === op.f32Const) return (bits & 0x7fffffffn) > 0x7f800000n;
  return (bits & 0x7fffffffffffffffn) > 0x7ff0000000000000n;
}

function isFloat(type: ValueType | undefined): boolean {
  return type === 'f32' || type === 'f64';
}

/**
 * State of a local: `unset` (0) never a NaN, `given` (-1) fixed, otherwise open and the number of a group of births: values that meet in a local are made canonical
 * all or none.
 */
const unset = 0;
const given = -1;

/** Groups of births, by union-find; the number of a birth is its position plus one. */
class BirthGroups {
  private readonly parent = new Map<number, number>();
  private readonly births = new Map<number, number[]>();
  private readonly canonical = new Set<number>();

  add(birth: number): number {
    const id = (birth >> 1) + 1;
    if (!this.parent.has(id)) {
      this.parent.set(id, id);
      this.births.set(id, [birth]);
    }
    return id;
  }

  find(id: number): number {
    let root = id;
    for (let next = this.parent.get(root) ?? root; next !== root; next = this.parent.get(root) ?? root) root = next;
    for (let at = id; at !== root; ) {
      const next = this.parent.get(at) ?? root;
      this.parent.set(at, root);
      at = next;
    }
    return root;
  }

  join(one: number, other: number): void {
    let large = this.find(one);
    let small = this.find(other);
    if (large === small) return;
    if ((this.births.get(large)?.length ?? 0) < (this.births.get(small)?.length ?? 0)) [large, small] = [small, large];
    this.parent.set(small, large);
    this.births.get(large)?.push(...(this.births.get(small) ?? []));
    this.births.delete(small);
    if (this.canonical.has(small)) this.canonical.add(large);
  }

  makeCanonical(id: number): void {
    this.canonical.add(this.find(id));
  }

  isCanonical(id: number): boolean {
    return this.canonical.has(this.find(id));
  }

  *canonicalBirths(): Iterable<number> {
    for (const id of this.canonical) yield* this.births.get(this.find(id)) ?? [];
  }
}

/** What is known about the locals, across rounds. */
class LocalStates {
  readonly groups = new BirthGroups();
  /** Index among the float locals, or -1. */
  readonly slots: Int32Array;
  readonly tracked: boolean;
  /** State at the head of each loop, by the loop's position. */
  readonly heads = new Map<number, Int32Array>();
  /** True once loops are held to carry nothing open. */
  settled = false;
  private readonly initial: Int32Array;

  constructor(type: FunctionType, localTypes: readonly ValueType[], branches: number) {
    this.slots = new Int32Array(localTypes.length).fill(-1);
    let count = 0;
    localTypes.forEach((localType, index) => {
      if (isFloat(localType)) this.slots[index] = count++;
    });
    this.tracked = count * branches <= trackingBound;
    this.initial = new Int32Array(this.tracked ? count : 0);
    type.params.forEach((_, index) => {
      const slot = this.slots[index] ?? -1;
      if (slot >= 0 && this.tracked) this.initial[slot] = given;
    });
  }

  start(): Int32Array {
    return this.initial.slice();
  }

  /** Adds what a further path brings; true where a local's kind grew. */
  merge(into: Int32Array, from: Int32Array): boolean {
    let grew = false;
    for (let slot = 0; slot < into.length; slot++) {
      const one = into[slot] ?? unset;
      const other = from[slot] ?? unset;
      if (one === other || other === unset) continue;
      if (one === unset) {
        into[slot] = other;
        grew = true;
      } else if (one === given) {
        this.groups.makeCanonical(other);
      } else if (other === given) {
        this.groups.makeCanonical(one);
        into[slot] = given;
        grew = true;
      } else {
        this.groups.join(one, other);
      }
    }
    return grew;
  }

  /** State at the head of a loop that is entered with a state. */
  enter(position: number, state: Int32Array): Int32Array {
    let head = this.heads.get(position);
    if (head === undefined) {
      head = state.slice();
      this.heads.set(position, head);
    } else {
      this.merge(head, state);
    }
    if (this.settled) {
      for (let slot = 0; slot < head.length; slot++) {
        const one = head[slot] ?? unset;
        if (one > 0) this.groups.makeCanonical(one);
        head[slot] = given;
      }
    }
    return head.slice();
  }
}

/**
 * Decides where a NaN must be made canonical: `plan[i]` is 1 (f32) or 2 (f64) where the value that instruction `i` of the live code leaves on top of the stack must be.
 *
 * Values are followed through the operand stack and the locals. A value that arithmetic made stays as it is as long as only arithmetic and comparisons use it. It is made
 * canonical where it was born if it reaches a store, a reinterpretation, `neg`, `abs`, `copysign`, a global, a call, the function's results, or a place where it meets values
 * whose bits are given. To make an open value canonical is never wrong, so where the search gives up it makes more of them so.
 */
export function nanPlan(
  context: ModuleContext,
  type: FunctionType,
  localTypes: readonly ValueType[],
  code: readonly Instruction[],
): Uint8Array {
  const plan = new Uint8Array(code.length);
  if (!code.some((instruction) => opcodeInfo(instruction.opcode)?.makesNan === true)) return plan;
  const branches = code.reduce((count, { opcode, labels }) => {
    if (opcode === op.brTable) return count + labels.length;
    return opcode >= op.block && opcode <= op.brIf ? count + 1 : count;
  }, 1);
  const locals = new LocalStates(type, localTypes, branches);
  for (let round = 1; ; round++) {
    locals.settled = round >= maximumRounds;
    plan.fill(0);
    if (!planOnce(context, type, localTypes, locals, code, plan)) break;
  }
  for (const birth of locals.groups.canonicalBirths()) plan[birth >> 1] = 1 + (birth & 1);
  return plan;
}

/** One walk over the code; true where a loop turned out to carry more than was held, so that the walk must be repeated. */
function planOnce(
  context: ModuleContext,
  type: FunctionType,
  localTypes: readonly ValueType[],
  locals: LocalStates,
  code: readonly Instruction[],
  plan: Uint8Array,
): boolean {
  let grew = false;
  // The operand stack: kind, and birth: twice the position of the instruction that left the value on top, plus one for an f64.
  const kinds: number[] = [];
  const births: number[] = [];
  const push = (kind: number, position: number, valueType: ValueType | undefined): void => {
    kinds.push(kind);
    births.push(2 * position + (valueType === 'f64' ? 1 : 0));
  };
  const mark = (from: number): void => {
    plan[from >> 1] = 1 + (from & 1);
  };
  let birth = 0;
  const pop = (): number => {
    birth = births.pop() ?? 0;
    return kinds.pop() ?? neverNan;
  };
  /** Takes a value whose bits are about to be seen. */
  const popSeen = (): number => {
    const kind = pop();
    if (kind === open) {
      mark(birth);
      return fixed;
    }
    return kind;
  };
  const popAllSeen = (count: number): void => {
    for (let index = 0; index < count; index++) popSeen();
  };
  const pushResults = (types: readonly ValueType[], position: number): void => {
    for (const item of types) push(isFloat(item) ? fixed : neverNan, position, item);
  };
  let state = locals.start();
  /** True behind an unconditional branch, up to the end of its block. */
  let dead = false;
  const localKind = (index: number): number => {
    const slot = locals.slots[index] ?? -1;
    if (slot < 0) return neverNan;
    if (!locals.tracked) return fixed;
    const known = state[slot] ?? given;
    if (known === unset) return neverNan;
    return known === given || locals.groups.isCanonical(known) ? fixed : open;
  };
  const setLocal = (index: number, kind: number, from: number): void => {
    const slot = locals.slots[index] ?? -1;
    if (slot < 0) return;
    if (!locals.tracked) {
      if (kind === open) mark(from);
      return;
    }
    state[slot] = kind === neverNan ? unset : kind === fixed ? given : locals.groups.add(from);
  };

  const frames: Frame[] = [
    {
      opcode: op.block,
      type,
      height: 0,
      params: [],
      kinds: fixed,
      births: [],
      position: -1,
      after: undefined,
      before: undefined,
    },
  ];
  /** Notes that the values on top flow to the start of a loop or to the end of another construct; they stay on the stack. */
  const flow = (frame: Frame, toStart: boolean, most: number): void => {
    const count = Math.min(most, toStart ? frame.type.params.length : frame.type.results.length);
    for (let index = 0; index < count; index++) {
      const at = kinds.length - 1 - index;
      const kind = kinds[at] ?? neverNan;
      const from = births[at] ?? 0;
      if (index === 0 && !toStart) {
        frame.kinds |= kind;
        if (kind === open) frame.births.push(from);
      } else if (kind === open) {
        mark(from);
      }
    }
  };
  const leaveFor = (frame: Frame): void => {
    if (frame.after === undefined) frame.after = state.slice();
    else locals.merge(frame.after, state);
  };
  const branchTo = (label: number, most = Number.POSITIVE_INFINITY): void => {
    const frame = frames[Math.max(frames.length - 1 - label, 0)];
    if (frame === undefined) return;
    flow(frame, frame.opcode === op.loop, most);
    if (frame.opcode !== op.loop) {
      leaveFor(frame);
      return;
    }
    const head = locals.heads.get(frame.position);
    if (head !== undefined && locals.merge(head, state)) grew = true;
  };
  const fallThrough = (frame: Frame): void => {
    if (!dead) {
      flow(frame, false, Number.POSITIVE_INFINITY);
      leaveFor(frame);
    }
    dead = false;
  };

  for (let position = 0; position < code.length; position++) {
    const instruction = code[position];
    if (instruction === undefined) continue;
    const { opcode, index } = instruction;
    const info = opcodeInfo(opcode);
    switch (opcode) {
      case op.block:
      case op.loop:
      case op.if: {
        if (opcode === op.if) pop();
        const found = blockType(context.module.types, index) ?? { params: [], results: [] };
        const height = kinds.length - found.params.length;
        const params: [number, number][] = [];
        for (let at = height; at < kinds.length; at++) {
          if (opcode === op.loop && kinds[at] === open) {
            mark(births[at] ?? 0);
            kinds[at] = fixed;
          } else if (opcode === op.loop && isFloat(found.params[at - height])) {
            kinds[at] = fixed;
          }
          params.push([kinds[at] ?? neverNan, births[at] ?? 0]);
        }
        const before = opcode === op.if ? state.slice() : undefined;
        if (opcode === op.loop) state = locals.enter(position, state);
        frames.push({
          opcode,
          type: found,
          height,
          params,
          kinds: neverNan,
          births: [],
          position,
          after: undefined,
          before,
        });
        continue;
      }
      case op.else: {
        const frame = frames.at(-1);
        if (frame === undefined) continue;
        fallThrough(frame);
        kinds.length = frame.height;
        births.length = frame.height;
        for (const [kind, from] of frame.params) {
          kinds.push(kind);
          births.push(from);
        }
        if (frame.before !== undefined) state = frame.before.slice();
        frames[frames.length - 1] = { ...frame, opcode: op.else };
        continue;
      }
      case op.end: {
        const frame = frames.at(-1);
        if (frame === undefined) continue;
        fallThrough(frame);
        // An `if` without `else` gives what it took.
        if (frame.opcode === op.if) {
          const last = frame.params.at(-1);
          frame.params.slice(0, -1).forEach(([kind, from]) => {
            if (kind === open) mark(from);
          });
          if (last !== undefined) {
            frame.kinds |= last[0];
            if (last[0] === open) frame.births.push(last[1]);
          }
        }
        if (frame.opcode === op.if && frame.before !== undefined) {
          if (frame.after === undefined) frame.after = frame.before.slice();
          else locals.merge(frame.after, frame.before);
        }
        if (frame.after !== undefined) state = frame.after;
        if (frame.kinds & fixed) for (const from of frame.births) mark(from);
        frames.pop();
        kinds.length = frame.height;
        births.length = frame.height;
        pushResults(frame.type.results, position);
        if (frame.type.results.length > 0 && (frame.kinds & fixed) === 0) kinds[kinds.length - 1] = frame.kinds;
        continue;
      }
      case op.br:
        branchTo(index);
        dead = true;
        continue;
      case op.brIf:
        pop();
        branchTo(index);
        continue;
      case op.brTable:
        pop();
        branchTo(instruction.labels[0] ?? 0);
        // What lies below the topmost value goes the same way to all targets.
        for (const label of new Set(instruction.labels)) branchTo(label, 1);
        dead = true;
        continue;
      case op.return:
        popAllSeen(type.results.length);
        dead = true;
        continue;
      case op.unreachable:
        dead = true;
        continue;
      case op.call: {
        const callee = context.functionTypes[index] ?? type;
        popAllSeen(callee.params.length);
        pushResults(callee.results, position);
        continue;
      }
      case op.callIndirect: {
        const callee = context.module.types[index] ?? type;
        popAllSeen(callee.params.length + 1);
        pushResults(callee.results, position);
        continue;
      }
      case op.drop:
        pop();
        continue;
      case op.select: {
        pop();
        const second = pop();
        const secondBirth = birth;
        const first = pop();
        const firstBirth = birth;
        let kind = first | second;
        if (kind === (open | fixed)) {
          mark(first === open ? firstBirth : secondBirth);
          kind = fixed;
        }
        push(kind, position, (firstBirth & 1) === 1 ? 'f64' : 'f32');
        continue;
      }
      case op.localGet:
        push(localKind(index), position, localTypes[index]);
        continue;
      case op.localSet: {
        const kind = pop();
        setLocal(index, kind, birth);
        continue;
      }
      case op.localTee: {
        const kind = pop();
        setLocal(index, kind, birth);
        push(kind === neverNan ? neverNan : localKind(index), position, localTypes[index]);
        continue;
      }
      case op.globalGet:
        push(isFloat(context.globalTypes[index]?.type) ? fixed : neverNan, position, context.globalTypes[index]?.type);
        continue;
      case op.globalSet:
        popSeen();
        continue;
      case op.f32Const:
      case op.f64Const:
        push(isNanConstant(opcode, instruction.value) ? fixed : neverNan, position, info?.results[0]);
        continue;
      case op.f32Store:
      case op.f64Store:
      case op.i32ReinterpretF32:
      case op.i64ReinterpretF64:
        popSeen();
        if (opcode === op.f32Store || opcode === op.f64Store) pop();
        else push(neverNan, position, undefined);
        continue;
      case op.f32Abs:
      case op.f32Neg:
      case op.f64Abs:
      case op.f64Neg:
        push(popSeen(), position, info?.results[0]);
        continue;
      case op.f32Copysign:
      case op.f64Copysign:
        popSeen();
        push(popSeen(), position, info?.results[0]);
        continue;
    }
    if (info === undefined) continue;
    let operandKinds = 0;
    for (let count = info.params?.length ?? 0; count > 0; count--) operandKinds |= pop();
    const result = info.results[0];
    if (result === undefined) continue;
    if (info.makesNan) {
      push(keepsNumbers.has(opcode) && operandKinds === neverNan ? neverNan : open, position, result);
    } else {
      push(isFloat(result) && !info.name.includes('convert') ? fixed : neverNan, position, result);
    }
  }
  return grew;
}

/** Arithmetic that gives a NaN only where an operand is one: ceil, floor, trunc, nearest, min, max, demote, promote. */
const keepsNumbers: ReadonlySet<number> = new Set([
  0x8d, 0x8e, 0x8f, 0x90, 0x96, 0x97, 0x9b, 0x9c, 0x9d, 0x9e, 0xa4, 0xa5, 0xb6, 0xbb,
]);
