import type { Hex } from 'viem';

/** Limits of one task. All are part of the task's hash, so that every provider runs it under the same ones. */
export interface TaskLimits {
  /** Metered instructions. */
  readonly work: bigint;
  /** Linear memory, in pages of 64 KiB. */
  readonly memoryPages: number;
  /** Bytes of stdout, stderr and files in `/out` together. */
  readonly outputBytes: number;
  /** Wall-clock time in milliseconds; passing it is the provider's failure, not the program's. */
  readonly wallMs: number;
}

/** How a job's results are verified; see docs/architecture.md. */
export type Verification = 'accept' | 'optimistic' | 'quorum';

/** What makes the tasks of a job provable: a dispute about one of them can be judged on chain; see docs/machine.md. */
export interface ProvableTemplate {
  /** The program: of module and limits, which commit to nothing else that runs. Providers compute it anew. */
  readonly programRoot: Hex;
  /** Commitment to the input that all tasks share. */
  readonly input: Hex;
}

/** What all tasks of a job share. */
export interface JobTemplate {
  readonly version: 1;
  /** CID of the WebAssembly module. */
  readonly module: string;
  /** Program arguments after the program's name. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly stdin: Uint8Array;
  /** File name under `/in` → CID. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly limits: TaskLimits;
  readonly verification: Verification;
  /** Of jobs that can be disputed. */
  readonly provable?: ProvableTemplate;
  /** 32 random bytes: two jobs with the same content have different hashes and random streams. */
  readonly salt: Hex;
}

/** What one task changes in its {@link JobTemplate}. `args` and `stdin` replace the template's, `inputs` are added. */
export interface JobTask {
  /** Position in the job, from 0. */
  readonly index: number;
  readonly args?: readonly string[];
  readonly stdin?: Uint8Array;
  readonly inputs?: Readonly<Record<string, string>>;
  /** Commitment to the task's own input, where its template is provable. */
  readonly input?: Hex;
}
