import { op } from '../../module/opcodes.ts';
import type { Instruction } from '../../module/WasmModule.ts';
import type { ControlFlow } from './controlFlow.ts';
import { workWeight } from './workWeights.ts';

/** Where a function pays for its work; `before[i]` is charged right before instruction `i` of the live code runs. */
export interface WorkCharges {
  readonly before: ReadonlyMap<number, number>;
  /** What is charged on entry. */
  readonly onEntry: number;
  /** True where the charge on entry is the whole cost on every path. */
  readonly isConstant: boolean;
}

interface Segment {
  readonly position: number;
  cost: number;
}

interface Frame {
  readonly opcode: number;
  /** The segment that the construct stands in. */
  readonly outer: Segment;
  thenSegment: Segment | undefined;
  elseSegment: Segment | undefined;
  /** The outermost construct that a branch inside goes to, by its nesting depth. */
  reach: number;
}

/**
 * Places the charges of a function so that on every path that does not trap their sum equals the weight of the executed instructions.
 *
 * A segment is paid where it starts. It goes on after a block, `if` or loop that no branch leaves for somewhere further out, because the code behind then
 * runs if and only if the code before did; and the lesser of the two arms of an `if` is paid before it. A loop pays at its head, once per iteration.
 *
 * @param extraCost - Weight that an instruction has beyond its own, such as that of a callee which does not meter itself.
 */
export function workCharges(
  code: readonly Instruction[],
  flow: ControlFlow,
  extraCost: (position: number) => number,
): WorkCharges {
  const entry: Segment = { position: 0, cost: 0 };
  const segments: Segment[] = [entry];
  const open = (position: number): Segment => {
    const segment = { position, cost: 0 };
    segments.push(segment);
    return segment;
  };
  const frames: Frame[] = [
    { opcode: op.block, outer: entry, thenSegment: undefined, elseSegment: undefined, reach: 0 },
  ];
  let current = entry;
  const branch = (label: number): void => {
    const frame = frames.at(-1);
    const depth = Math.max(frames.length - 1 - label, 0);
    if (frame !== undefined && depth < frame.reach) frame.reach = depth;
  };
  code.forEach((instruction, position) => {
    const { opcode } = instruction;
    current.cost += workWeight(opcode) + extraCost(position);
    switch (opcode) {
      case op.block:
      case op.loop:
      case op.if: {
        const frame: Frame = {
          opcode,
          outer: current,
          thenSegment: undefined,
          elseSegment: undefined,
          reach: frames.length,
        };
        frames.push(frame);
        if (opcode === op.if) {
          current = open(position + 1);
          frame.thenSegment = current;
        } else if (opcode === op.loop && flow.isRealLoop[position] === 1) {
          current = open(position + 1);
        }
        break;
      }
      case op.else: {
        const frame = frames.at(-1);
        current = open(position + 1);
        if (frame !== undefined) frame.elseSegment = current;
        break;
      }
      case op.end: {
        const depth = frames.length - 1;
        const frame = frames.pop();
        const parent = frames.at(-1);
        if (frame === undefined || parent === undefined) break;
        if (frame.reach < parent.reach) parent.reach = frame.reach;
        if (frame.thenSegment !== undefined && frame.elseSegment !== undefined) {
          const common = Math.min(frame.thenSegment.cost, frame.elseSegment.cost);
          frame.outer.cost += common;
          frame.thenSegment.cost -= common;
          frame.elseSegment.cost -= common;
        }
        current = frame.reach < depth ? open(position + 1) : frame.outer;
        break;
      }
      case op.br:
      case op.brIf:
        branch(instruction.index);
        current = open(position + 1);
        break;
      case op.brTable:
        instruction.labels.forEach(branch);
        current = open(position + 1);
        break;
      case op.return:
        branch(frames.length - 1);
        current = open(position + 1);
        break;
    }
  });
  const before = new Map<number, number>();
  let isConstant = true;
  for (const segment of segments) {
    if (segment === entry || segment.cost === 0) continue;
    isConstant = false;
    before.set(segment.position, (before.get(segment.position) ?? 0) + segment.cost);
  }
  return { before, onEntry: entry.cost, isConstant: isConstant && !flow.hasRealLoop };
}
