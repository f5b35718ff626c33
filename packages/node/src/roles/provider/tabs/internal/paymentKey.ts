import type { AnnouncedPayment } from '../../../../store/TabStore.ts';

/** What tells one payment from the others of its payer: announced in two ways, it is still one. */
export function paymentKey(payment: AnnouncedPayment): string {
  return payment.transaction.toLowerCase();
}
