import { frameWords, grown, type MachineState } from '../../state/MachineState.ts';
import type { DecodedCode } from './decodeProgram.ts';
import { decodedOp } from './decodeProgram.ts';
import { popcount, roundToEven, singleOf } from './numbers.ts';
import { systemAccess } from './systemAccess.ts';

const phaseFinishing = 1;
const statusHalted = 1;
const exitTrapped = 2;
const pcAfterTrap = 1;
const two32 = 0x1_0000_0000;
const two63 = 0x8000_0000_0000_0000;
const two64 = 0x1_0000_0000_0000_0000;
const noPages = 0xffff_ffff;
/** High words of the canonical NaNs. */
const nan32 = 0x7fc0_0000;
const nan64High = 0x7ff8_0000;

/**
 * Takes up to `steps` steps, fewer where the program halts or comes to the `halt` of an exported function's entry; docs/machine.md, "Instructions".
 *
 * One loop over typed arrays: an instruction that is done goes on with `continue`, one that traps leaves the `switch`. An i32 or f32 has zeros in its upper word, which
 * instructions that only replace the lower one rely on.
 *
 * @param steps - Below 2^31.
 * @returns The steps taken.
 */
export function execute(state: MachineState, code: DecodedCode, steps: number): number {
  if (state.status === statusHalted) return 0;
  const { opcodes, a: immediate, low: lower, high: upper, localSlots, operandSlots } = code;
  const work = new Int32Array(state.work.buffer);
  const registers = state.registers;
  const registersDirty = state.registersDirty;
  const [memory, system] = state.memories;
  let bytes = memory.bytes;
  let view = new DataView(bytes.buffer);
  let size = memory.pages * 65_536;
  let dirty = memory.dirty;
  // The operands as words, and by type.
  let stack = state.stack;
  let singles = new Float32Array(stack.buffer);
  let doubles = new Float64Array(stack.buffer);
  let longs = new BigInt64Array(stack.buffer);
  let unsignedLongs = new BigUint64Array(stack.buffer);
  let locals = state.locals;
  let frames = state.frames;
  // Int32 words: the end of the operands, of the frames; the beginning of the locals.
  let top = 2 * state.depth;
  let frameTop = frameWords * state.frameCount;
  let base = 2 * state.localsStart;
  let slots = state.localsSlots;
  let pc = state.pc;
  let left = steps;

  const growStack = (length: number): void => {
    stack = grown(stack, length);
    singles = new Float32Array(stack.buffer);
    doubles = new Float64Array(stack.buffer);
    longs = new BigInt64Array(stack.buffer);
    unsignedLongs = new BigUint64Array(stack.buffer);
    state.stack = stack;
  };
  if (top + code.mostOperandSlots > stack.length) growStack(top + code.mostOperandSlots);

  while (left > 0) {
    left--;
    const at = pc++;
    switch (opcodes[at] as number) {
      // jump
      case 0x01: {
        pc = lower[at] as number;
        continue;
      }
      // jump_if
      case 0x02: {
        top -= 2;
        if ((stack[top] as number) !== 0) pc = lower[at] as number;
        continue;
      }
      // jump_unless
      case 0x03: {
        top -= 2;
        if ((stack[top] as number) === 0) pc = lower[at] as number;
        continue;
      }
      // jump_table
      case 0x04: {
        top -= 2;
        const i = (stack[top] as number) >>> 0;
        const most = immediate[at] as number;
        pc = (lower[at] as number) + (i < most ? i : most);
        continue;
      }
      // call
      case 0x05: {
        const to = lower[at] as number;
        if (frameTop + frameWords > frames.length) {
          frames = grown(frames, frameTop + frameWords);
          state.frames = frames;
        }
        frames[frameTop] = pc;
        frames[frameTop + 1] = base >> 1;
        frames[frameTop + 2] = slots;
        frameTop += frameWords;
        base += 2 * slots;
        slots = localSlots[to] as number;
        const end = base + 2 * slots;
        if (end > locals.length) {
          locals = grown(locals, end);
          state.locals = locals;
        }
        for (let k = base; k < end; k++) locals[k] = 0;
        if (top + (operandSlots[to] as number) > stack.length) growStack(top + (operandSlots[to] as number));
        pc = to;
        continue;
      }
      // call_element
      case 0x06: {
        const high = stack[top - 1] as number;
        const to = stack[top - 2] as number;
        if ((high | to) === 0 || high !== ((immediate[at] as number) | 0)) break;
        top -= 2;
        if (frameTop + frameWords > frames.length) {
          frames = grown(frames, frameTop + frameWords);
          state.frames = frames;
        }
        frames[frameTop] = pc;
        frames[frameTop + 1] = base >> 1;
        frames[frameTop + 2] = slots;
        frameTop += frameWords;
        base += 2 * slots;
        slots = localSlots[to] as number;
        const end = base + 2 * slots;
        if (end > locals.length) {
          locals = grown(locals, end);
          state.locals = locals;
        }
        for (let k = base; k < end; k++) locals[k] = 0;
        if (top + (operandSlots[to] as number) > stack.length) growStack(top + (operandSlots[to] as number));
        pc = to;
        continue;
      }
      // return
      case 0x07: {
        if (frameTop === 0) break;
        frameTop -= frameWords;
        pc = frames[frameTop] as number;
        base = 2 * (frames[frameTop + 1] as number);
        slots = frames[frameTop + 2] as number;
        continue;
      }
      // drop
      case 0x08: {
        top -= 2;
        continue;
      }
      // select
      case 0x09: {
        top -= 4;
        if ((stack[top + 2] as number) === 0) {
          stack[top - 2] = stack[top] as number;
          stack[top - 1] = stack[top + 1] as number;
        }
        continue;
      }
      // const
      case 0x0a: {
        stack[top] = lower[at] as number;
        stack[top + 1] = upper[at] as number;
        top += 2;
        continue;
      }
      // local_get
      case 0x0b: {
        const k = base + (lower[at] as number);
        stack[top] = locals[k] as number;
        stack[top + 1] = locals[k + 1] as number;
        top += 2;
        continue;
      }
      // local_set
      case 0x0c: {
        const k = base + (lower[at] as number);
        top -= 2;
        locals[k] = stack[top] as number;
        locals[k + 1] = stack[top + 1] as number;
        continue;
      }
      // local_tee
      case 0x0d: {
        const k = base + (lower[at] as number);
        locals[k] = stack[top - 2] as number;
        locals[k + 1] = stack[top - 1] as number;
        continue;
      }
      // register_get
      case 0x0e: {
        const k = lower[at] as number;
        stack[top] = registers[k] as number;
        stack[top + 1] = registers[k + 1] as number;
        top += 2;
        continue;
      }
      // register_set
      case 0x0f: {
        const k = lower[at] as number;
        top -= 2;
        registers[k] = stack[top] as number;
        registers[k + 1] = stack[top + 1] as number;
        registersDirty[k >>> 10] = 1;
        continue;
      }
      // register_at
      case 0x10: {
        const i = (stack[top - 2] as number) >>> 0;
        if (i >= (immediate[at] as number)) break;
        const k = (lower[at] as number) + 2 * i;
        stack[top - 2] = registers[k] as number;
        stack[top - 1] = registers[k + 1] as number;
        continue;
      }
      // register_put
      case 0x11: {
        const i = (stack[top - 4] as number) >>> 0;
        if (i >= (immediate[at] as number)) break;
        const k = (lower[at] as number) + 2 * i;
        top -= 4;
        registers[k] = stack[top + 2] as number;
        registers[k + 1] = stack[top + 3] as number;
        registersDirty[k >>> 10] = 1;
        continue;
      }
      // work_get
      case 0x12: {
        stack[top] = work[0] as number;
        stack[top + 1] = work[1] as number;
        top += 2;
        continue;
      }
      // work_set
      case 0x13: {
        top -= 2;
        work[0] = stack[top] as number;
        work[1] = stack[top + 1] as number;
        continue;
      }
      // cause_get
      case 0x14: {
        stack[top] = state.cause;
        stack[top + 1] = 0;
        top += 2;
        continue;
      }
      // cause_set
      case 0x15: {
        top -= 2;
        state.cause = (stack[top] as number) & 0xff;
        continue;
      }
      // memory_size
      case 0x16: {
        stack[top] = ((immediate[at] as number) === 0 ? memory : system).pages;
        stack[top + 1] = 0;
        top += 2;
        continue;
      }
      // memory_grow
      case 0x17: {
        const grows = (immediate[at] as number) === 0 ? memory : system;
        const before = grows.pages;
        const pages = before + ((stack[top - 2] as number) >>> 0);
        if (pages > (lower[at] as number) >>> 0) {
          stack[top - 2] = noPages;
          continue;
        }
        grows.grow(pages);
        stack[top - 2] = before;
        bytes = memory.bytes;
        view = new DataView(bytes.buffer);
        size = memory.pages * 65_536;
        dirty = memory.dirty;
        continue;
      }
      // input_size
      case 0x18: {
        if ((immediate[at] as number) > 1) break;
        const length = state.inputBytes(immediate[at] as number);
        stack[top] = length;
        stack[top + 1] = Math.floor(length / two32);
        top += 2;
        continue;
      }
      // input_read
      case 0x19: {
        if (
          !state.readInput(immediate[at] as number, (stack[top - 4] as number) >>> 0, (stack[top - 2] as number) >>> 0)
        )
          break;
        top -= 4;
        continue;
      }
      // output_write
      case 0x1a: {
        if (!state.writeOutput((stack[top - 2] as number) >>> 0)) break;
        top -= 2;
        continue;
      }
      // halt
      case 0x1b: {
        top -= 2;
        state.status = statusHalted;
        state.exit = (stack[top] as number) & 0xff;
        pc = at;
        const taken = steps - left;
        left = 0;
        save();
        return taken;
      }
      // i32.load
      case 0x28: {
        const address = ((stack[top - 2] as number) >>> 0) + ((lower[at] as number) >>> 0);
        if (address + 4 > size) break;
        stack[top - 2] = view.getInt32(address, true);
        continue;
      }
      // i64.load
      case 0x29: {
        const address = ((stack[top - 2] as number) >>> 0) + ((lower[at] as number) >>> 0);
        if (address + 8 > size) break;
        stack[top - 2] = view.getInt32(address, true);
        stack[top - 1] = view.getInt32(address + 4, true);
        continue;
      }
      // f32.load
      case 0x2a: {
        const address = ((stack[top - 2] as number) >>> 0) + ((lower[at] as number) >>> 0);
        if (address + 4 > size) break;
        stack[top - 2] = view.getInt32(address, true);
        continue;
      }
      // f64.load
      case 0x2b: {
        const address = ((stack[top - 2] as number) >>> 0) + ((lower[at] as number) >>> 0);
        if (address + 8 > size) break;
        stack[top - 2] = view.getInt32(address, true);
        stack[top - 1] = view.getInt32(address + 4, true);
        continue;
      }
      // i32.load8_s
      case 0x2c: {
        const address = ((stack[top - 2] as number) >>> 0) + ((lower[at] as number) >>> 0);
        if (address + 1 > size) break;
        stack[top - 2] = ((bytes[address] as number) << 24) >> 24;
        continue;
      }
      // i32.load8_u
      case 0x2d: {
        const address = ((stack[top - 2] as number) >>> 0) + ((lower[at] as number) >>> 0);
        if (address + 1 > size) break;
        stack[top - 2] = bytes[address] as number;
        continue;
      }
      // i32.load16_s
      case 0x2e: {
        const address = ((stack[top - 2] as number) >>> 0) + ((lower[at] as number) >>> 0);
        if (address + 2 > size) break;
        stack[top - 2] = view.getInt16(address, true);
        continue;
      }
      // i32.load16_u
      case 0x2f: {
        const address = ((stack[top - 2] as number) >>> 0) + ((lower[at] as number) >>> 0);
        if (address + 2 > size) break;
        stack[top - 2] = view.getUint16(address, true);
        continue;
      }
      // i64.load8_s
      case 0x30: {
        const address = ((stack[top - 2] as number) >>> 0) + ((lower[at] as number) >>> 0);
        if (address + 1 > size) break;
        const low = ((bytes[address] as number) << 24) >> 24;
        stack[top - 2] = low;
        stack[top - 1] = low >> 31;
        continue;
      }
      // i64.load8_u
      case 0x31: {
        const address = ((stack[top - 2] as number) >>> 0) + ((lower[at] as number) >>> 0);
        if (address + 1 > size) break;
        stack[top - 2] = bytes[address] as number;
        continue;
      }
      // i64.load16_s
      case 0x32: {
        const address = ((stack[top - 2] as number) >>> 0) + ((lower[at] as number) >>> 0);
        if (address + 2 > size) break;
        const low = view.getInt16(address, true);
        stack[top - 2] = low;
        stack[top - 1] = low >> 31;
        continue;
      }
      // i64.load16_u
      case 0x33: {
        const address = ((stack[top - 2] as number) >>> 0) + ((lower[at] as number) >>> 0);
        if (address + 2 > size) break;
        stack[top - 2] = view.getUint16(address, true);
        continue;
      }
      // i64.load32_s
      case 0x34: {
        const address = ((stack[top - 2] as number) >>> 0) + ((lower[at] as number) >>> 0);
        if (address + 4 > size) break;
        const low = view.getInt32(address, true);
        stack[top - 2] = low;
        stack[top - 1] = low >> 31;
        continue;
      }
      // i64.load32_u
      case 0x35: {
        const address = ((stack[top - 2] as number) >>> 0) + ((lower[at] as number) >>> 0);
        if (address + 4 > size) break;
        stack[top - 2] = view.getInt32(address, true);
        continue;
      }
      // i32.store
      case 0x36: {
        const address = ((stack[top - 4] as number) >>> 0) + ((lower[at] as number) >>> 0);
        if (address + 4 > size) break;
        view.setInt32(address, stack[top - 2] as number, true);
        dirty[address >>> 12] = 1;
        dirty[(address + 3) >>> 12] = 1;
        top -= 4;
        continue;
      }
      // i64.store
      case 0x37: {
        const address = ((stack[top - 4] as number) >>> 0) + ((lower[at] as number) >>> 0);
        if (address + 8 > size) break;
        view.setInt32(address, stack[top - 2] as number, true);
        view.setInt32(address + 4, stack[top - 1] as number, true);
        dirty[address >>> 12] = 1;
        dirty[(address + 7) >>> 12] = 1;
        top -= 4;
        continue;
      }
      // f32.store
      case 0x38: {
        const address = ((stack[top - 4] as number) >>> 0) + ((lower[at] as number) >>> 0);
        if (address + 4 > size) break;
        view.setInt32(address, stack[top - 2] as number, true);
        dirty[address >>> 12] = 1;
        dirty[(address + 3) >>> 12] = 1;
        top -= 4;
        continue;
      }
      // f64.store
      case 0x39: {
        const address = ((stack[top - 4] as number) >>> 0) + ((lower[at] as number) >>> 0);
        if (address + 8 > size) break;
        view.setInt32(address, stack[top - 2] as number, true);
        view.setInt32(address + 4, stack[top - 1] as number, true);
        dirty[address >>> 12] = 1;
        dirty[(address + 7) >>> 12] = 1;
        top -= 4;
        continue;
      }
      // i32.store8
      case 0x3a: {
        const address = ((stack[top - 4] as number) >>> 0) + ((lower[at] as number) >>> 0);
        if (address + 1 > size) break;
        bytes[address] = stack[top - 2] as number;
        dirty[address >>> 12] = 1;
        top -= 4;
        continue;
      }
      // i32.store16
      case 0x3b: {
        const address = ((stack[top - 4] as number) >>> 0) + ((lower[at] as number) >>> 0);
        if (address + 2 > size) break;
        view.setInt16(address, stack[top - 2] as number, true);
        dirty[address >>> 12] = 1;
        dirty[(address + 1) >>> 12] = 1;
        top -= 4;
        continue;
      }
      // i64.store8
      case 0x3c: {
        const address = ((stack[top - 4] as number) >>> 0) + ((lower[at] as number) >>> 0);
        if (address + 1 > size) break;
        bytes[address] = stack[top - 2] as number;
        dirty[address >>> 12] = 1;
        top -= 4;
        continue;
      }
      // i64.store16
      case 0x3d: {
        const address = ((stack[top - 4] as number) >>> 0) + ((lower[at] as number) >>> 0);
        if (address + 2 > size) break;
        view.setInt16(address, stack[top - 2] as number, true);
        dirty[address >>> 12] = 1;
        dirty[(address + 1) >>> 12] = 1;
        top -= 4;
        continue;
      }
      // i64.store32
      case 0x3e: {
        const address = ((stack[top - 4] as number) >>> 0) + ((lower[at] as number) >>> 0);
        if (address + 4 > size) break;
        view.setInt32(address, stack[top - 2] as number, true);
        dirty[address >>> 12] = 1;
        dirty[(address + 3) >>> 12] = 1;
        top -= 4;
        continue;
      }
      // i32.eqz
      case 0x45: {
        stack[top - 2] = (stack[top - 2] as number) === 0 ? 1 : 0;
        continue;
      }
      // i32.eq
      case 0x46: {
        top -= 2;
        stack[top - 2] = (stack[top - 2] as number) === (stack[top] as number) ? 1 : 0;
        continue;
      }
      // i32.ne
      case 0x47: {
        top -= 2;
        stack[top - 2] = (stack[top - 2] as number) !== (stack[top] as number) ? 1 : 0;
        continue;
      }
      // i32.lt_s
      case 0x48: {
        top -= 2;
        stack[top - 2] = (stack[top - 2] as number) < (stack[top] as number) ? 1 : 0;
        continue;
      }
      // i32.lt_u
      case 0x49: {
        top -= 2;
        stack[top - 2] = (stack[top - 2] as number) >>> 0 < (stack[top] as number) >>> 0 ? 1 : 0;
        continue;
      }
      // i32.gt_s
      case 0x4a: {
        top -= 2;
        stack[top - 2] = (stack[top - 2] as number) > (stack[top] as number) ? 1 : 0;
        continue;
      }
      // i32.gt_u
      case 0x4b: {
        top -= 2;
        stack[top - 2] = (stack[top - 2] as number) >>> 0 > (stack[top] as number) >>> 0 ? 1 : 0;
        continue;
      }
      // i32.le_s
      case 0x4c: {
        top -= 2;
        stack[top - 2] = (stack[top - 2] as number) <= (stack[top] as number) ? 1 : 0;
        continue;
      }
      // i32.le_u
      case 0x4d: {
        top -= 2;
        stack[top - 2] = (stack[top - 2] as number) >>> 0 <= (stack[top] as number) >>> 0 ? 1 : 0;
        continue;
      }
      // i32.ge_s
      case 0x4e: {
        top -= 2;
        stack[top - 2] = (stack[top - 2] as number) >= (stack[top] as number) ? 1 : 0;
        continue;
      }
      // i32.ge_u
      case 0x4f: {
        top -= 2;
        stack[top - 2] = (stack[top - 2] as number) >>> 0 >= (stack[top] as number) >>> 0 ? 1 : 0;
        continue;
      }
      // i64.eqz
      case 0x50: {
        stack[top - 2] = ((stack[top - 2] as number) | (stack[top - 1] as number)) === 0 ? 1 : 0;
        stack[top - 1] = 0;
        continue;
      }
      // i64.eq
      case 0x51: {
        top -= 2;
        stack[top - 2] =
          (stack[top - 2] as number) === (stack[top] as number) &&
          (stack[top - 1] as number) === (stack[top + 1] as number)
            ? 1
            : 0;
        stack[top - 1] = 0;
        continue;
      }
      // i64.ne
      case 0x52: {
        top -= 2;
        stack[top - 2] =
          (stack[top - 2] as number) !== (stack[top] as number) ||
          (stack[top - 1] as number) !== (stack[top + 1] as number)
            ? 1
            : 0;
        stack[top - 1] = 0;
        continue;
      }
      // i64.lt_s
      case 0x53: {
        top -= 2;
        const x = stack[top - 1] as number;
        const y = stack[top + 1] as number;
        stack[top - 2] =
          x === y ? ((stack[top - 2] as number) >>> 0 < (stack[top] as number) >>> 0 ? 1 : 0) : x < y ? 1 : 0;
        stack[top - 1] = 0;
        continue;
      }
      // i64.lt_u
      case 0x54: {
        top -= 2;
        const x = (stack[top - 1] as number) >>> 0;
        const y = (stack[top + 1] as number) >>> 0;
        stack[top - 2] =
          x === y ? ((stack[top - 2] as number) >>> 0 < (stack[top] as number) >>> 0 ? 1 : 0) : x < y ? 1 : 0;
        stack[top - 1] = 0;
        continue;
      }
      // i64.gt_s
      case 0x55: {
        top -= 2;
        const x = stack[top - 1] as number;
        const y = stack[top + 1] as number;
        stack[top - 2] =
          x === y ? ((stack[top - 2] as number) >>> 0 > (stack[top] as number) >>> 0 ? 1 : 0) : x > y ? 1 : 0;
        stack[top - 1] = 0;
        continue;
      }
      // i64.gt_u
      case 0x56: {
        top -= 2;
        const x = (stack[top - 1] as number) >>> 0;
        const y = (stack[top + 1] as number) >>> 0;
        stack[top - 2] =
          x === y ? ((stack[top - 2] as number) >>> 0 > (stack[top] as number) >>> 0 ? 1 : 0) : x > y ? 1 : 0;
        stack[top - 1] = 0;
        continue;
      }
      // i64.le_s
      case 0x57: {
        top -= 2;
        const x = stack[top - 1] as number;
        const y = stack[top + 1] as number;
        stack[top - 2] =
          x === y ? ((stack[top - 2] as number) >>> 0 <= (stack[top] as number) >>> 0 ? 1 : 0) : x < y ? 1 : 0;
        stack[top - 1] = 0;
        continue;
      }
      // i64.le_u
      case 0x58: {
        top -= 2;
        const x = (stack[top - 1] as number) >>> 0;
        const y = (stack[top + 1] as number) >>> 0;
        stack[top - 2] =
          x === y ? ((stack[top - 2] as number) >>> 0 <= (stack[top] as number) >>> 0 ? 1 : 0) : x < y ? 1 : 0;
        stack[top - 1] = 0;
        continue;
      }
      // i64.ge_s
      case 0x59: {
        top -= 2;
        const x = stack[top - 1] as number;
        const y = stack[top + 1] as number;
        stack[top - 2] =
          x === y ? ((stack[top - 2] as number) >>> 0 >= (stack[top] as number) >>> 0 ? 1 : 0) : x > y ? 1 : 0;
        stack[top - 1] = 0;
        continue;
      }
      // i64.ge_u
      case 0x5a: {
        top -= 2;
        const x = (stack[top - 1] as number) >>> 0;
        const y = (stack[top + 1] as number) >>> 0;
        stack[top - 2] =
          x === y ? ((stack[top - 2] as number) >>> 0 >= (stack[top] as number) >>> 0 ? 1 : 0) : x > y ? 1 : 0;
        stack[top - 1] = 0;
        continue;
      }
      // f32.eq
      case 0x5b: {
        top -= 2;
        stack[top - 2] = (singles[top - 2] as number) === (singles[top] as number) ? 1 : 0;
        continue;
      }
      // f32.ne
      case 0x5c: {
        top -= 2;
        stack[top - 2] = (singles[top - 2] as number) !== (singles[top] as number) ? 1 : 0;
        continue;
      }
      // f32.lt
      case 0x5d: {
        top -= 2;
        stack[top - 2] = (singles[top - 2] as number) < (singles[top] as number) ? 1 : 0;
        continue;
      }
      // f32.gt
      case 0x5e: {
        top -= 2;
        stack[top - 2] = (singles[top - 2] as number) > (singles[top] as number) ? 1 : 0;
        continue;
      }
      // f32.le
      case 0x5f: {
        top -= 2;
        stack[top - 2] = (singles[top - 2] as number) <= (singles[top] as number) ? 1 : 0;
        continue;
      }
      // f32.ge
      case 0x60: {
        top -= 2;
        stack[top - 2] = (singles[top - 2] as number) >= (singles[top] as number) ? 1 : 0;
        continue;
      }
      // f64.eq
      case 0x61: {
        top -= 2;
        const k = top >> 1;
        stack[top - 2] = (doubles[k - 1] as number) === (doubles[k] as number) ? 1 : 0;
        stack[top - 1] = 0;
        continue;
      }
      // f64.ne
      case 0x62: {
        top -= 2;
        const k = top >> 1;
        stack[top - 2] = (doubles[k - 1] as number) !== (doubles[k] as number) ? 1 : 0;
        stack[top - 1] = 0;
        continue;
      }
      // f64.lt
      case 0x63: {
        top -= 2;
        const k = top >> 1;
        stack[top - 2] = (doubles[k - 1] as number) < (doubles[k] as number) ? 1 : 0;
        stack[top - 1] = 0;
        continue;
      }
      // f64.gt
      case 0x64: {
        top -= 2;
        const k = top >> 1;
        stack[top - 2] = (doubles[k - 1] as number) > (doubles[k] as number) ? 1 : 0;
        stack[top - 1] = 0;
        continue;
      }
      // f64.le
      case 0x65: {
        top -= 2;
        const k = top >> 1;
        stack[top - 2] = (doubles[k - 1] as number) <= (doubles[k] as number) ? 1 : 0;
        stack[top - 1] = 0;
        continue;
      }
      // f64.ge
      case 0x66: {
        top -= 2;
        const k = top >> 1;
        stack[top - 2] = (doubles[k - 1] as number) >= (doubles[k] as number) ? 1 : 0;
        stack[top - 1] = 0;
        continue;
      }
      // i32.clz
      case 0x67: {
        stack[top - 2] = Math.clz32(stack[top - 2] as number);
        continue;
      }
      // i32.ctz
      case 0x68: {
        const x = stack[top - 2] as number;
        stack[top - 2] = x === 0 ? 32 : 31 - Math.clz32(x & -x);
        continue;
      }
      // i32.popcnt
      case 0x69: {
        stack[top - 2] = popcount(stack[top - 2] as number);
        continue;
      }
      // i32.add
      case 0x6a: {
        top -= 2;
        stack[top - 2] = ((stack[top - 2] as number) + (stack[top] as number)) | 0;
        continue;
      }
      // i32.sub
      case 0x6b: {
        top -= 2;
        stack[top - 2] = ((stack[top - 2] as number) - (stack[top] as number)) | 0;
        continue;
      }
      // i32.mul
      case 0x6c: {
        top -= 2;
        stack[top - 2] = Math.imul(stack[top - 2] as number, stack[top] as number);
        continue;
      }
      // i32.div_s
      case 0x6d: {
        const x = stack[top - 4] as number;
        const y = stack[top - 2] as number;
        if (y === 0 || (y === -1 && x === -0x8000_0000)) break;
        top -= 2;
        stack[top - 2] = (x / y) | 0;
        continue;
      }
      // i32.div_u
      case 0x6e: {
        const y = (stack[top - 2] as number) >>> 0;
        if (y === 0) break;
        top -= 2;
        stack[top - 2] = (((stack[top - 2] as number) >>> 0) / y) >>> 0;
        continue;
      }
      // i32.rem_s
      case 0x6f: {
        const y = stack[top - 2] as number;
        if (y === 0) break;
        top -= 2;
        stack[top - 2] = ((stack[top - 2] as number) % y) | 0;
        continue;
      }
      // i32.rem_u
      case 0x70: {
        const y = (stack[top - 2] as number) >>> 0;
        if (y === 0) break;
        top -= 2;
        stack[top - 2] = (((stack[top - 2] as number) >>> 0) % y) >>> 0;
        continue;
      }
      // i32.and
      case 0x71: {
        top -= 2;
        stack[top - 2] = (stack[top - 2] as number) & (stack[top] as number);
        continue;
      }
      // i32.or
      case 0x72: {
        top -= 2;
        stack[top - 2] = (stack[top - 2] as number) | (stack[top] as number);
        continue;
      }
      // i32.xor
      case 0x73: {
        top -= 2;
        stack[top - 2] = (stack[top - 2] as number) ^ (stack[top] as number);
        continue;
      }
      // i32.shl
      case 0x74: {
        top -= 2;
        stack[top - 2] = (stack[top - 2] as number) << (stack[top] as number);
        continue;
      }
      // i32.shr_s
      case 0x75: {
        top -= 2;
        stack[top - 2] = (stack[top - 2] as number) >> (stack[top] as number);
        continue;
      }
      // i32.shr_u
      case 0x76: {
        top -= 2;
        stack[top - 2] = (stack[top - 2] as number) >>> (stack[top] as number);
        continue;
      }
      // i32.rotl
      case 0x77: {
        top -= 2;
        const x = stack[top - 2] as number;
        const k = stack[top] as number;
        stack[top - 2] = (x << k) | (x >>> -k);
        continue;
      }
      // i32.rotr
      case 0x78: {
        top -= 2;
        const x = stack[top - 2] as number;
        const k = stack[top] as number;
        stack[top - 2] = (x >>> k) | (x << -k);
        continue;
      }
      // i64.clz
      case 0x79: {
        const x = stack[top - 1] as number;
        stack[top - 2] = x === 0 ? 32 + Math.clz32(stack[top - 2] as number) : Math.clz32(x);
        stack[top - 1] = 0;
        continue;
      }
      // i64.ctz
      case 0x7a: {
        const x = stack[top - 2] as number;
        const y = stack[top - 1] as number;
        stack[top - 2] = x !== 0 ? 31 - Math.clz32(x & -x) : y !== 0 ? 63 - Math.clz32(y & -y) : 64;
        stack[top - 1] = 0;
        continue;
      }
      // i64.popcnt
      case 0x7b: {
        stack[top - 2] = popcount(stack[top - 2] as number) + popcount(stack[top - 1] as number);
        stack[top - 1] = 0;
        continue;
      }
      // i64.add
      case 0x7c: {
        top -= 2;
        const x = stack[top - 2] as number;
        const low = (x + (stack[top] as number)) | 0;
        stack[top - 2] = low;
        stack[top - 1] = ((stack[top - 1] as number) + (stack[top + 1] as number) + (low >>> 0 < x >>> 0 ? 1 : 0)) | 0;
        continue;
      }
      // i64.sub
      case 0x7d: {
        top -= 2;
        const x = stack[top - 2] as number;
        const y = stack[top] as number;
        stack[top - 2] = (x - y) | 0;
        stack[top - 1] = ((stack[top - 1] as number) - (stack[top + 1] as number) - (x >>> 0 < y >>> 0 ? 1 : 0)) | 0;
        continue;
      }
      // i64.mul
      case 0x7e: {
        top -= 2;
        const k = top >> 1;
        longs[k - 1] = BigInt.asIntN(64, (longs[k - 1] as bigint) * (longs[k] as bigint));
        continue;
      }
      // i64.div_s
      case 0x7f: {
        if (((stack[top - 2] as number) | (stack[top - 1] as number)) === 0) break;
        const k = (top >> 1) - 1;
        const x = longs[k - 1] as bigint;
        const y = longs[k] as bigint;
        if (y === -1n && x === -0x8000_0000_0000_0000n) break;
        top -= 2;
        longs[k - 1] = BigInt.asIntN(64, x / y);
        continue;
      }
      // i64.div_u
      case 0x80: {
        if (((stack[top - 2] as number) | (stack[top - 1] as number)) === 0) break;
        top -= 2;
        const k = top >> 1;
        unsignedLongs[k - 1] = BigInt.asUintN(64, (unsignedLongs[k - 1] as bigint) / (unsignedLongs[k] as bigint));
        continue;
      }
      // i64.rem_s
      case 0x81: {
        if (((stack[top - 2] as number) | (stack[top - 1] as number)) === 0) break;
        top -= 2;
        const k = top >> 1;
        longs[k - 1] = BigInt.asIntN(64, (longs[k - 1] as bigint) % (longs[k] as bigint));
        continue;
      }
      // i64.rem_u
      case 0x82: {
        if (((stack[top - 2] as number) | (stack[top - 1] as number)) === 0) break;
        top -= 2;
        const k = top >> 1;
        unsignedLongs[k - 1] = BigInt.asUintN(64, (unsignedLongs[k - 1] as bigint) % (unsignedLongs[k] as bigint));
        continue;
      }
      // i64.and
      case 0x83: {
        top -= 2;
        stack[top - 2] = (stack[top - 2] as number) & (stack[top] as number);
        stack[top - 1] = (stack[top - 1] as number) & (stack[top + 1] as number);
        continue;
      }
      // i64.or
      case 0x84: {
        top -= 2;
        stack[top - 2] = (stack[top - 2] as number) | (stack[top] as number);
        stack[top - 1] = (stack[top - 1] as number) | (stack[top + 1] as number);
        continue;
      }
      // i64.xor
      case 0x85: {
        top -= 2;
        stack[top - 2] = (stack[top - 2] as number) ^ (stack[top] as number);
        stack[top - 1] = (stack[top - 1] as number) ^ (stack[top + 1] as number);
        continue;
      }
      // i64.shl
      case 0x86: {
        top -= 2;
        const k = (stack[top] as number) & 63;
        if (k === 0) continue;
        const x = stack[top - 2] as number;
        if (k < 32) {
          stack[top - 1] = ((stack[top - 1] as number) << k) | (x >>> (32 - k));
          stack[top - 2] = x << k;
        } else {
          stack[top - 1] = x << (k - 32);
          stack[top - 2] = 0;
        }
        continue;
      }
      // i64.shr_s
      case 0x87: {
        top -= 2;
        const k = (stack[top] as number) & 63;
        if (k === 0) continue;
        const y = stack[top - 1] as number;
        if (k < 32) {
          stack[top - 2] = ((stack[top - 2] as number) >>> k) | (y << (32 - k));
          stack[top - 1] = y >> k;
        } else {
          stack[top - 2] = y >> (k - 32);
          stack[top - 1] = y >> 31;
        }
        continue;
      }
      // i64.shr_u
      case 0x88: {
        top -= 2;
        const k = (stack[top] as number) & 63;
        if (k === 0) continue;
        const y = stack[top - 1] as number;
        if (k < 32) {
          stack[top - 2] = ((stack[top - 2] as number) >>> k) | (y << (32 - k));
          stack[top - 1] = y >>> k;
        } else {
          stack[top - 2] = y >>> (k - 32);
          stack[top - 1] = 0;
        }
        continue;
      }
      // i64.rotl
      case 0x89: {
        top -= 2;
        const k = stack[top] as number;
        const x = (k & 32) === 0 ? (stack[top - 2] as number) : (stack[top - 1] as number);
        const y = (k & 32) === 0 ? (stack[top - 1] as number) : (stack[top - 2] as number);
        const r = k & 31;
        if (r === 0) {
          stack[top - 2] = x;
          stack[top - 1] = y;
        } else {
          stack[top - 2] = (x << r) | (y >>> (32 - r));
          stack[top - 1] = (y << r) | (x >>> (32 - r));
        }
        continue;
      }
      // i64.rotr
      case 0x8a: {
        top -= 2;
        const k = -(stack[top] as number);
        const x = (k & 32) === 0 ? (stack[top - 2] as number) : (stack[top - 1] as number);
        const y = (k & 32) === 0 ? (stack[top - 1] as number) : (stack[top - 2] as number);
        const r = k & 31;
        if (r === 0) {
          stack[top - 2] = x;
          stack[top - 1] = y;
        } else {
          stack[top - 2] = (x << r) | (y >>> (32 - r));
          stack[top - 1] = (y << r) | (x >>> (32 - r));
        }
        continue;
      }
      // f32.abs
      case 0x8b: {
        stack[top - 2] = (stack[top - 2] as number) & 0x7fff_ffff;
        continue;
      }
      // f32.neg
      case 0x8c: {
        stack[top - 2] = (stack[top - 2] as number) ^ 0x8000_0000;
        continue;
      }
      // f32.ceil
      case 0x8d: {
        const r = Math.ceil(singles[top - 2] as number);
        if (!Number.isNaN(r)) singles[top - 2] = r;
        else stack[top - 2] = nan32;
        continue;
      }
      // f32.floor
      case 0x8e: {
        const r = Math.floor(singles[top - 2] as number);
        if (!Number.isNaN(r)) singles[top - 2] = r;
        else stack[top - 2] = nan32;
        continue;
      }
      // f32.trunc
      case 0x8f: {
        const r = Math.trunc(singles[top - 2] as number);
        if (!Number.isNaN(r)) singles[top - 2] = r;
        else stack[top - 2] = nan32;
        continue;
      }
      // f32.nearest
      case 0x90: {
        const r = roundToEven(singles[top - 2] as number);
        if (!Number.isNaN(r)) singles[top - 2] = r;
        else stack[top - 2] = nan32;
        continue;
      }
      // f32.sqrt
      case 0x91: {
        const r = Math.sqrt(singles[top - 2] as number);
        if (!Number.isNaN(r)) singles[top - 2] = r;
        else stack[top - 2] = nan32;
        continue;
      }
      // f64.ceil
      case 0x9b: {
        const k = (top >> 1) - 1;
        const r = Math.ceil(doubles[k] as number);
        if (!Number.isNaN(r)) doubles[k] = r;
        else {
          stack[top - 2] = 0;
          stack[top - 1] = nan64High;
        }
        continue;
      }
      // f64.floor
      case 0x9c: {
        const k = (top >> 1) - 1;
        const r = Math.floor(doubles[k] as number);
        if (!Number.isNaN(r)) doubles[k] = r;
        else {
          stack[top - 2] = 0;
          stack[top - 1] = nan64High;
        }
        continue;
      }
      // f64.trunc
      case 0x9d: {
        const k = (top >> 1) - 1;
        const r = Math.trunc(doubles[k] as number);
        if (!Number.isNaN(r)) doubles[k] = r;
        else {
          stack[top - 2] = 0;
          stack[top - 1] = nan64High;
        }
        continue;
      }
      // f64.nearest
      case 0x9e: {
        const k = (top >> 1) - 1;
        const r = roundToEven(doubles[k] as number);
        if (!Number.isNaN(r)) doubles[k] = r;
        else {
          stack[top - 2] = 0;
          stack[top - 1] = nan64High;
        }
        continue;
      }
      // f64.sqrt
      case 0x9f: {
        const k = (top >> 1) - 1;
        const r = Math.sqrt(doubles[k] as number);
        if (!Number.isNaN(r)) doubles[k] = r;
        else {
          stack[top - 2] = 0;
          stack[top - 1] = nan64High;
        }
        continue;
      }
      // f32.add
      case 0x92: {
        top -= 2;
        const x = singles[top - 2] as number;
        const y = singles[top] as number;
        const r = x + y;
        if (!Number.isNaN(r)) singles[top - 2] = r;
        else stack[top - 2] = nan32;
        continue;
      }
      // f64.add
      case 0xa0: {
        top -= 2;
        const k = top >> 1;
        const x = doubles[k - 1] as number;
        const y = doubles[k] as number;
        const r = x + y;
        if (!Number.isNaN(r)) doubles[k - 1] = r;
        else {
          stack[top - 2] = 0;
          stack[top - 1] = nan64High;
        }
        continue;
      }
      // f32.sub
      case 0x93: {
        top -= 2;
        const x = singles[top - 2] as number;
        const y = singles[top] as number;
        const r = x - y;
        if (!Number.isNaN(r)) singles[top - 2] = r;
        else stack[top - 2] = nan32;
        continue;
      }
      // f64.sub
      case 0xa1: {
        top -= 2;
        const k = top >> 1;
        const x = doubles[k - 1] as number;
        const y = doubles[k] as number;
        const r = x - y;
        if (!Number.isNaN(r)) doubles[k - 1] = r;
        else {
          stack[top - 2] = 0;
          stack[top - 1] = nan64High;
        }
        continue;
      }
      // f32.mul
      case 0x94: {
        top -= 2;
        const x = singles[top - 2] as number;
        const y = singles[top] as number;
        const r = x * y;
        if (!Number.isNaN(r)) singles[top - 2] = r;
        else stack[top - 2] = nan32;
        continue;
      }
      // f64.mul
      case 0xa2: {
        top -= 2;
        const k = top >> 1;
        const x = doubles[k - 1] as number;
        const y = doubles[k] as number;
        const r = x * y;
        if (!Number.isNaN(r)) doubles[k - 1] = r;
        else {
          stack[top - 2] = 0;
          stack[top - 1] = nan64High;
        }
        continue;
      }
      // f32.div
      case 0x95: {
        top -= 2;
        const x = singles[top - 2] as number;
        const y = singles[top] as number;
        const r = x / y;
        if (!Number.isNaN(r)) singles[top - 2] = r;
        else stack[top - 2] = nan32;
        continue;
      }
      // f64.div
      case 0xa3: {
        top -= 2;
        const k = top >> 1;
        const x = doubles[k - 1] as number;
        const y = doubles[k] as number;
        const r = x / y;
        if (!Number.isNaN(r)) doubles[k - 1] = r;
        else {
          stack[top - 2] = 0;
          stack[top - 1] = nan64High;
        }
        continue;
      }
      // f32.min
      case 0x96: {
        top -= 2;
        const x = singles[top - 2] as number;
        const y = singles[top] as number;
        const r = Math.min(x, y);
        if (!Number.isNaN(r)) singles[top - 2] = r;
        else stack[top - 2] = nan32;
        continue;
      }
      // f64.min
      case 0xa4: {
        top -= 2;
        const k = top >> 1;
        const x = doubles[k - 1] as number;
        const y = doubles[k] as number;
        const r = Math.min(x, y);
        if (!Number.isNaN(r)) doubles[k - 1] = r;
        else {
          stack[top - 2] = 0;
          stack[top - 1] = nan64High;
        }
        continue;
      }
      // f32.max
      case 0x97: {
        top -= 2;
        const x = singles[top - 2] as number;
        const y = singles[top] as number;
        const r = Math.max(x, y);
        if (!Number.isNaN(r)) singles[top - 2] = r;
        else stack[top - 2] = nan32;
        continue;
      }
      // f64.max
      case 0xa5: {
        top -= 2;
        const k = top >> 1;
        const x = doubles[k - 1] as number;
        const y = doubles[k] as number;
        const r = Math.max(x, y);
        if (!Number.isNaN(r)) doubles[k - 1] = r;
        else {
          stack[top - 2] = 0;
          stack[top - 1] = nan64High;
        }
        continue;
      }
      // f32.copysign
      case 0x98: {
        top -= 2;
        stack[top - 2] = ((stack[top - 2] as number) & 0x7fff_ffff) | ((stack[top] as number) & 0x8000_0000);
        continue;
      }
      // f64.abs
      case 0x99: {
        stack[top - 1] = (stack[top - 1] as number) & 0x7fff_ffff;
        continue;
      }
      // f64.neg
      case 0x9a: {
        stack[top - 1] = (stack[top - 1] as number) ^ 0x8000_0000;
        continue;
      }
      // f64.copysign
      case 0xa6: {
        top -= 2;
        stack[top - 1] = ((stack[top - 1] as number) & 0x7fff_ffff) | ((stack[top + 1] as number) & 0x8000_0000);
        continue;
      }
      // i32.wrap_i64
      case 0xa7: {
        stack[top - 1] = 0;
        continue;
      }
      // i32.trunc_f32_s
      case 0xa8: {
        const x = singles[top - 2] as number;
        if (!(x > -2_147_483_649 && x < 2_147_483_648)) break;
        stack[top - 2] = Math.trunc(x);
        continue;
      }
      // i32.trunc_f32_u
      case 0xa9: {
        const x = singles[top - 2] as number;
        if (!(x > -1 && x < two32)) break;
        stack[top - 2] = Math.trunc(x);
        continue;
      }
      // i32.trunc_f64_s
      case 0xaa: {
        const x = doubles[(top >> 1) - 1] as number;
        if (!(x > -2_147_483_649 && x < 2_147_483_648)) break;
        stack[top - 2] = Math.trunc(x);
        stack[top - 1] = 0;
        continue;
      }
      // i32.trunc_f64_u
      case 0xab: {
        const x = doubles[(top >> 1) - 1] as number;
        if (!(x > -1 && x < two32)) break;
        stack[top - 2] = Math.trunc(x);
        stack[top - 1] = 0;
        continue;
      }
      // i64.extend_i32_s
      case 0xac: {
        stack[top - 1] = (stack[top - 2] as number) >> 31;
        continue;
      }
      // i64.extend_i32_u, reinterpretations
      case 0xad:
      case 0xbc:
      case 0xbd:
      case 0xbe:
      case 0xbf:
        continue;
      // i64.trunc_f32_s
      case 0xae: {
        const x = singles[top - 2] as number;
        if (!(x >= -two63 && x < two63)) break;
        longs[(top >> 1) - 1] = BigInt(Math.trunc(x));
        continue;
      }
      // i64.trunc_f32_u
      case 0xaf: {
        const x = singles[top - 2] as number;
        if (!(x > -1 && x < two64)) break;
        unsignedLongs[(top >> 1) - 1] = BigInt(Math.trunc(x));
        continue;
      }
      // i64.trunc_f64_s
      case 0xb0: {
        const x = doubles[(top >> 1) - 1] as number;
        if (!(x >= -two63 && x < two63)) break;
        longs[(top >> 1) - 1] = BigInt(Math.trunc(x));
        continue;
      }
      // i64.trunc_f64_u
      case 0xb1: {
        const x = doubles[(top >> 1) - 1] as number;
        if (!(x > -1 && x < two64)) break;
        unsignedLongs[(top >> 1) - 1] = BigInt(Math.trunc(x));
        continue;
      }
      // f32.convert_i32_s
      case 0xb2: {
        singles[top - 2] = stack[top - 2] as number;
        continue;
      }
      // f32.convert_i32_u
      case 0xb3: {
        singles[top - 2] = (stack[top - 2] as number) >>> 0;
        continue;
      }
      // f32.convert_i64_s
      case 0xb4: {
        singles[top - 2] = singleOf(longs[(top >> 1) - 1] as bigint);
        stack[top - 1] = 0;
        continue;
      }
      // f32.convert_i64_u
      case 0xb5: {
        singles[top - 2] = singleOf(unsignedLongs[(top >> 1) - 1] as bigint);
        stack[top - 1] = 0;
        continue;
      }
      // f32.demote_f64
      case 0xb6: {
        const r = doubles[(top >> 1) - 1] as number;
        stack[top - 1] = 0;
        if (!Number.isNaN(r)) singles[top - 2] = r;
        else stack[top - 2] = nan32;
        continue;
      }
      // f64.convert_i32_s
      case 0xb7: {
        doubles[(top >> 1) - 1] = stack[top - 2] as number;
        continue;
      }
      // f64.convert_i32_u
      case 0xb8: {
        doubles[(top >> 1) - 1] = (stack[top - 2] as number) >>> 0;
        continue;
      }
      // f64.convert_i64_s
      case 0xb9: {
        const k = (top >> 1) - 1;
        doubles[k] = Number(longs[k] as bigint);
        continue;
      }
      // f64.convert_i64_u
      case 0xba: {
        const k = (top >> 1) - 1;
        doubles[k] = Number(unsignedLongs[k] as bigint);
        continue;
      }
      // f64.promote_f32
      case 0xbb: {
        const r = singles[top - 2] as number;
        if (!Number.isNaN(r)) doubles[(top >> 1) - 1] = r;
        else {
          stack[top - 2] = 0;
          stack[top - 1] = nan64High;
        }
        continue;
      }
      // i32.extend8_s
      case 0xc0: {
        stack[top - 2] = ((stack[top - 2] as number) << 24) >> 24;
        continue;
      }
      // i32.extend16_s
      case 0xc1: {
        stack[top - 2] = ((stack[top - 2] as number) << 16) >> 16;
        continue;
      }
      // i64.extend8_s
      case 0xc2: {
        const low = ((stack[top - 2] as number) << 24) >> 24;
        stack[top - 2] = low;
        stack[top - 1] = low >> 31;
        continue;
      }
      // i64.extend16_s
      case 0xc3: {
        const low = ((stack[top - 2] as number) << 16) >> 16;
        stack[top - 2] = low;
        stack[top - 1] = low >> 31;
        continue;
      }
      // i64.extend32_s
      case 0xc4: {
        stack[top - 1] = (stack[top - 2] as number) >> 31;
        continue;
      }
      // i32.trunc_sat_f32_s
      case 0xc5: {
        const x = singles[top - 2] as number;
        stack[top - 2] =
          x >= 2_147_483_648
            ? 0x7fff_ffff
            : x > -2_147_483_649
              ? Math.trunc(x)
              : x <= -2_147_483_649
                ? -0x8000_0000
                : 0;
        continue;
      }
      // i32.trunc_sat_f32_u
      case 0xc6: {
        const x = singles[top - 2] as number;
        stack[top - 2] = x >= two32 ? 0xffff_ffff : x > -1 ? Math.trunc(x) : x <= -1 ? 0 : 0;
        continue;
      }
      // i32.trunc_sat_f64_s
      case 0xc7: {
        const x = doubles[(top >> 1) - 1] as number;
        stack[top - 2] =
          x >= 2_147_483_648
            ? 0x7fff_ffff
            : x > -2_147_483_649
              ? Math.trunc(x)
              : x <= -2_147_483_649
                ? -0x8000_0000
                : 0;
        stack[top - 1] = 0;
        continue;
      }
      // i32.trunc_sat_f64_u
      case 0xc8: {
        const x = doubles[(top >> 1) - 1] as number;
        stack[top - 2] = x >= two32 ? 0xffff_ffff : x > -1 ? Math.trunc(x) : x <= -1 ? 0 : 0;
        stack[top - 1] = 0;
        continue;
      }
      // i64.trunc_sat_f32_s
      case 0xc9: {
        const x = singles[top - 2] as number;
        longs[(top >> 1) - 1] =
          x >= two63
            ? 0x7fff_ffff_ffff_ffffn
            : x > -two63
              ? BigInt(Math.trunc(x))
              : x <= -two63
                ? -0x8000_0000_0000_0000n
                : 0n;
        continue;
      }
      // i64.trunc_sat_f32_u
      case 0xca: {
        const x = singles[top - 2] as number;
        unsignedLongs[(top >> 1) - 1] =
          x >= two64 ? 0xffff_ffff_ffff_ffffn : x > -1 ? BigInt(Math.trunc(x)) : x <= -1 ? 0n : 0n;
        continue;
      }
      // i64.trunc_sat_f64_s
      case 0xcb: {
        const x = doubles[(top >> 1) - 1] as number;
        longs[(top >> 1) - 1] =
          x >= two63
            ? 0x7fff_ffff_ffff_ffffn
            : x > -two63
              ? BigInt(Math.trunc(x))
              : x <= -two63
                ? -0x8000_0000_0000_0000n
                : 0n;
        continue;
      }
      // i64.trunc_sat_f64_u
      case 0xcc: {
        const x = doubles[(top >> 1) - 1] as number;
        unsignedLongs[(top >> 1) - 1] =
          x >= two64 ? 0xffff_ffff_ffff_ffffn : x > -1 ? BigInt(Math.trunc(x)) : x <= -1 ? 0n : 0n;
        continue;
      }
      case decodedOp.systemAccess: {
        if (!systemAccess(state, code.accesses[at] as number, stack, top, (lower[at] as number) >>> 0)) break;
        if ((code.accesses[at] as number) >= 0x36) top -= 4;
        continue;
      }
      case decodedOp.pause: {
        pc = at;
        const taken = steps - left - 1;
        left = 0;
        save();
        return taken;
      }
      default:
        break;
    }
    // A trap.
    top = 0;
    frameTop = 0;
    base = 0;
    slots = 0;
    if (state.phase === phaseFinishing) {
      state.status = statusHalted;
      state.exit = exitTrapped;
      pc = at;
      break;
    }
    state.phase = phaseFinishing;
    pc = pcAfterTrap;
  }
  save();
  return steps - left;

  function save(): void {
    state.depth = top / 2;
    state.frameCount = frameTop / frameWords;
    state.localsStart = base / 2;
    state.localsSlots = slots;
    state.pc = pc;
  }
}
