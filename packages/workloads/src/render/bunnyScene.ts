import { bunnyMesh } from './bunnyMesh.ts';
import type { RectangleLight, SceneDescription, Vector } from './SceneDescription.ts';

export interface BunnySceneParameters {
  /** Pixels. Default: 512. */
  readonly width?: number;
  /** Pixels. Default: 512. */
  readonly height?: number;
  /** Most samples per pixel. Default: 64. */
  readonly samples?: number;
  /** Steps of curved subdivision of the mesh, 0 to 3. Default: 1. */
  readonly subdivisions?: number;
  /** 32-bit seed of the sampling. Default: 1. */
  readonly seed?: number;
}

/** A softbox: a rectangle at a place, turned to shine on a point. */
function softbox(
  centre: Vector,
  towards: Vector,
  halfWidth: number,
  halfHeight: number,
  emission: Vector,
): RectangleLight {
  const [dx, dy, dz] = [towards[0] - centre[0], towards[1] - centre[1], towards[2] - centre[2]];
  // Square roots, unlike Math.hypot, are exact in every engine: the scene's bytes must not depend on the host.
  const flat = Math.sqrt(dx * dx + dz * dz);
  const length = Math.sqrt(dx * dx + dy * dy + dz * dz);
  const across: Vector = [dz / flat, 0, -dx / flat];
  const upward: Vector = [(-dx * dy) / (flat * length), flat / length, (-dz * dy) / (flat * length)];
  return {
    centre,
    halfU: [across[0] * halfWidth, across[1] * halfWidth, across[2] * halfWidth],
    halfV: [upward[0] * halfHeight, upward[1] * halfHeight, upward[2] * halfHeight],
    emission,
  };
}

/**
 * The project's own picture: the Stanford bunny in celadon glaze on a studio floor, lit by two softboxes.
 *
 * @throws {SuanliError} `JOB_SCENE_INVALID` where `subdivisions` is out of range.
 *
 * @example
 * const scene = encodeScene(bunnyScene({ width: 256, height: 256, samples: 16 }));
 */
export function bunnyScene(parameters: BunnySceneParameters = {}): SceneDescription {
  const { width = 512, height = 512, samples = 64, subdivisions = 1, seed = 1 } = parameters;
  return {
    film: { width, height, maxSamples: samples, noiseThreshold: 0.024, exposure: 1 },
    camera: { eye: [-8, 9.5, 30], target: [0.3, 4.3, 0], fovRadians: 0.45 },
    sky: { zenith: [0.4, 0.41, 0.44], horizon: [0.46, 0.44, 0.42] },
    backdrop: { top: [0.34, 0.33, 0.33], bottom: [0.78, 0.74, 0.7], fadeStart: 8, fadeEnd: 40 },
    floor: { albedo: [0.74, 0.7, 0.66] },
    lights: [
      softbox([-17, 20, 7], [0, 4, 0], 4, 4, [30, 27.5, 24]),
      softbox([22, 15, -16], [0, 5, 0], 4, 9, [7, 7.6, 8.6]),
    ],
    meshes: [{ mesh: bunnyMesh({ subdivisions }), material: { albedo: [0.34, 0.62, 0.51], ior: 1.5, roughness: 0 } }],
    maxDepth: 4,
    seed,
  };
}
