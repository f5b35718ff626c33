import type { JobRecord } from '@suanli/sdk';

/** A rectangle of a picture, in pixels. */
export interface TileOfPicture {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Which part of the picture a task renders, as its arguments say; undefined where they say no such thing. */
export function tileOf(task: Pick<JobRecord['tasks'][number], 'args'>): TileOfPicture | undefined {
  const [x0, y0, x1, y1] = (task.args ?? []).map(Number);
  if (x0 === undefined || y0 === undefined || x1 === undefined || y1 === undefined) return undefined;
  if (![x0, y0, x1, y1].every(Number.isSafeInteger) || x0 < 0 || y0 < 0 || x1 <= x0 || y1 <= y0) return undefined;
  return { x: x0, y: y0, width: x1 - x0, height: y1 - y0 };
}

/** The size of the picture that a job renders; undefined where it renders none. */
export function pictureSize(
  tasks: JobRecord['tasks'],
): { readonly width: number; readonly height: number } | undefined {
  const tiles = tasks.map(tileOf);
  if (tiles.length === 0 || tiles.some((tile) => tile === undefined)) return undefined;
  const known = tiles.filter((tile) => tile !== undefined);
  return {
    width: Math.max(...known.map(({ x, width }) => x + width)),
    height: Math.max(...known.map(({ y, height }) => y + height)),
  };
}

/** Three bytes a pixel as the four that a canvas takes; undefined where there are not as many as the tile has pixels. */
export function rgbaOf(tile: TileOfPicture, rgb: Uint8Array): Uint8ClampedArray<ArrayBuffer> | undefined {
  const pixels = tile.width * tile.height;
  if (rgb.length !== 3 * pixels) return undefined;
  const rgba = new Uint8ClampedArray(4 * pixels).fill(255);
  for (let i = 0; i < pixels; i++) rgba.set(rgb.subarray(3 * i, 3 * i + 3), 4 * i);
  return rgba;
}
