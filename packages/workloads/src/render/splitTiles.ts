import { SuanliError } from '@suanli/protocol';
import type { Tile } from './Tile.ts';

export interface SplitTilesParameters {
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  /** How many tiles to make, from 1 to one per pixel. */
  readonly count: number;
}

/**
 * Splits an image into exactly `count` tiles, as square as the numbers allow, that cover each pixel once.
 *
 * The tiles stand in rows of equal height (to a pixel); rows differ by one tile at most. Order: by row, then from the left.
 *
 * @throws {SuanliError} `JOB_TILES_INVALID` where a number is not whole or there are more tiles than pixels.
 *
 * @example
 * splitTiles({ width: 512, height: 512, count: 64 }); // 8 rows of 8 tiles of 64 x 64 pixels
 */
export function splitTiles({ width, height, count }: SplitTilesParameters): Tile[] {
  const whole = [width, height, count].every((value) => Number.isSafeInteger(value) && value >= 1);
  if (!whole || count > width * height) {
    throw new SuanliError('JOB_TILES_INVALID', { parameters: { width, height, count } });
  }
  // At least as many rows as keep a row's tiles within the width, at most one per line of pixels.
  const fewest = Math.ceil(count / width);
  const most = Math.min(count, height);
  const rows = Math.min(Math.max(Math.round(Math.sqrt((count * height) / width)), fewest), most);

  const tiles: Tile[] = [];
  for (let row = 0; row < rows; row++) {
    const y0 = Math.floor((row * height) / rows);
    const y1 = Math.floor(((row + 1) * height) / rows);
    const columns = Math.floor(((row + 1) * count) / rows) - Math.floor((row * count) / rows);
    for (let column = 0; column < columns; column++) {
      const x0 = Math.floor((column * width) / columns);
      const x1 = Math.floor(((column + 1) * width) / columns);
      tiles.push({ x0, y0, x1, y1 });
    }
  }
  return tiles;
}
