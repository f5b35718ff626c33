import { marketAbi } from '@suanli/protocol';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';

export interface MandateRenewalParameters {
  readonly useRightId: bigint;
  /** What all renewals together may cost. */
  readonly budgetWei: bigint;
  /** The highest price accepted, per second of use. */
  readonly maxPriceWeiPerSecond: bigint;
  /** The latest second, since 1970, to which the right may be renewed. */
  readonly until: number;
}

/**
 * Lets anyone renew a use right of the client's in its last day, at the client's cost and within these bounds, in place of
 * those given before. It ends when it is cancelled, or the right changes hands.
 *
 * @throws SuanliError `MARKET_USE_RIGHT_UNKNOWN`, `MARKET_NOT_OWNER`, `MARKET_USE_RIGHT_EXPIRED`, `MARKET_ZERO_PRICE`
 */
export function mandateRenewal(client: SuanliClient, parameters: MandateRenewalParameters): Promise<Transaction> {
  return writeContract(client, {
    abi: marketAbi,
    address: client.deployment.market,
    functionName: 'mandateRenewal',
    args: [parameters.useRightId, parameters.budgetWei, parameters.maxPriceWeiPerSecond, parameters.until],
  });
}
