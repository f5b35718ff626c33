/* A bounding volume hierarchy over the triangles of a scene (binned SAH: Wald, "On fast construction of SAH-based
 * bounding volume hierarchies", 2007). */
#ifndef BVH_H
#define BVH_H

#include "scene.h"

typedef struct {
  Vec3 low;
  uint32_t first; /* leaf: first triangle; else: left child, whose sibling follows it */
  Vec3 high;
  uint32_t count; /* leaf: its triangles; else 0 */
} Node;

typedef struct {
  const Node *nodes;
  const Triangle *triangles;
  uint32_t triangle_count;
} Bvh;

typedef struct {
  Vec3 origin, direction;
} Ray;

typedef struct {
  float distance;
  float u, v; /* barycentric weights of the second and third vertex */
  uint32_t triangle;
} MeshHit;

/* Reorders the scene's triangles. Returns 0 when memory runs out. */
int bvh_build(Scene *scene, Bvh *bvh);

/* The nearest triangle closer than hit->distance: 1 and fills hit, or 0 and leaves it. */
int bvh_nearest(const Bvh *bvh, Ray ray, MeshHit *hit);

/* Whether any triangle is closer than distance. */
int bvh_blocked(const Bvh *bvh, Ray ray, float distance);

#endif
