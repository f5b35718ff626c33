import { injected } from '../../instrument/internal/CodeBuilder.ts';
import { op, opcodeInfo } from '../../module/opcodes.ts';
import type { Instruction, WasmModule } from '../../module/WasmModule.ts';
import { hostModuleName } from '../LinkedModule.ts';

/** Where the linked module has what the system refers to. */
export interface SystemPlace {
  /** Index of the system's first type. */
  readonly types: number;
  /** Index of the system's first global. */
  readonly globals: number;
  /** Indices of the injected globals. */
  readonly workLeft: number;
  readonly trap: number;
}

const i32Load8U = 0x2d;
const i32Load16U = 0x2f;
const i32Load = 0x28;
const i64Load = 0x29;
const i32Store8 = 0x3a;
const i32Store16 = 0x3b;
const i32Store = 0x36;
const i64Store = 0x37;
const memoryOne = 0x40;

/** What stands for each function of module `machine`: an instruction that takes its arguments and gives its results. */
function replacements({ workLeft, trap }: SystemPlace): Readonly<Record<string, Instruction>> {
  return {
    load8: injected(i32Load8U),
    load16: injected(i32Load16U),
    load32: injected(i32Load),
    load64: injected(i64Load),
    store8: injected(i32Store8),
    store16: injected(i32Store16),
    store32: injected(i32Store),
    store64: injected(i64Store),
    pages: injected(op.memorySize, 0),
    copy_in: { ...injected(op.memoryCopy, 1), align: 0 },
    copy_out: { ...injected(op.memoryCopy, 0), align: 1 },
    work_get: injected(op.globalGet, workLeft),
    work_set: injected(op.globalSet, workLeft),
    cause_get: injected(op.globalGet, trap),
    cause_set: injected(op.globalSet, trap),
  };
}

/** Moves code of the system module to its place: its memory becomes memory 1, its imports of `machine` become instructions. Calls keep their indices. */
export function bindSystem(
  system: WasmModule,
  place: SystemPlace,
): { code(code: readonly Instruction[]): Instruction[] } {
  const byName = replacements(place);
  const imported = system.imports.map((item) => {
    if (item.module === hostModuleName) return undefined;
    const replacement = item.module === 'machine' ? byName[item.name] : undefined;
    if (replacement === undefined) throw new RangeError(`the system module imports ${item.module}.${item.name}`);
    return replacement;
  });
  const bind = (instruction: Instruction): Instruction => {
    const { opcode, index } = instruction;
    switch (opcodeInfo(opcode)?.immediate) {
      case 'function':
        return imported[index] ?? instruction;
      case 'memory':
        return { ...instruction, align: instruction.align | memoryOne };
      case 'memoryIndex':
        return { ...instruction, index: 1 };
      case 'memoryCopy':
        return { ...instruction, index: 1, align: 1 };
      case 'global':
        return { ...instruction, index: index + place.globals };
      case 'block':
        return index < 0 ? instruction : { ...instruction, index: index + place.types };
      default:
        return instruction;
    }
  };
  return { code: (code) => code.map((instruction) => ({ ...bind(instruction), offset: -1 })) };
}
