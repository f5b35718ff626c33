import { stripVTControlCharacters } from 'node:util';

/** The first lines of what a program printed, without anything that could steer the terminal. */
export function safeText(bytes: Uint8Array, lines: number): string[] {
  const text = stripVTControlCharacters(new TextDecoder().decode(bytes.subarray(0, 16_384)));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must go
  const clean = text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '');
  const all = clean.trimEnd().split('\n');
  if (all.length === 1 && all[0] === '') return [];
  return all.length > lines ? [...all.slice(0, lines), '…'] : all;
}
