import { type CreditTerms, creditUnits } from '@suanli/protocol';

/** The terms that an event `CreditLineOpened` holds. */
export function openedTerms(args: Omit<CreditTerms, 'unit'> & { readonly unit: number }): CreditTerms {
  const { payer, payee, priceWeiPerUnit, depositWei, startsAt, expiresAt, graceSeconds, nonce } = args;
  const unit = creditUnits[args.unit] ?? 'timed';
  return { payer, payee, unit, priceWeiPerUnit, depositWei, startsAt, expiresAt, graceSeconds, nonce };
}
