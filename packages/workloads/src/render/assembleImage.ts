import { SuanliError } from '@suanli/protocol';
import type { RgbImage } from './RgbImage.ts';
import type { Tile } from './Tile.ts';

export interface AssembleImageParameters {
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  /** Each tile with its task's `/out/tile.rgb`, in any order. */
  readonly tiles: readonly { readonly tile: Tile; readonly rgb: Uint8Array }[];
}

/**
 * Puts rendered tiles together to one picture.
 *
 * @throws {SuanliError} `JOB_TILE_MISMATCH` where a tile lies outside the image, overlaps another or has not as many bytes as
 * its pixels need; `JOB_TILES_INCOMPLETE` where pixels stay empty.
 *
 * @example
 * const image = assembleImage({ width: 512, height: 512, tiles });
 * await writeFile('render.png', encodePng(image));
 */
export function assembleImage({ width, height, tiles }: AssembleImageParameters): RgbImage {
  const data = new Uint8Array(3 * width * height);
  const covered = new Uint8Array(width * height);
  let pixels = 0;
  for (const { tile, rgb } of tiles) {
    const { x0, y0, x1, y1 } = tile;
    const mismatch = (reason: string) =>
      new SuanliError('JOB_TILE_MISMATCH', { parameters: { tile: `${x0},${y0},${x1},${y1}`, reason } });
    const whole = [x0, y0, x1, y1].every(Number.isInteger);
    if (!whole || x0 < 0 || y0 < 0 || x0 >= x1 || y0 >= y1 || x1 > width || y1 > height) {
      throw mismatch(`it is not within ${width} x ${height} pixels`);
    }
    const rowBytes = 3 * (x1 - x0);
    const expected = rowBytes * (y1 - y0);
    if (rgb.length !== expected) throw mismatch(`it has ${rgb.length} bytes where ${expected} are needed`);
    for (let y = y0; y < y1; y++) {
      const row = covered.subarray(y * width + x0, y * width + x1);
      if (row.includes(1)) throw mismatch(`it overlaps another tile in row ${y}`);
      row.fill(1);
      data.set(rgb.subarray((y - y0) * rowBytes, (y - y0 + 1) * rowBytes), 3 * (y * width + x0));
    }
    pixels += (x1 - x0) * (y1 - y0);
  }
  if (pixels < width * height) {
    throw new SuanliError('JOB_TILES_INCOMPLETE', {
      parameters: { missing: width * height - pixels, pixels: width * height },
    });
  }
  return { width, height, data };
}
