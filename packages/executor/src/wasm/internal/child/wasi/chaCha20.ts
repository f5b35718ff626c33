/**
 * The key stream of ChaCha20 (RFC 8439 §2.4), read like a file from its start.
 *
 * @example
 * new ChaCha20Stream(key, nonce).fill(bytes);
 */
export class ChaCha20Stream {
  readonly #state = new Int32Array(16);
  readonly #block = new Uint8Array(64);
  readonly #view = new DataView(this.#block.buffer);
  #used = 64;

  /**
   * @param key 32 bytes
   * @param nonce 12 bytes
   */
  constructor(key: Uint8Array, nonce: Uint8Array) {
    const state = this.#state;
    state.set([0x61707865, 0x3320646e, 0x79622d32, 0x6b206574]);
    const keyView = new DataView(key.buffer, key.byteOffset, 32);
    const nonceView = new DataView(nonce.buffer, nonce.byteOffset, 12);
    for (let index = 0; index < 8; index++) state[4 + index] = keyView.getInt32(index * 4, true);
    for (let index = 0; index < 3; index++) state[13 + index] = nonceView.getInt32(index * 4, true);
  }

  /** Overwrites `target` with the next bytes of the stream. */
  fill(target: Uint8Array): void {
    let at = 0;
    while (at < target.length) {
      if (this.#used === 64) this.#nextBlock();
      const count = Math.min(64 - this.#used, target.length - at);
      if (count === 64) target.set(this.#block, at);
      else target.set(this.#block.subarray(this.#used, this.#used + count), at);
      this.#used += count;
      at += count;
    }
  }

  #nextBlock(): void {
    const state = this.#state;
    const s0 = state[0] as number;
    const s1 = state[1] as number;
    const s2 = state[2] as number;
    const s3 = state[3] as number;
    const s4 = state[4] as number;
    const s5 = state[5] as number;
    const s6 = state[6] as number;
    const s7 = state[7] as number;
    const s8 = state[8] as number;
    const s9 = state[9] as number;
    const s10 = state[10] as number;
    const s11 = state[11] as number;
    const s12 = state[12] as number;
    const s13 = state[13] as number;
    const s14 = state[14] as number;
    const s15 = state[15] as number;
    let x0 = s0;
    let x1 = s1;
    let x2 = s2;
    let x3 = s3;
    let x4 = s4;
    let x5 = s5;
    let x6 = s6;
    let x7 = s7;
    let x8 = s8;
    let x9 = s9;
    let x10 = s10;
    let x11 = s11;
    let x12 = s12;
    let x13 = s13;
    let x14 = s14;
    let x15 = s15;
    // Sixteen local variables instead of an array: several times as fast, and a program may ask for gigabytes.
    for (let round = 0; round < 10; round++) {
      x0 = (x0 + x4) | 0;
      x12 ^= x0;
      x12 = (x12 << 16) | (x12 >>> 16);
      x8 = (x8 + x12) | 0;
      x4 ^= x8;
      x4 = (x4 << 12) | (x4 >>> 20);
      x0 = (x0 + x4) | 0;
      x12 ^= x0;
      x12 = (x12 << 8) | (x12 >>> 24);
      x8 = (x8 + x12) | 0;
      x4 ^= x8;
      x4 = (x4 << 7) | (x4 >>> 25);
      x1 = (x1 + x5) | 0;
      x13 ^= x1;
      x13 = (x13 << 16) | (x13 >>> 16);
      x9 = (x9 + x13) | 0;
      x5 ^= x9;
      x5 = (x5 << 12) | (x5 >>> 20);
      x1 = (x1 + x5) | 0;
      x13 ^= x1;
      x13 = (x13 << 8) | (x13 >>> 24);
      x9 = (x9 + x13) | 0;
      x5 ^= x9;
      x5 = (x5 << 7) | (x5 >>> 25);
      x2 = (x2 + x6) | 0;
      x14 ^= x2;
      x14 = (x14 << 16) | (x14 >>> 16);
      x10 = (x10 + x14) | 0;
      x6 ^= x10;
      x6 = (x6 << 12) | (x6 >>> 20);
      x2 = (x2 + x6) | 0;
      x14 ^= x2;
      x14 = (x14 << 8) | (x14 >>> 24);
      x10 = (x10 + x14) | 0;
      x6 ^= x10;
      x6 = (x6 << 7) | (x6 >>> 25);
      x3 = (x3 + x7) | 0;
      x15 ^= x3;
      x15 = (x15 << 16) | (x15 >>> 16);
      x11 = (x11 + x15) | 0;
      x7 ^= x11;
      x7 = (x7 << 12) | (x7 >>> 20);
      x3 = (x3 + x7) | 0;
      x15 ^= x3;
      x15 = (x15 << 8) | (x15 >>> 24);
      x11 = (x11 + x15) | 0;
      x7 ^= x11;
      x7 = (x7 << 7) | (x7 >>> 25);
      x0 = (x0 + x5) | 0;
      x15 ^= x0;
      x15 = (x15 << 16) | (x15 >>> 16);
      x10 = (x10 + x15) | 0;
      x5 ^= x10;
      x5 = (x5 << 12) | (x5 >>> 20);
      x0 = (x0 + x5) | 0;
      x15 ^= x0;
      x15 = (x15 << 8) | (x15 >>> 24);
      x10 = (x10 + x15) | 0;
      x5 ^= x10;
      x5 = (x5 << 7) | (x5 >>> 25);
      x1 = (x1 + x6) | 0;
      x12 ^= x1;
      x12 = (x12 << 16) | (x12 >>> 16);
      x11 = (x11 + x12) | 0;
      x6 ^= x11;
      x6 = (x6 << 12) | (x6 >>> 20);
      x1 = (x1 + x6) | 0;
      x12 ^= x1;
      x12 = (x12 << 8) | (x12 >>> 24);
      x11 = (x11 + x12) | 0;
      x6 ^= x11;
      x6 = (x6 << 7) | (x6 >>> 25);
      x2 = (x2 + x7) | 0;
      x13 ^= x2;
      x13 = (x13 << 16) | (x13 >>> 16);
      x8 = (x8 + x13) | 0;
      x7 ^= x8;
      x7 = (x7 << 12) | (x7 >>> 20);
      x2 = (x2 + x7) | 0;
      x13 ^= x2;
      x13 = (x13 << 8) | (x13 >>> 24);
      x8 = (x8 + x13) | 0;
      x7 ^= x8;
      x7 = (x7 << 7) | (x7 >>> 25);
      x3 = (x3 + x4) | 0;
      x14 ^= x3;
      x14 = (x14 << 16) | (x14 >>> 16);
      x9 = (x9 + x14) | 0;
      x4 ^= x9;
      x4 = (x4 << 12) | (x4 >>> 20);
      x3 = (x3 + x4) | 0;
      x14 ^= x3;
      x14 = (x14 << 8) | (x14 >>> 24);
      x9 = (x9 + x14) | 0;
      x4 ^= x9;
      x4 = (x4 << 7) | (x4 >>> 25);
    }
    const view = this.#view;
    view.setInt32(0, (x0 + s0) | 0, true);
    view.setInt32(4, (x1 + s1) | 0, true);
    view.setInt32(8, (x2 + s2) | 0, true);
    view.setInt32(12, (x3 + s3) | 0, true);
    view.setInt32(16, (x4 + s4) | 0, true);
    view.setInt32(20, (x5 + s5) | 0, true);
    view.setInt32(24, (x6 + s6) | 0, true);
    view.setInt32(28, (x7 + s7) | 0, true);
    view.setInt32(32, (x8 + s8) | 0, true);
    view.setInt32(36, (x9 + s9) | 0, true);
    view.setInt32(40, (x10 + s10) | 0, true);
    view.setInt32(44, (x11 + s11) | 0, true);
    view.setInt32(48, (x12 + s12) | 0, true);
    view.setInt32(52, (x13 + s13) | 0, true);
    view.setInt32(56, (x14 + s14) | 0, true);
    view.setInt32(60, (x15 + s15) | 0, true);
    // RFC 8439 ends the stream after 256 GiB, where its 32-bit counter does; here the counter carries into the nonce instead.
    state[12] = (s12 + 1) | 0;
    if (state[12] === 0) state[13] = (s13 + 1) | 0;
    this.#used = 0;
  }
}
