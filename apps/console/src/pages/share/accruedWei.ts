/** What a holder has earned of a resource and not settled; see `shareholding` of the indexer's schema. */
export function accruedWei(
  holding: { readonly shares: bigint; readonly accruedWei: bigint; readonly seenPerShareWei: bigint },
  incomePerShareWei: bigint,
): bigint {
  return holding.accruedWei + holding.shares * (incomePerShareWei - holding.seenPerShareWei);
}
