import { priceCurveAbi } from '@suanli/protocol';
import { readContract } from '../../client/internal/readContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';

export interface GetSupplyCapacityParameters {
  readonly resourceId: bigint;
}

export interface SupplyCapacity {
  /** The most work per epoch that the resource can be published with, by its devices and proofs. */
  readonly capacityWork: bigint;
  /** The first epoch from which on its supply can be published anew; not after the present one where that is now. */
  readonly suppliedUntil: number;
  /** The present epoch. */
  readonly epoch: number;
}

/**
 * How much supply of a resource can be published, and from when on.
 *
 * @throws SuanliError `RESOURCE_UNKNOWN`, `PRICE_CURVE_NOT_SET`, `CHAIN_UNREACHABLE`
 */
export async function getSupplyCapacity(
  client: SuanliClient,
  parameters: GetSupplyCapacityParameters,
): Promise<SupplyCapacity> {
  const contract = { abi: priceCurveAbi, address: client.deployment.priceCurve };
  const args = [parameters.resourceId] as const;
  const [capacityWork, suppliedUntil, epoch] = await Promise.all([
    readContract(client, { ...contract, functionName: 'capacityOf', args }),
    readContract(client, { ...contract, functionName: 'suppliedUntil', args }),
    readContract(client, { ...contract, functionName: 'currentEpoch', args: [] }),
  ]);
  return { capacityWork, suppliedUntil, epoch };
}
