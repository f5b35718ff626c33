import type { MemoryLimits } from '../ModuleHooks.ts';

const leafBytes = 32;
const leafWords = leafBytes / 4;
const firstOutputLeaves = 32;
const keptBytes = 4 << 20;
const noMemory = new WebAssembly.Memory({ initial: 0, maximum: 0 });

/** What one run is given. */
export interface SystemInput {
  /** Whole leaves. */
  readonly template: Uint8Array;
  readonly task: Uint8Array;
  /** 32 bytes. */
  readonly seed: Uint8Array;
}

export interface SystemMemories {
  readonly guestMemory: MemoryLimits;
  readonly systemMemory: MemoryLimits;
}

function newMemory({ minimum, maximum }: MemoryLimits): WebAssembly.Memory {
  return new WebAssembly.Memory({ initial: minimum, ...(maximum === undefined ? {} : { maximum }) });
}

/** The imports of linked modules; see `hostModuleName` of `@suanli/machine`. One object for all runs, one run at a time. */
export class SystemHost {
  readonly #functions: Readonly<Record<string, WebAssembly.ImportValue>>;
  /** Kept from run to run while it is small: making a memory takes many times as long as clearing what was used of it. */
  #memory: WebAssembly.Memory | undefined;
  /** What is to be cleared of it; undefined where a run has not ended in order. */
  #used: number | undefined;
  #words = new Int32Array(0);
  #inputs: readonly DataView[] = [];
  #output = new Int32Array(firstOutputLeaves * leafWords);
  #written = 0;

  constructor() {
    this.#functions = {
      input_size0: () => BigInt(this.#input(0).byteLength),
      input_size1: () => BigInt(this.#input(1).byteLength),
      input_read0: (address: number, leaf: number) => this.#read(this.#input(0), address, leaf),
      input_read1: (address: number, leaf: number) => this.#read(this.#input(1), address, leaf),
      input_read2: (address: number) => this.#read(this.#input(2), address, 0),
      output_write: (address: number) => this.#write(address),
    };
  }

  /**
   * The imports of an instance for one run.
   *
   * @throws RangeError where the host has no memory for it
   */
  imports({ guestMemory, systemMemory }: SystemMemories): WebAssembly.Imports {
    let system = this.#memory;
    if (system === undefined || this.#used === undefined || system.buffer.byteLength > keptBytes) {
      system = newMemory(systemMemory);
    } else {
      new Uint8Array(system.buffer, 0, this.#used).fill(0);
    }
    this.#memory = system;
    this.#used = undefined;
    const memory = guestMemory.maximum === 0 ? noMemory : newMemory(guestMemory);
    return { suanli: { ...this.#functions, memory, system } };
  }

  /** Begins the run. */
  begin({ template, task, seed }: SystemInput): void {
    this.#inputs = [template, task, seed].map(
      ({ buffer, byteOffset, byteLength }) => new DataView(buffer, byteOffset, byteLength),
    );
    this.#written = 0;
  }

  /**
   * Ends it, and gives what it wrote: the bytes behind the leaf that holds their number. Valid until the next run.
   *
   * @param used bytes of system memory that may be other than zero
   */
  end(used: number): Uint8Array {
    this.#used = used >>> 0;
    this.#inputs = [];
    const output = this.#output;
    const length = (output[0] ?? 0) >>> 0;
    if (output.length > 1 << 20) this.#output = new Int32Array(firstOutputLeaves * leafWords);
    return new Uint8Array(output.buffer, leafBytes, length);
  }

  #input(which: number): DataView {
    const view = this.#inputs[which];
    if (view === undefined) throw new Error('host call outside a task');
    return view;
  }

  #systemWords(): Int32Array {
    const buffer = this.#memory?.buffer;
    if (buffer === undefined) throw new Error('host call outside a task');
    // Growing detaches the old buffer.
    if (this.#words.buffer !== buffer) this.#words = new Int32Array(buffer);
    return this.#words;
  }

  #read(input: DataView, address: number, leaf: number): void {
    const words = this.#systemWords();
    const from = leaf * leafBytes;
    const to = address >>> 2;
    for (let word = 0; word < leafWords; word++) words[to + word] = input.getInt32(from + 4 * word, true);
  }

  #write(address: number): void {
    const words = this.#systemWords();
    const from = address >>> 2;
    const to = this.#written;
    if (to === this.#output.length) {
      const grown = new Int32Array(this.#output.length * 2);
      grown.set(this.#output);
      this.#output = grown;
    }
    const output = this.#output;
    for (let word = 0; word < leafWords; word++) output[to + word] = words[from + word] as number;
    this.#written = to + leafWords;
  }
}
