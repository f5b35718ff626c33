import { displayWidth } from './displayWidth.ts';

/** Fills a text with spaces up to a width in columns, on the right or, for numbers, on the left. */
export function padDisplay(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  const fill = ' '.repeat(Math.max(0, width - displayWidth(text)));
  return align === 'left' ? text + fill : fill + text;
}
