const empty = new Uint8Array(0);

/** Bytes that grow: amortised appends, zero-filled gaps. */
export class ByteStore {
  #bytes: Uint8Array;
  #size: number;
  /** False while `#bytes` belongs to someone else and must be copied before a write. */
  #owned: boolean;

  /** @param content shared until the first write */
  constructor(content: Uint8Array = empty) {
    this.#bytes = content;
    this.#size = content.length;
    this.#owned = false;
  }

  get size(): number {
    return this.#size;
  }

  /** The content, valid until the next write. */
  view(): Uint8Array {
    return this.#bytes.subarray(0, this.#size);
  }

  read(at: number, target: Uint8Array): number {
    if (at >= this.#size) return 0;
    const count = Math.min(target.length, this.#size - at);
    target.set(this.#bytes.subarray(at, at + count));
    return count;
  }

  write(at: number, source: Uint8Array): void {
    if (source.length === 0) return;
    const end = at + source.length;
    this.#reserve(end);
    if (end > this.#size) this.#size = end;
    this.#bytes.set(source, at);
  }

  resize(size: number): void {
    if (size < this.#size && (!this.#owned || size < this.#bytes.length / 4)) {
      this.#bytes = this.#bytes.slice(0, size);
      this.#owned = true;
      this.#size = size;
      return;
    }
    this.#reserve(size);
    // Bytes beyond the size are kept zero, so that growing again shows zeros.
    if (size < this.#size) this.#bytes.fill(0, size, this.#size);
    this.#size = size;
  }

  #reserve(size: number): void {
    if (this.#owned && size <= this.#bytes.length) return;
    const present = this.#bytes.length;
    const growth = present < 1 << 26 ? present : present >>> 2;
    const capacity = size > present ? Math.max(size, present + growth, 256) : present;
    const grown = new Uint8Array(capacity);
    grown.set(this.#bytes.subarray(0, this.#size));
    this.#bytes = grown;
    this.#owned = true;
  }
}
