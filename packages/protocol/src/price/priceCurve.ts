import type { CurveTerms } from './CurveTerms.ts';

export interface PriceCurveParameters
  extends Pick<CurveTerms, 'basePriceWeiPerGwu' | 'alphaE9' | 'floorWeiPerGwu' | 'capWeiPerGwu'> {
  /** R_p: work published by providers. */
  readonly supplyWork: bigint;
  /** R_d: work published by requesters. */
  readonly demandWork: bigint;
}

/** α is given times 10^9, and work in units of which a Gwu has 10^9. */
const scale = 10n ** 18n;

/**
 * What computing costs at a supply and a demand, in wei per Gwu: min(cap, max(floor, P0 + α·(R_d − R_p))), rounded down to
 * whole wei before it is bounded; the same integers as `PriceLaw.sol`. The law of source document 001 with its sign put
 * right: docs/pricing.md.
 *
 * @example
 * // 800 Gwu supplied, 500 demanded, P0 = 1 token, α = 0.1: max(0, 1 − 30) = 0
 * priceCurve({
 *   basePriceWeiPerGwu: parseEther('1'), alphaE9: parseEther('0.1') * 10n ** 9n,
 *   floorWeiPerGwu: 0n, capWeiPerGwu: parseEther('100'), supplyWork: 800n * 10n ** 9n, demandWork: 500n * 10n ** 9n,
 * }); // 0n
 */
export function priceCurve(parameters: PriceCurveParameters): bigint {
  const { basePriceWeiPerGwu, alphaE9, floorWeiPerGwu, capWeiPerGwu, supplyWork, demandWork } = parameters;
  const exactE18 = basePriceWeiPerGwu * scale + alphaE9 * (demandWork - supplyWork);
  // Division of a bigint rounds towards zero, and so down for what is not negative.
  const priceWei = exactE18 < 0n ? 0n : exactE18 / scale;
  if (priceWei < floorWeiPerGwu) return floorWeiPerGwu;
  return priceWei > capWeiPerGwu ? capWeiPerGwu : priceWei;
}
