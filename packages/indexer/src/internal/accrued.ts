/** What a holder has earned: `accruedWei` up to when a share had earned `seenPerShareWei`, and since then by its shares. */
interface Earning {
  readonly shares: bigint;
  readonly accruedWei: bigint;
  readonly seenPerShareWei: bigint;
}

/** What a holder has earned and not settled, once a share has earned `incomePerShareWei` in all. */
export function accruedWei(earning: Earning, incomePerShareWei: bigint): bigint {
  return earning.accruedWei + earning.shares * (incomePerShareWei - earning.seenPerShareWei);
}
