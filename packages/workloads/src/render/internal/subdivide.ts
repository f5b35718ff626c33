import { smoothNormals } from './smoothNormals.ts';

interface Triangles {
  readonly positions: Float32Array;
  readonly indices: Uint32Array;
}

/** How far an edge's middle moves towards the tangent planes of its ends; the value that the paper recommends. */
const curvature = 0.75;

/**
 * Makes four triangles of each and bends them: the vertices stay, and the middle of an edge moves towards the tangent planes
 * of its ends, so that a coarse mesh gets a round outline and keeps its detail.
 * Boubekeur and Alexa, "Phong tessellation", 2008, applied to the edges' middles.
 */
export function subdivide({ positions, indices }: Triangles): Triangles {
  const normals = smoothNormals(positions, indices);
  const vertexCount = positions.length / 3;
  const finer: number[] = [...positions];
  const middles = new Map<number, number>();

  /** (point - vertex) · normal of the vertex: the point's height over that vertex's tangent plane. */
  const heightOver = (vertex: number, point: readonly number[]): number => {
    let height = 0;
    for (let axis = 0; axis < 3; axis++) {
      const at = 3 * vertex + axis;
      height += ((point[axis] ?? 0) - (positions[at] ?? 0)) * (normals[at] ?? 0);
    }
    return height;
  };
  const middleOf = (a: number, b: number): number => {
    const edge = Math.min(a, b) * vertexCount + Math.max(a, b);
    const known = middles.get(edge);
    if (known !== undefined) return known;
    const vertex = finer.length / 3;
    middles.set(edge, vertex);
    const middle = [0, 1, 2].map((axis) => ((positions[3 * a + axis] ?? 0) + (positions[3 * b + axis] ?? 0)) / 2);
    const [overA, overB] = [heightOver(a, middle), heightOver(b, middle)];
    middle.forEach((value, axis) => {
      const pull = (overA * (normals[3 * a + axis] ?? 0) + overB * (normals[3 * b + axis] ?? 0)) / 2;
      finer.push(value - curvature * pull);
    });
    return vertex;
  };

  const finerIndices = new Uint32Array(indices.length * 4);
  for (let i = 0; i + 2 < indices.length; i += 3) {
    const [a = 0, b = 0, c = 0] = indices.subarray(i, i + 3);
    const [ab, bc, ca] = [middleOf(a, b), middleOf(b, c), middleOf(c, a)];
    finerIndices.set([a, ab, ca, ab, b, bc, ca, bc, c, ab, bc, ca], i * 4);
  }
  return { positions: new Float32Array(finer), indices: finerIndices };
}
