/** Limits of a task's filesystem, as the system module has them; no program of the field comes near them. */
export const filesystemLimits = {
  /** Files and directories under `/out` that exist at a time, deleted but open ones included. */
  nodes: 16_384,
  /** UTF-8 bytes of a path, from its preopened directory. */
  pathBytes: 1024,
  /** UTF-8 bytes of a name. */
  nameBytes: 255,
} as const;
