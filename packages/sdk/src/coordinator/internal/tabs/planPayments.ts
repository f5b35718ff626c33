import type { SuanliClient } from '../../../client/SuanliClient.ts';
import type { PaymentRecord, Payout, TabPaymentMethod } from '../../PaymentRecord.ts';
import { nextBatch } from './bankBatch.ts';

/** A payment that is not numbered yet. */
export interface PaymentPlan {
  /** Numbers it; to be saved before it is sent. */
  readonly prepare: () => Promise<PaymentRecord>;
}

/** Chooses how to pay, and makes a payment of it; or one for each provider, where each is paid by itself. */
export async function planPayments(
  client: SuanliClient,
  parameters: { readonly method: TabPaymentMethod | 'auto'; readonly payouts: readonly Payout[] },
): Promise<readonly PaymentPlan[]> {
  const { payouts } = parameters;
  const method = parameters.method === 'auto' ? 'batch' : parameters.method;
  const reason = 'the job says so';
  const groups = method === 'direct' ? payouts.map((payout) => [payout]) : [payouts];
  return groups.map((group) => ({
    prepare: async () => ({
      method,
      reason,
      payouts: group,
      phase: 'planned',
      number: await nextBatch(client),
      gasUsed: 0n,
      singleGas: 0n,
      counted: [],
    }),
  }));
}
