import type { CurveTerms } from '@suanli/protocol';

export interface StatementCost {
  readonly bondWei: bigint;
  readonly feeWei: bigint;
}

const gwu = 10n ** 9n;
const gwei = 10n ** 9n;

function divideUp(value: bigint, by: bigint): bigint {
  return (value + by - 1n) / by;
}

/** What a statement of so much work per epoch locks and costs: as `PriceCurve.sol`, the bond in whole gwei, both rounded up. */
export function statementCost(
  kind: 'supply' | 'demand',
  work: bigint,
  terms: Pick<CurveTerms, 'bondWeiPerGwu' | 'feeBasisPoints'>,
  priceWeiPerGwu: bigint,
): StatementCost {
  const { bondWeiPerGwu, feeBasisPoints } = terms;
  const perGwu = kind === 'demand' && priceWeiPerGwu > bondWeiPerGwu ? priceWeiPerGwu : bondWeiPerGwu;
  const bondWei = divideUp(work * perGwu, gwu * gwei) * gwei;
  return { bondWei, feeWei: divideUp(bondWei * BigInt(feeBasisPoints), 10_000n) };
}
