/** The kernels and how many rounds of each make a sample of some 60 ms. */
export const kernels = [
  { name: 'matmul', rounds: 14 },
  { name: 'sha256', rounds: 150 },
  { name: 'sort', rounds: 36 },
  { name: 'mandelbrot', rounds: 20 },
  { name: 'nbody', rounds: 350 },
  { name: 'lz', rounds: 60 },
  { name: 'json', rounds: 100 },
  { name: 'regex', rounds: 60 },
  { name: 'pathtracer', rounds: 40 },
] as const;
