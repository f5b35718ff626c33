#include "scene.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#define MAGIC 0x31545053u /* "SPT1" */
#define HEADER_WORDS 42
#define LIGHT_WORDS 12
#define MESH_HEADER_WORDS 7

enum { MAX_FILM = 16384, MAX_SAMPLES = 65536, MAX_DEPTH = 64, MAX_LIGHTS = 16, MAX_MESHES = 64, MAX_ELEMENTS = 400000 };

static int read_exactly(int file, void *target, size_t size) {
  char *next = target;
  while (size > 0) {
    ssize_t got = read(file, next, size);
    if (got <= 0)
      return 0;
    next += got;
    size -= (size_t)got;
  }
  return 1;
}

/* A cursor over little-endian words; WebAssembly's own byte order. */
typedef struct {
  const uint32_t *word;
} Cursor;

static uint32_t take_word(Cursor *cursor) { return *cursor->word++; }

static float take_float(Cursor *cursor) {
  union {
    uint32_t word;
    float value;
  } bits = {take_word(cursor)};
  return bits.value;
}

static Vec3 take_vec(Cursor *cursor) {
  float x = take_float(cursor);
  float y = take_float(cursor);
  float z = take_float(cursor);
  return vec(x, y, z);
}

static Material take_material(Cursor *cursor) {
  Material material;
  material.albedo = take_vec(cursor);
  material.ior = take_float(cursor);
  material.roughness = take_float(cursor);
  return material;
}

/* Written so that a NaN fails. */
static int within(float value, float low, float high) { return value >= low && value <= high; }

static int is_colour(Vec3 c) { return within(c.x, 0, 1e6f) && within(c.y, 0, 1e6f) && within(c.z, 0, 1e6f); }

static int is_material(const Material *m) {
  return within(m->albedo.x, 0, 1) && within(m->albedo.y, 0, 1) && within(m->albedo.z, 0, 1) &&
         within(m->ior, 1, 4) && within(m->roughness, 0, 1);
}

static int is_place(Vec3 p) { return within(p.x, -1e6f, 1e6f) && within(p.y, -1e6f, 1e6f) && within(p.z, -1e6f, 1e6f); }

static const char *check_header(const Scene *s) {
  if (s->width < 1 || s->width > MAX_FILM || s->height < 1 || s->height > MAX_FILM)
    return "film size out of range";
  if (s->min_samples < 1 || s->max_samples < s->min_samples || s->max_samples > MAX_SAMPLES)
    return "sample counts out of range";
  if (s->max_depth > MAX_DEPTH)
    return "depth out of range";
  if (!within(s->noise_threshold, 0, 1) || !within(s->exposure, 0, 1e6f))
    return "noise threshold or exposure out of range";
  Vec3 view = sub(s->target, s->eye);
  if (!is_place(s->eye) || !is_place(s->target) || !is_place(s->up) || !(length(view) > 0) ||
      !(length(cross(view, s->up)) > 0))
    return "camera without a direction";
  if (!within(s->vertical_fov, 0.001f, 3.1f) || !within(s->aperture, 0, 1e6f) || !within(s->focus, 0.001f, 1e6f))
    return "lens out of range";
  if (!is_colour(s->zenith) || !is_colour(s->horizon) || !is_colour(s->backdrop_top) ||
      !is_colour(s->backdrop_bottom))
    return "sky is not a colour";
  if (!within(s->fade_start, 0, 1e6f) || !within(s->fade_end, 0, 1e6f) || !(s->fade_end > s->fade_start))
    return "floor fade out of range";
  if (!is_material(&s->floor))
    return "floor material out of range";
  if (s->light_count > MAX_LIGHTS || s->mesh_count > MAX_MESHES)
    return "too many lights or meshes";
  return 0;
}

static const char *read_lights(int file, Scene *s) {
  s->lights = malloc(sizeof(Light) * (s->light_count + 1));
  if (!s->lights)
    return "out of memory";
  for (uint32_t i = 0; i < s->light_count; i++) {
    uint32_t words[LIGHT_WORDS];
    if (!read_exactly(file, words, sizeof words))
      return "ends within a light";
    Cursor cursor = {words};
    Light *light = &s->lights[i];
    light->centre = take_vec(&cursor);
    light->half_u = take_vec(&cursor);
    light->half_v = take_vec(&cursor);
    light->emission = take_vec(&cursor);
    Vec3 normal = cross(light->half_u, light->half_v);
    float size = length(normal);
    if (!is_place(light->centre) || !is_colour(light->emission) || !within(size, 1e-9f, 1e9f))
      return "light out of range";
    light->normal = scale(normal, 1 / size);
    light->area = 4 * size;
  }
  return 0;
}

static const char *read_mesh(int file, Scene *s, uint32_t mesh) {
  uint32_t header[MESH_HEADER_WORDS];
  if (!read_exactly(file, header, sizeof header))
    return "ends within a mesh";
  Cursor cursor = {header};
  s->materials[mesh] = take_material(&cursor);
  uint32_t vertices = take_word(&cursor);
  uint32_t triangles = take_word(&cursor);
  if (!is_material(&s->materials[mesh]))
    return "mesh material out of range";
  if (vertices > MAX_ELEMENTS - s->vertex_count || triangles > MAX_ELEMENTS - s->triangle_count)
    return "too many vertices or triangles";

  Vec3 *positions = malloc(sizeof(Vec3) * (vertices + 1));
  uint32_t *indices = malloc(12 * (triangles + 1));
  Vec3 *normals = realloc(s->normals, sizeof(Vec3) * (s->vertex_count + vertices + 1));
  if (normals)
    s->normals = normals;
  Triangle *all = realloc(s->triangles, sizeof(Triangle) * (s->triangle_count + triangles + 1));
  if (all)
    s->triangles = all;
  if (!positions || !indices || !normals || !all)
    return "out of memory";
  if (!read_exactly(file, positions, sizeof(Vec3) * vertices) ||
      !read_exactly(file, s->normals + s->vertex_count, sizeof(Vec3) * vertices) ||
      !read_exactly(file, indices, 12 * triangles))
    return "ends within a mesh";

  for (uint32_t i = 0; i < vertices; i++) {
    float size = length(s->normals[s->vertex_count + i]);
    if (!is_place(positions[i]) || !within(size, 0.99f, 1.01f))
      return "vertex out of range";
  }
  for (uint32_t i = 0; i < triangles; i++) {
    Triangle *t = &s->triangles[s->triangle_count + i];
    for (int k = 0; k < 3; k++) {
      uint32_t index = indices[3 * i + k];
      if (index >= vertices)
        return "triangle of a vertex that does not exist";
      t->vertex[k] = s->vertex_count + index;
    }
    t->corner = positions[indices[3 * i]];
    t->edge1 = sub(positions[indices[3 * i + 1]], t->corner);
    t->edge2 = sub(positions[indices[3 * i + 2]], t->corner);
    t->mesh = mesh;
  }
  s->vertex_count += vertices;
  s->triangle_count += triangles;
  free(positions);
  free(indices);
  return 0;
}

static const char *read_scene(int file, Scene *s) {
  uint32_t header[HEADER_WORDS];
  if (!read_exactly(file, header, sizeof header))
    return "shorter than its header";
  Cursor cursor = {header};
  if (take_word(&cursor) != MAGIC)
    return "not a path tracer scene, version 1";
  s->width = take_word(&cursor);
  s->height = take_word(&cursor);
  s->min_samples = take_word(&cursor);
  s->max_samples = take_word(&cursor);
  s->max_depth = take_word(&cursor);
  s->seed = take_word(&cursor);
  s->noise_threshold = take_float(&cursor);
  s->exposure = take_float(&cursor);
  s->eye = take_vec(&cursor);
  s->target = take_vec(&cursor);
  s->up = take_vec(&cursor);
  s->vertical_fov = take_float(&cursor);
  s->aperture = take_float(&cursor);
  s->focus = take_float(&cursor);
  s->zenith = take_vec(&cursor);
  s->horizon = take_vec(&cursor);
  s->backdrop_top = take_vec(&cursor);
  s->backdrop_bottom = take_vec(&cursor);
  s->fade_start = take_float(&cursor);
  s->fade_end = take_float(&cursor);
  s->floor = take_material(&cursor);
  s->light_count = take_word(&cursor);
  s->mesh_count = take_word(&cursor);

  const char *problem = check_header(s);
  if (problem)
    return problem;
  problem = read_lights(file, s);
  if (problem)
    return problem;
  s->materials = malloc(sizeof(Material) * (s->mesh_count + 1));
  if (!s->materials)
    return "out of memory";
  for (uint32_t mesh = 0; mesh < s->mesh_count; mesh++) {
    problem = read_mesh(file, s, mesh);
    if (problem)
      return problem;
  }
  char beyond;
  return read(file, &beyond, 1) == 0 ? 0 : "longer than its contents";
}

const char *scene_read(const char *path, Scene *scene) {
  *scene = (Scene){0};
  int file = open(path, O_RDONLY);
  if (file < 0)
    return "cannot be opened";
  const char *problem = read_scene(file, scene);
  close(file);
  return problem;
}
