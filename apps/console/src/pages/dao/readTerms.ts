import type { ResourceTypeTerms } from '@suanli/protocol';

/** The numbers of a type's terms, in the order in which they are shown. */
export const termNames = [
  'revenueShares',
  'leafCountLog2',
  'samples',
  'hashesPerLeaf',
  'timeLimitSeconds',
  'minHashesPerSecond',
  'maxHashesPerSecond',
] as const;
export type TermName = (typeof termNames)[number];

/** Terms as they are typed. */
export type TermsDraft = Readonly<Record<TermName, string>> & { readonly listed: boolean };

const uint32 = 2n ** 32n - 1n;
const rate = 2n ** 64n - 1n;
const bounds: Readonly<Record<TermName, readonly [least: bigint, most: bigint]>> = {
  revenueShares: [1n, uint32],
  leafCountLog2: [1n, 40n],
  samples: [1n, 65_535n],
  hashesPerLeaf: [1n, uint32],
  timeLimitSeconds: [1n, uint32],
  minHashesPerSecond: [0n, rate],
  maxHashesPerSecond: [1n, rate],
};

/** What one of the numbers may be. */
export function boundsOfTerm(name: TermName): readonly [least: bigint, most: bigint] {
  return bounds[name];
}

/** One of the numbers, as it is typed; undefined where the contract would refuse it. */
export function readTerm(name: TermName, typed: string): bigint | undefined {
  const plain = typed.trim().replace(/[,，\s]/g, '');
  if (!/^\d{1,20}$/.test(plain)) return undefined;
  const value = BigInt(plain);
  const [least, most] = bounds[name];
  return value >= least && value <= most ? value : undefined;
}

/** Terms as they are typed; undefined where one of them is wrong, or the least level lies above the most. */
export function readTerms(draft: TermsDraft): ResourceTypeTerms | undefined {
  const read = (name: TermName) => readTerm(name, draft[name]);
  const min = read('minHashesPerSecond');
  const max = read('maxHashesPerSecond');
  if (termNames.some((name) => read(name) === undefined)) return undefined;
  if (min === undefined || max === undefined || min > max) return undefined;
  return {
    listed: draft.listed,
    revenueShares: Number(read('revenueShares')),
    leafCountLog2: Number(read('leafCountLog2')),
    samples: Number(read('samples')),
    hashesPerLeaf: Number(read('hashesPerLeaf')),
    timeLimitSeconds: Number(read('timeLimitSeconds')),
    minHashesPerSecond: min,
    maxHashesPerSecond: max,
  };
}

/** Terms as they would be typed. */
export function draftOfTerms(
  terms: Readonly<Record<TermName, number | bigint>> & { readonly listed: boolean },
): TermsDraft {
  const typed = Object.fromEntries(termNames.map((name) => [name, String(terms[name])]));
  return { ...(typed as Record<TermName, string>), listed: terms.listed };
}
