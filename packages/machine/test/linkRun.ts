import {
  createInterpreter,
  injectedExports,
  instrument,
  type LinkedModule,
  linkedExports,
  linkSystem,
  lowerModule,
  systemTrapKinds,
  wasiPreview1Imports,
} from '../src/index.ts';
import { wat } from './wat.ts';

export interface LinkInput {
  readonly template: Uint8Array;
  readonly task: Uint8Array;
  readonly seed: Uint8Array;
  readonly workLimit: bigint;
}

/** Links a WASI command, given in the text format or as a binary. */
export function link(source: string | Uint8Array): LinkedModule {
  const binary = typeof source === 'string' ? wat(source) : source;
  return linkSystem(instrument(binary, { allowedImports: wasiPreview1Imports, maxMemoryPages: 64 }));
}

/** How a run on the engine ended. */
export interface EngineEnd {
  readonly status: number;
  readonly work: bigint;
  /** Encoded, without the leaf before it. */
  readonly output: Uint8Array;
}

/**
 * Runs a linked module on the engine, the plainest way there is.
 *
 * @throws RangeError where the system's memory would have to grow beyond `systemPages`
 */
export function runOnEngine(linked: LinkedModule, input: LinkInput, systemPages = 65_535): EngineEnd {
  const memory = new WebAssembly.Memory({
    initial: linked.guestMemory.minimum,
    maximum: linked.guestMemory.maximum ?? 65_536,
  });
  const system = new WebAssembly.Memory({
    initial: linked.systemMemory.minimum,
    maximum: systemPages,
  });
  const leaves: Uint8Array[] = [];
  const read = (bytes: Uint8Array, address: number, index: number): void => {
    const leaf = new Uint8Array(system.buffer, address, 32);
    leaf.fill(0);
    leaf.set(bytes.subarray(32 * index, 32 * index + 32));
  };
  const instance = new WebAssembly.Instance(new WebAssembly.Module(linked.bytes as Uint8Array<ArrayBuffer>), {
    suanli: {
      memory,
      system,
      input_size0: () => BigInt(input.template.length),
      input_size1: () => BigInt(input.task.length),
      input_read0: (address: number, index: number) => read(input.template, address, index),
      input_read1: (address: number, index: number) => read(input.task, address, index),
      input_read2: (address: number) => read(input.seed, address, 0),
      output_write: (address: number) => leaves.push(new Uint8Array(system.buffer.slice(address, address + 32))),
    },
  });
  const call = (name: string): number => (instance.exports[name] as () => number)();
  const left = instance.exports[injectedExports.workLeft] as WebAssembly.Global;
  left.value = input.workLimit;
  let status: number;
  try {
    status = call(linkedExports.run);
  } catch (error) {
    if (!(error instanceof WebAssembly.RuntimeError)) throw error;
    const trap = instance.exports[injectedExports.trap] as WebAssembly.Global;
    if (trap.value === systemTrapKinds.shortage) throw new RangeError('no memory', { cause: error });
    status = call(linkedExports.finish);
  }
  const [first = new Uint8Array(32), ...rest] = leaves;
  const length = Number(new DataView(first.buffer, first.byteOffset).getBigUint64(0, true));
  const rightLeft = BigInt.asIntN(64, left.value as bigint);
  return {
    status,
    work: input.workLimit - (rightLeft < 0n ? 0n : rightLeft),
    output: new Uint8Array(Buffer.concat(rest)).subarray(0, length),
  };
}

/** How a run on the machine ended. */
export interface MachineEnd {
  readonly status: number;
  readonly work: bigint;
  /** The output word. */
  readonly outputHash: string;
  readonly steps: number;
}

/** Runs a linked module on the provable machine. */
export function runOnMachine(linked: LinkedModule, input: LinkInput): MachineEnd {
  const { workLimit } = input;
  const program = lowerModule(linked.module, {
    entry: linkedExports.run,
    finish: linkedExports.finish,
    workLimit,
    outputBytes: 1 << 20,
  });
  const machine = createInterpreter(program, input);
  machine.run(2 ** 36);
  if (!machine.halted) throw new Error('the machine did not halt');
  const header = machine.header();
  const packed = new DataView(header.buffer, header.byteOffset, 32);
  // Bits 128 to 191 of a big-endian word.
  const left = packed.getBigInt64(8);
  return {
    status: packed.getUint8(30),
    work: workLimit - (left < 0n ? 0n : left),
    outputHash: `0x${Buffer.from(header.subarray(256, 288)).toString('hex')}`,
    steps: machine.steps,
  };
}
