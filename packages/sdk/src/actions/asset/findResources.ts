import { isSuanliError, resourceAbi, SuanliError } from '@suanli/protocol';
import { type Address, isAddressEqual } from 'viem';
import { readEvents } from '../../client/internal/readEvents.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import { getResource, type Resource } from './getResource.ts';

export interface FindResourcesParameters {
  /** Default: the client's own account. */
  readonly owner?: Address;
}

/**
 * All resources of an account, free and bound, by their ids. It reads every transfer to the account since the deployment:
 * the indexer is the quick way.
 *
 * @throws SuanliError `CHAIN_ACCOUNT_MISSING`, `CHAIN_UNREACHABLE`
 */
export async function findResources(
  client: SuanliClient,
  parameters: FindResourcesParameters = {},
  options: { readonly signal?: AbortSignal } = {},
): Promise<readonly (Resource & { readonly resourceId: bigint })[]> {
  const owner = parameters.owner ?? client.account;
  if (owner === undefined) throw new SuanliError('CHAIN_ACCOUNT_MISSING');
  const contract = { abi: resourceAbi, address: client.deployment.resource };
  const received = await readEvents(client, { ...contract, eventName: 'Transfer', args: { to: owner } }, options);
  const ids = [...new Set(received.map(({ args }) => args.tokenId))].sort((a, b) => (a < b ? -1 : 1));
  const found: (Resource & { readonly resourceId: bigint })[] = [];
  for (const resourceId of ids) {
    options.signal?.throwIfAborted();
    try {
      const resource = await getResource(client, { resourceId });
      if (isAddressEqual(resource.owner, owner)) found.push({ resourceId, ...resource });
    } catch (error) {
      // It was dissolved since.
      if (!isSuanliError(error) || error.code !== 'RESOURCE_UNKNOWN') throw error;
    }
  }
  return found;
}
