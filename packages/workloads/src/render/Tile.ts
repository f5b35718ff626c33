/** A rectangle of pixels, x0 ≤ x < x1 and y0 ≤ y < y1; rows count from the top. */
export interface Tile {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}
