import { stripVTControlCharacters } from 'node:util';
import { displayWidth } from './displayWidth.ts';

/** Cuts a text to a width in columns, with an ellipsis where something is lost; what is cut loses its colours. */
export function cutDisplay(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let cut = '';
  let used = 0;
  for (const character of stripVTControlCharacters(text)) {
    const next = displayWidth(character);
    if (used + next > width - 1) break;
    cut += character;
    used += next;
  }
  return `${cut}…`;
}
