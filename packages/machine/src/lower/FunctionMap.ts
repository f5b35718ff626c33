/** Where a function of the lowered module went in the flat code, and what its frames take. */
export interface FunctionMap {
  /** Where calls go: the first `local_set` of a parameter, if there is one. */
  readonly entryPc: number;
  /** For each instruction of its live code, where what it became begins; and one more, the end of the function. */
  readonly pcs: readonly number[];
  /** Slots behind its locals that branches use to carry operands. */
  readonly scratchSlots: number;
  /** Slots of a frame: parameters, locals, scratch slots. */
  readonly localSlots: number;
  /** The most operands of its own that are on the stack at once. */
  readonly maxOperands: number;
}
