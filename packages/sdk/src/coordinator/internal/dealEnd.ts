import { optimisticPolicy } from '@suanli/protocol';
import { getDealPayment } from '../../actions/broker/getDealPayment.ts';
import { getRefutation } from '../../actions/broker/getRefutation.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { DealRecord } from '../JobRecord.ts';

/** What is to be remembered of a deal that has ended on chain: what it cost, and whether its answer was found wrong there. */
export async function dealEnd(
  client: SuanliClient,
  { dealId, deal }: Pick<DealRecord, 'dealId' | 'deal'>,
): Promise<Pick<DealRecord, 'phase' | 'paidWei' | 'refuted'>> {
  if (deal?.policy === optimisticPolicy && (await getRefutation(client, { dealId })) !== undefined) {
    return { phase: 'ended', paidWei: 0n, refuted: true };
  }
  return { phase: 'ended', paidWei: (await getDealPayment(client, { dealId })) ?? 0n };
}
