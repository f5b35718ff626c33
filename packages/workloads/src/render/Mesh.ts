/** A triangle mesh with one normal per vertex. */
export interface Mesh {
  /** x, y, z per vertex. */
  readonly positions: Float32Array;
  /** Unit normal x, y, z per vertex. */
  readonly normals: Float32Array;
  /** Three vertex indices per triangle, counter-clockwise seen from outside. */
  readonly indices: Uint32Array;
}
