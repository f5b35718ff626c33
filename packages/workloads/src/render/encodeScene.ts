import { SuanliError } from '@suanli/protocol';
import type { Material, SceneDescription } from './SceneDescription.ts';

const magic = 0x31545053; // "SPT1"
const headerWords = 42;
const lightWords = 12;
const meshHeaderWords = 7;
const maxElements = 400_000;

function invalid(path: string, reason: string): SuanliError {
  return new SuanliError('JOB_SCENE_INVALID', { parameters: { path, reason } });
}

/** Writes little-endian words; each method checks its value and names it by path when it is out of range. */
class SceneWriter {
  readonly #view: DataView;
  #offset = 0;

  constructor(buffer: ArrayBuffer) {
    this.#view = new DataView(buffer);
  }

  word(path: string, value: number, low: number, high: number): void {
    if (!Number.isInteger(value) || value < low || value > high)
      throw invalid(path, `${value} is not an integer from ${low} to ${high}`);
    this.#view.setUint32(this.#offset, value, true);
    this.#offset += 4;
  }

  float(path: string, value: number, low: number, high: number): void {
    if (!(value >= low && value <= high)) throw invalid(path, `${value} is not a number from ${low} to ${high}`);
    this.#view.setFloat32(this.#offset, value, true);
    this.#offset += 4;
  }

  triple(path: string, values: readonly [number, number, number], low: number, high: number): void {
    values.forEach((value, index) => {
      this.float(`${path}[${index}]`, value, low, high);
    });
  }

  floats(path: string, values: Float32Array, limit: number): void {
    values.forEach((value, index) => {
      if (!(Math.abs(value) <= limit)) throw invalid(`${path}[${index}]`, `${value} is beyond ${limit}`);
      this.#view.setFloat32(this.#offset + 4 * index, value, true);
    });
    this.#offset += 4 * values.length;
  }

  indices(path: string, values: Uint32Array, vertexCount: number): void {
    values.forEach((value, index) => {
      if (value >= vertexCount) throw invalid(`${path}[${index}]`, `there is no vertex ${value}`);
      this.#view.setUint32(this.#offset + 4 * index, value, true);
    });
    this.#offset += 4 * values.length;
  }

  material(path: string, material: Material): void {
    this.triple(`${path}.albedo`, material.albedo, 0, 1);
    this.float(`${path}.ior`, material.ior ?? 1, 1, 4);
    this.float(`${path}.roughness`, material.roughness ?? 0, 0, 1);
  }
}

/**
 * Encodes a scene as the bytes that the path tracer reads from `/in/scene.bin` (format: `guest/path-tracer/FORMAT.md`).
 *
 * The same description gives the same bytes, and the same bytes give the same picture.
 *
 * @throws {SuanliError} `JOB_SCENE_INVALID`, with the path of the wrong value, where the guest would refuse the scene.
 *
 * @example
 * const scene = encodeScene(bunnyScene({ width: 512, height: 512 }));
 */
export function encodeScene(scene: SceneDescription): Uint8Array<ArrayBuffer> {
  const { film, camera, sky, backdrop, floor, lights, meshes } = scene;
  const far = 1e6;
  let words = headerWords + lightWords * lights.length;
  for (const { mesh } of meshes) {
    words += meshHeaderWords + mesh.positions.length + mesh.normals.length + mesh.indices.length;
  }
  const bytes = new Uint8Array(4 * words);
  const writer = new SceneWriter(bytes.buffer);

  writer.word('magic', magic, 0, 0xffffffff);
  writer.word('film.width', film.width, 1, 16384);
  writer.word('film.height', film.height, 1, 16384);
  writer.word('film.minSamples', film.minSamples ?? Math.min(16, film.maxSamples), 1, film.maxSamples);
  writer.word('film.maxSamples', film.maxSamples, 1, 65536);
  writer.word('maxDepth', scene.maxDepth ?? 4, 0, 64);
  writer.word('seed', scene.seed ?? 1, 0, 0xffffffff);
  writer.float('film.noiseThreshold', film.noiseThreshold ?? 0, 0, 1);
  writer.float('film.exposure', film.exposure ?? 1, 0, far);

  const up = camera.up ?? [0, 1, 0];
  const view = camera.target.map((value, axis) => value - (camera.eye[axis] ?? 0));
  const [vx = 0, vy = 0, vz = 0] = view;
  if (!(Math.hypot(vy * up[2] - vz * up[1], vz * up[0] - vx * up[2], vx * up[1] - vy * up[0]) > 0)) {
    throw invalid('camera', 'eye, target and up give no direction');
  }
  writer.triple('camera.eye', camera.eye, -far, far);
  writer.triple('camera.target', camera.target, -far, far);
  writer.triple('camera.up', up, -far, far);
  writer.float('camera.fovRadians', camera.fovRadians, 0.001, 3.1);
  writer.float('camera.aperture', camera.aperture ?? 0, 0, far);
  writer.float('camera.focus', camera.focus ?? Math.sqrt(vx * vx + vy * vy + vz * vz), 0.001, far);

  writer.triple('sky.zenith', sky.zenith, 0, far);
  writer.triple('sky.horizon', sky.horizon, 0, far);
  writer.triple('backdrop.top', backdrop.top, 0, far);
  writer.triple('backdrop.bottom', backdrop.bottom, 0, far);
  writer.float('backdrop.fadeStart', backdrop.fadeStart, 0, far);
  if (!(backdrop.fadeEnd > backdrop.fadeStart)) throw invalid('backdrop.fadeEnd', 'is not beyond fadeStart');
  writer.float('backdrop.fadeEnd', backdrop.fadeEnd, 0, far);
  writer.material('floor', floor);
  writer.word('lights.length', lights.length, 0, 16);
  writer.word('meshes.length', meshes.length, 0, 64);

  lights.forEach((light, index) => {
    const path = `lights[${index}]`;
    const [u, v] = [light.halfU, light.halfV];
    const area = Math.hypot(u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]);
    if (!(area > 1e-6)) throw invalid(path, 'its rectangle has no area');
    const skew = u[0] * v[0] + u[1] * v[1] + u[2] * v[2];
    if (Math.abs(skew) > 1e-4 * Math.hypot(...u) * Math.hypot(...v)) {
      throw invalid(path, 'halfU and halfV are not at right angles');
    }
    writer.triple(`${path}.centre`, light.centre, -far, far);
    writer.triple(`${path}.halfU`, light.halfU, -far, far);
    writer.triple(`${path}.halfV`, light.halfV, -far, far);
    writer.triple(`${path}.emission`, light.emission, 0, far);
  });

  let vertices = 0;
  let triangles = 0;
  meshes.forEach(({ mesh, material }, index) => {
    const path = `meshes[${index}]`;
    const vertexCount = mesh.positions.length / 3;
    const triangleCount = mesh.indices.length / 3;
    if (mesh.normals.length !== mesh.positions.length) {
      throw invalid(`${path}.mesh.normals`, 'has not as many values as positions');
    }
    writer.material(`${path}.material`, material);
    writer.word(`${path}.mesh.positions.length / 3`, vertexCount, 0, maxElements - vertices);
    writer.word(`${path}.mesh.indices.length / 3`, triangleCount, 0, maxElements - triangles);
    vertices += vertexCount;
    triangles += triangleCount;
    writer.floats(`${path}.mesh.positions`, mesh.positions, far);
    writer.floats(`${path}.mesh.normals`, mesh.normals, 2);
    for (let at = 0; at < mesh.normals.length; at += 3) {
      const length = Math.hypot(mesh.normals[at] ?? 0, mesh.normals[at + 1] ?? 0, mesh.normals[at + 2] ?? 0);
      if (!(length > 0.991 && length < 1.009)) {
        throw invalid(`${path}.mesh.normals[${at}]`, `is ${length} long, not a unit vector`);
      }
    }
    writer.indices(`${path}.mesh.indices`, mesh.indices, vertexCount);
  });
  return bytes;
}
