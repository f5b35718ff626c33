/** The unsigned LEB128 length that goes before a frame of so many bytes. */
export function framePrefix(bytes: number): Uint8Array {
  const prefix: number[] = [];
  let rest = bytes;
  while (rest >= 0x80) {
    prefix.push((rest & 0x7f) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  prefix.push(rest);
  return Uint8Array.from(prefix);
}

/** Joins byte strings into one. */
export function concatBytes(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  let length = 0;
  for (const part of parts) length += part.byteLength;
  const joined = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.byteLength;
  }
  return joined;
}

/** A frame: its length, then its bytes. */
export function encodeFrame(body: Uint8Array): Uint8Array {
  return concatBytes([framePrefix(body.byteLength), body]);
}
