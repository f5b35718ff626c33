import { isSuanliError } from '@suanli/protocol';
import { describe, expect, it } from 'vitest';
import { bunnyMesh } from '../src/render/bunnyMesh.ts';
import { bunnyScene } from '../src/render/bunnyScene.ts';
import { encodeScene } from '../src/render/encodeScene.ts';
import { pathTracerModule } from '../src/render/pathTracerModule.ts';
import type { SceneDescription } from '../src/render/SceneDescription.ts';
import { runPathTracer } from './internal/runPathTracer.ts';

const triangle = {
  positions: new Float32Array([0, 0, 0, 1, 0, 0, 0, 1, 0]),
  normals: new Float32Array([0, 0, 1, 0, 0, 1, 0, 0, 1]),
  indices: new Uint32Array([0, 1, 2]),
};
const scene: SceneDescription = {
  ...bunnyScene({ width: 4, height: 4, samples: 1, subdivisions: 0 }),
  meshes: [{ mesh: triangle, material: { albedo: [1, 1, 1] } }],
};

describe('bunnyMesh', () => {
  it('is the Stanford bunny of npm, standing on the floor', () => {
    const { positions, normals, indices } = bunnyMesh({ subdivisions: 0 });
    expect(positions.length / 3).toBe(1839);
    expect(indices.length / 3).toBe(3674);
    expect(normals.length).toBe(positions.length);
    const heights = positions.filter((_, at) => at % 3 === 1);
    expect(Math.min(...heights)).toBe(0);
    expect(Math.max(...heights)).toBeCloseTo(9.658, 2);
  });

  it('has unit normals that point away from it', () => {
    const { positions, normals, indices } = bunnyMesh();
    for (let at = 0; at < normals.length; at += 3) {
      expect(Math.hypot(...normals.subarray(at, at + 3))).toBeCloseTo(1, 5);
    }
    // Signed volume: positive when triangles, and with them normals, face outward.
    let volume = 0;
    for (let at = 0; at < indices.length; at += 3) {
      const [[ax = 0, ay = 0, az = 0], [bx = 0, by = 0, bz = 0], [cx = 0, cy = 0, cz = 0]] = [0, 1, 2].map((corner) => {
        const vertex = 3 * (indices[at + corner] ?? 0);
        return [...positions.subarray(vertex, vertex + 3)];
      }) as [number[], number[], number[]];
      volume += (ax * (by * cz - bz * cy) + ay * (bz * cx - bx * cz) + az * (bx * cy - by * cx)) / 6;
    }
    expect(volume).toBeGreaterThan(100);
  });

  it('subdivides without tearing: four times the triangles, every edge shared as before', () => {
    const borders = (indices: Uint32Array) => {
      const count = new Map<string, number>();
      for (let at = 0; at < indices.length; at += 3) {
        for (let side = 0; side < 3; side++) {
          const ends = [indices[at + side] ?? 0, indices[at + ((side + 1) % 3)] ?? 0].sort((a, b) => a - b);
          count.set(ends.join(), (count.get(ends.join()) ?? 0) + 1);
        }
      }
      expect([...count.values()].every((times) => times <= 2)).toBe(true);
      return [...count.values()].filter((times) => times === 1).length;
    };
    const coarse = bunnyMesh({ subdivisions: 0 });
    const fine = bunnyMesh({ subdivisions: 1 });
    expect(fine.indices.length).toBe(4 * coarse.indices.length);
    expect(borders(fine.indices)).toBe(2 * borders(coarse.indices));
  });

  it('refuses other subdivisions', () => {
    for (const subdivisions of [-1, 4, 0.5, Number.NaN]) {
      expect(() => bunnyMesh({ subdivisions })).toThrow(
        expect.toSatisfy((error) => isSuanliError(error, 'JOB_SCENE_INVALID')),
      );
    }
  });
});

describe('encodeScene', () => {
  it('gives the same bytes for the same description', () => {
    expect(encodeScene(bunnyScene())).toEqual(encodeScene(bunnyScene()));
  });

  it('writes the header where FORMAT.md says', () => {
    const view = new DataView(encodeScene({ ...scene, seed: 0xdeadbeef }).buffer);
    expect(view.getUint32(0, true)).toBe(0x31545053);
    expect([view.getUint32(4, true), view.getUint32(8, true)]).toEqual([4, 4]);
    expect(view.getUint32(24, true)).toBe(0xdeadbeef);
    expect(view.byteLength).toBe(4 * (42 + 12 * scene.lights.length + 7 + 9 + 9 + 3));
  });

  const { film, camera, backdrop } = scene;
  const material = { albedo: [1, 1, 1] } as const;
  it.each<[string, Partial<SceneDescription>]>([
    ['film.width', { film: { ...film, width: 0 } }],
    ['film.height', { film: { ...film, height: 2.5 } }],
    ['film.maxSamples', { film: { ...film, minSamples: 1, maxSamples: 70000 } }],
    ['film.minSamples', { film: { ...film, minSamples: 2 } }],
    ['film.exposure', { film: { ...film, exposure: Number.NaN } }],
    ['maxDepth', { maxDepth: 65 }],
    ['seed', { seed: -1 }],
    ['camera', { camera: { ...camera, eye: camera.target } }],
    ['camera.fovRadians', { camera: { ...camera, fovRadians: 45 } }],
    ['sky.zenith[1]', { sky: { zenith: [0, -1, 0], horizon: [0, 0, 0] } }],
    ['backdrop.fadeEnd', { backdrop: { ...backdrop, fadeEnd: backdrop.fadeStart } }],
    ['floor.albedo[2]', { floor: { albedo: [1, 1, 1.1] } }],
    ['lights[0]', { lights: [{ centre: [0, 9, 0], halfU: [1, 0, 0], halfV: [2, 0, 0], emission: [1, 1, 1] }] }],
    ['lights[0]', { lights: [{ centre: [0, 9, 0], halfU: [1, 0, 0], halfV: [1, 1, 0], emission: [1, 1, 1] }] }],
    ['meshes[0].material.ior', { meshes: [{ mesh: triangle, material: { ...material, ior: 0.9 } }] }],
    [
      'meshes[0].mesh.positions[4]',
      { meshes: [{ mesh: { ...triangle, positions: triangle.positions.with(4, Number.NaN) }, material }] },
    ],
    [
      'meshes[0].mesh.normals[3]',
      { meshes: [{ mesh: { ...triangle, normals: triangle.normals.with(5, 0) }, material }] },
    ],
    [
      'meshes[0].mesh.normals',
      { meshes: [{ mesh: { ...triangle, normals: triangle.normals.subarray(3) }, material }] },
    ],
    [
      'meshes[0].mesh.indices[1]',
      { meshes: [{ mesh: { ...triangle, indices: new Uint32Array([0, 3, 2]) }, material }] },
    ],
    [
      'meshes[0].mesh.indices.length / 3',
      { meshes: [{ mesh: { ...triangle, indices: new Uint32Array([0, 1]) }, material }] },
    ],
  ])('refuses a wrong %s, by name', (path, changed) => {
    let caught: unknown;
    try {
      encodeScene({ ...scene, ...changed });
    } catch (error) {
      caught = error;
    }
    expect(caught).toMatchObject({ code: 'JOB_SCENE_INVALID', parameters: { path } });
  });

  it('accepts what the guest accepts', () => {
    const extreme: SceneDescription = {
      ...scene,
      film: { width: 1, height: 16384, maxSamples: 1, noiseThreshold: 1, exposure: 0 },
      camera: { ...camera, aperture: 1, focus: 20, up: [0, 1, 1] },
      lights: [],
      maxDepth: 0,
      seed: 0xffffffff,
    };
    expect(runPathTracer(encodeScene(extreme), [0, 16383, 1, 16384])).toMatchObject({ status: 0, stderr: '' });
  });
});

describe('pathTracerModule', () => {
  it('loads a module that compiles', async () => {
    const bytes = await pathTracerModule();
    expect(WebAssembly.validate(bytes as BufferSource)).toBe(true);
  });

  it('stops when it is told to', async () => {
    await expect(pathTracerModule({ signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow('enough');
  });
});
