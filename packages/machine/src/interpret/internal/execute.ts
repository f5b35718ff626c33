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
  const { opcodes: ops, a: as, low: bl, high: bh, localSlots, operandSlots } = code;
  const W = new Int32Array(state.work.buffer);
  const R = state.registers;
  const registersDirty = state.registersDirty;
  const [memory, system] = state.memories;
  let bytes = memory.bytes;
  let M = new DataView(bytes.buffer);
  let size = memory.pages * 65_536;
  let dirty = memory.dirty;
  let I = state.stack;
  let F32 = new Float32Array(I.buffer);
  let F64 = new Float64Array(I.buffer);
  let S64 = new BigInt64Array(I.buffer);
  let U64 = new BigUint64Array(I.buffer);
  let L = state.locals;
  let FR = state.frames;
  let s = 2 * state.depth;
  let f = frameWords * state.frameCount;
  let base = 2 * state.localsStart;
  let slots = state.localsSlots;
  let pc = state.pc;
  let left = steps;

  const growStack = (length: number): void => {
    I = grown(I, length);
    F32 = new Float32Array(I.buffer);
    F64 = new Float64Array(I.buffer);
    S64 = new BigInt64Array(I.buffer);
    U64 = new BigUint64Array(I.buffer);
    state.stack = I;
  };
  if (s + code.mostOperandSlots > I.length) growStack(s + code.mostOperandSlots);

  while (left > 0) {
    left--;
    const at = pc++;
    switch (ops[at] as number) {
      // jump
      case 0x01: {
        pc = bl[at] as number;
        continue;
      }
      // jump_if
      case 0x02: {
        s -= 2;
        if ((I[s] as number) !== 0) pc = bl[at] as number;
        continue;
      }
      // jump_unless
      case 0x03: {
        s -= 2;
        if ((I[s] as number) === 0) pc = bl[at] as number;
        continue;
      }
      // jump_table
      case 0x04: {
        s -= 2;
        const i = (I[s] as number) >>> 0;
        const most = as[at] as number;
        pc = (bl[at] as number) + (i < most ? i : most);
        continue;
      }
      // call
      case 0x05: {
        const to = bl[at] as number;
        if (f + frameWords > FR.length) {
          FR = grown(FR, f + frameWords);
          state.frames = FR;
        }
        FR[f] = pc;
        FR[f + 1] = base >> 1;
        FR[f + 2] = slots;
        f += frameWords;
        base += 2 * slots;
        slots = localSlots[to] as number;
        const end = base + 2 * slots;
        if (end > L.length) {
          L = grown(L, end);
          state.locals = L;
        }
        for (let k = base; k < end; k++) L[k] = 0;
        if (s + (operandSlots[to] as number) > I.length) growStack(s + (operandSlots[to] as number));
        pc = to;
        continue;
      }
      // call_element
      case 0x06: {
        const high = I[s - 1] as number;
        const to = I[s - 2] as number;
        if ((high | to) === 0 || high !== ((as[at] as number) | 0)) break;
        s -= 2;
        if (f + frameWords > FR.length) {
          FR = grown(FR, f + frameWords);
          state.frames = FR;
        }
        FR[f] = pc;
        FR[f + 1] = base >> 1;
        FR[f + 2] = slots;
        f += frameWords;
        base += 2 * slots;
        slots = localSlots[to] as number;
        const end = base + 2 * slots;
        if (end > L.length) {
          L = grown(L, end);
          state.locals = L;
        }
        for (let k = base; k < end; k++) L[k] = 0;
        if (s + (operandSlots[to] as number) > I.length) growStack(s + (operandSlots[to] as number));
        pc = to;
        continue;
      }
      // return
      case 0x07: {
        if (f === 0) break;
        f -= frameWords;
        pc = FR[f] as number;
        base = 2 * (FR[f + 1] as number);
        slots = FR[f + 2] as number;
        continue;
      }
      // drop
      case 0x08: {
        s -= 2;
        continue;
      }
      // select
      case 0x09: {
        s -= 4;
        if ((I[s + 2] as number) === 0) {
          I[s - 2] = I[s] as number;
          I[s - 1] = I[s + 1] as number;
        }
        continue;
      }
      // const
      case 0x0a: {
        I[s] = bl[at] as number;
        I[s + 1] = bh[at] as number;
        s += 2;
        continue;
      }
      // local_get
      case 0x0b: {
        const k = base + (bl[at] as number);
        I[s] = L[k] as number;
        I[s + 1] = L[k + 1] as number;
        s += 2;
        continue;
      }
      // local_set
      case 0x0c: {
        const k = base + (bl[at] as number);
        s -= 2;
        L[k] = I[s] as number;
        L[k + 1] = I[s + 1] as number;
        continue;
      }
      // local_tee
      case 0x0d: {
        const k = base + (bl[at] as number);
        L[k] = I[s - 2] as number;
        L[k + 1] = I[s - 1] as number;
        continue;
      }
      // register_get
      case 0x0e: {
        const k = bl[at] as number;
        I[s] = R[k] as number;
        I[s + 1] = R[k + 1] as number;
        s += 2;
        continue;
      }
      // register_set
      case 0x0f: {
        const k = bl[at] as number;
        s -= 2;
        R[k] = I[s] as number;
        R[k + 1] = I[s + 1] as number;
        registersDirty[k >>> 10] = 1;
        continue;
      }
      // register_at
      case 0x10: {
        const i = (I[s - 2] as number) >>> 0;
        if (i >= (as[at] as number)) break;
        const k = (bl[at] as number) + 2 * i;
        I[s - 2] = R[k] as number;
        I[s - 1] = R[k + 1] as number;
        continue;
      }
      // register_put
      case 0x11: {
        const i = (I[s - 4] as number) >>> 0;
        if (i >= (as[at] as number)) break;
        const k = (bl[at] as number) + 2 * i;
        s -= 4;
        R[k] = I[s + 2] as number;
        R[k + 1] = I[s + 3] as number;
        registersDirty[k >>> 10] = 1;
        continue;
      }
      // work_get
      case 0x12: {
        I[s] = W[0] as number;
        I[s + 1] = W[1] as number;
        s += 2;
        continue;
      }
      // work_set
      case 0x13: {
        s -= 2;
        W[0] = I[s] as number;
        W[1] = I[s + 1] as number;
        continue;
      }
      // cause_get
      case 0x14: {
        I[s] = state.cause;
        I[s + 1] = 0;
        s += 2;
        continue;
      }
      // cause_set
      case 0x15: {
        s -= 2;
        state.cause = (I[s] as number) & 0xff;
        continue;
      }
      // memory_size
      case 0x16: {
        I[s] = ((as[at] as number) === 0 ? memory : system).pages;
        I[s + 1] = 0;
        s += 2;
        continue;
      }
      // memory_grow
      case 0x17: {
        const grows = (as[at] as number) === 0 ? memory : system;
        const before = grows.pages;
        const pages = before + ((I[s - 2] as number) >>> 0);
        if (pages > (bl[at] as number) >>> 0) {
          I[s - 2] = noPages;
          continue;
        }
        grows.grow(pages);
        I[s - 2] = before;
        bytes = memory.bytes;
        M = new DataView(bytes.buffer);
        size = memory.pages * 65_536;
        dirty = memory.dirty;
        continue;
      }
      // input_size
      case 0x18: {
        if ((as[at] as number) > 1) break;
        const length = state.inputBytes(as[at] as number);
        I[s] = length;
        I[s + 1] = Math.floor(length / two32);
        s += 2;
        continue;
      }
      // input_read
      case 0x19: {
        if (!state.readInput(as[at] as number, (I[s - 4] as number) >>> 0, (I[s - 2] as number) >>> 0)) break;
        s -= 4;
        continue;
      }
      // output_write
      case 0x1a: {
        if (!state.writeOutput((I[s - 2] as number) >>> 0)) break;
        s -= 2;
        continue;
      }
      // halt
      case 0x1b: {
        s -= 2;
        state.status = statusHalted;
        state.exit = (I[s] as number) & 0xff;
        pc = at;
        const taken = steps - left;
        left = 0;
        save();
        return taken;
      }
      // i32.load
      case 0x28: {
        const address = ((I[s - 2] as number) >>> 0) + ((bl[at] as number) >>> 0);
        if (address + 4 > size) break;
        I[s - 2] = M.getInt32(address, true);
        continue;
      }
      // i64.load
      case 0x29: {
        const address = ((I[s - 2] as number) >>> 0) + ((bl[at] as number) >>> 0);
        if (address + 8 > size) break;
        I[s - 2] = M.getInt32(address, true);
        I[s - 1] = M.getInt32(address + 4, true);
        continue;
      }
      // f32.load
      case 0x2a: {
        const address = ((I[s - 2] as number) >>> 0) + ((bl[at] as number) >>> 0);
        if (address + 4 > size) break;
        I[s - 2] = M.getInt32(address, true);
        continue;
      }
      // f64.load
      case 0x2b: {
        const address = ((I[s - 2] as number) >>> 0) + ((bl[at] as number) >>> 0);
        if (address + 8 > size) break;
        I[s - 2] = M.getInt32(address, true);
        I[s - 1] = M.getInt32(address + 4, true);
        continue;
      }
      // i32.load8_s
      case 0x2c: {
        const address = ((I[s - 2] as number) >>> 0) + ((bl[at] as number) >>> 0);
        if (address + 1 > size) break;
        I[s - 2] = ((bytes[address] as number) << 24) >> 24;
        continue;
      }
      // i32.load8_u
      case 0x2d: {
        const address = ((I[s - 2] as number) >>> 0) + ((bl[at] as number) >>> 0);
        if (address + 1 > size) break;
        I[s - 2] = bytes[address] as number;
        continue;
      }
      // i32.load16_s
      case 0x2e: {
        const address = ((I[s - 2] as number) >>> 0) + ((bl[at] as number) >>> 0);
        if (address + 2 > size) break;
        I[s - 2] = M.getInt16(address, true);
        continue;
      }
      // i32.load16_u
      case 0x2f: {
        const address = ((I[s - 2] as number) >>> 0) + ((bl[at] as number) >>> 0);
        if (address + 2 > size) break;
        I[s - 2] = M.getUint16(address, true);
        continue;
      }
      // i64.load8_s
      case 0x30: {
        const address = ((I[s - 2] as number) >>> 0) + ((bl[at] as number) >>> 0);
        if (address + 1 > size) break;
        const low = ((bytes[address] as number) << 24) >> 24;
        I[s - 2] = low;
        I[s - 1] = low >> 31;
        continue;
      }
      // i64.load8_u
      case 0x31: {
        const address = ((I[s - 2] as number) >>> 0) + ((bl[at] as number) >>> 0);
        if (address + 1 > size) break;
        I[s - 2] = bytes[address] as number;
        continue;
      }
      // i64.load16_s
      case 0x32: {
        const address = ((I[s - 2] as number) >>> 0) + ((bl[at] as number) >>> 0);
        if (address + 2 > size) break;
        const low = M.getInt16(address, true);
        I[s - 2] = low;
        I[s - 1] = low >> 31;
        continue;
      }
      // i64.load16_u
      case 0x33: {
        const address = ((I[s - 2] as number) >>> 0) + ((bl[at] as number) >>> 0);
        if (address + 2 > size) break;
        I[s - 2] = M.getUint16(address, true);
        continue;
      }
      // i64.load32_s
      case 0x34: {
        const address = ((I[s - 2] as number) >>> 0) + ((bl[at] as number) >>> 0);
        if (address + 4 > size) break;
        const low = M.getInt32(address, true);
        I[s - 2] = low;
        I[s - 1] = low >> 31;
        continue;
      }
      // i64.load32_u
      case 0x35: {
        const address = ((I[s - 2] as number) >>> 0) + ((bl[at] as number) >>> 0);
        if (address + 4 > size) break;
        I[s - 2] = M.getInt32(address, true);
        continue;
      }
      // i32.store
      case 0x36: {
        const address = ((I[s - 4] as number) >>> 0) + ((bl[at] as number) >>> 0);
        if (address + 4 > size) break;
        M.setInt32(address, I[s - 2] as number, true);
        dirty[address >>> 12] = 1;
        dirty[(address + 3) >>> 12] = 1;
        s -= 4;
        continue;
      }
      // i64.store
      case 0x37: {
        const address = ((I[s - 4] as number) >>> 0) + ((bl[at] as number) >>> 0);
        if (address + 8 > size) break;
        M.setInt32(address, I[s - 2] as number, true);
        M.setInt32(address + 4, I[s - 1] as number, true);
        dirty[address >>> 12] = 1;
        dirty[(address + 7) >>> 12] = 1;
        s -= 4;
        continue;
      }
      // f32.store
      case 0x38: {
        const address = ((I[s - 4] as number) >>> 0) + ((bl[at] as number) >>> 0);
        if (address + 4 > size) break;
        M.setInt32(address, I[s - 2] as number, true);
        dirty[address >>> 12] = 1;
        dirty[(address + 3) >>> 12] = 1;
        s -= 4;
        continue;
      }
      // f64.store
      case 0x39: {
        const address = ((I[s - 4] as number) >>> 0) + ((bl[at] as number) >>> 0);
        if (address + 8 > size) break;
        M.setInt32(address, I[s - 2] as number, true);
        M.setInt32(address + 4, I[s - 1] as number, true);
        dirty[address >>> 12] = 1;
        dirty[(address + 7) >>> 12] = 1;
        s -= 4;
        continue;
      }
      // i32.store8
      case 0x3a: {
        const address = ((I[s - 4] as number) >>> 0) + ((bl[at] as number) >>> 0);
        if (address + 1 > size) break;
        bytes[address] = I[s - 2] as number;
        dirty[address >>> 12] = 1;
        s -= 4;
        continue;
      }
      // i32.store16
      case 0x3b: {
        const address = ((I[s - 4] as number) >>> 0) + ((bl[at] as number) >>> 0);
        if (address + 2 > size) break;
        M.setInt16(address, I[s - 2] as number, true);
        dirty[address >>> 12] = 1;
        dirty[(address + 1) >>> 12] = 1;
        s -= 4;
        continue;
      }
      // i64.store8
      case 0x3c: {
        const address = ((I[s - 4] as number) >>> 0) + ((bl[at] as number) >>> 0);
        if (address + 1 > size) break;
        bytes[address] = I[s - 2] as number;
        dirty[address >>> 12] = 1;
        s -= 4;
        continue;
      }
      // i64.store16
      case 0x3d: {
        const address = ((I[s - 4] as number) >>> 0) + ((bl[at] as number) >>> 0);
        if (address + 2 > size) break;
        M.setInt16(address, I[s - 2] as number, true);
        dirty[address >>> 12] = 1;
        dirty[(address + 1) >>> 12] = 1;
        s -= 4;
        continue;
      }
      // i64.store32
      case 0x3e: {
        const address = ((I[s - 4] as number) >>> 0) + ((bl[at] as number) >>> 0);
        if (address + 4 > size) break;
        M.setInt32(address, I[s - 2] as number, true);
        dirty[address >>> 12] = 1;
        dirty[(address + 3) >>> 12] = 1;
        s -= 4;
        continue;
      }
      // i32.eqz
      case 0x45: {
        I[s - 2] = (I[s - 2] as number) === 0 ? 1 : 0;
        continue;
      }
      // i32.eq
      case 0x46: {
        s -= 2;
        I[s - 2] = (I[s - 2] as number) === (I[s] as number) ? 1 : 0;
        continue;
      }
      // i32.ne
      case 0x47: {
        s -= 2;
        I[s - 2] = (I[s - 2] as number) !== (I[s] as number) ? 1 : 0;
        continue;
      }
      // i32.lt_s
      case 0x48: {
        s -= 2;
        I[s - 2] = (I[s - 2] as number) < (I[s] as number) ? 1 : 0;
        continue;
      }
      // i32.lt_u
      case 0x49: {
        s -= 2;
        I[s - 2] = (I[s - 2] as number) >>> 0 < (I[s] as number) >>> 0 ? 1 : 0;
        continue;
      }
      // i32.gt_s
      case 0x4a: {
        s -= 2;
        I[s - 2] = (I[s - 2] as number) > (I[s] as number) ? 1 : 0;
        continue;
      }
      // i32.gt_u
      case 0x4b: {
        s -= 2;
        I[s - 2] = (I[s - 2] as number) >>> 0 > (I[s] as number) >>> 0 ? 1 : 0;
        continue;
      }
      // i32.le_s
      case 0x4c: {
        s -= 2;
        I[s - 2] = (I[s - 2] as number) <= (I[s] as number) ? 1 : 0;
        continue;
      }
      // i32.le_u
      case 0x4d: {
        s -= 2;
        I[s - 2] = (I[s - 2] as number) >>> 0 <= (I[s] as number) >>> 0 ? 1 : 0;
        continue;
      }
      // i32.ge_s
      case 0x4e: {
        s -= 2;
        I[s - 2] = (I[s - 2] as number) >= (I[s] as number) ? 1 : 0;
        continue;
      }
      // i32.ge_u
      case 0x4f: {
        s -= 2;
        I[s - 2] = (I[s - 2] as number) >>> 0 >= (I[s] as number) >>> 0 ? 1 : 0;
        continue;
      }
      // i64.eqz
      case 0x50: {
        I[s - 2] = ((I[s - 2] as number) | (I[s - 1] as number)) === 0 ? 1 : 0;
        I[s - 1] = 0;
        continue;
      }
      // i64.eq
      case 0x51: {
        s -= 2;
        I[s - 2] = (I[s - 2] as number) === (I[s] as number) && (I[s - 1] as number) === (I[s + 1] as number) ? 1 : 0;
        I[s - 1] = 0;
        continue;
      }
      // i64.ne
      case 0x52: {
        s -= 2;
        I[s - 2] = (I[s - 2] as number) !== (I[s] as number) || (I[s - 1] as number) !== (I[s + 1] as number) ? 1 : 0;
        I[s - 1] = 0;
        continue;
      }
      // i64.lt_s
      case 0x53: {
        s -= 2;
        const x = I[s - 1] as number;
        const y = I[s + 1] as number;
        I[s - 2] = x === y ? ((I[s - 2] as number) >>> 0 < (I[s] as number) >>> 0 ? 1 : 0) : x < y ? 1 : 0;
        I[s - 1] = 0;
        continue;
      }
      // i64.lt_u
      case 0x54: {
        s -= 2;
        const x = (I[s - 1] as number) >>> 0;
        const y = (I[s + 1] as number) >>> 0;
        I[s - 2] = x === y ? ((I[s - 2] as number) >>> 0 < (I[s] as number) >>> 0 ? 1 : 0) : x < y ? 1 : 0;
        I[s - 1] = 0;
        continue;
      }
      // i64.gt_s
      case 0x55: {
        s -= 2;
        const x = I[s - 1] as number;
        const y = I[s + 1] as number;
        I[s - 2] = x === y ? ((I[s - 2] as number) >>> 0 > (I[s] as number) >>> 0 ? 1 : 0) : x > y ? 1 : 0;
        I[s - 1] = 0;
        continue;
      }
      // i64.gt_u
      case 0x56: {
        s -= 2;
        const x = (I[s - 1] as number) >>> 0;
        const y = (I[s + 1] as number) >>> 0;
        I[s - 2] = x === y ? ((I[s - 2] as number) >>> 0 > (I[s] as number) >>> 0 ? 1 : 0) : x > y ? 1 : 0;
        I[s - 1] = 0;
        continue;
      }
      // i64.le_s
      case 0x57: {
        s -= 2;
        const x = I[s - 1] as number;
        const y = I[s + 1] as number;
        I[s - 2] = x === y ? ((I[s - 2] as number) >>> 0 <= (I[s] as number) >>> 0 ? 1 : 0) : x < y ? 1 : 0;
        I[s - 1] = 0;
        continue;
      }
      // i64.le_u
      case 0x58: {
        s -= 2;
        const x = (I[s - 1] as number) >>> 0;
        const y = (I[s + 1] as number) >>> 0;
        I[s - 2] = x === y ? ((I[s - 2] as number) >>> 0 <= (I[s] as number) >>> 0 ? 1 : 0) : x < y ? 1 : 0;
        I[s - 1] = 0;
        continue;
      }
      // i64.ge_s
      case 0x59: {
        s -= 2;
        const x = I[s - 1] as number;
        const y = I[s + 1] as number;
        I[s - 2] = x === y ? ((I[s - 2] as number) >>> 0 >= (I[s] as number) >>> 0 ? 1 : 0) : x > y ? 1 : 0;
        I[s - 1] = 0;
        continue;
      }
      // i64.ge_u
      case 0x5a: {
        s -= 2;
        const x = (I[s - 1] as number) >>> 0;
        const y = (I[s + 1] as number) >>> 0;
        I[s - 2] = x === y ? ((I[s - 2] as number) >>> 0 >= (I[s] as number) >>> 0 ? 1 : 0) : x > y ? 1 : 0;
        I[s - 1] = 0;
        continue;
      }
      // f32.eq
      case 0x5b: {
        s -= 2;
        I[s - 2] = (F32[s - 2] as number) === (F32[s] as number) ? 1 : 0;
        continue;
      }
      // f32.ne
      case 0x5c: {
        s -= 2;
        I[s - 2] = (F32[s - 2] as number) !== (F32[s] as number) ? 1 : 0;
        continue;
      }
      // f32.lt
      case 0x5d: {
        s -= 2;
        I[s - 2] = (F32[s - 2] as number) < (F32[s] as number) ? 1 : 0;
        continue;
      }
      // f32.gt
      case 0x5e: {
        s -= 2;
        I[s - 2] = (F32[s - 2] as number) > (F32[s] as number) ? 1 : 0;
        continue;
      }
      // f32.le
      case 0x5f: {
        s -= 2;
        I[s - 2] = (F32[s - 2] as number) <= (F32[s] as number) ? 1 : 0;
        continue;
      }
      // f32.ge
      case 0x60: {
        s -= 2;
        I[s - 2] = (F32[s - 2] as number) >= (F32[s] as number) ? 1 : 0;
        continue;
      }
      // f64.eq
      case 0x61: {
        s -= 2;
        const k = s >> 1;
        I[s - 2] = (F64[k - 1] as number) === (F64[k] as number) ? 1 : 0;
        I[s - 1] = 0;
        continue;
      }
      // f64.ne
      case 0x62: {
        s -= 2;
        const k = s >> 1;
        I[s - 2] = (F64[k - 1] as number) !== (F64[k] as number) ? 1 : 0;
        I[s - 1] = 0;
        continue;
      }
      // f64.lt
      case 0x63: {
        s -= 2;
        const k = s >> 1;
        I[s - 2] = (F64[k - 1] as number) < (F64[k] as number) ? 1 : 0;
        I[s - 1] = 0;
        continue;
      }
      // f64.gt
      case 0x64: {
        s -= 2;
        const k = s >> 1;
        I[s - 2] = (F64[k - 1] as number) > (F64[k] as number) ? 1 : 0;
        I[s - 1] = 0;
        continue;
      }
      // f64.le
      case 0x65: {
        s -= 2;
        const k = s >> 1;
        I[s - 2] = (F64[k - 1] as number) <= (F64[k] as number) ? 1 : 0;
        I[s - 1] = 0;
        continue;
      }
      // f64.ge
      case 0x66: {
        s -= 2;
        const k = s >> 1;
        I[s - 2] = (F64[k - 1] as number) >= (F64[k] as number) ? 1 : 0;
        I[s - 1] = 0;
        continue;
      }
      // i32.clz
      case 0x67: {
        I[s - 2] = Math.clz32(I[s - 2] as number);
        continue;
      }
      // i32.ctz
      case 0x68: {
        const x = I[s - 2] as number;
        I[s - 2] = x === 0 ? 32 : 31 - Math.clz32(x & -x);
        continue;
      }
      // i32.popcnt
      case 0x69: {
        I[s - 2] = popcount(I[s - 2] as number);
        continue;
      }
      // i32.add
      case 0x6a: {
        s -= 2;
        I[s - 2] = ((I[s - 2] as number) + (I[s] as number)) | 0;
        continue;
      }
      // i32.sub
      case 0x6b: {
        s -= 2;
        I[s - 2] = ((I[s - 2] as number) - (I[s] as number)) | 0;
        continue;
      }
      // i32.mul
      case 0x6c: {
        s -= 2;
        I[s - 2] = Math.imul(I[s - 2] as number, I[s] as number);
        continue;
      }
      // i32.div_s
      case 0x6d: {
        const x = I[s - 4] as number;
        const y = I[s - 2] as number;
        if (y === 0 || (y === -1 && x === -0x8000_0000)) break;
        s -= 2;
        I[s - 2] = (x / y) | 0;
        continue;
      }
      // i32.div_u
      case 0x6e: {
        const y = (I[s - 2] as number) >>> 0;
        if (y === 0) break;
        s -= 2;
        I[s - 2] = (((I[s - 2] as number) >>> 0) / y) >>> 0;
        continue;
      }
      // i32.rem_s
      case 0x6f: {
        const y = I[s - 2] as number;
        if (y === 0) break;
        s -= 2;
        I[s - 2] = ((I[s - 2] as number) % y) | 0;
        continue;
      }
      // i32.rem_u
      case 0x70: {
        const y = (I[s - 2] as number) >>> 0;
        if (y === 0) break;
        s -= 2;
        I[s - 2] = (((I[s - 2] as number) >>> 0) % y) >>> 0;
        continue;
      }
      // i32.and
      case 0x71: {
        s -= 2;
        I[s - 2] = (I[s - 2] as number) & (I[s] as number);
        continue;
      }
      // i32.or
      case 0x72: {
        s -= 2;
        I[s - 2] = (I[s - 2] as number) | (I[s] as number);
        continue;
      }
      // i32.xor
      case 0x73: {
        s -= 2;
        I[s - 2] = (I[s - 2] as number) ^ (I[s] as number);
        continue;
      }
      // i32.shl
      case 0x74: {
        s -= 2;
        I[s - 2] = (I[s - 2] as number) << (I[s] as number);
        continue;
      }
      // i32.shr_s
      case 0x75: {
        s -= 2;
        I[s - 2] = (I[s - 2] as number) >> (I[s] as number);
        continue;
      }
      // i32.shr_u
      case 0x76: {
        s -= 2;
        I[s - 2] = (I[s - 2] as number) >>> (I[s] as number);
        continue;
      }
      // i32.rotl
      case 0x77: {
        s -= 2;
        const x = I[s - 2] as number;
        const k = I[s] as number;
        I[s - 2] = (x << k) | (x >>> -k);
        continue;
      }
      // i32.rotr
      case 0x78: {
        s -= 2;
        const x = I[s - 2] as number;
        const k = I[s] as number;
        I[s - 2] = (x >>> k) | (x << -k);
        continue;
      }
      // i64.clz
      case 0x79: {
        const x = I[s - 1] as number;
        I[s - 2] = x === 0 ? 32 + Math.clz32(I[s - 2] as number) : Math.clz32(x);
        I[s - 1] = 0;
        continue;
      }
      // i64.ctz
      case 0x7a: {
        const x = I[s - 2] as number;
        const y = I[s - 1] as number;
        I[s - 2] = x !== 0 ? 31 - Math.clz32(x & -x) : y !== 0 ? 63 - Math.clz32(y & -y) : 64;
        I[s - 1] = 0;
        continue;
      }
      // i64.popcnt
      case 0x7b: {
        I[s - 2] = popcount(I[s - 2] as number) + popcount(I[s - 1] as number);
        I[s - 1] = 0;
        continue;
      }
      // i64.add
      case 0x7c: {
        s -= 2;
        const x = I[s - 2] as number;
        const low = (x + (I[s] as number)) | 0;
        I[s - 2] = low;
        I[s - 1] = ((I[s - 1] as number) + (I[s + 1] as number) + (low >>> 0 < x >>> 0 ? 1 : 0)) | 0;
        continue;
      }
      // i64.sub
      case 0x7d: {
        s -= 2;
        const x = I[s - 2] as number;
        const y = I[s] as number;
        I[s - 2] = (x - y) | 0;
        I[s - 1] = ((I[s - 1] as number) - (I[s + 1] as number) - (x >>> 0 < y >>> 0 ? 1 : 0)) | 0;
        continue;
      }
      // i64.mul
      case 0x7e: {
        s -= 2;
        const k = s >> 1;
        S64[k - 1] = BigInt.asIntN(64, (S64[k - 1] as bigint) * (S64[k] as bigint));
        continue;
      }
      // i64.div_s
      case 0x7f: {
        if (((I[s - 2] as number) | (I[s - 1] as number)) === 0) break;
        const k = (s >> 1) - 1;
        const x = S64[k - 1] as bigint;
        const y = S64[k] as bigint;
        if (y === -1n && x === -0x8000_0000_0000_0000n) break;
        s -= 2;
        S64[k - 1] = BigInt.asIntN(64, x / y);
        continue;
      }
      // i64.div_u
      case 0x80: {
        if (((I[s - 2] as number) | (I[s - 1] as number)) === 0) break;
        s -= 2;
        const k = s >> 1;
        U64[k - 1] = BigInt.asUintN(64, (U64[k - 1] as bigint) / (U64[k] as bigint));
        continue;
      }
      // i64.rem_s
      case 0x81: {
        if (((I[s - 2] as number) | (I[s - 1] as number)) === 0) break;
        s -= 2;
        const k = s >> 1;
        S64[k - 1] = BigInt.asIntN(64, (S64[k - 1] as bigint) % (S64[k] as bigint));
        continue;
      }
      // i64.rem_u
      case 0x82: {
        if (((I[s - 2] as number) | (I[s - 1] as number)) === 0) break;
        s -= 2;
        const k = s >> 1;
        U64[k - 1] = BigInt.asUintN(64, (U64[k - 1] as bigint) % (U64[k] as bigint));
        continue;
      }
      // i64.and
      case 0x83: {
        s -= 2;
        I[s - 2] = (I[s - 2] as number) & (I[s] as number);
        I[s - 1] = (I[s - 1] as number) & (I[s + 1] as number);
        continue;
      }
      // i64.or
      case 0x84: {
        s -= 2;
        I[s - 2] = (I[s - 2] as number) | (I[s] as number);
        I[s - 1] = (I[s - 1] as number) | (I[s + 1] as number);
        continue;
      }
      // i64.xor
      case 0x85: {
        s -= 2;
        I[s - 2] = (I[s - 2] as number) ^ (I[s] as number);
        I[s - 1] = (I[s - 1] as number) ^ (I[s + 1] as number);
        continue;
      }
      // i64.shl
      case 0x86: {
        s -= 2;
        const k = (I[s] as number) & 63;
        if (k === 0) continue;
        const x = I[s - 2] as number;
        if (k < 32) {
          I[s - 1] = ((I[s - 1] as number) << k) | (x >>> (32 - k));
          I[s - 2] = x << k;
        } else {
          I[s - 1] = x << (k - 32);
          I[s - 2] = 0;
        }
        continue;
      }
      // i64.shr_s
      case 0x87: {
        s -= 2;
        const k = (I[s] as number) & 63;
        if (k === 0) continue;
        const y = I[s - 1] as number;
        if (k < 32) {
          I[s - 2] = ((I[s - 2] as number) >>> k) | (y << (32 - k));
          I[s - 1] = y >> k;
        } else {
          I[s - 2] = y >> (k - 32);
          I[s - 1] = y >> 31;
        }
        continue;
      }
      // i64.shr_u
      case 0x88: {
        s -= 2;
        const k = (I[s] as number) & 63;
        if (k === 0) continue;
        const y = I[s - 1] as number;
        if (k < 32) {
          I[s - 2] = ((I[s - 2] as number) >>> k) | (y << (32 - k));
          I[s - 1] = y >>> k;
        } else {
          I[s - 2] = y >>> (k - 32);
          I[s - 1] = 0;
        }
        continue;
      }
      // i64.rotl
      case 0x89: {
        s -= 2;
        const k = I[s] as number;
        const x = (k & 32) === 0 ? (I[s - 2] as number) : (I[s - 1] as number);
        const y = (k & 32) === 0 ? (I[s - 1] as number) : (I[s - 2] as number);
        const r = k & 31;
        if (r === 0) {
          I[s - 2] = x;
          I[s - 1] = y;
        } else {
          I[s - 2] = (x << r) | (y >>> (32 - r));
          I[s - 1] = (y << r) | (x >>> (32 - r));
        }
        continue;
      }
      // i64.rotr
      case 0x8a: {
        s -= 2;
        const k = -(I[s] as number);
        const x = (k & 32) === 0 ? (I[s - 2] as number) : (I[s - 1] as number);
        const y = (k & 32) === 0 ? (I[s - 1] as number) : (I[s - 2] as number);
        const r = k & 31;
        if (r === 0) {
          I[s - 2] = x;
          I[s - 1] = y;
        } else {
          I[s - 2] = (x << r) | (y >>> (32 - r));
          I[s - 1] = (y << r) | (x >>> (32 - r));
        }
        continue;
      }
      // f32.abs
      case 0x8b: {
        I[s - 2] = (I[s - 2] as number) & 0x7fff_ffff;
        continue;
      }
      // f32.neg
      case 0x8c: {
        I[s - 2] = (I[s - 2] as number) ^ 0x8000_0000;
        continue;
      }
      // f32.ceil
      case 0x8d: {
        const r = Math.ceil(F32[s - 2] as number);
        if (!Number.isNaN(r)) F32[s - 2] = r;
        else I[s - 2] = nan32;
        continue;
      }
      // f32.floor
      case 0x8e: {
        const r = Math.floor(F32[s - 2] as number);
        if (!Number.isNaN(r)) F32[s - 2] = r;
        else I[s - 2] = nan32;
        continue;
      }
      // f32.trunc
      case 0x8f: {
        const r = Math.trunc(F32[s - 2] as number);
        if (!Number.isNaN(r)) F32[s - 2] = r;
        else I[s - 2] = nan32;
        continue;
      }
      // f32.nearest
      case 0x90: {
        const r = roundToEven(F32[s - 2] as number);
        if (!Number.isNaN(r)) F32[s - 2] = r;
        else I[s - 2] = nan32;
        continue;
      }
      // f32.sqrt
      case 0x91: {
        const r = Math.sqrt(F32[s - 2] as number);
        if (!Number.isNaN(r)) F32[s - 2] = r;
        else I[s - 2] = nan32;
        continue;
      }
      // f64.ceil
      case 0x9b: {
        const k = (s >> 1) - 1;
        const r = Math.ceil(F64[k] as number);
        if (!Number.isNaN(r)) F64[k] = r;
        else {
          I[s - 2] = 0;
          I[s - 1] = nan64High;
        }
        continue;
      }
      // f64.floor
      case 0x9c: {
        const k = (s >> 1) - 1;
        const r = Math.floor(F64[k] as number);
        if (!Number.isNaN(r)) F64[k] = r;
        else {
          I[s - 2] = 0;
          I[s - 1] = nan64High;
        }
        continue;
      }
      // f64.trunc
      case 0x9d: {
        const k = (s >> 1) - 1;
        const r = Math.trunc(F64[k] as number);
        if (!Number.isNaN(r)) F64[k] = r;
        else {
          I[s - 2] = 0;
          I[s - 1] = nan64High;
        }
        continue;
      }
      // f64.nearest
      case 0x9e: {
        const k = (s >> 1) - 1;
        const r = roundToEven(F64[k] as number);
        if (!Number.isNaN(r)) F64[k] = r;
        else {
          I[s - 2] = 0;
          I[s - 1] = nan64High;
        }
        continue;
      }
      // f64.sqrt
      case 0x9f: {
        const k = (s >> 1) - 1;
        const r = Math.sqrt(F64[k] as number);
        if (!Number.isNaN(r)) F64[k] = r;
        else {
          I[s - 2] = 0;
          I[s - 1] = nan64High;
        }
        continue;
      }
      // f32.add
      case 0x92: {
        s -= 2;
        const x = F32[s - 2] as number;
        const y = F32[s] as number;
        const r = x + y;
        if (!Number.isNaN(r)) F32[s - 2] = r;
        else I[s - 2] = nan32;
        continue;
      }
      // f64.add
      case 0xa0: {
        s -= 2;
        const k = s >> 1;
        const x = F64[k - 1] as number;
        const y = F64[k] as number;
        const r = x + y;
        if (!Number.isNaN(r)) F64[k - 1] = r;
        else {
          I[s - 2] = 0;
          I[s - 1] = nan64High;
        }
        continue;
      }
      // f32.sub
      case 0x93: {
        s -= 2;
        const x = F32[s - 2] as number;
        const y = F32[s] as number;
        const r = x - y;
        if (!Number.isNaN(r)) F32[s - 2] = r;
        else I[s - 2] = nan32;
        continue;
      }
      // f64.sub
      case 0xa1: {
        s -= 2;
        const k = s >> 1;
        const x = F64[k - 1] as number;
        const y = F64[k] as number;
        const r = x - y;
        if (!Number.isNaN(r)) F64[k - 1] = r;
        else {
          I[s - 2] = 0;
          I[s - 1] = nan64High;
        }
        continue;
      }
      // f32.mul
      case 0x94: {
        s -= 2;
        const x = F32[s - 2] as number;
        const y = F32[s] as number;
        const r = x * y;
        if (!Number.isNaN(r)) F32[s - 2] = r;
        else I[s - 2] = nan32;
        continue;
      }
      // f64.mul
      case 0xa2: {
        s -= 2;
        const k = s >> 1;
        const x = F64[k - 1] as number;
        const y = F64[k] as number;
        const r = x * y;
        if (!Number.isNaN(r)) F64[k - 1] = r;
        else {
          I[s - 2] = 0;
          I[s - 1] = nan64High;
        }
        continue;
      }
      // f32.div
      case 0x95: {
        s -= 2;
        const x = F32[s - 2] as number;
        const y = F32[s] as number;
        const r = x / y;
        if (!Number.isNaN(r)) F32[s - 2] = r;
        else I[s - 2] = nan32;
        continue;
      }
      // f64.div
      case 0xa3: {
        s -= 2;
        const k = s >> 1;
        const x = F64[k - 1] as number;
        const y = F64[k] as number;
        const r = x / y;
        if (!Number.isNaN(r)) F64[k - 1] = r;
        else {
          I[s - 2] = 0;
          I[s - 1] = nan64High;
        }
        continue;
      }
      // f32.min
      case 0x96: {
        s -= 2;
        const x = F32[s - 2] as number;
        const y = F32[s] as number;
        const r = Math.min(x, y);
        if (!Number.isNaN(r)) F32[s - 2] = r;
        else I[s - 2] = nan32;
        continue;
      }
      // f64.min
      case 0xa4: {
        s -= 2;
        const k = s >> 1;
        const x = F64[k - 1] as number;
        const y = F64[k] as number;
        const r = Math.min(x, y);
        if (!Number.isNaN(r)) F64[k - 1] = r;
        else {
          I[s - 2] = 0;
          I[s - 1] = nan64High;
        }
        continue;
      }
      // f32.max
      case 0x97: {
        s -= 2;
        const x = F32[s - 2] as number;
        const y = F32[s] as number;
        const r = Math.max(x, y);
        if (!Number.isNaN(r)) F32[s - 2] = r;
        else I[s - 2] = nan32;
        continue;
      }
      // f64.max
      case 0xa5: {
        s -= 2;
        const k = s >> 1;
        const x = F64[k - 1] as number;
        const y = F64[k] as number;
        const r = Math.max(x, y);
        if (!Number.isNaN(r)) F64[k - 1] = r;
        else {
          I[s - 2] = 0;
          I[s - 1] = nan64High;
        }
        continue;
      }
      // f32.copysign
      case 0x98: {
        s -= 2;
        I[s - 2] = ((I[s - 2] as number) & 0x7fff_ffff) | ((I[s] as number) & 0x8000_0000);
        continue;
      }
      // f64.abs
      case 0x99: {
        I[s - 1] = (I[s - 1] as number) & 0x7fff_ffff;
        continue;
      }
      // f64.neg
      case 0x9a: {
        I[s - 1] = (I[s - 1] as number) ^ 0x8000_0000;
        continue;
      }
      // f64.copysign
      case 0xa6: {
        s -= 2;
        I[s - 1] = ((I[s - 1] as number) & 0x7fff_ffff) | ((I[s + 1] as number) & 0x8000_0000);
        continue;
      }
      // i32.wrap_i64
      case 0xa7: {
        I[s - 1] = 0;
        continue;
      }
      // i32.trunc_f32_s
      case 0xa8: {
        const x = F32[s - 2] as number;
        if (!(x > -2_147_483_649 && x < 2_147_483_648)) break;
        I[s - 2] = Math.trunc(x);
        continue;
      }
      // i32.trunc_f32_u
      case 0xa9: {
        const x = F32[s - 2] as number;
        if (!(x > -1 && x < two32)) break;
        I[s - 2] = Math.trunc(x);
        continue;
      }
      // i32.trunc_f64_s
      case 0xaa: {
        const x = F64[(s >> 1) - 1] as number;
        if (!(x > -2_147_483_649 && x < 2_147_483_648)) break;
        I[s - 2] = Math.trunc(x);
        I[s - 1] = 0;
        continue;
      }
      // i32.trunc_f64_u
      case 0xab: {
        const x = F64[(s >> 1) - 1] as number;
        if (!(x > -1 && x < two32)) break;
        I[s - 2] = Math.trunc(x);
        I[s - 1] = 0;
        continue;
      }
      // i64.extend_i32_s
      case 0xac: {
        I[s - 1] = (I[s - 2] as number) >> 31;
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
        const x = F32[s - 2] as number;
        if (!(x >= -two63 && x < two63)) break;
        S64[(s >> 1) - 1] = BigInt(Math.trunc(x));
        continue;
      }
      // i64.trunc_f32_u
      case 0xaf: {
        const x = F32[s - 2] as number;
        if (!(x > -1 && x < two64)) break;
        U64[(s >> 1) - 1] = BigInt(Math.trunc(x));
        continue;
      }
      // i64.trunc_f64_s
      case 0xb0: {
        const x = F64[(s >> 1) - 1] as number;
        if (!(x >= -two63 && x < two63)) break;
        S64[(s >> 1) - 1] = BigInt(Math.trunc(x));
        continue;
      }
      // i64.trunc_f64_u
      case 0xb1: {
        const x = F64[(s >> 1) - 1] as number;
        if (!(x > -1 && x < two64)) break;
        U64[(s >> 1) - 1] = BigInt(Math.trunc(x));
        continue;
      }
      // f32.convert_i32_s
      case 0xb2: {
        F32[s - 2] = I[s - 2] as number;
        continue;
      }
      // f32.convert_i32_u
      case 0xb3: {
        F32[s - 2] = (I[s - 2] as number) >>> 0;
        continue;
      }
      // f32.convert_i64_s
      case 0xb4: {
        F32[s - 2] = singleOf(S64[(s >> 1) - 1] as bigint);
        I[s - 1] = 0;
        continue;
      }
      // f32.convert_i64_u
      case 0xb5: {
        F32[s - 2] = singleOf(U64[(s >> 1) - 1] as bigint);
        I[s - 1] = 0;
        continue;
      }
      // f32.demote_f64
      case 0xb6: {
        const r = F64[(s >> 1) - 1] as number;
        I[s - 1] = 0;
        if (!Number.isNaN(r)) F32[s - 2] = r;
        else I[s - 2] = nan32;
        continue;
      }
      // f64.convert_i32_s
      case 0xb7: {
        F64[(s >> 1) - 1] = I[s - 2] as number;
        continue;
      }
      // f64.convert_i32_u
      case 0xb8: {
        F64[(s >> 1) - 1] = (I[s - 2] as number) >>> 0;
        continue;
      }
      // f64.convert_i64_s
      case 0xb9: {
        const k = (s >> 1) - 1;
        F64[k] = Number(S64[k] as bigint);
        continue;
      }
      // f64.convert_i64_u
      case 0xba: {
        const k = (s >> 1) - 1;
        F64[k] = Number(U64[k] as bigint);
        continue;
      }
      // f64.promote_f32
      case 0xbb: {
        const r = F32[s - 2] as number;
        if (!Number.isNaN(r)) F64[(s >> 1) - 1] = r;
        else {
          I[s - 2] = 0;
          I[s - 1] = nan64High;
        }
        continue;
      }
      // i32.extend8_s
      case 0xc0: {
        I[s - 2] = ((I[s - 2] as number) << 24) >> 24;
        continue;
      }
      // i32.extend16_s
      case 0xc1: {
        I[s - 2] = ((I[s - 2] as number) << 16) >> 16;
        continue;
      }
      // i64.extend8_s
      case 0xc2: {
        const low = ((I[s - 2] as number) << 24) >> 24;
        I[s - 2] = low;
        I[s - 1] = low >> 31;
        continue;
      }
      // i64.extend16_s
      case 0xc3: {
        const low = ((I[s - 2] as number) << 16) >> 16;
        I[s - 2] = low;
        I[s - 1] = low >> 31;
        continue;
      }
      // i64.extend32_s
      case 0xc4: {
        I[s - 1] = (I[s - 2] as number) >> 31;
        continue;
      }
      // i32.trunc_sat_f32_s
      case 0xc5: {
        const x = F32[s - 2] as number;
        I[s - 2] =
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
        const x = F32[s - 2] as number;
        I[s - 2] = x >= two32 ? 0xffff_ffff : x > -1 ? Math.trunc(x) : x <= -1 ? 0 : 0;
        continue;
      }
      // i32.trunc_sat_f64_s
      case 0xc7: {
        const x = F64[(s >> 1) - 1] as number;
        I[s - 2] =
          x >= 2_147_483_648
            ? 0x7fff_ffff
            : x > -2_147_483_649
              ? Math.trunc(x)
              : x <= -2_147_483_649
                ? -0x8000_0000
                : 0;
        I[s - 1] = 0;
        continue;
      }
      // i32.trunc_sat_f64_u
      case 0xc8: {
        const x = F64[(s >> 1) - 1] as number;
        I[s - 2] = x >= two32 ? 0xffff_ffff : x > -1 ? Math.trunc(x) : x <= -1 ? 0 : 0;
        I[s - 1] = 0;
        continue;
      }
      // i64.trunc_sat_f32_s
      case 0xc9: {
        const x = F32[s - 2] as number;
        S64[(s >> 1) - 1] =
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
        const x = F32[s - 2] as number;
        U64[(s >> 1) - 1] = x >= two64 ? 0xffff_ffff_ffff_ffffn : x > -1 ? BigInt(Math.trunc(x)) : x <= -1 ? 0n : 0n;
        continue;
      }
      // i64.trunc_sat_f64_s
      case 0xcb: {
        const x = F64[(s >> 1) - 1] as number;
        S64[(s >> 1) - 1] =
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
        const x = F64[(s >> 1) - 1] as number;
        U64[(s >> 1) - 1] = x >= two64 ? 0xffff_ffff_ffff_ffffn : x > -1 ? BigInt(Math.trunc(x)) : x <= -1 ? 0n : 0n;
        continue;
      }
      case decodedOp.systemAccess: {
        if (!systemAccess(state, code.accesses[at] as number, I, s, (bl[at] as number) >>> 0)) break;
        if ((code.accesses[at] as number) >= 0x36) s -= 4;
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
    s = 0;
    f = 0;
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
    state.depth = s / 2;
    state.frameCount = f / frameWords;
    state.localsStart = base / 2;
    state.localsSlots = slots;
    state.pc = pc;
  }
}
