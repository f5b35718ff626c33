/** A node of a script: a list, an atom, or a string as bytes. `start` and `end` are its place in the source. */
export type Node =
  | { readonly kind: 'list'; readonly items: readonly Node[]; readonly start: number; readonly end: number }
  | { readonly kind: 'atom'; readonly text: string; readonly start: number; readonly end: number }
  | { readonly kind: 'string'; readonly bytes: Uint8Array; readonly start: number; readonly end: number };

function decodeString(source: string): Uint8Array {
  const bytes: number[] = [];
  const utf8 = new TextEncoder();
  for (let index = 0; index < source.length; ) {
    const character = source[index] ?? '';
    if (character !== '\\') {
      const point = source.codePointAt(index) ?? 0;
      const text = String.fromCodePoint(point);
      bytes.push(...utf8.encode(text));
      index += text.length;
      continue;
    }
    const escaped = source[index + 1] ?? '';
    const simple: Record<string, number> = { n: 10, t: 9, r: 13, '"': 34, "'": 39, '\\': 92 };
    const value = simple[escaped];
    if (value !== undefined) {
      bytes.push(value);
      index += 2;
    } else if (escaped === 'u') {
      const close = source.indexOf('}', index);
      bytes.push(...utf8.encode(String.fromCodePoint(Number.parseInt(source.slice(index + 3, close), 16))));
      index = close + 1;
    } else {
      bytes.push(Number.parseInt(source.slice(index + 1, index + 3), 16));
      index += 3;
    }
  }
  return Uint8Array.from(bytes);
}

/** Splits a .wast script into its top-level commands. */
export function parseWast(source: string): Node[] {
  let position = 0;
  const skip = (): void => {
    for (;;) {
      const character = source[position];
      if (character === undefined) return;
      if (/\s/.test(character)) position++;
      else if (source.startsWith(';;', position)) {
        const end = source.indexOf('\n', position);
        position = end < 0 ? source.length : end;
      } else if (source.startsWith('(;', position)) {
        let depth = 0;
        do {
          if (source.startsWith('(;', position)) {
            depth++;
            position += 2;
          } else if (source.startsWith(';)', position)) {
            depth--;
            position += 2;
          } else position++;
        } while (depth > 0 && position < source.length);
      } else return;
    }
  };
  const parse = (): Node => {
    skip();
    const start = position;
    if (source[position] === '(') {
      position++;
      const items: Node[] = [];
      for (;;) {
        skip();
        if (position >= source.length) throw new Error(`unclosed list at ${start}`);
        if (source[position] === ')') {
          position++;
          return { kind: 'list', items, start, end: position };
        }
        items.push(parse());
      }
    }
    if (source[position] === '"') {
      position++;
      while (source[position] !== '"') position += source[position] === '\\' ? 2 : 1;
      position++;
      return { kind: 'string', bytes: decodeString(source.slice(start + 1, position - 1)), start, end: position };
    }
    while (position < source.length && !/[\s()";]/.test(source[position] ?? ' ')) position++;
    if (position === start) throw new Error(`unexpected ${source[position]} at ${start}`);
    return { kind: 'atom', text: source.slice(start, position), start, end: position };
  };
  const nodes: Node[] = [];
  for (;;) {
    skip();
    if (position >= source.length) return nodes;
    nodes.push(parse());
  }
}
