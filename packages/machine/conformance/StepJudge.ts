/** Is given every step of runs, one behind the other, and has them judged by others than the interpreter. */
export interface StepJudge {
  /**
   * The next run begins.
   *
   * @param label - Says which, where a step of it is judged otherwise.
   */
  begin(label: string): void;
  /**
   * A step is taken. What it leads to is the state that the next step's witness begins with, or that the run ends in.
   *
   * @param witness - Begins with the header of the state it is taken from.
   */
  step(opcode: number, witness: Uint8Array): void;
  /** The run has ended in the state with this header. */
  end(header: Uint8Array): void;
  /** Waits while too much waits to be judged. */
  ready(): Promise<void>;
}
