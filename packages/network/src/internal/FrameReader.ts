import { SuanliError } from '@suanli/protocol';

/** A length takes at most 4 bytes of unsigned LEB128: 256 MiB, above every limit in use here. */
const maxLengthBytes = 4;
const initialCapacityBytes = 4096;

/**
 * Cuts a byte stream into frames: an unsigned LEB128 length, then that many bytes (libp2p's length-prefixed messages).
 *
 * Invariant: the unread bytes are `#buffer[#start, #end)`, in one piece, so that a peer that sends byte by byte costs
 * no more memory than one that does not.
 */
export class FrameReader {
  readonly #maxFrameBytes: number;
  readonly #peer: string;
  readonly #what: string;
  #buffer = new Uint8Array(initialCapacityBytes);
  #start = 0;
  #end = 0;

  constructor(options: { maxFrameBytes: number; peer: string; what: string }) {
    this.#maxFrameBytes = options.maxFrameBytes;
    this.#peer = options.peer;
    this.#what = options.what;
  }

  /** Bytes that wait here, complete frames or not. */
  get bufferedBytes(): number {
    return this.#end - this.#start;
  }

  push(chunk: Uint8Array): void {
    if (this.#end + chunk.byteLength > this.#buffer.byteLength) this.#makeRoom(chunk.byteLength);
    this.#buffer.set(chunk, this.#end);
    this.#end += chunk.byteLength;
  }

  /**
   * The next complete frame, as a copy, or undefined where more bytes are needed.
   *
   * @throws SuanliError `NETWORK_FRAME_TOO_LARGE`, `NETWORK_MALFORMED`; the stream cannot be read on after that
   */
  next(): Uint8Array | undefined {
    let length = 0;
    for (let position = 0; ; position++) {
      if (position === maxLengthBytes) throw this.#malformed();
      if (this.#start + position >= this.#end) return undefined;
      const byte = this.#buffer[this.#start + position] ?? 0;
      length += (byte & 0x7f) * 2 ** (7 * position);
      if (byte >= 0x80) continue;
      // a length has one encoding only
      if (byte === 0 && position > 0) throw this.#malformed();
      if (length > this.#maxFrameBytes) {
        throw new SuanliError('NETWORK_FRAME_TOO_LARGE', {
          parameters: { bytes: length, limitBytes: this.#maxFrameBytes },
        });
      }
      const bodyStart = this.#start + position + 1;
      if (bodyStart + length > this.#end) return undefined;
      const frame = this.#buffer.slice(bodyStart, bodyStart + length);
      this.#start = bodyStart + length;
      if (this.#start === this.#end) this.#reset();
      return frame;
    }
  }

  #malformed(): SuanliError {
    return new SuanliError('NETWORK_MALFORMED', { parameters: { peer: this.#peer, what: `${this.#what} length` } });
  }

  #reset(): void {
    this.#start = 0;
    this.#end = 0;
    // what one large frame needed is not kept for the rest of the stream's life
    if (this.#buffer.byteLength > 2 ** 20) this.#buffer = new Uint8Array(initialCapacityBytes);
  }

  #makeRoom(bytes: number): void {
    const unread = this.#buffer.subarray(this.#start, this.#end);
    const needed = unread.byteLength + bytes;
    if (needed > this.#buffer.byteLength / 2) {
      const larger = new Uint8Array(Math.max(needed, this.#buffer.byteLength * 2));
      larger.set(unread);
      this.#buffer = larger;
    } else {
      this.#buffer.copyWithin(0, this.#start, this.#end);
    }
    this.#end = unread.byteLength;
    this.#start = 0;
  }
}
