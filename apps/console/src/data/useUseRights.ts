import { isSuanliError, useRightAbi } from '@suanli/protocol';
import { getListing, getResourceTypes, getUseRight } from '@suanli/sdk';
import type { UseQueryResult } from '@tanstack/react-query';
import { isSameAddress } from '../format/isSameAddress.ts';
import { type UseRightRow, useRightFields } from './tables.ts';
import { useChainRead } from './useChainRead.ts';
import { type Rows, useRows } from './useRows.ts';

/** Of so many of the latest rights the chain is asked while the indexer is away. */
const lookBack = 100n;

export interface UseRights {
  readonly query: UseQueryResult<Rows<typeof useRightFields>, Error>;
  /** True where the indexer is away and the chain itself was read: the latest hundred, and nothing of proofs. */
  readonly fromChain: boolean;
}

/** Use rights, the latest first; of one owner where one is given. While the indexer is away the chain itself is read. */
export function useUseRights(owner?: string): UseRights {
  const rows = useRows({
    table: 'useRights',
    fields: useRightFields,
    where: { owner: owner?.toLowerCase() },
    orderBy: 'id',
    descending: true,
    limit: 500,
  });
  const away = rows.isError && rows.data === undefined;
  const chain = useChainRead({
    key: ['useRights', owner],
    enabled: away,
    read: async (client, signal) => {
      const [count, types] = await Promise.all([
        client.publicClient.readContract({
          abi: useRightAbi,
          address: client.deployment.useRight,
          functionName: 'useRightCount',
        }),
        getResourceTypes(client),
      ]);
      const items: UseRightRow[] = [];
      for (let id = count; id > 0n && id > count - lookBack; id--) {
        signal.throwIfAborted();
        try {
          const [right, listing] = await Promise.all([
            getUseRight(client, { useRightId: id }),
            getListing(client, { useRightId: id }),
          ]);
          if (owner !== undefined && !isSameAddress(right.owner, owner)) continue;
          const type = types.find((each) => each.id === right.typeId);
          items.push({
            id,
            owner: right.owner,
            provider: right.owner,
            resourceId: right.resourceId,
            typeId: right.typeId,
            typeName: type?.name ?? String(right.typeId),
            model: right.model,
            count: right.count,
            memoryMib: type?.memoryMib ?? 0,
            issuedAt: 0n,
            expiresAt: BigInt(right.expiresAt),
            sold: right.isSold,
            status: listing ? 'listed' : 'held',
            lastPriceWei: null,
            resource: null,
          });
        } catch (error) {
          // It was given back, or its resource is no more.
          if (!isSuanliError(error) || error.retryable) throw error;
        }
      }
      return { items, totalCount: Number(count) };
    },
  });
  return away && chain.data ? { query: chain, fromChain: true } : { query: rows, fromChain: false };
}
