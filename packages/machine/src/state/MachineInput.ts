/** What a run of a program reads; docs/machine.md, "State" and "System module and linking". */
export interface MachineInput {
  /** The blob of the template. */
  readonly template: Uint8Array;
  /** The blob of the task. */
  readonly task: Uint8Array;
  /** 32 bytes. */
  readonly seed: Uint8Array;
}
