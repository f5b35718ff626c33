/** How the instrumentation speaks with its host; see `injectedExports` and `trapKinds` of `@suanli/machine`. */
export interface ModuleHooks {
  /** Exported mutable i64: work left. */
  readonly workGlobal: string;
  /** Exported mutable i32: why the instrumentation trapped. */
  readonly trapGlobal: string;
  readonly trapOutOfWork: number;
  readonly trapStackOverflow: number;
  /** Exported function with the module's start section, where it has one. */
  readonly start?: string;
}
