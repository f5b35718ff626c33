import { type Checkpoint, createInterpreter, type MachineInput, type Program } from '@suanli/machine';

export interface FindByteStoreParameters {
  readonly program: Program;
  readonly input: MachineInput;
  /** Content of the output file. */
  readonly content: Uint8Array;
  /** Which of its bytes; not zero. */
  readonly position: number;
}

/** Steps between two states that are kept: a second's work, and some MiB each. */
const stride = 2 ** 22;
/** Into how many parts a stretch is cut to look for a step in it. */
const parts = 64;
/** How many bytes to each side of one, in the same row of a tile, tell it from others of the same value. */
const around = 12;

const space = { memory: 0, system: 1 } as const;
type Space = (typeof space)[keyof typeof space];

/**
 * The step at which a program stores a byte of what it puts out: the number of the state before it, of which the byte is the
 * operand on top. Undefined where the byte was made otherwise.
 *
 * Goes back from the output to the byte in the file, and from there to where the guest itself had it.
 */
export function findByteStore({
  program,
  input,
  content,
  position,
}: FindByteStoreParameters): { readonly step: number } | undefined {
  const machine = createInterpreter(program, input);
  const kept: Checkpoint[] = [machine.checkpoint()];
  while (!machine.halted) {
    machine.run(stride);
    kept.push(machine.checkpoint());
  }
  const value = content[position];

  /** The state before the byte of a memory, as it is in the present state, was written. */
  const findWrite = (which: Space, address: number): Checkpoint | undefined => {
    const end = machine.steps;
    const differs = ({ state, steps }: Checkpoint) => steps < end && state.memories[which][address] !== value;
    let from = kept.findLast(differs);
    if (!from) return undefined;
    let length = (kept.find(({ steps }) => steps > (from?.steps ?? 0))?.steps ?? end) - from.steps;
    while (length > 1) {
      const each = Math.ceil(length / parts);
      machine.restore(from);
      const to = Math.min(from.steps + length, end);
      while (machine.steps + each < to) {
        machine.run(each);
        if (machine.state.memories[which].bytes[address] !== value) from = machine.checkpoint();
      }
      length = each;
    }
    machine.restore(from);
    return from;
  };

  const addressOf = (which: Space, bytes: Uint8Array): number => {
    const { buffer, byteOffset, length } = machine.state.memories[which].content;
    return Buffer.from(buffer, byteOffset, length).indexOf(bytes);
  };

  const inFile = addressOf(space.system, content);
  if (inFile < 0 || !findWrite(space.system, inFile + position)) return undefined;
  const start = Math.max(0, position - around);
  const inGuest = addressOf(space.memory, content.subarray(start, position + around));
  const store = inGuest < 0 ? undefined : findWrite(space.memory, inGuest + position - start);
  if (!store || (Number(machine.state.operand(0)) & 0xff) !== value) return undefined;
  return { step: store.steps };
}
