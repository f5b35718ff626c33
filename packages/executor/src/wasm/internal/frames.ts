/**
 * What parent and sandbox say to each other. A frame is its length (u32, little endian, without these four bytes), its kind (u8) and a
 * body. Both ends are the same version: there is no negotiation. Everything that comes from the sandbox is checked before it is used.
 */
export const frameKind = {
  // parent → sandbox
  load: 1,
  drop: 2,
  run: 3,
  // sandbox → parent
  ready: 65,
  loaded: 66,
  refused: 67,
  result: 68,
  outOfMemory: 69,
  fault: 70,
} as const;

export const frameHeaderBytes = 5;

/** No frame is longer. Node's buffers and one u32 could carry more; nothing here needs to. */
export const maxFrameBytes = 0x7fff_ffff;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Builds one frame. Large byte strings are kept as parts of their own and not copied. */
export class FrameWriter {
  static readonly #ownPartBytes = 65_536;
  readonly #parts: Uint8Array[] = [];
  #buffer: Uint8Array;
  #view: DataView;
  #used = 0;
  #total = 0;

  constructor(kind: number, expectedBytes = 512) {
    this.#buffer = new Uint8Array(expectedBytes);
    this.#view = new DataView(this.#buffer.buffer);
    this.#used = 4;
    this.u8(kind);
  }

  #room(bytes: number): void {
    if (this.#used + bytes <= this.#buffer.length) return;
    const grown = new Uint8Array(Math.max(this.#buffer.length * 2, this.#used + bytes));
    grown.set(this.#buffer.subarray(0, this.#used));
    this.#buffer = grown;
    this.#view = new DataView(grown.buffer);
  }

  u8(value: number): this {
    this.#room(1);
    this.#view.setUint8(this.#used, value);
    this.#used += 1;
    return this;
  }

  u32(value: number): this {
    this.#room(4);
    this.#view.setUint32(this.#used, value, true);
    this.#used += 4;
    return this;
  }

  u64(value: bigint): this {
    this.#room(8);
    this.#view.setBigUint64(this.#used, value, true);
    this.#used += 8;
    return this;
  }

  f64(value: number): this {
    this.#room(8);
    this.#view.setFloat64(this.#used, value, true);
    this.#used += 8;
    return this;
  }

  raw(bytes: Uint8Array): this {
    if (bytes.length < FrameWriter.#ownPartBytes) {
      this.#room(bytes.length);
      this.#buffer.set(bytes, this.#used);
      this.#used += bytes.length;
      return this;
    }
    this.#parts.push(this.#buffer.subarray(0, this.#used), bytes);
    this.#total += this.#used + bytes.length;
    this.#buffer = new Uint8Array(512);
    this.#view = new DataView(this.#buffer.buffer);
    this.#used = 0;
    return this;
  }

  bytes(bytes: Uint8Array): this {
    return this.u32(bytes.length).raw(bytes);
  }

  text(text: string): this {
    return this.bytes(encoder.encode(text));
  }

  /** The frame as parts to write one after the other. */
  finish(): { readonly parts: readonly Uint8Array[]; readonly length: number } {
    const parts = [...this.#parts, this.#buffer.subarray(0, this.#used)];
    const length = this.#total + this.#used;
    if (length - 4 > maxFrameBytes) throw new RangeError('frame too long');
    const first = parts[0] as Uint8Array;
    new DataView(first.buffer, first.byteOffset).setUint32(0, length - 4, true);
    return { parts, length };
  }
}

/** Reads the body of one frame. Throws RangeError or TypeError on anything that does not fit. */
export class FrameReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  /** @param body the frame after its kind */
  constructor(body: Uint8Array) {
    this.#bytes = body;
    this.#view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  }

  u8(): number {
    const value = this.#view.getUint8(this.#at);
    this.#at += 1;
    return value;
  }

  u32(): number {
    const value = this.#view.getUint32(this.#at, true);
    this.#at += 4;
    return value;
  }

  u64(): bigint {
    const value = this.#view.getBigUint64(this.#at, true);
    this.#at += 8;
    return value;
  }

  f64(): number {
    const value = this.#view.getFloat64(this.#at, true);
    this.#at += 8;
    return value;
  }

  /** A part of the frame, not a copy. */
  raw(length: number): Uint8Array {
    if (length > this.#bytes.length - this.#at) throw new RangeError('frame too short');
    const bytes = this.#bytes.subarray(this.#at, this.#at + length);
    this.#at += length;
    return bytes;
  }

  bytes(): Uint8Array {
    return this.raw(this.u32());
  }

  text(): string {
    return decoder.decode(this.bytes());
  }

  rest(): Uint8Array {
    return this.raw(this.#bytes.length - this.#at);
  }

  end(): void {
    if (this.#at !== this.#bytes.length) throw new RangeError('frame too long');
  }
}
