import { type CreditTerms, creditLineAbi, encodeCreditTerms } from '@suanli/protocol';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';

export interface TopUpCreditLineParameters {
  readonly terms: CreditTerms;
  /** Locked of the client's balance besides what the line holds. */
  readonly amountWei: bigint;
}

/**
 * Raises the deposit of a metered line, as its payer. Price and times stay as they are, and vouchers keep their worth.
 *
 * @throws SuanliError what the contract refuses, such as `CREDIT_NOT_PAYER`, `CREDIT_LINE_ENDED`, and `CHAIN_…`
 *
 * @example
 * await topUpCreditLine(client, { terms, amountWei: parseEther('5') });
 */
export function topUpCreditLine(client: SuanliClient, parameters: TopUpCreditLineParameters): Promise<Transaction> {
  return writeContract(client, {
    abi: creditLineAbi,
    address: client.deployment.creditLine,
    functionName: 'topUp',
    args: [encodeCreditTerms(parameters.terms), parameters.amountWei],
  });
}
