import { resourceAbi, SuanliError } from '@suanli/protocol';
import type { Address } from 'viem';
import { readContract } from '../../client/internal/readContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';

export interface GetFreeResourcesParameters {
  /** Default: the client's own account. */
  readonly owner?: Address;
}

/** Few enough for the gas that public RPC endpoints give a call. */
const idsAtOnce = 1_000n;

/**
 * The VIDs of an account's resources that no live use right binds: each can be given a use right, transferred or dissolved.
 *
 * @throws SuanliError `CHAIN_ACCOUNT_MISSING`, `CHAIN_UNREACHABLE`
 *
 * @example
 * const [resourceId] = await getFreeResources(client);
 */
export async function getFreeResources(
  client: SuanliClient,
  parameters: GetFreeResourcesParameters = {},
): Promise<readonly bigint[]> {
  const owner = parameters.owner ?? client.account;
  if (owner === undefined) throw new SuanliError('CHAIN_ACCOUNT_MISSING');
  const found: bigint[] = [];
  let start = 0n;
  do {
    const [ids, next] = await readContract(client, {
      abi: resourceAbi,
      address: client.deployment.resource,
      functionName: 'freeResourcesOf',
      args: [owner, start, idsAtOnce],
    });
    found.push(...ids);
    start = next;
  } while (start !== 0n);
  return found;
}
