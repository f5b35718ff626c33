/** What a template or a task gives a program, all of it optional. */
export interface InputContent {
  /** The output limit in bytes. */
  readonly outputBytes?: number;
  /** Arguments after the program's name. */
  readonly args?: readonly string[];
  /** Whether `args` replace those of the input before. Default false. */
  readonly replacesArgs?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: Uint8Array;
  /** Path under `/in` → content. */
  readonly files?: Readonly<Record<string, Uint8Array>>;
}

const recordKind = {
  end: 0,
  argument: 1,
  variable: 2,
  standardInput: 3,
  file: 4,
  outputLimit: 5,
  ownArguments: 6,
} as const;

const leafBytes = 32;
const none = new Uint8Array(0);
const encoder = new TextEncoder();

function compareBytes(left: Uint8Array, right: Uint8Array): number {
  const both = Math.min(left.length, right.length);
  for (let index = 0; index < both; index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

function byName<T>(record: Readonly<Record<string, T>>): [Uint8Array, T][] {
  const entries = Object.entries(record).map(([name, value]): [Uint8Array, T] => [encoder.encode(name), value]);
  return entries.sort(([left], [right]) => compareBytes(left, right));
}

/**
 * Encodes an input as records of whole leaves; see "Input" of docs/machine.md. Equal contents give equal bytes.
 *
 * @returns the encoding in parts, to be written one after the other; contents are not copied
 */
export function encodeInputRecords(content: InputContent): readonly Uint8Array[] {
  const parts: Uint8Array[] = [];
  const pad = (bytes: Uint8Array): void => {
    parts.push(bytes);
    if (bytes.length % leafBytes !== 0) parts.push(new Uint8Array(leafBytes - (bytes.length % leafBytes)));
  };
  const record = (kind: number, name: Uint8Array = none, data: Uint8Array = none): void => {
    const header = new Uint8Array(leafBytes);
    const view = new DataView(header.buffer);
    view.setUint32(0, kind, true);
    view.setUint32(4, name.length, true);
    view.setBigUint64(8, BigInt(data.length), true);
    parts.push(header);
    if (name.length > 0) pad(name);
    if (data.length > 0) pad(data);
  };
  if (content.replacesArgs === true) record(recordKind.ownArguments);
  if (content.outputBytes !== undefined) {
    const limit = new Uint8Array(8);
    new DataView(limit.buffer).setBigUint64(0, BigInt(content.outputBytes), true);
    record(recordKind.outputLimit, none, limit);
  }
  for (const argument of content.args ?? []) record(recordKind.argument, none, encoder.encode(argument));
  for (const [name, value] of byName(content.env ?? {})) record(recordKind.variable, name, encoder.encode(value));
  if (content.stdin !== undefined) record(recordKind.standardInput, none, content.stdin);
  for (const [path, bytes] of byName(content.files ?? {})) record(recordKind.file, path, bytes);
  record(recordKind.end);
  return parts;
}
