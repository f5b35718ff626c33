import { marketAbi } from '@suanli/protocol';
import { eventOf } from '../../client/internal/eventOf.ts';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { RenewUseRightReturnType } from './renewUseRight.ts';

export interface RenewAutomaticallyParameters {
  readonly useRightId: bigint;
}

/**
 * Renews a use right by one period as its owner mandated, in its last day. Anyone may send it; the owner pays.
 *
 * @throws SuanliError `MARKET_USE_RIGHT_UNKNOWN`, `MARKET_USE_RIGHT_EXPIRED`, `MARKET_RENEWAL_NOT_MANDATED`,
 * `MARKET_RENEWAL_NOT_OFFERED`, `MARKET_RENEWAL_TOO_EARLY`, `MARKET_PRICE_TOO_HIGH`, `MARKET_RENEWAL_BUDGET_EXCEEDED`,
 * `MARKET_RENEWAL_TOO_LONG`, `BANK_CONSENT_MISSING`, `BANK_INSUFFICIENT_AVAILABLE`
 */
export async function renewAutomatically(
  client: SuanliClient,
  parameters: RenewAutomaticallyParameters,
): Promise<RenewUseRightReturnType> {
  const contract = { abi: marketAbi, address: client.deployment.market };
  const transaction = await writeContract(client, {
    ...contract,
    functionName: 'renewAutomatically',
    args: [parameters.useRightId],
  });
  const { expiresAt, priceWei, feeWei } = eventOf(transaction, { ...contract, eventName: 'UseRightRenewed' });
  return { expiresAt, priceWei, feeWei, ...transaction };
}
