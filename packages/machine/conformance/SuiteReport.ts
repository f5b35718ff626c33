/** What one script of the suite came to, for another process to read. */
export interface SuiteReport {
  readonly script: string;
  readonly passed: number;
  readonly assertions: number;
  readonly failures: readonly string[];
  readonly skipped: Readonly<Record<string, number>>;
  readonly stepsOnChain: number;
  readonly stepsByOpcode: Readonly<Record<string, number>>;
}

/** A worker asks for a script by saying what the last one came to. */
export type WorkerMessage = { readonly kind: 'idle' } | { readonly kind: 'report'; readonly report: SuiteReport };

/** Slots of stack where every step is judged: assertions that exhaust it recurse as deep as it is. */
export const judgedStackLimit = 8192;
