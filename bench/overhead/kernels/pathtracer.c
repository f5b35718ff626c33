/* A small path tracer: spheres, diffuse and mirror surfaces, a light, paths of random length. */
#include "kernel.h"
typedef struct { double x, y, z; } vec;
typedef struct { vec centre; double radius; vec colour; double emission; int mirror; } sphere;
#define SIZE 40

static const sphere scene[] = {
    {{1e5 + 1, 40.8, 81.6}, 1e5, {0.75, 0.25, 0.25}, 0, 0},  {{-1e5 + 99, 40.8, 81.6}, 1e5, {0.25, 0.25, 0.75}, 0, 0},
    {{50, 40.8, 1e5}, 1e5, {0.75, 0.75, 0.75}, 0, 0},        {{50, 40.8, -1e5 + 170}, 1e5, {0, 0, 0}, 0, 0},
    {{50, 1e5, 81.6}, 1e5, {0.75, 0.75, 0.75}, 0, 0},        {{50, -1e5 + 81.6, 81.6}, 1e5, {0.75, 0.75, 0.75}, 0, 0},
    {{27, 16.5, 47}, 16.5, {0.99, 0.99, 0.99}, 0, 1},        {{73, 16.5, 78}, 16.5, {0.9, 0.9, 0.6}, 0, 0},
    {{50, 681.33, 81.6}, 600, {0, 0, 0}, 12, 0}};

static vec add(vec a, vec b) { return (vec){a.x + b.x, a.y + b.y, a.z + b.z}; }
static vec sub(vec a, vec b) { return (vec){a.x - b.x, a.y - b.y, a.z - b.z}; }
static vec scale(vec a, double s) { return (vec){a.x * s, a.y * s, a.z * s}; }
static double dot(vec a, vec b) { return a.x * b.x + a.y * b.y + a.z * b.z; }
static vec unit(vec a) { return scale(a, 1 / __builtin_sqrt(dot(a, a))); }
static double uniform(uint32_t *seed) { return xorshift(seed) / 4294967296.0; }

static double hit(const sphere *s, vec origin, vec direction) {
  vec to = sub(s->centre, origin);
  double b = dot(to, direction), det = b * b - dot(to, to) + s->radius * s->radius;
  if (det < 0) return 0;
  det = __builtin_sqrt(det);
  if (b - det > 1e-4) return b - det;
  return b + det > 1e-4 ? b + det : 0;
}

static vec radiance(vec origin, vec direction, uint32_t *seed, int depth) {
  double nearest = 1e20;
  const sphere *object = 0;
  for (size_t i = 0; i < sizeof scene / sizeof *scene; i++) {
    double distance = hit(&scene[i], origin, direction);
    if (distance > 0 && distance < nearest) { nearest = distance; object = &scene[i]; }
  }
  if (!object) return (vec){0, 0, 0};
  vec point = add(origin, scale(direction, nearest)), normal = unit(sub(point, object->centre)), colour = object->colour;
  if (dot(normal, direction) > 0) normal = scale(normal, -1);
  double most = colour.x > colour.y && colour.x > colour.z ? colour.x : colour.y > colour.z ? colour.y : colour.z;
  vec light = {object->emission, object->emission, object->emission};
  if (++depth > 4) {
    if (depth > 40 || uniform(seed) >= most) return light;
    colour = scale(colour, 1 / most);
  }
  vec next;
  if (object->mirror) {
    next = sub(direction, scale(normal, 2 * dot(normal, direction)));
  } else {
    /* A cosine-weighted direction: a point on the unit sphere around the tip of the normal. */
    vec around;
    do around = (vec){2 * uniform(seed) - 1, 2 * uniform(seed) - 1, 2 * uniform(seed) - 1};
    while (dot(around, around) > 1 || dot(around, around) < 1e-6);
    next = unit(add(normal, unit(around)));
  }
  vec incoming = radiance(point, next, seed, depth);
  return add(light, (vec){colour.x * incoming.x, colour.y * incoming.y, colour.z * incoming.z});
}

KERNEL {
  uint32_t seed = 5, hash = 2166136261u;
  for (uint32_t round = 0; round < rounds; round++)
    for (int y = 0; y < SIZE; y++)
      for (int x = 0; x < SIZE; x++) {
        vec direction = unit((vec){(x + uniform(&seed)) / SIZE - 0.5, 0.4 - (y + uniform(&seed)) / SIZE, -1});
        vec colour = radiance((vec){50, 52, 160}, direction, &seed, 0);
        hash = mix(hash, bits_of(colour.x + colour.y + colour.z));
      }
  return hash;
}
