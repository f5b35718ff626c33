import type { SuanliClient } from '@suanli/sdk';
import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useConsole } from './ConsoleContext.tsx';

export interface ChainReadParameters<T> {
  /** Names what is read, with all that it depends on; bigints as strings. */
  readonly key: readonly (string | number | undefined)[];
  read(client: SuanliClient, signal: AbortSignal): Promise<T>;
  readonly enabled?: boolean;
  /** True: what its key names does not change from block to block, so it is read once. */
  readonly fixed?: boolean;
  /** True: while what a new key names is read, that of the one before stays on the page. */
  readonly keep?: boolean;
}

/** Something read from the chain itself, kept up to date with its latest block unless it is fixed. */
export function useChainRead<T>(parameters: ChainReadParameters<T>): UseQueryResult<T, Error> {
  const { loadClient } = useConsole();
  return useQuery({
    queryKey: [parameters.fixed ? 'fixed' : 'chain', ...parameters.key],
    queryFn: async ({ signal }) => parameters.read(await loadClient(), signal),
    enabled: parameters.enabled ?? true,
    ...(parameters.keep && { placeholderData: keepPreviousData }),
  });
}
