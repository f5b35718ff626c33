/* Warps of the unit square to the distributions that the tracer draws from. */
#ifndef SAMPLING_H
#define SAMPLING_H

#include "rng.h"
#include "vec.h"

/* cos and sin of a turn in [0, 1), error below 1e-5: all that sampling needs, without libm's range reduction. */
static inline void turn(float t, float *cosine, float *sine) {
  float quarters = t * 4.0f;
  int quadrant = (int)(quarters + 0.5f);
  float a = (quarters - (float)quadrant) * (PI / 2);
  float a2 = a * a;
  float s = a * (1.0f - a2 * (1.0f / 6 - a2 * (1.0f / 120 - a2 * (1.0f / 5040))));
  float c = 1.0f - a2 * (0.5f - a2 * (1.0f / 24 - a2 * (1.0f / 720)));
  float x = quadrant & 1 ? s : c;
  float y = quadrant & 1 ? c : s;
  *cosine = ((quadrant + 1) & 2) ? -x : x;
  *sine = (quadrant & 2) ? -y : y;
}

static inline Vec3 in_basis(Vec3 local, Vec3 tangent, Vec3 bitangent, Vec3 normal) {
  return add(add(scale(tangent, local.x), scale(bitangent, local.y)), scale(normal, local.z));
}

/* A direction of the hemisphere around normal, with density cos / pi. */
static inline Vec3 sample_cosine(Vec3 normal, Pair random) {
  float c, s;
  turn(random.v, &c, &s);
  float radius = sqrtf(random.u);
  Vec3 tangent, bitangent;
  basis(normal, &tangent, &bitangent);
  return in_basis(vec(radius * c, radius * s, sqrtf(1.0f - random.u)), tangent, bitangent, normal);
}

/* A microfacet normal visible from view, for GGX (Dupuy and Benyoub, "Sampling visible GGX normals with spherical
 * caps", 2023). */
static inline Vec3 sample_ggx(Vec3 normal, Vec3 view, float alpha, Pair random) {
  Vec3 tangent, bitangent;
  basis(normal, &tangent, &bitangent);
  Vec3 local = normalize(vec(alpha * dot(view, tangent), alpha * dot(view, bitangent), dot(view, normal)));
  float c, s;
  turn(random.u, &c, &s);
  float z = (1.0f - random.v) * (1.0f + local.z) - local.z;
  float radius = sqrtf(clamp_float(1.0f - z * z, 0.0f, 1.0f));
  Vec3 half = add(vec(radius * c, radius * s, z), local);
  return in_basis(normalize(vec(alpha * half.x, alpha * half.y, max_float(half.z, 1e-6f))), tangent, bitangent, normal);
}

/* Smith's masking of GGX for one direction at cosine to the normal. */
static inline float ggx_masking(float cosine, float alpha) {
  float c2 = cosine * cosine;
  return 2.0f * cosine / (cosine + sqrtf(alpha * alpha + (1.0f - alpha * alpha) * c2));
}

/* Unpolarised Fresnel reflectance from outside of a dielectric. */
static inline float fresnel(float cosine, float ior) {
  float g = sqrtf(ior * ior - 1.0f + cosine * cosine);
  float a = (g - cosine) / (g + cosine);
  float b = (cosine * (g + cosine) - 1.0f) / (cosine * (g - cosine) + 1.0f);
  return 0.5f * a * a * (1.0f + b * b);
}

/* The inverse of a tent's distribution, over (-1, 1). */
static inline float sample_tent(float u) { return u < 0.5f ? sqrtf(2.0f * u) - 1.0f : 1.0f - sqrtf(2.0f - 2.0f * u); }

#endif
