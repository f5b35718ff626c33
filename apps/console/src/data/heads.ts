import { type QueryClient, type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { getBlock } from 'viem/actions';
import { useClient } from 'wagmi';
import { EMBEDDED_CHAIN_ID } from '../config/ConsoleConfig.ts';
import { useConsole } from './ConsoleContext.tsx';

/** The latest block that somebody knows. */
export interface Head {
  readonly blockNumber: bigint;
  /** Seconds since 1970. */
  readonly timestamp: bigint;
}

function usePollMs(): number {
  return useConsole().config.chainId === EMBEDDED_CHAIN_ID ? 700 : 4_000;
}

/** The chain's latest block, asked for again and again; an error where the chain does not answer. */
export function useChainHead(): UseQueryResult<Head, Error> {
  const { config } = useConsole();
  const client = useClient({ chainId: config.chainId });
  return useQuery({
    queryKey: ['head', 'chain'],
    queryFn: async (): Promise<Head> => {
      try {
        if (!client) throw new Error('no client');
        const block = await getBlock(client, { blockTag: 'latest' });
        return { blockNumber: block.number, timestamp: block.timestamp };
      } catch (cause) {
        const { SuanliError } = await import('./suanliError.ts');
        throw new SuanliError('CHAIN_UNREACHABLE', { parameters: { url: config.rpcUrl }, cause });
      }
    },
    refetchInterval: usePollMs(),
    retry: false,
  });
}

/** The latest block that the indexer has read; an error where it does not answer. */
export function useIndexerHead(): UseQueryResult<Head, Error> {
  const { config } = useConsole();
  return useQuery({
    queryKey: ['head', 'indexer'],
    queryFn: async ({ signal }): Promise<Head> => {
      try {
        const response = await fetch(`${config.indexerUrl}/status`, {
          signal: AbortSignal.any([signal, AbortSignal.timeout(5_000)]),
        });
        const chains = (await response.json()) as Record<
          string,
          { id: number; block: { number: number; timestamp: number } }
        >;
        const chain = Object.values(chains).find(({ id }) => id === config.chainId);
        return { blockNumber: BigInt(chain?.block.number ?? 0), timestamp: BigInt(chain?.block.timestamp ?? 0) };
      } catch (cause) {
        const { SuanliError } = await import('./suanliError.ts');
        throw new SuanliError('CONSOLE_INDEXER_UNREACHABLE', { parameters: { url: config.indexerUrl }, cause });
      }
    },
    refetchInterval: usePollMs(),
    retry: false,
  });
}

/**
 * Reads anew what pages have asked of chain or indexer. What is being read is not broken off: with a block each second, what
 * takes longer would never arrive. It may have missed the block, so it is read once more a little later.
 */
function readAnew(queries: QueryClient, source: 'chain' | 'indexed'): () => void {
  const again = () => void queries.invalidateQueries({ queryKey: [source] }, { cancelRefetch: false });
  const underWay = queries.isFetching({ queryKey: [source] }) > 0;
  again();
  const timer = underWay ? setTimeout(again, 1_000) : undefined;
  return () => clearTimeout(timer);
}

/** Keeps whatever pages have asked for up to date with the latest blocks of chain and indexer. */
export function useLiveUpdates(): void {
  const queries = useQueryClient();
  const chain = useChainHead();
  const indexer = useIndexerHead();
  const chainBlock = chain.data?.blockNumber;
  const indexerBlock = indexer.data?.blockNumber;
  const chainUp = chain.isSuccess;
  const indexerUp = indexer.isSuccess;
  useEffect(
    () => (chainBlock !== undefined && chainUp ? readAnew(queries, 'chain') : undefined),
    [queries, chainBlock, chainUp],
  );
  useEffect(
    () => (indexerBlock !== undefined && indexerUp ? readAnew(queries, 'indexed') : undefined),
    [queries, indexerBlock, indexerUp],
  );
}

function subscribeToSeconds(onTick: () => void): () => void {
  const timer = setInterval(onTick, 1_000);
  return () => clearInterval(timer);
}

/**
 * The chain's time in seconds since 1970, ticking. A chain's clock may run ahead of this machine's (it does where tests
 * move it), and stands still between blocks: the later of both counts.
 */
export function useChainTime(): bigint {
  const { data } = useChainHead();
  const here = useSyncExternalStore(subscribeToSeconds, () => Math.floor(Date.now() / 1_000));
  const now = BigInt(here);
  return data !== undefined && data.timestamp > now ? data.timestamp : now;
}

/** How reading stands. */
export interface DataStatus {
  readonly chain: 'ok' | 'down' | 'waiting';
  readonly indexer: 'ok' | 'down' | 'behind' | 'waiting';
  /** Blocks that the indexer has still to read. */
  readonly behindBlocks: bigint;
}

/** How reading stands: whether chain and indexer answer, and how far the indexer is behind. */
export function useDataStatus(): DataStatus {
  const chain = useChainHead();
  const indexer = useIndexerHead();
  const behindBlocks =
    chain.data && indexer.data && chain.data.blockNumber > indexer.data.blockNumber
      ? chain.data.blockNumber - indexer.data.blockNumber
      : 0n;
  const pollMs = usePollMs();
  // One or two blocks are the time that a poll takes; the embedded chain may mine many in that.
  const tolerated = pollMs < 1_000 ? 20n : 3n;
  return {
    chain: chain.isError ? 'down' : chain.data ? 'ok' : 'waiting',
    indexer: indexer.isError ? 'down' : !indexer.data ? 'waiting' : behindBlocks > tolerated ? 'behind' : 'ok',
    behindBlocks,
  };
}
