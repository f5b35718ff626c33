import { decodeModel, SuanliError, useRightAbi } from '@suanli/protocol';
import { type Address, zeroAddress } from 'viem';
import { readContract } from '../../client/internal/readContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import { getChainTime } from '../chain/getChainTime.ts';

export interface GetUseRightParameters {
  readonly useRightId: bigint;
}

/** The right to use a resource until a given second. */
export interface UseRight {
  readonly owner: Address;
  readonly resourceId: bigint;
  readonly typeId: number;
  readonly model: string;
  /** How many devices the resource has. */
  readonly count: number;
  /** The first second, since 1970, in which it may not be used any more. */
  readonly expiresAt: number;
  /** True where the latest block is past that. */
  readonly isExpired: boolean;
  /** How often it changed hands. */
  readonly transfers: number;
  /** Whether the market has sold it: the first price is income of the resource, later ones are the seller's. */
  readonly isSold: boolean;
  /** Who rents it, until when (seconds since 1970); undefined where it is not let. */
  readonly rental: { readonly user: Address; readonly expiresAt: number } | undefined;
}

/**
 * A use right (UID).
 *
 * @throws SuanliError `USE_RIGHT_UNKNOWN`; `RESOURCE_UNKNOWN` where it has expired and its resource is no more
 */
export async function getUseRight(client: SuanliClient, parameters: GetUseRightParameters): Promise<UseRight> {
  const { useRightId } = parameters;
  const contract = { abi: useRightAbi, address: client.deployment.useRight };
  const args = [useRightId] as const;
  const [owner, resourceId, typeId, model, count, expiresAt] = await readContract(client, {
    ...contract,
    functionName: 'describe',
    args,
  });
  const [[, state], user, userExpires, now] = await Promise.all([
    readContract(client, { ...contract, functionName: 'stateOf', args }),
    readContract(client, { ...contract, functionName: 'userOf', args }),
    readContract(client, { ...contract, functionName: 'userExpires', args }),
    getChainTime(client),
  ]);
  // It may have been given back between the calls.
  if (state.resource !== resourceId) throw new SuanliError('USE_RIGHT_UNKNOWN');
  return {
    owner,
    resourceId,
    typeId,
    model: decodeModel(model),
    count,
    expiresAt,
    isExpired: now >= BigInt(expiresAt),
    transfers: state.transfers,
    isSold: state.sold,
    rental: user === zeroAddress ? undefined : { user, expiresAt: Number(userExpires) },
  };
}
