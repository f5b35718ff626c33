/** Opcodes of the flat code that are not WebAssembly's; docs/machine.md, "Instructions". */
export const machineOp = {
  trap: 0x00,
  jump: 0x01,
  jumpIf: 0x02,
  jumpUnless: 0x03,
  jumpTable: 0x04,
  call: 0x05,
  callElement: 0x06,
  return: 0x07,
  drop: 0x08,
  select: 0x09,
  const: 0x0a,
  localGet: 0x0b,
  localSet: 0x0c,
  localTee: 0x0d,
  registerGet: 0x0e,
  registerSet: 0x0f,
  registerAt: 0x10,
  registerPut: 0x11,
  workGet: 0x12,
  workSet: 0x13,
  causeGet: 0x14,
  causeSet: 0x15,
  memorySize: 0x16,
  memoryGrow: 0x17,
  inputSize: 0x18,
  inputRead: 0x19,
  outputWrite: 0x1a,
  halt: 0x1b,
  truncSat: 0xc5,
} as const;

/**
 * Instructions of the flat code inside of a {@link DefinedFunction}, before it is flat: this prefix and the machine's opcode, `a` in `index`, `b` in `value`.
 * Only the bulk instructions' functions have them, and only those on registers.
 */
export const machinePrefix = 0xfe00;
