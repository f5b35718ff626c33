#include "bvh.h"

#include <stdlib.h>

/* Below SAH_DEPTH nodes are halved, which takes at most 19 levels more (MAX_ELEMENTS): no scene overflows a stack. */
enum { BINS = 16, LEAF_SIZE = 2, MAX_LEAF_SIZE = 16, SAH_DEPTH = 40, MAX_STACK = 64 };

typedef struct {
  Vec3 low, high;
} Box;

typedef struct {
  Box box;
  Vec3 centre;
  uint32_t triangle;
} Reference;

static Box empty_box(void) { return (Box){vec(INFINITY, INFINITY, INFINITY), vec(-INFINITY, -INFINITY, -INFINITY)}; }

static inline Vec3 lower(Vec3 a, Vec3 b) { return vec(min_float(a.x, b.x), min_float(a.y, b.y), min_float(a.z, b.z)); }
static inline Vec3 upper(Vec3 a, Vec3 b) { return vec(max_float(a.x, b.x), max_float(a.y, b.y), max_float(a.z, b.z)); }

static inline void grow(Box *box, const Box *other) {
  box->low = lower(box->low, other->low);
  box->high = upper(box->high, other->high);
}

static inline float half_area(const Box *box) {
  Vec3 d = sub(box->high, box->low);
  return d.x * d.y + d.y * d.z + d.z * d.x;
}

static Reference reference_of(const Triangle *t, uint32_t triangle) {
  Vec3 b = add(t->corner, t->edge1);
  Vec3 c = add(t->corner, t->edge2);
  Reference r;
  r.box.low = lower(t->corner, lower(b, c));
  r.box.high = upper(t->corner, upper(b, c));
  r.centre = scale(add(r.box.low, r.box.high), 0.5f);
  r.triangle = triangle;
  return r;
}

typedef struct {
  float cost;
  int axis;
  int bin; /* references of this bin and above go right */
  float low, bins_per_unit;
} Split;

static inline int bin_of(const Split *split, Vec3 centre) {
  int bin = (int)((component(centre, split->axis) - split->low) * split->bins_per_unit);
  return bin < BINS ? bin : BINS - 1;
}

static Split best_split(const Reference *references, uint32_t count, const Box *centres) {
  Split best = {INFINITY, -1, 0, 0, 0};
  for (int axis = 0; axis < 3; axis++) {
    Split split = {0, axis, 0, component(centres->low, axis), 0};
    float extent = component(centres->high, axis) - split.low;
    if (!(extent > 0))
      continue;
    split.bins_per_unit = BINS / extent;
    Box boxes[BINS];
    uint32_t counts[BINS];
    for (int b = 0; b < BINS; b++) {
      boxes[b] = empty_box();
      counts[b] = 0;
    }
    for (uint32_t i = 0; i < count; i++) {
      int bin = bin_of(&split, references[i].centre);
      grow(&boxes[bin], &references[i].box);
      counts[bin]++;
    }
    float right_cost[BINS];
    Box right = empty_box();
    uint32_t right_count = 0;
    for (int b = BINS - 1; b > 0; b--) {
      grow(&right, &boxes[b]);
      right_count += counts[b];
      right_cost[b] = right_count ? half_area(&right) * (float)right_count : 0;
    }
    Box left = empty_box();
    uint32_t left_count = 0;
    for (int b = 1; b < BINS; b++) {
      grow(&left, &boxes[b - 1]);
      left_count += counts[b - 1];
      if (left_count == 0 || left_count == count)
        continue;
      split.cost = half_area(&left) * (float)left_count + right_cost[b];
      split.bin = b;
      if (split.cost < best.cost)
        best = split;
    }
  }
  return best;
}

static uint32_t partition(Reference *references, uint32_t count, const Split *split) {
  uint32_t left = 0;
  for (uint32_t i = 0; i < count; i++) {
    if (bin_of(split, references[i].centre) < split->bin) {
      Reference swap = references[i];
      references[i] = references[left];
      references[left++] = swap;
    }
  }
  return left;
}

static void build_nodes(Node *nodes, Reference *references, uint32_t count) {
  struct {
    uint32_t node, first, count, level;
  } stack[MAX_STACK];
  int depth = 0;
  uint32_t node_count = 1;
  stack[depth++] = (typeof(stack[0])){0, 0, count, 0};
  while (depth > 0) {
    depth--;
    uint32_t first = stack[depth].first;
    uint32_t size = stack[depth].count;
    uint32_t level = stack[depth].level;
    Node *node = &nodes[stack[depth].node];
    Box box = empty_box();
    Box centres = empty_box();
    for (uint32_t i = first; i < first + size; i++) {
      grow(&box, &references[i].box);
      Box centre = {references[i].centre, references[i].centre};
      grow(&centres, &centre);
    }
    node->low = box.low;
    node->high = box.high;

    uint32_t left = 0;
    if (size > LEAF_SIZE && level >= SAH_DEPTH) {
      left = size / 2;
    } else if (size > LEAF_SIZE) {
      Split split = best_split(references + first, size, &centres);
      float leaf_cost = half_area(&box) * (float)size;
      float traversal_cost = half_area(&box);
      if (split.axis >= 0 && (size > MAX_LEAF_SIZE || split.cost + traversal_cost < leaf_cost))
        left = partition(references + first, size, &split);
      else if (size > MAX_LEAF_SIZE)
        left = size / 2; /* all centres coincide: any halves do */
    }
    if (left == 0) {
      node->first = first;
      node->count = size;
      continue;
    }
    node->first = node_count;
    node->count = 0;
    /* The larger half is pushed first and waits, so that the stack stays logarithmic. */
    int left_waits = left > size - left;
    stack[depth + !left_waits] = (typeof(stack[0])){node_count, first, left, level + 1};
    stack[depth + left_waits] = (typeof(stack[0])){node_count + 1, first + left, size - left, level + 1};
    depth += 2;
    node_count += 2;
  }
}

int bvh_build(Scene *scene, Bvh *bvh) {
  uint32_t count = scene->triangle_count;
  Node *nodes = malloc(sizeof(Node) * (2 * count + 1));
  Reference *references = malloc(sizeof(Reference) * (count + 1));
  Triangle *ordered = malloc(sizeof(Triangle) * (count + 1));
  if (!nodes || !references || !ordered)
    return 0;
  for (uint32_t i = 0; i < count; i++)
    references[i] = reference_of(&scene->triangles[i], i);
  build_nodes(nodes, references, count);
  for (uint32_t i = 0; i < count; i++)
    ordered[i] = scene->triangles[references[i].triangle];
  free(scene->triangles);
  free(references);
  scene->triangles = ordered;
  bvh->nodes = nodes;
  bvh->triangles = ordered;
  bvh->triangle_count = count;
  return 1;
}

/* A ray prepared for slab tests. The three offsets say which corner of a box holds the plane it enters by, per axis. */
typedef struct {
  Vec3 inverse, scaled_origin;
  uint32_t enter_x, enter_y, enter_z;
} Slabs;

static inline float safe_inverse(float d) { return 1.0f / (fabsf(d) > 1e-12f ? d : copysignf(1e-12f, d)); }

static inline Slabs slabs_of(Ray ray) {
  Vec3 inverse = vec(safe_inverse(ray.direction.x), safe_inverse(ray.direction.y), safe_inverse(ray.direction.z));
  return (Slabs){inverse, mul(ray.origin, inverse), inverse.x < 0 ? 4 : 0, inverse.y < 0 ? 5 : 1, inverse.z < 0 ? 6 : 2};
}

/* Distance at which the ray enters the box (0 from within), or infinity when it misses it up to limit. */
static inline float enter(const Node *node, const Slabs *ray, float limit) {
  const float *bounds = &node->low.x;
  float x0 = bounds[ray->enter_x] * ray->inverse.x - ray->scaled_origin.x;
  float y0 = bounds[ray->enter_y] * ray->inverse.y - ray->scaled_origin.y;
  float z0 = bounds[ray->enter_z] * ray->inverse.z - ray->scaled_origin.z;
  float x1 = bounds[ray->enter_x ^ 4] * ray->inverse.x - ray->scaled_origin.x;
  float y1 = bounds[ray->enter_y ^ 4] * ray->inverse.y - ray->scaled_origin.y;
  float z1 = bounds[ray->enter_z ^ 4] * ray->inverse.z - ray->scaled_origin.z;
  float near = max_float(max_float(x0, y0), max_float(z0, 0.0f));
  float far = min_float(min_float(x1, y1), min_float(z1, limit));
  return near <= far ? near : INFINITY;
}

/* Moeller and Trumbore, "Fast, minimum storage ray/triangle intersection", 1997; both sides count. */
static inline int intersect(const Triangle *t, Ray ray, MeshHit *hit) {
  Vec3 p = cross(ray.direction, t->edge2);
  float inverse = 1.0f / dot(t->edge1, p);
  Vec3 from_corner = sub(ray.origin, t->corner);
  float u = dot(from_corner, p) * inverse;
  Vec3 q = cross(from_corner, t->edge1);
  float v = dot(ray.direction, q) * inverse;
  float distance = dot(t->edge2, q) * inverse;
  /* A degenerate triangle gives NaN or infinity here, and no comparison with those holds. */
  if (!((u >= 0) & (v >= 0) & (u + v <= 1) & (distance > 0) & (distance < hit->distance)))
    return 0;
  hit->distance = distance;
  hit->u = u;
  hit->v = v;
  return 1;
}

[[clang::always_inline]] static inline int walk(const Bvh *bvh, Ray ray, MeshHit *found, int any) {
  if (bvh->triangle_count == 0)
    return 0;
  Slabs slabs = slabs_of(ray);
  MeshHit hit = *found;
  const Node *nodes = bvh->nodes;
  if (enter(nodes, &slabs, hit.distance) == INFINITY)
    return 0;

  struct {
    const Node *node;
    float near;
  } stack[MAX_STACK];
  int depth = 0;
  int any_hit = 0;
  const Node *node = nodes;
  for (;;) {
    if (node->count > 0) {
      for (uint32_t i = node->first; i < node->first + node->count; i++) {
        if (intersect(&bvh->triangles[i], ray, &hit)) {
          if (any)
            return 1;
          hit.triangle = i;
          any_hit = 1;
        }
      }
    } else {
      const Node *left = &nodes[node->first];
      const Node *right = left + 1;
      float left_near = enter(left, &slabs, hit.distance);
      float right_near = enter(right, &slabs, hit.distance);
      int right_first = right_near < left_near;
      const Node *first = right_first ? right : left;
      float first_near = right_first ? right_near : left_near;
      float second_near = right_first ? left_near : right_near;
      if (first_near != INFINITY) {
        if (second_near != INFINITY) {
          stack[depth].node = right_first ? left : right;
          stack[depth++].near = second_near;
        }
        node = first;
        continue;
      }
    }
    do {
      if (depth == 0) {
        if (any_hit)
          *found = hit;
        return any_hit;
      }
      node = stack[--depth].node;
    } while (stack[depth].near >= hit.distance);
  }
}

int bvh_nearest(const Bvh *bvh, Ray ray, MeshHit *hit) { return walk(bvh, ray, hit, 0); }

int bvh_blocked(const Bvh *bvh, Ray ray, float distance) {
  MeshHit hit = {distance, 0, 0, 0};
  return walk(bvh, ray, &hit, 1);
}
