/** The document of `--json`: bigints as decimal strings, bytes as base64, maps as objects; one line and a line end. */
export function toJsonText(value: unknown): string {
  const text = JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part === 'bigint') return part.toString();
    if (part instanceof Uint8Array) return Buffer.from(part).toString('base64');
    if (part instanceof Map) return Object.fromEntries(part);
    return part;
  });
  return `${text ?? 'null'}\n`;
}
