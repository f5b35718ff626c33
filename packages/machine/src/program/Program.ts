import type { FunctionMap } from '../lower/FunctionMap.ts';
import type { PlainModule } from '../lower/internal/replaceBulk.ts';

/** A program of the machine (docs/machine.md): its flat code, and the state that it starts from. */
export interface Program {
  /** One entry per instruction, in each of the three. */
  readonly opcodes: Uint8Array;
  readonly a: Uint32Array;
  readonly b: BigUint64Array;
  /** Bytes of both memories at the start; whole pages of 64 KiB. */
  readonly memories: readonly [Uint8Array, Uint8Array];
  readonly registers: BigUint64Array;
  /** The work left at the start. */
  readonly workLimit: bigint;
  /** It takes at most `16^levels` steps. */
  readonly levels: number;
  /** Where calls of exported functions from outside begin, where they were asked for; each is a `call` and a `halt`. */
  readonly entries: ReadonlyMap<string, number>;
  /** The exported function that a run starts with. */
  readonly entryName: string | undefined;
  /** The source's globals that are words of the state. */
  readonly workLeftGlobal: number | undefined;
  readonly causeGlobal: number | undefined;
  /** False where an active segment does not fit: an engine would refuse to instantiate the module, and the run begins with a trap. */
  readonly segmentsFit: boolean;
  /** What was lowered, without bulk instructions and unreachable code. */
  readonly source: PlainModule;
  /** Where each function of the source went. */
  readonly functions: readonly FunctionMap[];
}

/** Where a run starts, and where it goes after a trap. */
export const programPc = { afterTrap: 1, entry: 3 } as const;
