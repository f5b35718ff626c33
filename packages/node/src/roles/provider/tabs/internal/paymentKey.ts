import { parseLotteryAnnouncement } from '@suanli/protocol';
import type { PaymentChain } from '../../../../chain/PaymentChain.ts';
import type { AnnouncedPayment } from '../../../../store/TabStore.ts';

/**
 * What tells one payment from the others of its payer: announced in two ways, it is still one.
 *
 * @throws SuanliError `LOTTERY_ANNOUNCEMENT_MALFORMED`
 */
export function paymentKey(chain: Pick<PaymentChain, 'lotteryHash'>, payment: AnnouncedPayment): string {
  if (payment.kind !== 'lottery') return payment.transaction.toLowerCase();
  return chain.lotteryHash(parseLotteryAnnouncement(payment.announcement));
}
