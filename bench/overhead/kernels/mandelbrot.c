/* Escape times of the Mandelbrot set. */
#include "kernel.h"
#define SIZE 96
#define LIMIT 256

KERNEL {
  uint32_t hash = 2166136261u;
  for (uint32_t round = 0; round < rounds; round++)
    for (int py = 0; py < SIZE; py++)
      for (int px = 0; px < SIZE; px++) {
        double cx = -2.0 + 3.0 * px / SIZE + round * 1e-6, cy = -1.5 + 3.0 * py / SIZE, x = 0, y = 0;
        int i = 0;
        while (i < LIMIT) {
          double xx = x * x, yy = y * y;
          if (xx + yy > 4.0) break;
          y = 2 * x * y + cy;
          x = xx - yy + cx;
          i++;
        }
        hash = mix(hash, (uint32_t)i);
      }
  return hash;
}
