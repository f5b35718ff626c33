import type { MachineState } from '../../state/MachineState.ts';

/** Bytes that loads and stores move, from opcode 28 on. */
const accessBytes = [4, 8, 4, 8, 1, 1, 2, 2, 1, 1, 2, 2, 4, 4, 4, 8, 4, 8, 1, 2, 1, 2, 4];
const firstAccess = 0x28;
const firstStore = 0x36;

/**
 * A load or store of system memory, where speed matters less; false where it is out of bounds.
 *
 * @param words - The operand stack, `top` being its end. A load replaces its operand, a store leaves both to its caller.
 */
export function systemAccess(
  state: MachineState,
  opcode: number,
  words: Int32Array,
  top: number,
  offset: number,
): boolean {
  const system = state.memories[1];
  const size = accessBytes[opcode - firstAccess] ?? 0;
  const isStore = opcode >= firstStore;
  const address = ((words[top - (isStore ? 4 : 2)] ?? 0) >>> 0) + offset;
  if (address + size > system.pages * 65_536) return false;
  const view = new DataView(system.bytes.buffer, address, size);
  if (isStore) {
    const low = words[top - 2] ?? 0;
    if (size === 1) view.setInt8(0, low);
    else if (size === 2) view.setInt16(0, low, true);
    else view.setInt32(0, low, true);
    if (size === 8) view.setInt32(4, words[top - 1] ?? 0, true);
    system.dirty[address >>> 12] = 1;
    system.dirty[(address + size - 1) >>> 12] = 1;
    return true;
  }
  const signed = opcode >= 0x2c && opcode % 2 === 0;
  const low =
    size === 1
      ? signed
        ? view.getInt8(0)
        : view.getUint8(0)
      : size === 2
        ? signed
          ? view.getInt16(0, true)
          : view.getUint16(0, true)
        : view.getInt32(0, true);
  words[top - 2] = low;
  words[top - 1] = size === 8 ? view.getInt32(4, true) : signed && opcode >= 0x30 ? low >> 31 : 0;
  return true;
}
