import { priceCurveAbi } from '@suanli/protocol';
import { eventOf } from '../../client/internal/eventOf.ts';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';

export interface PublishDemandParameters {
  readonly typeId: number;
  readonly workPerEpoch: bigint;
  /** For how many epochs, the present one included: 1 to 24. Default 1. */
  readonly epochs?: number;
  /** The most that it may lock. */
  readonly maxBondWei: bigint;
}

export interface PublishDemandReturnType extends Transaction {
  readonly statementId: bigint;
  readonly fromEpoch: number;
  /** The first epoch for which it no longer holds; the bond can be released one epoch later. */
  readonly untilEpoch: number;
  /** Locked until then: what the work of one epoch costs at the present price, or the bond of the type if that is more. */
  readonly bondWei: bigint;
  /** Paid to the DAO. */
  readonly feeWei: bigint;
}

/**
 * States how much work of a resource type the client demands per epoch, which raises its price from the next epoch on. It locks
 * the price of that work and costs a fee, from the client's balance in the bank, which the PriceCurve must be allowed to
 * move. It buys nothing: deals are opened as ever.
 *
 * @throws SuanliError `PRICE_ZERO_WORK`, `PRICE_EPOCHS_INVALID`, `PRICE_CURVE_NOT_SET`, `PRICE_BOND_TOO_LARGE`,
 * `BANK_CONSENT_MISSING`, `BANK_INSUFFICIENT_AVAILABLE`, and `CHAIN_…`
 *
 * @example
 * await publishDemand(client, { typeId: 1, workPerEpoch: 500n * 10n ** 9n, maxBondWei: parseEther('1') });
 */
export async function publishDemand(
  client: SuanliClient,
  parameters: PublishDemandParameters,
): Promise<PublishDemandReturnType> {
  const contract = { abi: priceCurveAbi, address: client.deployment.priceCurve };
  const transaction = await writeContract(client, {
    ...contract,
    functionName: 'publishDemand',
    args: [parameters.typeId, parameters.workPerEpoch, parameters.epochs ?? 1, parameters.maxBondWei],
  });
  const { id, fromEpoch, untilEpoch, bondWei, feeWei } = eventOf(transaction, {
    ...contract,
    eventName: 'DemandPublished',
  });
  return { statementId: id, fromEpoch, untilEpoch, bondWei, feeWei, ...transaction };
}
