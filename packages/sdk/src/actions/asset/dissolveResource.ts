import { resourceAbi } from '@suanli/protocol';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';

export interface DissolveResourceParameters {
  readonly resourceId: bigint;
}

/**
 * Ends a free resource of the client's account and frees its hardware. The id is not used again; what its revenue right
 * has earned stays due.
 *
 * @throws SuanliError `RESOURCE_UNKNOWN`, `RESOURCE_NOT_OWNER`, `RESOURCE_IN_USE`
 */
export function dissolveResource(client: SuanliClient, parameters: DissolveResourceParameters): Promise<Transaction> {
  return writeContract(client, {
    abi: resourceAbi,
    address: client.deployment.resource,
    functionName: 'dissolve',
    args: [parameters.resourceId],
  });
}
