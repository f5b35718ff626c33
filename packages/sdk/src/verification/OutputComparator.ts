import type { TaskOutput } from '@suanli/protocol';

/** What a comparison found. */
export interface OutputComparison {
  readonly same: boolean;
  /** The first difference that counts, in words; absent where they are the same. */
  readonly difference?: string;
  /** The largest distance met, in the comparator's unit; 0 where bytes are equal. */
  readonly distance: number;
}

/**
 * Says whether two providers' outputs of one task count as the same. Work that is not deterministic needs a comparator with
 * a tolerance, or honest providers contradict each other. "The same" need not be transitive: a result is compared with each
 * other one, never with an average.
 */
export interface OutputComparator {
  readonly name: 'exact' | 'numeric' | 'image';
  /** Never throws: what cannot be read as it should is different. */
  compare(a: TaskOutput, b: TaskOutput): OutputComparison;
}
