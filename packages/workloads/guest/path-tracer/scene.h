/* The scene as main reads it from /in/scene.bin; the format is documented in FORMAT.md. */
#ifndef SCENE_H
#define SCENE_H

#include "vec.h"
#include <stdint.h>

typedef struct {
  Vec3 albedo;     /* diffuse reflectance under the coat */
  float ior;       /* index of refraction of a clear coat; 1 = no coat */
  float roughness; /* GGX alpha of the coat; 0 = a mirror */
} Material;

typedef struct {
  Vec3 centre, half_u, half_v; /* a rectangle: centre ± half_u ± half_v */
  Vec3 emission;               /* radiance of the side that cross(half_u, half_v) points to */
  Vec3 normal;
  float area;
} Light;

typedef struct {
  Vec3 corner, edge1, edge2;
  uint32_t vertex[3]; /* into normals */
  uint32_t mesh;      /* into materials */
} Triangle;

typedef struct {
  uint32_t width, height;
  uint32_t min_samples, max_samples; /* per pixel */
  uint32_t max_depth;                /* path segments after the camera's */
  uint32_t seed;
  float noise_threshold; /* relative standard error at which a pixel is done; 0 = take max_samples */
  float exposure;        /* linear factor before the tonemap */

  Vec3 eye, target, up;
  float vertical_fov; /* radians */
  float aperture;     /* lens radius; 0 = pinhole */
  float focus;        /* distance of the plane in focus */

  Vec3 zenith, horizon; /* sky radiance */
  /* What the camera sees where there is nothing: a gradient over the height of the film. */
  Vec3 backdrop_top, backdrop_bottom;
  float fade_start, fade_end; /* distances from the target over which the floor fades into the backdrop */

  Material floor; /* of the plane y = 0 */

  uint32_t light_count;
  Light *lights;

  uint32_t mesh_count;
  Material *materials;

  uint32_t vertex_count;
  Vec3 *normals;

  uint32_t triangle_count;
  Triangle *triangles;
} Scene;

/* Reads a whole scene. Returns 0, or a message that says what is wrong with it. */
const char *scene_read(const char *path, Scene *scene);

#endif
