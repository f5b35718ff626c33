import type { CurveTerms } from '../price/CurveTerms.ts';
import { ResourceKind } from './ResourceKind.ts';

/** What the DAO says about a resource type, and may change for the future; see `ResourceTypeTerms` of the contracts. */
export interface ResourceTypeTerms {
  /** Whether hardware of this type may be registered. */
  readonly listed: boolean;
  /** How many shares the revenue right of a resource of this type has; at least 1. */
  readonly revenueShares: number;
  /** A compute proof commits to 2^leafCountLog2 leaves; 1 to 40. */
  readonly leafCountLog2: number;
  /** How many leaves a compute proof opens; at least 1. */
  readonly samples: number;
  /** Hashes that one leaf takes to compute; at least 1. */
  readonly hashesPerLeaf: number;
  /** Seconds within which a compute proof must be committed to; at least 1. */
  readonly timeLimitSeconds: number;
  /** The level, in hashes per second, that hardware of this type reaches at least. */
  readonly minHashesPerSecond: bigint;
  /** The level that it reaches at most, in hashes per second; above zero and not below the minimum. */
  readonly maxHashesPerSecond: bigint;
}

/** A resource type as it is proposed to the DAO. */
export interface ResourceTypeDefinition {
  /** 1 to 32 bytes of UTF-8, used by no other type. */
  readonly name: string;
  readonly kind: ResourceKind;
  /** Memory of the model in MiB; 0 where that says nothing. */
  readonly memoryMib: number;
  readonly terms: ResourceTypeTerms;
  /** How its price follows supply and demand, from the deployment on; without it, until the DAO sets that. */
  readonly curve?: CurveTerms;
}

const million = 1_000_000n;

function terms(
  revenueShares: number,
  leafCountLog2: number,
  hashesPerLeaf: number,
  minHashesPerSecond: bigint,
  maxHashesPerSecond: bigint,
): ResourceTypeTerms {
  return {
    listed: true,
    revenueShares,
    leafCountLog2,
    samples: 10,
    hashesPerLeaf,
    timeLimitSeconds: 600,
    minHashesPerSecond,
    maxHashesPerSecond,
  };
}

/** A thousandth of a token per Gwu where supply and demand agree, and a tenth of that more for each thousand Gwu of excess. */
const cpuCurve: CurveTerms = {
  basePriceWeiPerGwu: 10n ** 15n,
  alphaE9: 10n ** 11n * 10n ** 9n,
  floorWeiPerGwu: 10n ** 13n,
  capWeiPerGwu: 10n ** 18n,
  // An hour at 10 Gwu per second.
  maxWorkPerDevice: 36_000n * 10n ** 9n,
  workPerProvenHash: 0n,
  bondWeiPerGwu: 10n ** 14n,
  feeBasisPoints: 100,
};

const a100 = terms(1000, 24, 512, 500n * million, 20_000n * million);
const h100 = terms(2000, 24, 512, 800n * million, 40_000n * million);

/** The types that a market is deployed with, unless it is told others; their numbers count from 1 in this order. */
export const initialResourceTypes: readonly ResourceTypeDefinition[] = [
  {
    name: 'CPU',
    kind: ResourceKind.cpu,
    memoryMib: 0,
    terms: terms(100, 16, 64, 100_000n, 200n * million),
    curve: cpuCurve,
  },
  {
    name: 'GTX_1050',
    kind: ResourceKind.gpu,
    memoryMib: 2_048,
    terms: terms(100, 20, 64, 20n * million, 1_000n * million),
  },
  {
    name: 'GTX_1060',
    kind: ResourceKind.gpu,
    memoryMib: 6_144,
    terms: terms(200, 20, 64, 30n * million, 2_000n * million),
  },
  { name: 'A100', kind: ResourceKind.gpu, memoryMib: 81_920, terms: a100 },
  { name: 'A800', kind: ResourceKind.gpu, memoryMib: 81_920, terms: a100 },
  { name: 'H100', kind: ResourceKind.gpu, memoryMib: 81_920, terms: h100 },
  { name: 'H800', kind: ResourceKind.gpu, memoryMib: 81_920, terms: h100 },
];
