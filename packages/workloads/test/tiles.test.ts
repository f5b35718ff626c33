import { isSuanliError } from '@suanli/protocol';
import { decode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { assembleImage } from '../src/render/assembleImage.ts';
import { encodePng } from '../src/render/encodePng.ts';
import { splitTiles } from '../src/render/splitTiles.ts';
import type { Tile } from '../src/render/Tile.ts';
import { randomFrom } from './internal/randomFrom.ts';

function codeOf(action: () => unknown): string | undefined {
  try {
    action();
  } catch (error) {
    return isSuanliError(error) ? error.code : String(error);
  }
  return undefined;
}

/** A picture whose every byte differs from its neighbours', and its tiles. */
function cut(width: number, height: number, count: number) {
  const data = new Uint8Array(3 * width * height).map((_, at) => (at * 7 + (at >> 8)) & 255);
  const tiles = splitTiles({ width, height, count }).map((tile) => {
    const rgb: number[] = [];
    for (let y = tile.y0; y < tile.y1; y++) {
      for (let x = tile.x0; x < tile.x1; x++) rgb.push(...data.subarray(3 * (y * width + x), 3 * (y * width + x) + 3));
    }
    return { tile, rgb: new Uint8Array(rgb) };
  });
  return { data, tiles };
}

describe('splitTiles', () => {
  it('makes 8 x 8 squares of a square image', () => {
    const tiles = splitTiles({ width: 512, height: 512, count: 64 });
    expect(tiles.length).toBe(64);
    expect(tiles.every(({ x0, y0, x1, y1 }) => x1 - x0 === 64 && y1 - y0 === 64)).toBe(true);
    expect(tiles[9]).toEqual({ x0: 64, y0: 64, x1: 128, y1: 128 });
  });

  it('covers every pixel of any image exactly once with exactly that many tiles', () => {
    const random = randomFrom(1);
    for (let round = 0; round < 500; round++) {
      const width = 1 + random(40);
      const height = 1 + random(40);
      const count = 1 + random(width * height);
      const tiles = splitTiles({ width, height, count });
      expect(tiles.length, `${width} x ${height} / ${count}`).toBe(count);
      const times = new Uint8Array(width * height);
      for (const { x0, y0, x1, y1 } of tiles) {
        expect(x0 >= 0 && y0 >= 0 && x0 < x1 && y0 < y1 && x1 <= width && y1 <= height).toBe(true);
        for (let y = y0; y < y1; y++)
          for (let x = x0; x < x1; x++) times[y * width + x] = (times[y * width + x] ?? 0) + 1;
      }
      expect(
        times.every((value) => value === 1),
        `${width} x ${height} / ${count}`,
      ).toBe(true);
    }
  });

  it('covers the extremes: one tile, one per pixel, a line', () => {
    expect(splitTiles({ width: 3, height: 2, count: 1 })).toEqual([{ x0: 0, y0: 0, x1: 3, y1: 2 }]);
    expect(splitTiles({ width: 3, height: 2, count: 6 }).length).toBe(6);
    expect(splitTiles({ width: 1000, height: 1, count: 999 }).length).toBe(999);
    expect(splitTiles({ width: 1, height: 1000, count: 999 }).length).toBe(999);
  });

  it.each([
    [0, 1, 1],
    [1, 0, 1],
    [4, 4, 0],
    [4, 4, 17],
    [4.5, 4, 1],
    [4, 4, 1.5],
    [-4, -4, 1],
    [Number.NaN, 4, 1],
    [Number.POSITIVE_INFINITY, 4, 1],
  ])('refuses %d x %d in %d tiles', (width, height, count) => {
    expect(codeOf(() => splitTiles({ width, height, count }))).toBe('JOB_TILES_INVALID');
  });
});

describe('assembleImage', () => {
  it('puts back together what splitTiles took apart, in any order', () => {
    const random = randomFrom(2);
    for (let round = 0; round < 60; round++) {
      const width = 1 + random(30);
      const height = 1 + random(30);
      const { data, tiles } = cut(width, height, 1 + random(width * height));
      tiles.sort(() => random(3) - 1);
      expect(assembleImage({ width, height, tiles })).toEqual({ width, height, data });
    }
  });

  it('refuses a tile with the bytes of another size', () => {
    const { tiles } = cut(10, 10, 4);
    const short = tiles.map((entry, at) => (at === 2 ? { ...entry, rgb: entry.rgb.subarray(1) } : entry));
    expect(codeOf(() => assembleImage({ width: 10, height: 10, tiles: short }))).toBe('JOB_TILE_MISMATCH');
  });

  it.each<[string, Tile]>([
    ['outside', { x0: 5, y0: 5, x1: 11, y1: 10 }],
    ['above', { x0: 0, y0: -1, x1: 1, y1: 1 }],
    ['empty', { x0: 5, y0: 5, x1: 5, y1: 10 }],
    ['fractional', { x0: 0, y0: 0, x1: 1.5, y1: 2 }],
  ])('refuses a tile that is %s', (_name, tile) => {
    const rgb = new Uint8Array(Math.max(0, 3 * (tile.x1 - tile.x0) * (tile.y1 - tile.y0)));
    expect(codeOf(() => assembleImage({ width: 10, height: 10, tiles: [{ tile, rgb }] }))).toBe('JOB_TILE_MISMATCH');
  });

  it('refuses tiles that overlap, and tiles that leave a gap', () => {
    const { tiles } = cut(10, 10, 4);
    const twice = [...tiles, ...tiles.slice(0, 1)];
    expect(codeOf(() => assembleImage({ width: 10, height: 10, tiles: twice }))).toBe('JOB_TILE_MISMATCH');
    expect(codeOf(() => assembleImage({ width: 10, height: 10, tiles: tiles.slice(1) }))).toBe('JOB_TILES_INCOMPLETE');
    expect(codeOf(() => assembleImage({ width: 10, height: 10, tiles: [] }))).toBe('JOB_TILES_INCOMPLETE');
  });
});

describe('encodePng', () => {
  it('writes a PNG that reads back to the same pixels', () => {
    const { data } = cut(31, 17, 1);
    const png = encodePng({ width: 31, height: 17, data });
    expect([...png.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    const back = decode(png);
    expect(back).toMatchObject({ width: 31, height: 17, channels: 3, depth: 8 });
    expect(new Uint8Array(back.data)).toEqual(data);
  });
});
