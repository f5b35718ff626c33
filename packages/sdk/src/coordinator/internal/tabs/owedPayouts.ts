import { paymentWeiDown, tabPolicy } from '@suanli/protocol';
import type { Address, Hex } from 'viem';
import type { JobRecord } from '../../JobRecord.ts';
import type { Payout } from '../../PaymentRecord.ts';

/** What a job has earned its providers on tabs, by provider in lower case. */
function earnedWei(
  record: JobRecord,
  workOf: (dealId: Hex) => bigint,
): Map<string, { provider: Address; wei: bigint }> {
  const earned = new Map<string, { provider: Address; wei: bigint }>();
  for (const { dealId, deal } of record.deals) {
    if (deal?.policy !== tabPolicy) continue;
    const key = deal.provider.toLowerCase();
    const wei = (earned.get(key)?.wei ?? 0n) + paymentWeiDown(workOf(dealId), deal.priceWeiPerGwu);
    earned.set(key, { provider: deal.provider, wei });
  }
  return earned;
}

/**
 * What each provider of a job has earned on its tab and was not paid, by the requester's receipts and payments, planned ones
 * included: so that nothing is paid twice.
 *
 * @param workOf work of a deal by the receipts at hand
 */
export function owedPayouts(record: JobRecord, workOf: (dealId: Hex) => bigint): Payout[] {
  const earned = earnedWei(record, workOf);
  for (const { payouts, missed } of record.payments ?? []) {
    for (const { provider, amountWei } of payouts) {
      if (missed?.includes(provider.toLowerCase() as Address)) continue;
      const entry = earned.get(provider.toLowerCase());
      if (entry) entry.wei -= amountWei;
    }
  }
  return [...earned.values()].filter(({ wei }) => wei > 0n).map(({ provider, wei }) => ({ provider, amountWei: wei }));
}
