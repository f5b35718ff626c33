import type { ResourceTypeTerms } from '@suanli/protocol';
import { parseChoice } from '../../../input/parseChoice.ts';
import { parseWholeNumber } from '../../../input/parseWholeNumber.ts';

/** Options that say the terms of a resource type. */
export interface TermsOptions {
  readonly listed?: 'yes' | 'no';
  readonly shares?: number;
  readonly leafCountLog2?: number;
  readonly samples?: number;
  readonly hashesPerLeaf?: number;
  readonly timeLimit?: number;
  readonly minRate?: number;
  readonly maxRate?: number;
}

const uint32 = 2 ** 32 - 1;
const rate = 999_999_999_999_999;

export const termsOptions = [
  { flags: '--listed <yes|no>', text: 'termsListed', parse: parseChoice('--listed', ['yes', 'no']) },
  { flags: '--shares <number>', text: 'termsShares', parse: parseWholeNumber('--shares', 1, uint32) },
  {
    flags: '--leaf-count-log2 <number>',
    text: 'termsLeafCountLog2',
    parse: parseWholeNumber('--leaf-count-log2', 1, 40),
  },
  { flags: '--samples <number>', text: 'termsSamples', parse: parseWholeNumber('--samples', 1, 65_535) },
  {
    flags: '--hashes-per-leaf <number>',
    text: 'termsHashesPerLeaf',
    parse: parseWholeNumber('--hashes-per-leaf', 1, uint32),
  },
  { flags: '--time-limit <seconds>', text: 'termsTimeLimit', parse: parseWholeNumber('--time-limit', 1, uint32) },
  { flags: '--min-rate <number>', text: 'termsMinRate', parse: parseWholeNumber('--min-rate', 0, rate) },
  { flags: '--max-rate <number>', text: 'termsMaxRate', parse: parseWholeNumber('--max-rate', 1, rate) },
] as const;

/** The terms with what the options say in place of what was. */
export function changeTerms(terms: ResourceTypeTerms, options: TermsOptions): ResourceTypeTerms {
  return {
    listed: options.listed === undefined ? terms.listed : options.listed === 'yes',
    revenueShares: options.shares ?? terms.revenueShares,
    leafCountLog2: options.leafCountLog2 ?? terms.leafCountLog2,
    samples: options.samples ?? terms.samples,
    hashesPerLeaf: options.hashesPerLeaf ?? terms.hashesPerLeaf,
    timeLimitSeconds: options.timeLimit ?? terms.timeLimitSeconds,
    minHashesPerSecond: options.minRate === undefined ? terms.minHashesPerSecond : BigInt(options.minRate),
    maxHashesPerSecond: options.maxRate === undefined ? terms.maxHashesPerSecond : BigInt(options.maxRate),
  };
}
