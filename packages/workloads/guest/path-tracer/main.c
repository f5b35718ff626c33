/*
 * path-tracer X0 Y0 X1 Y1
 *
 * Renders the pixels X0 <= x < X1, Y0 <= y < Y1 of the scene /in/scene.bin to /out/tile.rgb: rows from the top, three
 * bytes of sRGB per pixel. A pixel's colour depends on the scene alone, never on the tile it is rendered in.
 */
#include "film.h"
#include "scene.h"
#include "trace.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BAD_USAGE = 2, BAD_SCENE = 3, BAD_TILE = 4, BAD_OUTPUT = 5, NO_MEMORY = 6 };

static int write_all(int file, const void *data, size_t size) {
  const char *next = data;
  while (size > 0) {
    ssize_t put = write(file, next, size);
    if (put <= 0)
      return 0;
    next += put;
    size -= (size_t)put;
  }
  return 1;
}

static int fail(int status, const char *what, const char *why) {
  const char *parts[] = {"path-tracer: ", what, why ? ": " : "", why ? why : "", "\n"};
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
    write_all(STDERR_FILENO, parts[i], strlen(parts[i]));
  return status;
}

/* A plain decimal number below a million. */
static int parse_pixel(const char *text, uint32_t *value) {
  uint32_t number = 0;
  size_t digits = 0;
  for (; text[digits] >= '0' && text[digits] <= '9' && digits < 7; digits++)
    number = number * 10 + (uint32_t)(text[digits] - '0');
  *value = number;
  return digits > 0 && digits < 7 && text[digits] == 0;
}

int main(int argc, char **argv) {
  uint32_t tile[4];
  if (argc != 5)
    return fail(BAD_USAGE, "usage: path-tracer X0 Y0 X1 Y1", 0);
  for (int i = 0; i < 4; i++) {
    if (!parse_pixel(argv[i + 1], &tile[i]))
      return fail(BAD_USAGE, "not a pixel coordinate", argv[i + 1]);
  }

  static Scene scene;
  const char *problem = scene_read("/in/scene.bin", &scene);
  if (problem)
    return fail(BAD_SCENE, "/in/scene.bin", problem);
  uint32_t x0 = tile[0], y0 = tile[1], x1 = tile[2], y1 = tile[3];
  if (x0 >= x1 || y0 >= y1 || x1 > scene.width || y1 > scene.height)
    return fail(BAD_TILE, "tile is empty or outside the film", 0);

  Bvh bvh;
  if (!bvh_build(&scene, &bvh))
    return fail(NO_MEMORY, "out of memory", 0);
  size_t row_size = 3 * (size_t)(x1 - x0);
  uint8_t *row = malloc(row_size);
  if (!row)
    return fail(NO_MEMORY, "out of memory", 0);
  int out = open("/out/tile.rgb", O_WRONLY | O_CREAT | O_TRUNC, 0644);
  if (out < 0)
    return fail(BAD_OUTPUT, "/out/tile.rgb", "cannot be created");
  for (uint32_t y = y0; y < y1; y++) {
    for (uint32_t x = x0; x < x1; x++)
      film_develop(trace_pixel(&scene, &bvh, x, y), row + 3 * (x - x0));
    if (!write_all(out, row, row_size))
      return fail(BAD_OUTPUT, "/out/tile.rgb", "cannot be written");
  }
  return close(out) == 0 ? 0 : fail(BAD_OUTPUT, "/out/tile.rgb", "cannot be written");
}
