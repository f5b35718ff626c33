import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import classes from './DataTable.module.css';

export interface Column<T> {
  readonly key: string;
  /** An empty one (for a column of buttons) is read as `label`. */
  readonly head: ReactNode;
  /** What the column is called where `head` is no text. */
  readonly label?: string;
  readonly cell: (row: T) => ReactNode;
  /** Numbers stand at the end. */
  readonly end?: boolean;
  /** Stays in sight where the table is wider than the page; the last column only. Default: one without a head. */
  readonly stays?: boolean;
  /** The column that names its row; the first where none says so. */
  readonly names?: boolean;
  /** How it is sorted by now, where one can. */
  readonly sorted?: 'ascending' | 'descending' | undefined;
}

export interface DataTableProps<T> {
  /** What the table shows; read out, and shown where nothing else says it. */
  readonly caption: string;
  readonly showCaption?: boolean;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  readonly rowKey: (row: T) => string;
  /** Rows that concern the reader. */
  readonly isMine?: (row: T) => boolean;
  /** Shown instead where there is no row. */
  readonly empty: ReactNode;
}

/** The layout for phones takes the native roles away, so they are given once more. */
const role = {
  table: { role: 'table' },
  rowgroup: { role: 'rowgroup' },
  row: { role: 'row' },
  columnheader: { role: 'columnheader' },
  rowheader: { role: 'rowheader' },
  cell: { role: 'cell' },
} as const;

/** A table with a caption and scopes; on a phone every row becomes a card. */
export function DataTable<T>({ caption, showCaption, columns, rows, rowKey, isMine, empty }: DataTableProps<T>) {
  if (rows.length === 0) return empty;
  const named = columns.some(({ names }) => names);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={classes.scroll} aria-label={caption} tabIndex={0}>
      <table className={classes.table} {...role.table}>
        <caption className={showCaption ? undefined : 'visually-hidden'}>{caption}</caption>
        <thead {...role.rowgroup}>
          <tr {...role.row}>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                {...role.columnheader}
                className={cx(column.end && classes.end, column.stays && classes.doing)}
                aria-sort={column.sorted}
              >
                {column.head === '' ? <span className="visually-hidden">{column.label}</span> : column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody {...role.rowgroup}>
          {rows.map((row) => (
            <tr key={rowKey(row)} {...role.row} className={cx(isMine?.(row) && classes.mine)}>
              {columns.map((column, index) => {
                const label =
                  column.head === '' ? '' : (column.label ?? (typeof column.head === 'string' ? column.head : ''));
                const names = column.names ?? (!named && index === 0);
                return names ? (
                  <th
                    key={column.key}
                    scope="row"
                    {...role.rowheader}
                    data-label={label}
                    className={cx(column.end && classes.end)}
                  >
                    {column.cell(row)}
                  </th>
                ) : (
                  <td
                    key={column.key}
                    {...role.cell}
                    data-label={label}
                    className={cx(column.end && classes.end, (column.stays ?? column.head === '') && classes.doing)}
                  >
                    {column.cell(row)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
