import { type ResourceTypeTerms, resourceTypesAbi } from '@suanli/protocol';
import { readContract } from '../../client/internal/readContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';

export interface GetResourceTypeTermsParameters {
  readonly typeId: number;
  /** From 1, in the order in which the DAO set them. */
  readonly version: number;
}

/**
 * One version of the terms of a resource type; every version stays readable.
 *
 * @throws SuanliError `RESOURCE_TYPE_VERSION_UNKNOWN`, `CHAIN_UNREACHABLE`
 */
export function getResourceTypeTerms(
  client: SuanliClient,
  parameters: GetResourceTypeTermsParameters,
): Promise<ResourceTypeTerms> {
  return readContract(client, {
    abi: resourceTypesAbi,
    address: client.deployment.resourceTypes,
    functionName: 'termsAt',
    args: [parameters.typeId, parameters.version],
  });
}
