import type { DecodedBatch } from '@suanli/protocol';
import type { Address } from 'viem';

/** What a batch of payments changes the available balances by: the payer's first. An account may be paid more than once. */
export function batchDeltas(
  payer: Address,
  { payments, totalWei }: Pick<DecodedBatch, 'payments' | 'totalWei'>,
): ReadonlyMap<Address, bigint> {
  const deltas = new Map<Address, bigint>([[payer.toLowerCase() as Address, -totalWei]]);
  for (const { account, amountWei } of payments) deltas.set(account, (deltas.get(account) ?? 0n) + amountWei);
  return deltas;
}
