import { decodeModel, resourceAbi } from '@suanli/protocol';
import type { Address } from 'viem';
import { readContract } from '../../client/internal/readContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';

export interface GetResourceParameters {
  readonly resourceId: bigint;
}

/** A virtual environment of one or more devices. */
export interface Resource {
  readonly owner: Address;
  readonly typeId: number;
  readonly model: string;
  /** How many devices it has. */
  readonly count: number;
  readonly hardwareIds: readonly bigint[];
  /** True where no live use right binds it. */
  readonly isFree: boolean;
  /** The live use right that binds it; undefined where it is free. */
  readonly useRightId: bigint | undefined;
  /** When that one ends, in seconds since 1970; undefined where it is free. */
  readonly boundUntil: number | undefined;
}

/**
 * A resource (VID).
 *
 * @throws SuanliError `RESOURCE_UNKNOWN`, `CHAIN_UNREACHABLE`
 */
export async function getResource(client: SuanliClient, parameters: GetResourceParameters): Promise<Resource> {
  const contract = { abi: resourceAbi, address: client.deployment.resource };
  const args = [parameters.resourceId] as const;
  const [typeId, count, boundTo, boundUntil] = await readContract(client, {
    ...contract,
    functionName: 'resourceOf',
    args,
  });
  const [owner, model, hardwareIds, isFree] = await Promise.all([
    readContract(client, { ...contract, functionName: 'ownerOf', args }),
    readContract(client, { ...contract, functionName: 'modelOf', args }),
    readContract(client, { ...contract, functionName: 'hardwareOf', args }),
    readContract(client, { ...contract, functionName: 'isFree', args }),
  ]);
  return {
    owner,
    typeId,
    model: decodeModel(model),
    count,
    hardwareIds,
    isFree,
    useRightId: isFree ? undefined : boundTo,
    boundUntil: isFree ? undefined : boundUntil,
  };
}
