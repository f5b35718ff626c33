import { type CreditTerms, creditLineAbi, encodeCreditTerms } from '@suanli/protocol';
import { eventOf } from '../../client/internal/eventOf.ts';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';

export interface CloseCreditLineParameters {
  readonly terms: CreditTerms;
}

export interface CloseCreditLineReturnType extends Transaction {
  /** What is available to the payer again. */
  readonly refundWei: bigint;
}

/**
 * Closes a line that has ended: what is left of a metered one goes back to its payer, of a timed one to its payee. Anyone may.
 *
 * @throws SuanliError what the contract refuses, such as `CREDIT_LINE_NOT_ENDED`, and `CHAIN_…`
 *
 * @example
 * const { refundWei } = await closeCreditLine(client, { terms });
 */
export async function closeCreditLine(
  client: SuanliClient,
  parameters: CloseCreditLineParameters,
): Promise<CloseCreditLineReturnType> {
  const at = { abi: creditLineAbi, address: client.deployment.creditLine } as const;
  const transaction = await writeContract(client, {
    ...at,
    functionName: 'close',
    args: [encodeCreditTerms(parameters.terms)],
  });
  return { ...transaction, refundWei: eventOf(transaction, { ...at, eventName: 'CreditLineClosed' }).refundWei };
}
