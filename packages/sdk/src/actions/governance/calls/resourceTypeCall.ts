import { type ResourceTypeDefinition, resourceTypesAbi } from '@suanli/protocol';
import { encodeFunctionData } from 'viem';
import type { SuanliClient } from '../../../client/SuanliClient.ts';
import type { ProposalCall } from '../ProposalCall.ts';

/** The call that lists a new resource type.
 * @example
 * await propose(client, { calls: [resourceTypeCall(client, definition)], description: 'List RTX_5090' });
 */
export function resourceTypeCall(client: SuanliClient, parameters: ResourceTypeDefinition): ProposalCall {
  const { name, kind, memoryMib, terms } = parameters;
  return {
    target: client.deployment.resourceTypes,
    data: encodeFunctionData({ abi: resourceTypesAbi, functionName: 'addType', args: [name, kind, memoryMib, terms] }),
  };
}
