import { Link } from '@tanstack/react-router';
import { type UseRightEventRow, useRightEventFields } from '../../data/tables.ts';
import { type ArgumentValue, useRows } from '../../data/useRows.ts';
import { useText } from '../../text/TextContext.tsx';
import { AddressLabel } from '../../ui/AddressLabel.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { Time } from '../../ui/Time.tsx';
import { Tokens } from '../../ui/Tokens.tsx';
import { useEventKind } from './useEventKind.ts';

export interface OrderHistoryProps {
  /** Filters of the indexer's `useRightEvents`. */
  readonly where?: Readonly<Record<string, ArgumentValue>>;
  /** Default 20. */
  readonly limit?: number;
}

/** What happened to use rights, the latest first. */
export function OrderHistory({ where = {}, limit = 20 }: OrderHistoryProps) {
  const { text } = useText();
  const kindOf = useEventKind();
  const query = useRows({
    table: 'useRightEvents',
    fields: useRightEventFields,
    where,
    orderBy: 'id',
    descending: true,
    limit,
  });
  return (
    <QueryView query={query}>
      {({ items }) => (
        <DataTable<UseRightEventRow>
          caption={text.market.history}
          rows={items}
          rowKey={(row) => row.id}
          empty={<Empty title={text.market.historyEmpty} />}
          columns={[
            { key: 'time', head: text.common.time, cell: (row) => <Time at={row.time} /> },
            {
              key: 'kind',
              head: text.market.event,
              cell: (row) => <Badge tone={kindOf(row).tone}>{kindOf(row).label}</Badge>,
            },
            {
              key: 'id',
              head: text.market.useRight,
              names: true,
              cell: (row) => (
                <Link to="/use-rights/$id" params={{ id: row.useRightId.toString() }}>
                  {row.useRightId.toString()}
                </Link>
              ),
            },
            { key: 'from', head: text.market.from, cell: (row) => <AddressLabel address={row.from} /> },
            {
              key: 'to',
              head: text.market.to,
              cell: (row) => (row.to === null ? '–' : <AddressLabel address={row.to} />),
            },
            {
              key: 'price',
              head: text.common.price,
              end: true,
              cell: (row) => (row.priceWei === null ? '–' : <Tokens wei={row.priceWei} />),
            },
            {
              key: 'fee',
              head: text.market.fee,
              end: true,
              cell: (row) => (row.feeWei === null ? '–' : <Tokens wei={row.feeWei} />),
            },
          ]}
        />
      )}
    </QueryView>
  );
}
