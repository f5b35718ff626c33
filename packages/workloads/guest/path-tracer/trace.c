#include "trace.h"

#include "sampling.h"

/* Brightest value that one sample may bring, in exposed units: a ceiling on fireflies. */
#define SAMPLE_CEILING 6.0f
/* Offset of secondary rays from their surface, in units of the scene. */
#define OFFSET 1e-3f

typedef enum { NOTHING, FLOOR, MESH, LIGHT } Kind;

typedef struct {
  Kind kind;
  float distance;
  Vec3 position;
  Vec3 facing; /* true normal, on the ray's side */
  Vec3 normal; /* interpolated normal, on the ray's side */
  const Material *material;
  const Light *light;
} Hit;

static inline float hit_light(const Light *light, Ray ray, float limit) {
  float approach = dot(ray.direction, light->normal);
  float distance = dot(sub(light->centre, ray.origin), light->normal) / approach;
  if (!(distance > 0 && distance < limit))
    return 0;
  Vec3 offset = sub(add(ray.origin, scale(ray.direction, distance)), light->centre);
  int inside = fabsf(dot(offset, light->half_u)) <= dot(light->half_u, light->half_u) &&
               fabsf(dot(offset, light->half_v)) <= dot(light->half_v, light->half_v);
  return inside ? distance : 0;
}

static Hit nearest(const Scene *scene, const Bvh *bvh, Ray ray, int see_lights) {
  Hit hit = {.kind = NOTHING, .distance = INFINITY};
  float to_floor = -ray.origin.y / ray.direction.y;
  if (to_floor > 0 && to_floor < 1e6f) {
    hit.kind = FLOOR;
    hit.distance = to_floor;
  }
  if (see_lights) {
    for (uint32_t i = 0; i < scene->light_count; i++) {
      float distance = hit_light(&scene->lights[i], ray, hit.distance);
      if (distance > 0) {
        hit.kind = LIGHT;
        hit.distance = distance;
        hit.light = &scene->lights[i];
      }
    }
  }
  MeshHit mesh = {hit.distance, 0, 0, 0};
  if (bvh_nearest(bvh, ray, &mesh)) {
    hit.kind = MESH;
    hit.distance = mesh.distance;
  }
  hit.position = add(ray.origin, scale(ray.direction, hit.distance));
  if (hit.kind == FLOOR) {
    hit.facing = hit.normal = vec(0, ray.direction.y < 0 ? 1 : -1, 0);
    hit.material = &scene->floor;
  } else if (hit.kind == MESH) {
    const Triangle *t = &bvh->triangles[mesh.triangle];
    const Vec3 *n = scene->normals;
    hit.material = &scene->materials[t->mesh];
    hit.facing = normalize(cross(t->edge1, t->edge2));
    if (dot(hit.facing, ray.direction) > 0)
      hit.facing = negate(hit.facing);
    Vec3 smooth = add(scale(n[t->vertex[0]], 1 - mesh.u - mesh.v),
                      add(scale(n[t->vertex[1]], mesh.u), scale(n[t->vertex[2]], mesh.v)));
    smooth = normalize(smooth);
    if (dot(smooth, hit.facing) < 0)
      smooth = negate(smooth);
    /* Near the silhouette the interpolated normal may look away from the ray; bend it back to grazing. */
    float away = dot(smooth, ray.direction);
    if (away > -1e-3f)
      smooth = normalize(sub(smooth, scale(ray.direction, away + 1e-3f)));
    hit.normal = smooth;
  }
  return hit;
}

static inline Vec3 sky(const Scene *scene, Vec3 direction) {
  return mix(scene->horizon, scene->zenith, clamp_float(direction.y, 0, 1));
}

static inline Ray leave(const Hit *hit, Vec3 direction) {
  Vec3 side = dot(direction, hit->facing) < 0 ? negate(hit->facing) : hit->facing;
  return (Ray){add(hit->position, scale(side, OFFSET)), direction};
}

/* Radiance that reaches a diffuse surface of albedo 1 from a point of one light, and leaves it. */
static Vec3 direct_from(const Light *light, const Bvh *bvh, const Hit *hit, Pair random) {
  Vec3 point = add(light->centre, add(scale(light->half_u, 2 * random.u - 1), scale(light->half_v, 2 * random.v - 1)));
  Vec3 to_light = sub(point, hit->position);
  float distance = length(to_light);
  Vec3 direction = scale(to_light, 1 / distance);
  float at_surface = dot(direction, hit->normal);
  float at_light = -dot(direction, light->normal);
  if (!(at_surface > 0 && at_light > 0 && dot(direction, hit->facing) > 0))
    return vec(0, 0, 0);
  if (bvh_blocked(bvh, leave(hit, direction), distance - 2 * OFFSET))
    return vec(0, 0, 0);
  return scale(light->emission, at_surface * at_light * light->area / (PI * distance * distance));
}

/* Reflects off the coat: the new direction, and the fraction of light kept besides Fresnel; 0 when it goes inside. */
static float reflect_coat(const Hit *hit, Vec3 direction, Rng *rng, Vec3 *reflected, float *reflectance) {
  float alpha = hit->material->roughness;
  Vec3 view = negate(direction);
  Vec3 facet = hit->normal;
  if (alpha > 0)
    facet = sample_ggx(hit->normal, view, alpha, rng_pair(rng));
  float cosine = dot(view, facet);
  *reflectance = fresnel(clamp_float(cosine, 0, 1), hit->material->ior);
  *reflected = sub(scale(facet, 2 * cosine), view);
  float out = dot(*reflected, hit->normal);
  if (alpha > 0)
    return out > 0 ? ggx_masking(out, alpha) : 0;
  /* An interpolated normal can mirror the ray into the mesh; lift such a ray to the horizon. */
  float below = dot(*reflected, hit->facing);
  if (below < 0)
    *reflected = normalize(sub(*reflected, scale(hit->facing, 2 * below)));
  return 1;
}

/* Radiance from what a path meets after it left a surface. see_lights: it has bounced off coats alone, so that next-event
 * estimation did not count the lights. Lights mirrored after a diffuse bounce, caustics, are left out: so few samples
 * would show them as speckles. */
static Vec3 follow(const Scene *scene, const Bvh *bvh, Ray ray, int see_lights, uint32_t depth, Rng *rng) {
  Vec3 radiance = vec(0, 0, 0);
  Vec3 throughput = vec(1, 1, 1);
  for (;; depth++) {
    Hit hit = nearest(scene, bvh, ray, see_lights);
    if (hit.kind == NOTHING)
      return add(radiance, mul(throughput, sky(scene, ray.direction)));
    if (hit.kind == LIGHT) {
      int front = dot(ray.direction, hit.light->normal) < 0;
      return front ? add(radiance, mul(throughput, hit.light->emission)) : radiance;
    }
    if (depth >= scene->max_depth)
      return radiance;

    Pair choice = rng_pair(rng);
    if (hit.material->ior > 1) {
      /* Deep in a path, one of coat and body is followed: with the probability of its share. */
      Vec3 reflected;
      float reflectance;
      float kept = reflect_coat(&hit, ray.direction, rng, &reflected, &reflectance);
      if (choice.u < reflectance) {
        if (kept == 0)
          return radiance;
        throughput = scale(throughput, kept);
        ray = leave(&hit, reflected);
        continue;
      }
    }
    throughput = mul(throughput, hit.material->albedo);
    for (uint32_t i = 0; i < scene->light_count; i++)
      radiance = add(radiance, mul(throughput, direct_from(&scene->lights[i], bvh, &hit, rng_pair(rng))));
    Vec3 direction = sample_cosine(hit.normal, rng_pair(rng));
    if (!(dot(direction, hit.facing) > 0))
      return radiance;
    ray = leave(&hit, direction);
    see_lights = 0;
  }
}

/* Radiance along a camera ray. Its first surface is where noise shows most, so there all is sampled: coat and body, and
 * every light. */
static Vec3 camera_radiance(const Scene *scene, const Bvh *bvh, Ray ray, Vec3 backdrop, Rng *rng) {
  Hit hit = nearest(scene, bvh, ray, 0);
  if (hit.kind == NOTHING)
    return backdrop;
  float faded = 0;
  if (hit.kind == FLOOR) {
    float from_target = length(sub(hit.position, vec(scene->target.x, 0, scene->target.z)));
    float t = clamp_float((from_target - scene->fade_start) / (scene->fade_end - scene->fade_start), 0, 1);
    faded = t * t * (3 - 2 * t);
    if (faded >= 1)
      return backdrop;
  }

  Vec3 radiance = vec(0, 0, 0);
  float body = 1;
  if (hit.material->ior > 1) {
    Vec3 reflected;
    float reflectance;
    float kept = reflect_coat(&hit, ray.direction, rng, &reflected, &reflectance);
    body = 1 - reflectance;
    if (kept > 0)
      radiance = scale(follow(scene, bvh, leave(&hit, reflected), 1, 1, rng), kept * reflectance);
  }
  Vec3 under = vec(0, 0, 0);
  for (uint32_t i = 0; i < scene->light_count; i++)
    under = add(under, direct_from(&scene->lights[i], bvh, &hit, rng_pair(rng)));
  Vec3 direction = sample_cosine(hit.normal, rng_pair(rng));
  if (scene->max_depth > 0 && dot(direction, hit.facing) > 0)
    under = add(under, follow(scene, bvh, leave(&hit, direction), 0, 1, rng));
  radiance = add(radiance, scale(mul(under, hit.material->albedo), body));
  return mix(radiance, backdrop, faded);
}

typedef struct {
  Vec3 eye, right, up, forward;
  float half_width, half_height; /* of the film at distance 1 */
} Camera;

static Camera camera_of(const Scene *scene) {
  Vec3 forward = normalize(sub(scene->target, scene->eye));
  Vec3 right = normalize(cross(forward, scene->up));
  float half_height = tanf(scene->vertical_fov * 0.5f);
  float half_width = half_height * (float)scene->width / (float)scene->height;
  return (Camera){scene->eye, right, cross(right, forward), forward, half_width, half_height};
}

static Ray camera_ray(const Scene *scene, const Camera *camera, float x, float y, Rng *rng) {
  float across = (2 * x / (float)scene->width - 1) * camera->half_width;
  float upward = (1 - 2 * y / (float)scene->height) * camera->half_height;
  Vec3 direction = add(camera->forward, add(scale(camera->right, across), scale(camera->up, upward)));
  if (scene->aperture == 0)
    return (Ray){camera->eye, normalize(direction)};
  Pair random = rng_pair(rng);
  float c, s;
  turn(random.v, &c, &s);
  float radius = scene->aperture * sqrtf(random.u);
  Vec3 lens = add(scale(camera->right, radius * c), scale(camera->up, radius * s));
  return (Ray){add(camera->eye, lens), normalize(sub(scale(direction, scene->focus), lens))};
}

Vec3 trace_pixel(const Scene *scene, const Bvh *bvh, uint32_t x, uint32_t y) {
  Camera camera = camera_of(scene);
  Rng rng = rng_for_pixel(scene->seed, x, y);
  Vec3 sum = vec(0, 0, 0);
  float total = 0, total_squares = 0; /* of the samples' luminance */
  uint32_t sample = 0;
  while (sample < scene->max_samples) {
    rng_start_sample(&rng, sample++);
    Pair jitter = rng_pair(&rng);
    float px = (float)x + 0.5f + sample_tent(jitter.u);
    float py = (float)y + 0.5f + sample_tent(jitter.v);
    Ray ray = camera_ray(scene, &camera, px, py, &rng);
    Vec3 backdrop = mix(scene->backdrop_top, scene->backdrop_bottom, clamp_float(py / (float)scene->height, 0, 1));
    Vec3 value = scale(camera_radiance(scene, bvh, ray, backdrop, &rng), scene->exposure);
    float peak = largest(value);
    if (peak > SAMPLE_CEILING)
      value = scale(value, SAMPLE_CEILING / peak);
    sum = add(sum, value);
    float light = luminance(value);
    total += light;
    total_squares += light * light;
    /* Stops on the standard error relative to the mean; the constant keeps shadows from asking for all samples. */
    if (sample >= scene->min_samples && sample % 8 == 0) {
      float n = (float)sample;
      float mean = total / n;
      float variance = max_float(total_squares / n - mean * mean, 0);
      float allowed = scene->noise_threshold * (mean + 0.05f);
      if (variance <= allowed * allowed * n)
        break;
    }
  }
  return scale(sum, 1 / (float)sample);
}
