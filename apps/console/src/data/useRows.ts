import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query';
import { askIndexer } from './askIndexer.ts';
import { useConsole } from './ConsoleContext.tsx';
import { type Fields, type Row, readRow, selectionOf } from './fields.ts';

/** A value in a GraphQL question. Numbers of 256 bits are written as strings there. */
export type ArgumentValue = string | number | bigint | boolean | null | readonly ArgumentValue[];

export interface RowsParameters<F extends Fields> {
  /** The table's plural field of the GraphQL schema, such as `useRights`. */
  readonly table: string;
  readonly fields: F;
  /** Ponder's filters, such as `{ expiresAt_gt: 0n }`; those that are undefined are left out. */
  readonly where?: Readonly<Record<string, ArgumentValue | undefined>>;
  readonly orderBy?: string;
  readonly descending?: boolean;
  /** Default 1000, the indexer's bound. */
  readonly limit?: number;
  readonly enabled?: boolean;
}

/** Rows, and how many there are without the limit. */
export interface Rows<F extends Fields> {
  readonly items: readonly Row<F>[];
  readonly totalCount: number;
}

function literal(value: ArgumentValue): string {
  if (typeof value === 'bigint') return `"${value}"`;
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  return JSON.stringify(value);
}

/** The GraphQL document that asks for these rows. */
export function rowsQuery<F extends Fields>(parameters: RowsParameters<F>): string {
  const { table, fields, where = {}, orderBy, descending, limit = 1_000 } = parameters;
  const filters = Object.entries(where).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}: ${literal(value)}`],
  );
  const parts = [`limit: ${limit}`];
  if (filters.length > 0) parts.push(`where: { ${filters.join(', ')} }`);
  if (orderBy !== undefined) parts.push(`orderBy: "${orderBy}", orderDirection: "${descending ? 'desc' : 'asc'}"`);
  return `{ ${table}(${parts.join(', ')}) { totalCount items ${selectionOf(fields)} } }`;
}

/** Rows of a table of the indexer, kept up to date with its latest block. */
export function useRows<const F extends Fields>(parameters: RowsParameters<F>): UseQueryResult<Rows<F>, Error> {
  const { config } = useConsole();
  const query = rowsQuery(parameters);
  return useQuery({
    queryKey: ['indexed', query],
    queryFn: async ({ signal }): Promise<Rows<F>> => {
      const data = await askIndexer({ indexerUrl: config.indexerUrl, query, signal });
      const page = data[parameters.table] as { totalCount: number; items: readonly Record<string, unknown>[] };
      return { totalCount: page.totalCount, items: page.items.map((item) => readRow(parameters.fields, item)) };
    },
    placeholderData: keepPreviousData,
    enabled: parameters.enabled ?? true,
  });
}
