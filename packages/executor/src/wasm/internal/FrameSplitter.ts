import { maxFrameBytes } from './frames.ts';

/** Cuts a byte stream into frames. */
export class FrameSplitter {
  readonly #header = new Uint8Array(4);
  #headerUsed = 0;
  #frame: Uint8Array | undefined;
  #frameUsed = 0;

  /**
   * Takes the next bytes and gives every frame that ends in them, without its length. A frame is valid during its callback only.
   *
   * @param maxBytes the longest frame that may come now
   * @throws RangeError where a frame is empty or longer
   */
  push(chunk: Uint8Array, maxBytes: () => number, onFrame: (frame: Uint8Array) => void): void {
    let at = 0;
    while (at < chunk.length) {
      if (this.#frame === undefined) {
        while (this.#headerUsed < 4 && at < chunk.length) {
          this.#header[this.#headerUsed] = chunk[at] as number;
          this.#headerUsed++;
          at++;
        }
        if (this.#headerUsed < 4) return;
        this.#headerUsed = 0;
        const length = new DataView(this.#header.buffer).getUint32(0, true);
        if (length === 0 || length > Math.min(maxBytes(), maxFrameBytes)) {
          throw new RangeError(`a frame of ${length} bytes from the sandbox`);
        }
        if (chunk.length - at >= length) {
          onFrame(chunk.subarray(at, at + length));
          at += length;
          continue;
        }
        this.#frame = new Uint8Array(length);
        this.#frameUsed = 0;
      }
      const count = Math.min(this.#frame.length - this.#frameUsed, chunk.length - at);
      this.#frame.set(chunk.subarray(at, at + count), this.#frameUsed);
      this.#frameUsed += count;
      at += count;
      if (this.#frameUsed === this.#frame.length) {
        const frame = this.#frame;
        this.#frame = undefined;
        onFrame(frame);
      }
    }
  }
}
