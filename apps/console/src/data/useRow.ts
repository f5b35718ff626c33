import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { askIndexer } from './askIndexer.ts';
import { useConsole } from './ConsoleContext.tsx';
import { type Fields, type Row, readRow, selectionOf } from './fields.ts';

export interface RowParameters<F extends Fields> {
  /** The table's singular field of the GraphQL schema, such as `useRight`. */
  readonly table: string;
  readonly fields: F;
  /** Its primary key; numbers of 256 bits as bigint. */
  readonly key: Readonly<Record<string, string | number | bigint>>;
  readonly enabled?: boolean;
}

/** One row of a table of the indexer, null where there is none, kept up to date with its latest block. */
export function useRow<const F extends Fields>(parameters: RowParameters<F>): UseQueryResult<Row<F> | null, Error> {
  const { config } = useConsole();
  const { table, fields, key } = parameters;
  const selectors = Object.entries(key).map(
    ([name, value]) => `${name}: ${typeof value === 'number' ? value : JSON.stringify(value.toString())}`,
  );
  const query = `{ ${table}(${selectors.join(', ')}) ${selectionOf(fields)} }`;
  return useQuery({
    queryKey: ['indexed', query],
    queryFn: async ({ signal }): Promise<Row<F> | null> => {
      const data = await askIndexer({ indexerUrl: config.indexerUrl, query, signal });
      const row = data[table];
      return row ? readRow(fields, row as Record<string, unknown>) : null;
    },
    enabled: parameters.enabled ?? true,
  });
}
