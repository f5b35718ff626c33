import { SuanliError } from '@suanli/protocol';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The error of a byte sequence that the binary format does not allow. */
export function malformed(reason: string, offset: number, cause?: unknown): SuanliError {
  return new SuanliError('MACHINE_MALFORMED', {
    parameters: { reason, offset },
    ...(cause === undefined ? {} : { cause }),
  });
}

/** The error of a feature outside the guest language. */
export function unsupported(feature: string, offset: number): SuanliError {
  return new SuanliError('MACHINE_UNSUPPORTED', { parameters: { feature, offset } });
}

/** The error of a size that no engine would accept. */
export function limitExceeded(what: string, actual: number, maximum: number, offset: number): SuanliError {
  return new SuanliError('MACHINE_LIMIT_EXCEEDED', { parameters: { what, actual, maximum, offset } });
}

/** Reads the primitive values of the binary format; every failure is a coded error with the byte offset. */
export class ByteReader {
  readonly bytes: Uint8Array;
  position: number;
  end: number;

  constructor(bytes: Uint8Array, position = 0, end = bytes.length) {
    this.bytes = bytes;
    this.position = position;
    this.end = end;
  }

  get atEnd(): boolean {
    return this.position >= this.end;
  }

  byte(): number {
    if (this.position >= this.end) throw malformed('unexpected end', this.position);
    return this.bytes[this.position++] ?? 0;
  }

  slice(length: number): Uint8Array {
    if (length > this.end - this.position) throw malformed('unexpected end', this.end);
    const start = this.position;
    this.position += length;
    return this.bytes.subarray(start, this.position);
  }

  u32(): number {
    const start = this.position;
    let result = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      if (shift === 28 && byte > 0x0f) {
        throw malformed(byte & 0x80 ? 'integer representation too long' : 'integer too large', start);
      }
      result |= (byte & 0x7f) << shift;
      if (byte < 0x80) return result >>> 0;
    }
  }

  s32(): number {
    const start = this.position;
    let result = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      if (shift === 28 && !(byte <= 0x07 || (byte >= 0x78 && byte <= 0x7f))) {
        throw malformed(byte & 0x80 ? 'integer representation too long' : 'integer too large', start);
      }
      result |= (byte & 0x7f) << shift;
      if (byte < 0x80) {
        if (shift < 28 && byte & 0x40) result |= -1 << (shift + 7);
        return result;
      }
    }
  }

  /** A block type: a signed integer of 33 bits. */
  s33(): number {
    const start = this.position;
    let result = 0;
    let scale = 1;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      if (shift === 28 && !(byte <= 0x0f || (byte >= 0x70 && byte <= 0x7f))) {
        throw malformed(byte & 0x80 ? 'integer representation too long' : 'integer too large', start);
      }
      result += (byte & 0x7f) * scale;
      scale *= 128;
      if (byte < 0x80) return byte & 0x40 ? result - scale : result;
    }
  }

  s64(): bigint {
    const start = this.position;
    const first = this.bytes[this.position];
    if (first !== undefined && first < 0x80 && this.position < this.end) {
      this.position++;
      return BigInt(first & 0x40 ? first - 0x80 : first);
    }
    let result = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = this.byte();
      if (shift === 63n && byte !== 0x00 && byte !== 0x7f) {
        throw malformed(byte & 0x80 ? 'integer representation too long' : 'integer too large', start);
      }
      result |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return BigInt.asIntN(64, shift < 63n && byte & 0x40 ? result - (1n << (shift + 7n)) : result);
    }
  }

  /** The bits of a float of the given size, as an unsigned integer. */
  floatBits(size: 4 | 8): bigint {
    const bytes = this.slice(size);
    let result = 0n;
    for (let index = size - 1; index >= 0; index--) result = (result << 8n) | BigInt(bytes[index] ?? 0);
    return result;
  }

  name(): string {
    const length = this.u32();
    const start = this.position;
    const bytes = this.slice(length);
    try {
      return utf8.decode(bytes);
    } catch (cause) {
      throw malformed('malformed UTF-8 encoding', start, cause);
    }
  }
}
