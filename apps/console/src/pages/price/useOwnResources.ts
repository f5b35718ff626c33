import { findResources } from '@suanli/sdk';
import type { Address } from 'viem';
import { useEither } from '../../data/useEither.ts';
import type { SuppliedResource } from './statementDialogs.tsx';

const fields = { id: 'bigint', typeId: 'int', model: 'text', count: 'int' } as const;

/** The resources of a type that an account can publish as supply. */
export function useOwnResources(typeId: number, account: string | undefined): readonly SuppliedResource[] {
  const { query } = useEither(
    {
      table: 'resources',
      fields,
      where: { owner: account?.toLowerCase(), typeId, dissolved: false },
      orderBy: 'id',
      enabled: account !== undefined,
    },
    {
      key: ['ownResources', typeId, account],
      enabled: account !== undefined,
      read: async (client, signal) => {
        const found = await findResources(client, { owner: account as Address }, { signal });
        return found
          .filter((each) => each.typeId === typeId)
          .map(({ resourceId, model, count }) => ({ id: resourceId, typeId, model, count }));
      },
    },
  );
  return query.data?.items ?? [];
}
