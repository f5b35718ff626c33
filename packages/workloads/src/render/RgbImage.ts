/** A picture of three bytes of sRGB per pixel, rows from the top. */
export interface RgbImage {
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  /** `3 × width × height` bytes. */
  readonly data: Uint8Array<ArrayBuffer>;
}
