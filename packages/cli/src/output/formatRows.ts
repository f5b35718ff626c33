import { displayWidth } from './displayWidth.ts';
import { padDisplay } from './padDisplay.ts';
import type { StyleName } from './Terminal.ts';

/** Lays out labels and values in two columns, the labels in bold. */
export function formatRows(
  rows: readonly (readonly [label: string, value: string])[],
  style: (style: StyleName, text: string) => string = (_style, text) => text,
): string {
  const width = Math.max(...rows.map(([label]) => displayWidth(label)));
  return rows.map(([label, value]) => `  ${style('bold', padDisplay(label, width))}  ${value}\n`).join('');
}
