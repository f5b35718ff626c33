const wasmPageBytes = 65_536;
const treePageBytes = 4096;
const maxPages = 65_536;

/** One of the machine's memories: its bytes, and which of its 4 KiB pages changed since they were hashed last. */
export class MachineMemory {
  /** Everything allocated; zero behind `pages`. Replaced where the memory grows. */
  bytes: Uint8Array<ArrayBuffer>;
  /** Of 64 KiB. */
  pages: number;
  /** For each 4 KiB page of `bytes`: not zero where it may have changed. Replaced together with `bytes`. */
  dirty: Uint8Array<ArrayBuffer>;

  /** @param bytes - The content at the start: whole pages of 64 KiB. Copied. */
  constructor(bytes: Uint8Array) {
    this.bytes = bytes.slice();
    this.pages = bytes.length / wasmPageBytes;
    this.dirty = new Uint8Array(bytes.length / treePageBytes).fill(1);
  }

  /** The bytes that instructions may access. */
  get content(): Uint8Array<ArrayBuffer> {
    return this.bytes.subarray(0, this.pages * wasmPageBytes);
  }

  /** Makes the memory `pages` large; at least as large as it is. */
  grow(pages: number): void {
    this.pages = pages;
    const needed = pages * wasmPageBytes;
    if (needed <= this.bytes.length) return;
    const capacity = Math.min(Math.max(needed, 2 * this.bytes.length), maxPages * wasmPageBytes);
    const bytes = new Uint8Array(capacity);
    bytes.set(this.bytes);
    const dirty = new Uint8Array(capacity / treePageBytes);
    dirty.set(this.dirty);
    this.bytes = bytes;
    this.dirty = dirty;
  }

  /** Goes back to an earlier content, marking what differs from the present one. */
  restore(content: Uint8Array): void {
    this.grow(Math.max(this.pages, content.length / wasmPageBytes));
    for (let at = 0, page = 0; at < this.pages * wasmPageBytes; at += treePageBytes, page++) {
      const present = this.bytes.subarray(at, at + treePageBytes);
      const earlier = content.subarray(at, at + treePageBytes);
      if (earlier.length === 0) {
        if (present.every((byte) => byte === 0)) continue;
        present.fill(0);
      } else {
        if (equalBytes(present, earlier)) continue;
        present.set(earlier);
      }
      this.dirty[page] = 1;
    }
    this.pages = content.length / wasmPageBytes;
  }
}

function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  const a = new BigUint64Array(left.buffer, left.byteOffset, left.length / 8);
  const b = new BigUint64Array(right.buffer, right.byteOffset, right.length / 8);
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
