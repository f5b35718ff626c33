import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { assembleImage } from '../src/render/assembleImage.ts';
import { bunnyScene } from '../src/render/bunnyScene.ts';
import { encodeScene } from '../src/render/encodeScene.ts';
import type { SceneDescription } from '../src/render/SceneDescription.ts';
import { splitTiles } from '../src/render/splitTiles.ts';
import { randomFrom } from './internal/randomFrom.ts';
import { runPathTracer } from './internal/runPathTracer.ts';

const width = 44;
const height = 36;
const description = bunnyScene({ width, height, samples: 24, subdivisions: 0 });
const scene = encodeScene(description);
const whole = runPathTracer(scene, [0, 0, width, height]);

function render(changed: Partial<SceneDescription>): Uint8Array {
  const { status, rgb, stderr } = runPathTracer(encodeScene({ ...description, ...changed }), [0, 0, width, height]);
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return rgb ?? new Uint8Array();
}

function mean(rgb: Uint8Array, x0: number, y0: number, x1: number, y1: number): number[] {
  const sums = [0, 0, 0];
  for (let y = y0; y < y1; y++) {
    for (let x = x0; x < x1; x++) {
      for (let channel = 0; channel < 3; channel++) {
        sums[channel] = (sums[channel] ?? 0) + (rgb[3 * (y * width + x) + channel] ?? 0);
      }
    }
  }
  return sums.map((sum) => sum / ((x1 - x0) * (y1 - y0)));
}

describe('path tracer', () => {
  it('renders the picture: a green bunny between a grey backdrop and a bright floor', () => {
    expect(whole).toMatchObject({ status: 0, stderr: '' });
    const rgb = whole.rgb ?? new Uint8Array();
    expect(rgb.length).toBe(3 * width * height);
    const [red = 0, green = 0, blue = 0] = mean(rgb, 18, 20, 26, 28);
    expect(green).toBeGreaterThan(red * 1.2);
    expect(green).toBeGreaterThan(blue);
    const [skyRed = 0, skyGreen = 0] = mean(rgb, 38, 0, 44, 4);
    expect(Math.abs(skyRed - skyGreen)).toBeLessThan(6);
    const floor = mean(rgb, 4, 33, 40, 36);
    expect(floor[0]).toBeGreaterThan(skyRed + 30);
  });

  it('gives the same pixels in any tile', () => {
    for (const count of [1, 7, 64]) {
      const tiles = splitTiles({ width, height, count }).map((tile) => {
        const run = runPathTracer(scene, [tile.x0, tile.y0, tile.x1, tile.y1]);
        expect(run.status).toBe(0);
        return { tile, rgb: run.rgb ?? new Uint8Array() };
      });
      expect(assembleImage({ width, height, tiles }).data).toEqual(whole.rgb);
    }
  });

  it('is deterministic, and its seed changes only the noise', () => {
    expect(render({})).toEqual(whole.rgb);
    const other = render({ seed: 2 });
    expect(other).not.toEqual(whole.rgb);
    const difference = other.reduce((sum, value, at) => sum + Math.abs(value - (whole.rgb?.[at] ?? 0)), 0);
    expect(difference / other.length).toBeLessThan(4);
  });

  it('conserves energy: in a uniform world of white surfaces everything is as bright as the sky', () => {
    const white = { albedo: [1, 1, 1] } as const;
    const rgb = render({
      lights: [],
      sky: { zenith: [0.5, 0.5, 0.5], horizon: [0.5, 0.5, 0.5] },
      backdrop: { top: [0.5, 0.5, 0.5], bottom: [0.5, 0.5, 0.5], fadeStart: 10, fadeEnd: 20 },
      floor: white,
      meshes: description.meshes.map(({ mesh }) => ({ mesh, material: white })),
      maxDepth: 64,
    });
    const outside = mean(rgb, 0, 0, 4, 4)[0] ?? 0;
    const bunny = mean(rgb, 18, 14, 30, 28)[0] ?? 0;
    expect(bunny).toBeGreaterThan(outside - 3);
    expect(bunny).toBeLessThanOrEqual(outside + 0.5);
  });

  it('lights nothing where there is no light', () => {
    const black = { top: [0, 0, 0], bottom: [0, 0, 0], fadeStart: 1, fadeEnd: 2 } as const;
    const rgb = render({ lights: [], sky: { zenith: [0, 0, 0], horizon: [0, 0, 0] }, backdrop: black });
    expect(rgb.every((value) => value === 0)).toBe(true);
  });

  it('renders without meshes, and with coincident and degenerate triangles', () => {
    expect(render({ meshes: [] }).length).toBe(3 * width * height);
    const count = 300;
    const mesh = {
      positions: new Float32Array([0, 0, 0, 4, 0, 0, 0, 8, 0]),
      normals: new Float32Array([0, 0, 1, 0, 0, 1, 0, 0, 1]),
      indices: new Uint32Array(3 * count).map((_, at) => (at < 600 ? at % 3 : 0)),
    };
    expect(render({ meshes: [{ mesh, material: { albedo: [1, 0, 0] } }] })).not.toEqual(render({ meshes: [] }));
  });

  it('stays far below 64 MiB with the mesh of the demo', () => {
    const run = runPathTracer(encodeScene(bunnyScene({ width: 8, height: 8, samples: 1 })), [0, 0, 8, 8]);
    expect(run.status).toBe(0);
    expect(run.memoryBytes).toBeLessThan(8 * 2 ** 20);
  });

  it.each([
    ['beyond the right edge', [0, 0, width + 1, 1], 4],
    ['beyond the bottom edge', [0, 0, 1, height + 1], 4],
    ['empty', [3, 0, 3, 1], 4],
    ['backward', [3, 3, 2, 4], 4],
    ['a negative number', [-1, 0, 1, 1], 2],
    ['not a number', ['a', 0, 1, 1], 2],
    ['an empty argument', ['', 0, 1, 1], 2],
    ['a number too long for 32 bits', ['4294967297', 0, 1, 1], 2],
    ['too few arguments', [0, 0, 1], 2],
    ['too many arguments', [0, 0, 1, 1, 1], 2],
  ])('refuses a tile that is %s', (_name, args, status) => {
    const run = runPathTracer(scene, args);
    expect(run.status).toBe(status);
    expect(run.stderr).toMatch(/^path-tracer: .+\n$/);
    expect(run.rgb).toBeUndefined();
  });

  it.each<[string, Uint8Array | undefined]>([
    ['missing', undefined],
    ['empty', new Uint8Array()],
    ['not a scene', new TextEncoder().encode('<svg/>'.repeat(100))],
    ['cut short', scene.subarray(0, scene.length - 1)],
    ['followed by something', new Uint8Array([...scene, 0])],
  ])('refuses a scene that is %s', (_name, bytes) => {
    const run = runPathTracer(bytes, [0, 0, 1, 1]);
    expect(run.status).toBe(3);
    expect(run.stderr).toMatch(/^path-tracer: \/in\/scene\.bin: .+\n$/);
    expect(run.rgb).toBeUndefined();
  });

  it('never traps on a damaged scene: it renders it, or says what is wrong', () => {
    const random = randomFrom(7);
    const small = encodeScene({
      ...description,
      film: { width: 4, height: 4, maxSamples: 2 },
      meshes: [
        {
          mesh: {
            positions: new Float32Array([0, 0, 0, 4, 0, 0, 0, 8, 0, 1, 1, 1]),
            normals: new Float32Array([0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1]),
            indices: new Uint32Array([0, 1, 2, 1, 2, 3]),
          },
          material: { albedo: [1, 0, 0], ior: 1.5 },
        },
      ],
    });
    const special = [0, 1, 0x7f800000, 0xff800000, 0x7fc00000, 0xffffffff, 0x80000000, 0x7f7fffff, 1 << 30];
    const statuses = new Map<number, number>();
    for (let round = 0; round < 400; round++) {
      const damaged = small.slice();
      const view = new DataView(damaged.buffer);
      for (let times = 1 + random(2); times > 0; times--) {
        const value = random(2) === 0 ? (special[random(special.length)] ?? 0) : random(2 ** 32);
        view.setUint32(4 * random(damaged.length / 4), value, true);
      }
      // The sample counts stay: a huge one is valid, and only slow.
      view.setUint32(12, 2, true);
      view.setUint32(16, 2, true);
      const run = runPathTracer(damaged, [0, 0, 1, 1]);
      statuses.set(run.status, (statuses.get(run.status) ?? 0) + 1);
      expect([0, 3, 4]).toContain(run.status);
      expect(run.stderr === '').toBe(run.status === 0);
    }
    expect(statuses.get(0)).toBeGreaterThan(20);
    expect(statuses.get(3)).toBeGreaterThan(100);
  });

  it('imports only common WASI preview 1 calls', () => {
    const bytes = readFileSync(new URL('../guest/path-tracer.wasm', import.meta.url));
    const imports = WebAssembly.Module.imports(new WebAssembly.Module(bytes));
    expect(imports.every(({ module, kind }) => module === 'wasi_snapshot_preview1' && kind === 'function')).toBe(true);
    expect(imports.map(({ name }) => name).sort()).toEqual([
      'args_get',
      'args_sizes_get',
      'fd_close',
      'fd_fdstat_get',
      'fd_prestat_dir_name',
      'fd_prestat_get',
      'fd_read',
      'fd_write',
      'path_open',
      'proc_exit',
    ]);
  });
});
