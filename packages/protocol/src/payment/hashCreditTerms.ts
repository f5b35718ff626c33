import { type Hex, hashTypedData } from 'viem';
import { type CreditTerms, creditTypes, encodeCreditTerms } from './CreditTerms.ts';
import type { CreditDomain } from './creditDomain.ts';

/**
 * The id of a credit line, known before it is opened: the EIP-712 digest of its terms, which binds chain and contract.
 *
 * @example
 * const lineId = hashCreditTerms(creditDomain(client.deployment), terms);
 */
export function hashCreditTerms(domain: CreditDomain, terms: CreditTerms): Hex {
  return hashTypedData({ domain, types: creditTypes, primaryType: 'CreditTerms', message: encodeCreditTerms(terms) });
}
