import { type FormatTableParameters, formatTable } from './formatTable.ts';
import type { Terminal } from './Terminal.ts';

/**
 * Prints a table on the terminal's `out`, in its colours.
 *
 * @example
 * printTable(terminal, { columns: [{ title: 'Provider' }, { title: 'Paid', align: 'right' }], rows });
 */
export function printTable(terminal: Terminal, table: Omit<FormatTableParameters, 'style'>): void {
  terminal.out.write(formatTable({ ...table, style: terminal.style }));
}
