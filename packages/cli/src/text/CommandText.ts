/** Help of one command: a line, and commands to copy with what they do. */
export interface CommandText {
  readonly summary: string;
  readonly examples: readonly (readonly [command: string, explanation: string])[];
}
