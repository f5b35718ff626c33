/** The npm package `bunny` carries no types of its own. */
declare module 'bunny' {
  const bunny: {
    /** Vertices, [x, y, z] each. */
    readonly positions: readonly (readonly [number, number, number])[];
    /** Triangles, three indices into `positions` each. */
    readonly cells: readonly (readonly [number, number, number])[];
  };
  export default bunny;
}
