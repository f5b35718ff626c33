/** What a program leaves behind, read from the encoding that the system module writes; parts of its bytes, not copies. */
export interface SystemOutput {
  readonly exitCode: number;
  readonly stdout: Uint8Array;
  readonly stderr: Uint8Array;
  readonly files: readonly (readonly [string, Uint8Array])[];
}

const major = { unsigned: 0, negative: 1, bytes: 2, text: 3, map: 5 } as const;
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Reads the canonical CBOR of a task's output, in the one order that it has. */
export function readOutput(encoded: Uint8Array): SystemOutput {
  const view = new DataView(encoded.buffer, encoded.byteOffset, encoded.byteLength);
  let at = 0;
  const head = (expected: number): number => {
    const first = view.getUint8(at);
    at += 1;
    if (first >>> 5 !== expected) throw new RangeError(`the output has a ${first >>> 5} at ${at - 1}`);
    const short = first & 31;
    if (short < 24) return short;
    const bytes = 2 ** (short - 24);
    if (bytes > 4) throw new RangeError('a length above 32 bits');
    const value = bytes === 1 ? view.getUint8(at) : bytes === 2 ? view.getUint16(at) : view.getUint32(at);
    at += bytes;
    return value;
  };
  const string = (kind: number): Uint8Array => {
    const length = head(kind);
    at += length;
    return encoded.subarray(at - length, at);
  };
  const key = (name: string): void => {
    const found = decoder.decode(string(major.text));
    if (found !== name) throw new RangeError(`the output has ${found} where ${name} was due`);
  };
  head(major.map);
  key('files');
  const files = Array.from({ length: head(major.map) }, (): [string, Uint8Array] => [
    decoder.decode(string(major.text)),
    string(major.bytes),
  ]);
  key('stderr');
  const stderr = string(major.bytes);
  key('stdout');
  const stdout = string(major.bytes);
  key('exitCode');
  const isNegative = view.getUint8(at) >>> 5 === major.negative;
  const number = head(isNegative ? major.negative : major.unsigned);
  if (at !== encoded.length) throw new RangeError('bytes behind the output');
  return { exitCode: isNegative ? -1 - number : number, stdout, stderr, files };
}
