import { priceCurveAbi } from '@suanli/protocol';
import { eventOf } from '../../client/internal/eventOf.ts';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';

export interface PublishSupplyParameters {
  /** A resource of the client's. */
  readonly resourceId: bigint;
  /** Work per epoch; at most what `getSupplyCapacity` says. */
  readonly workPerEpoch: bigint;
  /** For how many epochs, the present one included: 1 to 24. Default 1. */
  readonly epochs?: number;
}

export interface PublishSupplyReturnType extends Transaction {
  readonly statementId: bigint;
  readonly typeId: number;
  readonly fromEpoch: number;
  /** The first epoch for which it no longer holds; the bond can be released one epoch later. */
  readonly untilEpoch: number;
  /** Locked until then. */
  readonly bondWei: bigint;
  /** Paid to the DAO. */
  readonly feeWei: bigint;
}

/**
 * States how much work a resource of the client's supplies per epoch, which lowers the price of its type from the next epoch on.
 * It locks a bond and costs a fee, from the client's balance in the bank, which the PriceCurve must be allowed to move.
 *
 * @throws SuanliError `PRICE_ZERO_WORK`, `PRICE_EPOCHS_INVALID`, `RESOURCE_UNKNOWN`, `PRICE_NOT_PROVIDER`,
 * `PRICE_CURVE_NOT_SET`, `PRICE_SUPPLY_LIVE`, `PRICE_SUPPLY_TOO_LARGE`, `BANK_CONSENT_MISSING`,
 * `BANK_INSUFFICIENT_AVAILABLE`, and `CHAIN_…`
 *
 * @example
 * await publishSupply(client, { resourceId, workPerEpoch: 3_600n * 10n ** 9n, epochs: 24 });
 */
export async function publishSupply(
  client: SuanliClient,
  parameters: PublishSupplyParameters,
): Promise<PublishSupplyReturnType> {
  const contract = { abi: priceCurveAbi, address: client.deployment.priceCurve };
  const transaction = await writeContract(client, {
    ...contract,
    functionName: 'publishSupply',
    args: [parameters.resourceId, parameters.workPerEpoch, parameters.epochs ?? 1],
  });
  const { id, typeId, fromEpoch, untilEpoch, bondWei, feeWei } = eventOf(transaction, {
    ...contract,
    eventName: 'SupplyPublished',
  });
  return { statementId: id, typeId, fromEpoch, untilEpoch, bondWei, feeWei, ...transaction };
}
