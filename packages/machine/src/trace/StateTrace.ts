/** How a program ended. */
export interface TraceResult {
  /** Steps until it halted. */
  readonly steps: bigint;
  /** The exit status; see `TaskStatus` of `@suanli/protocol`. */
  readonly status: number;
  /** Work done. */
  readonly work: bigint;
  /** The output word of the last state: 32 bytes. */
  readonly outputHash: Uint8Array;
}

export interface TraceOptions {
  readonly signal?: AbortSignal;
}

/**
 * The states that a program runs through on one input (docs/machine.md), by their number: state 0 is the first, state `n` the one after `n` steps; behind
 * the last step all are equal. What a party to a game plays from. Calls may overlap; the trace takes them in turn.
 */
export interface StateTrace {
  /** The program takes at most `16^levels` steps. */
  readonly levels: number;
  /** 32 bytes: the program's root. */
  readonly programRoot: Uint8Array;
  /** The header of the first state, its input word zero: 320 bytes. */
  readonly first: Uint8Array;

  /** Runs to the end, where that has not been done. */
  result(options?: TraceOptions): Promise<TraceResult>;

  /**
   * Hashes of states.
   *
   * @param steps - In ascending order, each at most `16^levels`.
   */
  hashesAt(steps: readonly bigint[], options?: TraceOptions): Promise<readonly Uint8Array[]>;

  /** The ten words of a state's header: 320 bytes. */
  headerAt(step: bigint, options?: TraceOptions): Promise<Uint8Array>;

  /** The witness of the step from state `step` to the next. */
  witnessAt(step: bigint, options?: TraceOptions): Promise<Uint8Array>;
}
