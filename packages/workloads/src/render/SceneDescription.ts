import type { Mesh } from './Mesh.ts';

/** x, y, z; the y axis points up. */
export type Vector = readonly [x: number, y: number, z: number];
/** Linear red, green, blue with sRGB primaries. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** A diffuse body, with or without a clear coat over it, like glaze over clay. */
export interface Material {
  /** Diffuse reflectance, 0 to 1 per channel. */
  readonly albedo: Rgb;
  /** Index of refraction of the coat, 1 to 4; 1.5 is glass. Default: 1, no coat. */
  readonly ior?: number;
  /** GGX alpha of the coat, 0 (mirror) to 1. Default: 0. */
  readonly roughness?: number;
}

/** A rectangle that shines to one side; the camera does not see it, mirrors do. */
export interface RectangleLight {
  readonly centre: Vector;
  /** From the centre to the middle of one edge; at right angles to `halfV`. */
  readonly halfU: Vector;
  /** From the centre to the middle of the next edge. The light shines to the side of `halfU` × `halfV`. */
  readonly halfV: Vector;
  /** Radiance. */
  readonly emission: Rgb;
}

/** All that one picture is made of: what the path tracer reads, in words. */
export interface SceneDescription {
  readonly film: {
    /** Pixels, 1 to 16384. */
    readonly width: number;
    /** Pixels, 1 to 16384. */
    readonly height: number;
    /** Every pixel takes this many samples. Default: 16, or `maxSamples` where that is less. */
    readonly minSamples?: number;
    /** No pixel takes more than this, 1 to 65536. */
    readonly maxSamples: number;
    /** A pixel is done when its standard error falls below this part of its brightness; 0 = all samples. Default: 0. */
    readonly noiseThreshold?: number;
    /** Linear factor before the tonemap. Default: 1. */
    readonly exposure?: number;
  };
  readonly camera: {
    readonly eye: Vector;
    readonly target: Vector;
    /** Default: the y axis. */
    readonly up?: Vector;
    /** Vertical field of view, radians. */
    readonly fovRadians: number;
    /** Radius of the lens. Default: 0, all in focus. */
    readonly aperture?: number;
    /** Distance in focus. Default: the distance from eye to target. */
    readonly focus?: number;
  };
  readonly sky: { readonly zenith: Rgb; readonly horizon: Rgb };
  /**
   * What the camera sees behind everything: a gradient over the height of the film. The floor fades into it between two
   * distances from the camera's target.
   */
  readonly backdrop: {
    readonly top: Rgb;
    readonly bottom: Rgb;
    readonly fadeStart: number;
    readonly fadeEnd: number;
  };
  /** Material of the endless plane y = 0. */
  readonly floor: Material;
  /** 16 at most. */
  readonly lights: readonly RectangleLight[];
  /** 64 at most, with 400,000 vertices and as many triangles together. */
  readonly meshes: readonly { readonly mesh: Mesh; readonly material: Material }[];
  /** Surfaces a path may visit after the camera's first, 0 to 64. Default: 4. */
  readonly maxDepth?: number;
  /** 32-bit; the same seed gives the same picture to the bit. Default: 1. */
  readonly seed?: number;
}
