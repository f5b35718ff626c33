import type { UseQueryResult } from '@tanstack/react-query';
import type { Fields, Row } from './fields.ts';
import { type ChainReadParameters, useChainRead } from './useChainRead.ts';
import type { Rows, RowsParameters } from './useRows.ts';
import { useRows } from './useRows.ts';

export interface Either<F extends Fields> {
  readonly query: UseQueryResult<Rows<F>, Error>;
  /** True where the indexer is away and the chain itself was read. */
  readonly fromChain: boolean;
}

/** Rows of the indexer; while it is away, the same read from the chain. */
export function useEither<const F extends Fields>(
  rows: RowsParameters<F>,
  chain: ChainReadParameters<readonly Row<F>[]>,
): Either<F> {
  const indexed = useRows(rows);
  const away = indexed.isError && indexed.data === undefined;
  const read = useChainRead({
    key: chain.key,
    enabled: away && (chain.enabled ?? true),
    read: async (client, signal): Promise<Rows<F>> => {
      const items = await chain.read(client, signal);
      return { items, totalCount: items.length };
    },
  });
  return away && (read.data || read.isLoading)
    ? { query: read, fromChain: true }
    : { query: indexed, fromChain: false };
}
