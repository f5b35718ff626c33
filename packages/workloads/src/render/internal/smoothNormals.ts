/**
 * Vertex normals: the mean of the adjacent triangles' normals, weighted by area (an unnormalised cross product is twice
 * the area long). A vertex of no triangle gets the y axis, so that every normal is of unit length.
 */
export function smoothNormals(positions: Float32Array, indices: Uint32Array): Float32Array {
  const normals = new Float32Array(positions.length);
  const at = (index: number) => positions[index] ?? 0;
  for (let i = 0; i + 2 < indices.length; i += 3) {
    const corners = [indices[i] ?? 0, indices[i + 1] ?? 0, indices[i + 2] ?? 0].map((vertex) => 3 * vertex);
    const [a = 0, b = 0, c = 0] = corners;
    const ux = at(b) - at(a);
    const uy = at(b + 1) - at(a + 1);
    const uz = at(b + 2) - at(a + 2);
    const vx = at(c) - at(a);
    const vy = at(c + 1) - at(a + 1);
    const vz = at(c + 2) - at(a + 2);
    for (const corner of corners) {
      normals[corner] = (normals[corner] ?? 0) + uy * vz - uz * vy;
      normals[corner + 1] = (normals[corner + 1] ?? 0) + uz * vx - ux * vz;
      normals[corner + 2] = (normals[corner + 2] ?? 0) + ux * vy - uy * vx;
    }
  }
  for (let i = 0; i < normals.length; i += 3) {
    const x = normals[i] ?? 0;
    const y = normals[i + 1] ?? 0;
    const z = normals[i + 2] ?? 0;
    const length = Math.sqrt(x * x + y * y + z * z);
    normals[i] = length > 0 ? x / length : 0;
    normals[i + 1] = length > 0 ? y / length : 1;
    normals[i + 2] = length > 0 ? z / length : 0;
  }
  return normals;
}
