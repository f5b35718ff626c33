import { displayWidth } from './displayWidth.ts';
import { padDisplay } from './padDisplay.ts';
import type { StyleName } from './Terminal.ts';

export interface TableColumn {
  readonly title: string;
  /** Numbers stand on the right. Default left. */
  readonly align?: 'left' | 'right';
}

export interface FormatTableParameters {
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly string[])[];
  /** A last row under a rule of its own, such as a total. */
  readonly footer?: readonly string[];
  /** Colours titles and rules. Default: no colours. */
  readonly style?: (style: StyleName, text: string) => string;
  /** Spaces before each line. Default 2. */
  readonly indent?: number;
}

/**
 * Lays out a table as text: aligned columns, titles over a thin rule. Widths are those that terminals draw, so Chinese
 * and coloured cells stay in line.
 *
 * @example
 * formatTable({ columns: [{ title: 'Provider' }, { title: 'Tasks', align: 'right' }], rows: [['0x7099…79C8', '21']] });
 */
export function formatTable(parameters: FormatTableParameters): string {
  const { columns, rows, footer, style = (_style, text) => text, indent = 2 } = parameters;
  const all = footer ? [...rows, footer] : rows;
  const widths = columns.map(({ title }, i) =>
    Math.max(displayWidth(title), ...all.map((row) => displayWidth(row[i] ?? ''))),
  );
  const margin = ' '.repeat(indent);
  const line = (cells: readonly string[], styled: (text: string) => string = (text) => text) =>
    (
      margin +
      columns.map(({ align }, i) => styled(padDisplay(cells[i] ?? '', widths[i] ?? 0, align ?? 'left'))).join('  ')
    ).trimEnd();
  const rule = margin + style('dim', widths.map((width) => '─'.repeat(width)).join('  '));
  return [
    line(
      columns.map(({ title }) => title),
      (text) => style('bold', text),
    ),
    rule,
    ...rows.map((row) => line(row)),
    ...(footer ? [rule, line(footer)] : []),
    '',
  ].join('\n');
}
