import { SuanliError } from '@suanli/protocol';
import bunny from 'bunny';
import { smoothNormals } from './internal/smoothNormals.ts';
import { subdivide } from './internal/subdivide.ts';
import type { Mesh } from './Mesh.ts';

export interface BunnyMeshParameters {
  /** Steps of curved subdivision, 0 to 3; each makes four triangles of one. Default: 1. */
  readonly subdivisions?: number;
}

/**
 * The Stanford bunny (npm `bunny`: 3,674 triangles) with smooth normals, standing on the plane y = 0, about 9.7 units high.
 *
 * @throws {SuanliError} `JOB_SCENE_INVALID` where `subdivisions` is not one of 0, 1, 2, 3.
 *
 * @example
 * const { positions, normals, indices } = bunnyMesh({ subdivisions: 1 });
 */
export function bunnyMesh(parameters: BunnyMeshParameters = {}): Mesh {
  const { subdivisions = 1 } = parameters;
  if (![0, 1, 2, 3].includes(subdivisions)) {
    throw new SuanliError('JOB_SCENE_INVALID', {
      parameters: { path: 'subdivisions', reason: `${subdivisions} is not one of 0, 1, 2, 3` },
    });
  }
  let mesh: Pick<Mesh, 'positions' | 'indices'> = {
    positions: new Float32Array(bunny.positions.flat()),
    indices: new Uint32Array(bunny.cells.flat()),
  };
  for (let step = 0; step < subdivisions; step++) mesh = subdivide(mesh);

  // The base of the scan is uneven by a hair: set its lowest point on the floor.
  let lowest = Number.POSITIVE_INFINITY;
  for (let i = 1; i < mesh.positions.length; i += 3) lowest = Math.min(lowest, mesh.positions[i] ?? 0);
  for (let i = 1; i < mesh.positions.length; i += 3) mesh.positions[i] = (mesh.positions[i] ?? 0) - lowest;
  return { ...mesh, normals: smoothNormals(mesh.positions, mesh.indices) };
}
