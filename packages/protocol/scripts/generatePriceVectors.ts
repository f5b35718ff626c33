// Writes test/vectors/price-curve.json from the law in decimal fractions, written here a second time and independently of
// src/price: P = P0 + α·(R_d − R_p) with α as the fraction n/d, for TypeScript and Solidity.
import { writeVectors } from './internal/writeVectors.ts';

const gwu = 10n ** 9n;
const ether = 10n ** 18n;
const max96 = 2n ** 96n - 1n;
const max128 = 2n ** 128n - 1n;

interface Row {
  base: bigint;
  /** α = alpha wei per Gwu and Gwu, as a fraction. */
  alpha: readonly [numerator: bigint, denominator: bigint];
  floor?: bigint;
  cap?: bigint;
  supply: bigint;
  demand: bigint;
}

/** The largest whole number that is not above numerator / denominator. */
function floorOf(numerator: bigint, denominator: bigint): bigint {
  let quotient = numerator / denominator;
  while (quotient * denominator > numerator) quotient -= 1n;
  return quotient;
}

function priceOf({ base, alpha: [n, d], floor = 0n, cap = max96, supply, demand }: Row): bigint {
  const exact = floorOf(base * d * gwu + n * (demand - supply), d * gwu);
  const raised = exact < floor ? floor : exact;
  return raised > cap ? cap : raised;
}

const tenth: Row['alpha'] = [1n, 10n];
const tenthToken: Row['alpha'] = [ether, 10n];
const rows: Row[] = [
  // Source document 001: R = 1000, R_p = 800, R_d = 500, P0 = 1, α = 0.1, in wei and in tokens.
  { base: 1n, alpha: tenth, supply: 800n * gwu, demand: 500n * gwu },
  { base: ether, alpha: tenthToken, supply: 800n * gwu, demand: 500n * gwu },
  { base: ether, alpha: tenthToken, supply: 500n * gwu, demand: 800n * gwu },
  { base: ether, alpha: tenthToken, supply: 500n * gwu, demand: 500n * gwu },
  { base: ether, alpha: tenthToken, supply: 0n, demand: 0n },
  { base: ether, alpha: tenthToken, supply: 0n, demand: 1n },
  // Rounding, on both sides of P0.
  { base: 100n, alpha: tenth, supply: 0n, demand: 19n * gwu },
  { base: 100n, alpha: tenth, supply: 19n * gwu, demand: 0n },
  { base: 100n, alpha: [1n, gwu], supply: 1n, demand: 0n },
  { base: 100n, alpha: [1n, gwu], supply: 0n, demand: gwu * gwu - 1n },
  // Bounds.
  { base: 100n, alpha: [1n, 1n], floor: 30n, supply: 70n * gwu, demand: 0n },
  { base: 100n, alpha: [1n, 1n], floor: 30n, supply: 71n * gwu, demand: 0n },
  { base: 100n, alpha: [1n, 1n], cap: 120n, supply: 0n, demand: 21n * gwu },
  { base: 5n, alpha: [0n, 1n], floor: 30n, cap: 30n, supply: 3n, demand: 9n },
  // Extremes.
  { base: max96, alpha: [max96, gwu], supply: 0n, demand: max128 },
  { base: max96, alpha: [max96, gwu], supply: max128, demand: 0n },
  { base: 0n, alpha: [max96, gwu], supply: max128, demand: max128 },
];

const cases = rows.map((row) => ({
  basePriceWeiPerGwu: row.base.toString(),
  alphaE9: ((row.alpha[0] * gwu) / row.alpha[1]).toString(),
  floorWeiPerGwu: (row.floor ?? 0n).toString(),
  capWeiPerGwu: (row.cap ?? max96).toString(),
  supplyWork: row.supply.toString(),
  demandWork: row.demand.toString(),
  priceWeiPerGwu: priceOf(row).toString(),
}));
writeVectors('price-curve.json', { cases });
