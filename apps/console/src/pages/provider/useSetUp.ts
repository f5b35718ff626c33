import { getListing, getResource, getResourceTypes, getRevenueRight } from '@suanli/sdk';
import type { UseQueryResult } from '@tanstack/react-query';
import { useChainRead } from '../../data/useChainRead.ts';

/** How far the setting up of a resource is, as the chain says. */
export interface SetUp {
  readonly resourceId: bigint;
  readonly owner: string;
  readonly typeName: string;
  readonly typeId: number;
  readonly model: string;
  readonly count: number;
  readonly hardwareIds: readonly bigint[];
  /** Shares that the type has now. */
  readonly typeShares: number;
  readonly useRightId: bigint | undefined;
  readonly boundUntil: bigint | undefined;
  /** Shares of the revenue right; undefined: it has none. */
  readonly totalShares: number | undefined;
  readonly priceWei: bigint | undefined;
  /** Whether the owner of the resource can still list the use right: it has not been sold. */
  readonly step: 'useRight' | 'revenueRight' | 'list' | 'done';
}

/** How far the setting up of a resource is. It is kept nowhere but on chain, so that it can be carried on anywhere. */
export function useSetUp(resourceId: bigint | undefined): UseQueryResult<SetUp | undefined, Error> {
  return useChainRead({
    key: ['setUp', resourceId?.toString()],
    enabled: resourceId !== undefined,
    read: async (client) => {
      if (resourceId === undefined) return undefined;
      const [resource, revenueRight, types] = await Promise.all([
        getResource(client, { resourceId }),
        getRevenueRight(client, { resourceId }),
        getResourceTypes(client),
      ]);
      const { useRightId } = resource;
      const listing = useRightId === undefined ? undefined : await getListing(client, { useRightId });
      const type = types.find(({ id }) => id === resource.typeId);
      return {
        resourceId,
        owner: resource.owner,
        typeName: type?.name ?? String(resource.typeId),
        typeId: resource.typeId,
        model: resource.model,
        count: resource.count,
        hardwareIds: resource.hardwareIds,
        typeShares: type?.terms.revenueShares ?? 0,
        useRightId,
        boundUntil: resource.boundUntil === undefined ? undefined : BigInt(resource.boundUntil),
        totalShares: revenueRight?.totalShares,
        priceWei: listing?.priceWei,
        step:
          useRightId === undefined
            ? 'useRight'
            : revenueRight === undefined
              ? 'revenueRight'
              : listing
                ? 'done'
                : 'list',
      } as const;
    },
  });
}
