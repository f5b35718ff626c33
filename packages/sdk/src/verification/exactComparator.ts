import { compareParts } from './internal/compareParts.ts';
import type { OutputComparator } from './OutputComparator.ts';

/** Every byte is the same: for programs that compute the same everywhere, as metered WebAssembly does. */
export const exactComparator: OutputComparator = {
  name: 'exact',
  compare: (a, b) => compareParts(a, b, () => undefined),
};
