import type { Hex } from 'viem';
import type { ModuleHooks } from './ModuleHooks.ts';

/** A module that the executor knows, as its sandboxes are given it. */
export interface PreparedEntry {
  /** Its number in frames; never used twice. */
  readonly id: number;
  readonly moduleHash: Hex;
  readonly memoryPages: number;
  /** The instrumented binary. */
  readonly bytes: Uint8Array;
  readonly hooks: ModuleHooks;
  /** How long its tasks take, a moving average; undefined before the first one. Only scheduling depends on it. */
  averageMs: number | undefined;
}
