export interface MemoryLimits {
  readonly minimum: number;
  readonly maximum?: number | undefined;
}

/** How a linked module speaks with its host; see `linkedExports`, `injectedExports` and `systemTrapKinds` of `@suanli/machine`. */
export interface ModuleHooks {
  /** Exported mutable i64: work left. */
  readonly workGlobal: string;
  /** Exported mutable i32: why the instrumentation or the system trapped; 0 for a trap of the program. */
  readonly trapGlobal: string;
  /** Value of it for which there is no outcome. */
  readonly trapShortage: number;
  /** Memories that it imports, in pages. */
  readonly guestMemory: MemoryLimits;
  readonly systemMemory: MemoryLimits;
  /** Exported function that runs the task and gives its status. */
  readonly run: string;
  /** Exported function that writes the output after a trap and gives the status. */
  readonly finish: string;
  /** Exported function that tells how much of the system's memory may be other than zero. */
  readonly systemUsed: string;
}
