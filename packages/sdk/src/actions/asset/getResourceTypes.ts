import { type ResourceKind, type ResourceTypeDefinition, resourceTypesAbi } from '@suanli/protocol';
import { readContract } from '../../client/internal/readContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';

/** A kind of hardware that the DAO lists, with the terms that hold now. */
export interface ResourceType extends ResourceTypeDefinition {
  /** 1, 2, 3, … in the order of listing. */
  readonly id: number;
  /** How many versions of its terms there have been; these are the last. */
  readonly version: number;
}

/**
 * All resource types of the market, in the order of their ids, those that are closed to new hardware included.
 *
 * @throws SuanliError `CHAIN_UNREACHABLE`
 *
 * @example
 * const gtx1050 = (await getResourceTypes(client)).find(({ name }) => name === 'GTX_1050');
 */
export async function getResourceTypes(client: SuanliClient): Promise<readonly ResourceType[]> {
  const contract = { abi: resourceTypesAbi, address: client.deployment.resourceTypes };
  const count = await readContract(client, { ...contract, functionName: 'typeCount', args: [] });
  return Promise.all(
    Array.from({ length: count }, async (_, i) => {
      const id = i + 1;
      const [[name, kind, memoryMib, version], terms] = await Promise.all([
        readContract(client, { ...contract, functionName: 'typeOf', args: [id] }),
        readContract(client, { ...contract, functionName: 'termsOf', args: [id] }),
      ]);
      return { id, name, kind: kind as ResourceKind, memoryMib, version, terms };
    }),
  );
}
