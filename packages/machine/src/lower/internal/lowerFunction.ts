import { SuanliError } from '@suanli/protocol';
import { blockType } from '../../module/blockType.ts';
import { op, opcodeInfo } from '../../module/opcodes.ts';
import type { DefinedFunction, FunctionType, Instruction } from '../../module/WasmModule.ts';
import type { ModuleContext } from '../../validate/internal/ModuleContext.ts';
import type { FunctionMap } from '../FunctionMap.ts';
import type { FlatCode } from './FlatCode.ts';
import { machineOp, machinePrefix } from './machineOpcodes.ts';

/** What the code of all functions of a module refers to. */
export interface LowerContext {
  readonly context: ModuleContext;
  /** Number of the function type, the same for equal types. */
  readonly typeNumbers: readonly number[];
  /** Globals that are words of the state. */
  readonly workLeft: number | undefined;
  readonly cause: number | undefined;
  readonly tableRegister: number;
  readonly tableSize: number;
  /** The host instruction behind an imported function. */
  readonly host: (index: number) => { readonly opcode: number; readonly a: number };
  /** Notes that the call at `pc` is of the module's function `index`. */
  readonly called: (pc: number, index: number) => void;
}

interface Label {
  readonly opcode: number;
  readonly type: FunctionType;
  readonly height: number;
  /** Where a loop begins. */
  readonly start: number;
  /** Jumps to the end. */
  readonly jumps: number[];
  /** The jump over the first arm of an `if`. */
  unless: number | undefined;
}

const memoryBit = 6;

/** The most operands that a branch carries over others: each costs two steps, so that a step of work stays within its share of the horizon. */
const maxCarried = 16;

/** Lowers one function of a module without bulk instructions; docs/machine.md, "Lowering". */
export function lowerFunction(to: LowerContext, definition: DefinedFunction, flat: FlatCode): FunctionMap {
  const { context } = to;
  const { module } = context;
  const type = module.types[definition.typeIndex] ?? { params: [], results: [] };
  const localCount = type.params.length + definition.locals.length;
  const entryPc = flat.pc;
  const pcs: number[] = [];
  let scratchSlots = 0;
  let height = 0;
  let maxOperands = 0;
  /** False behind an instruction that never goes on. */
  let reachable = true;

  for (let local = type.params.length - 1; local >= 0; local--) flat.emit(machineOp.localSet, 0, BigInt(local));

  const labels: Label[] = [
    {
      opcode: op.block,
      type: { params: [], results: type.results },
      height: 0,
      start: 0,
      jumps: [],
      unless: undefined,
    },
  ];
  const labelAt = (index: number): Label => {
    const label = labels[labels.length - 1 - index];
    if (label === undefined) throw new Error('a label is missing in validated code');
    return label;
  };
  const carried = (label: Label): number => (label.opcode === op.loop ? label.type.params : label.type.results).length;
  const leftBehind = (label: Label): number => height - carried(label) - label.height;
  const carry = (label: Label): void => {
    const behind = leftBehind(label);
    if (behind === 0) return;
    const count = carried(label);
    if (count > maxCarried) {
      throw new SuanliError('MACHINE_PROGRAM_TOO_LARGE', {
        parameters: { what: 'operands that a branch carries', size: count, limit: maxCarried },
      });
    }
    scratchSlots = Math.max(scratchSlots, count);
    for (let i = 0; i < count; i++) flat.emit(machineOp.localSet, 0, BigInt(localCount + i));
    for (let i = 0; i < behind; i++) flat.emit(machineOp.drop);
    for (let i = count - 1; i >= 0; i--) flat.emit(machineOp.localGet, 0, BigInt(localCount + i));
  };
  const isFunction = (label: Label): boolean => label === labels[0];
  /** The last instruction of a branch. */
  const jump = (label: Label, opcode: number = machineOp.jump): void => {
    if (isFunction(label)) flat.emit(machineOp.return);
    else if (label.opcode === op.loop) flat.emit(opcode, 0, BigInt(label.start));
    else label.jumps.push(flat.emit(opcode));
  };
  const stop = (): void => {
    reachable = false;
    height = labelAt(0).height;
  };

  const simple = (instruction: Instruction): void => {
    const { opcode, index, align, value } = instruction;
    if (opcode >= machinePrefix && opcode < machinePrefix + 0x100) {
      flat.emit(opcode & 0xff, index, value);
      switch (opcode & 0xff) {
        case machineOp.registerGet:
          height++;
          break;
        case machineOp.registerSet:
          height--;
          break;
        case machineOp.registerPut:
          height -= 2;
          break;
        default:
      }
      return;
    }
    const info = opcodeInfo(opcode);
    if (info?.params === undefined) throw new Error(`opcode ${opcode} cannot be lowered`);
    height += info.results.length - info.params.length;
    switch (info.immediate) {
      case 'memory':
        flat.emit(opcode, align >> memoryBit, BigInt(index >>> 0));
        break;
      case 'memoryIndex': {
        if (opcode === op.memorySize) flat.emit(machineOp.memorySize, index);
        else flat.emit(machineOp.memoryGrow, index, BigInt(module.memories[index]?.maximum ?? 65_536));
        break;
      }
      case 'i32':
        flat.emit(machineOp.const, 0, BigInt(index >>> 0));
        break;
      case 'i64':
      case 'f32':
      case 'f64':
        flat.emit(machineOp.const, 0, BigInt.asUintN(64, value));
        break;
      case 'none':
        flat.emit(opcode >= 0xfc00 ? machineOp.truncSat + (opcode & 0xff) : opcode);
        break;
      default:
        throw new Error(`opcode ${opcode} cannot be lowered`);
    }
  };

  const { code } = definition;
  for (const [position, instruction] of code.entries()) {
    const { opcode, index } = instruction;
    pcs.push(flat.pc);
    maxOperands = Math.max(maxOperands, height);
    switch (opcode) {
      case op.nop:
        break;
      case op.block:
      case op.loop:
      case op.if: {
        const found = blockType(module.types, index) ?? { params: [], results: [] };
        let unless: number | undefined;
        if (opcode === op.if) {
          unless = flat.emit(machineOp.jumpUnless);
          height--;
        }
        labels.push({ opcode, type: found, height: height - found.params.length, start: flat.pc, jumps: [], unless });
        break;
      }
      case op.else: {
        const label = labelAt(0);
        if (reachable) label.jumps.push(flat.emit(machineOp.jump));
        if (label.unless !== undefined) flat.patch(label.unless, flat.pc);
        label.unless = undefined;
        height = label.height + label.type.params.length;
        reachable = true;
        break;
      }
      case op.end: {
        if (position === code.length - 1) {
          if (reachable) flat.emit(machineOp.return);
          break;
        }
        const label = labels.pop();
        if (label === undefined) break;
        for (const pc of label.jumps) flat.patch(pc, flat.pc);
        if (label.unless !== undefined) flat.patch(label.unless, flat.pc);
        height = label.height + label.type.results.length;
        reachable = true;
        break;
      }
      case op.br:
        carry(labelAt(index));
        jump(labelAt(index));
        stop();
        break;
      case op.brIf: {
        height--;
        const label = labelAt(index);
        if (leftBehind(label) === 0 && !isFunction(label)) jump(label, machineOp.jumpIf);
        else {
          const around = flat.emit(machineOp.jumpUnless);
          carry(label);
          jump(label);
          flat.patch(around, flat.pc);
        }
        break;
      }
      case op.brTable: {
        height--;
        const row = flat.emit(machineOp.jumpTable, instruction.labels.length - 1) + 1;
        flat.patch(row - 1, row);
        const pads = new Map<number, number[]>();
        for (const target of instruction.labels) {
          if (leftBehind(labelAt(target)) === 0) jump(labelAt(target));
          else pads.set(target, [...(pads.get(target) ?? []), flat.emit(machineOp.jump)]);
        }
        for (const [target, jumps] of pads) {
          for (const pc of jumps) flat.patch(pc, flat.pc);
          carry(labelAt(target));
          jump(labelAt(target));
        }
        stop();
        break;
      }
      case op.return:
        carry(labels[0] ?? labelAt(0));
        flat.emit(machineOp.return);
        stop();
        break;
      case op.unreachable:
        flat.emit(machineOp.trap);
        stop();
        break;
      case op.call: {
        const callee = context.functionTypes[index] ?? { params: [], results: [] };
        height += callee.results.length - callee.params.length;
        const own = index - context.importedFunctions;
        if (own < 0) {
          const { opcode: hostOpcode, a } = to.host(index);
          flat.emit(hostOpcode, a);
        } else to.called(flat.emit(machineOp.call), own);
        break;
      }
      case op.callIndirect: {
        const callee = module.types[index] ?? { params: [], results: [] };
        height += callee.results.length - callee.params.length - 1;
        flat.emit(machineOp.registerAt, to.tableSize, BigInt(to.tableRegister));
        flat.emit(machineOp.callElement, (to.typeNumbers[index] ?? 0) + 1);
        break;
      }
      case op.drop:
        height--;
        flat.emit(machineOp.drop);
        break;
      case op.select:
        height -= 2;
        flat.emit(machineOp.select);
        break;
      case op.localGet:
        height++;
        flat.emit(machineOp.localGet, 0, BigInt(index));
        break;
      case op.localSet:
        height--;
        flat.emit(machineOp.localSet, 0, BigInt(index));
        break;
      case op.localTee:
        flat.emit(machineOp.localTee, 0, BigInt(index));
        break;
      case op.globalGet:
        height++;
        if (index === to.workLeft) flat.emit(machineOp.workGet);
        else if (index === to.cause) flat.emit(machineOp.causeGet);
        else flat.emit(machineOp.registerGet, 0, BigInt(index));
        break;
      case op.globalSet:
        height--;
        if (index === to.workLeft) flat.emit(machineOp.workSet);
        else if (index === to.cause) flat.emit(machineOp.causeSet);
        else flat.emit(machineOp.registerSet, 0, BigInt(index));
        break;
      default:
        simple(instruction);
    }
  }
  pcs.push(flat.pc);
  return { entryPc, pcs, scratchSlots, localSlots: localCount + scratchSlots, maxOperands };
}
