import { errno } from './errno.ts';
import { failure } from './WasiFailure.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** A vector of a read or write: `pointer` and `length` are checked. */
export interface Vector {
  readonly pointer: number;
  readonly length: number;
}

/** Vectors that one call may have, as Linux has it. */
const maxVectors = 1024;
/** Bytes that one call may move, as POSIX has it for a 32-bit `ssize_t`. */
const maxTransferBytes = 0x7fff_ffff;

/**
 * The guest's memory as host calls see it. Pointers are unsigned 32-bit numbers that the guest chose: each access is checked and fails
 * with `EFAULT`.
 */
export class GuestMemory {
  readonly #memory: { readonly buffer: ArrayBuffer };
  #buffer: ArrayBuffer;
  #bytes: Uint8Array;
  #view: DataView;

  constructor(memory: { readonly buffer: ArrayBuffer }) {
    this.#memory = memory;
    this.#buffer = memory.buffer;
    this.#bytes = new Uint8Array(this.#buffer);
    this.#view = new DataView(this.#buffer);
  }

  /** Follows the memory after it grew: growing detaches the old buffer. */
  refresh(): void {
    const buffer = this.#memory.buffer;
    if (buffer === this.#buffer) return;
    this.#buffer = buffer;
    this.#bytes = new Uint8Array(buffer);
    this.#view = new DataView(buffer);
  }

  check(pointer: number, length: number): void {
    if (pointer + length > this.#bytes.length) throw failure(errno.fault);
  }

  /** The bytes themselves, not a copy. */
  bytes(pointer: number, length: number): Uint8Array {
    this.check(pointer, length);
    return this.#bytes.subarray(pointer, pointer + length);
  }

  /** @throws WasiFailure `EILSEQ` where the bytes are not UTF-8 */
  text(pointer: number, length: number): string {
    const bytes = this.bytes(pointer, length);
    try {
      return utf8.decode(bytes);
    } catch {
      throw failure(errno.ilseq);
    }
  }

  /** Reads an array of `iovec` or `ciovec` and checks all of them. */
  vectors(pointer: number, count: number): { readonly list: readonly Vector[]; readonly total: number } {
    if (count > maxVectors) throw failure(errno.inval);
    this.check(pointer, count * 8);
    const list: Vector[] = [];
    let total = 0;
    for (let index = 0; index < count; index++) {
      const at = pointer + index * 8;
      const vector = { pointer: this.#view.getUint32(at, true), length: this.#view.getUint32(at + 4, true) };
      this.check(vector.pointer, vector.length);
      total += vector.length;
      list.push(vector);
    }
    if (total > maxTransferBytes) throw failure(errno.inval);
    return { list, total };
  }

  readU8(pointer: number): number {
    this.check(pointer, 1);
    return this.#view.getUint8(pointer);
  }

  readU16(pointer: number): number {
    this.check(pointer, 2);
    return this.#view.getUint16(pointer, true);
  }

  readU32(pointer: number): number {
    this.check(pointer, 4);
    return this.#view.getUint32(pointer, true);
  }

  readU64(pointer: number): bigint {
    this.check(pointer, 8);
    return this.#view.getBigUint64(pointer, true);
  }

  writeU8(pointer: number, value: number): void {
    this.check(pointer, 1);
    this.#view.setUint8(pointer, value);
  }

  writeU16(pointer: number, value: number): void {
    this.check(pointer, 2);
    this.#view.setUint16(pointer, value, true);
  }

  writeU32(pointer: number, value: number): void {
    this.check(pointer, 4);
    this.#view.setUint32(pointer, value, true);
  }

  writeU64(pointer: number, value: bigint): void {
    this.check(pointer, 8);
    this.#view.setBigUint64(pointer, value, true);
  }
}
