import type { ComparatorSpec } from '@suanli/protocol';
import { exactComparator } from './exactComparator.ts';
import { imageDistanceComparator } from './imageDistanceComparator.ts';
import { numericToleranceComparator } from './numericToleranceComparator.ts';
import type { OutputComparator } from './OutputComparator.ts';

/**
 * The comparator that a job specification names.
 *
 * @example
 * createComparator({ kind: 'numeric', relative: 1e-9 }).compare(a, b).same;
 */
export function createComparator(spec: ComparatorSpec): OutputComparator {
  switch (spec.kind) {
    case 'exact':
      return exactComparator;
    case 'numeric':
      return numericToleranceComparator(spec);
    case 'image':
      return imageDistanceComparator(spec);
  }
}
