// The few parts of Protocol Buffers that bitswap and UnixFS use: varints and length-delimited fields.
// https://protobuf.dev/programming-guides/encoding/

/** One field: a varint's value, or a length-delimited field's bytes. */
export type ProtobufField =
  | { readonly number: number; readonly value: number; readonly bytes?: undefined }
  | { readonly number: number; readonly bytes: Uint8Array; readonly value?: undefined };

function writeVarint(into: number[], value: number): void {
  let rest = value;
  while (rest >= 0x80) {
    into.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  into.push(rest);
}

/** Builds a message field by field; the order of calls is the order on the wire. */
export class ProtobufWriter {
  readonly #parts: Uint8Array[] = [];

  /** A varint, up to 2^53. */
  varint(field: number, value: number): this {
    const bytes: number[] = [];
    writeVarint(bytes, field * 8);
    writeVarint(bytes, value);
    this.#parts.push(Uint8Array.from(bytes));
    return this;
  }

  bytes(field: number, value: Uint8Array): this {
    const prefix: number[] = [];
    writeVarint(prefix, field * 8 + 2);
    writeVarint(prefix, value.byteLength);
    this.#parts.push(Uint8Array.from(prefix), value);
    return this;
  }

  finish(): Uint8Array {
    let length = 0;
    for (const part of this.#parts) length += part.byteLength;
    const message = new Uint8Array(length);
    let offset = 0;
    for (const part of this.#parts) {
      message.set(part, offset);
      offset += part.byteLength;
    }
    return message;
  }
}

/** Reads the fields of a message in order; fixed-size fields are passed over. Throws RangeError on bytes that are no message. */
export function* readProtobuf(message: Uint8Array): Generator<ProtobufField> {
  let offset = 0;
  const varint = (): number => {
    let value = 0;
    for (let position = 0; position < 10; position++) {
      const byte = message[offset];
      if (byte === undefined) throw new RangeError('truncated varint');
      offset += 1;
      value += (byte & 0x7f) * 2 ** (7 * position);
      if (byte < 0x80) return value;
    }
    throw new RangeError('varint too long');
  };
  const advance = (bytes: number): number => {
    const start = offset;
    if (offset + bytes > message.byteLength) throw new RangeError('truncated field');
    offset += bytes;
    return start;
  };
  while (offset < message.byteLength) {
    const key = varint();
    const number = Math.floor(key / 8);
    switch (key % 8) {
      case 0:
        yield { number, value: varint() };
        break;
      case 1:
        advance(8);
        break;
      case 2: {
        const length = varint();
        const start = advance(length);
        yield { number, bytes: message.subarray(start, start + length) };
        break;
      }
      case 5:
        advance(4);
        break;
      default:
        throw new RangeError('unknown wire type');
    }
  }
}
