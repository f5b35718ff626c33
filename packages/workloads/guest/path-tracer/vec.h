/* Three-component vectors: positions, directions and linear RGB alike. All inline, so that they live in locals. */
#ifndef VEC_H
#define VEC_H

#include <math.h>

#define PI 3.14159265358979f

typedef struct {
  float x, y, z;
} Vec3;

static inline float min_float(float a, float b) { return a < b ? a : b; }
static inline float max_float(float a, float b) { return a > b ? a : b; }
static inline float clamp_float(float v, float low, float high) { return min_float(max_float(v, low), high); }

static inline Vec3 vec(float x, float y, float z) { return (Vec3){x, y, z}; }
static inline Vec3 add(Vec3 a, Vec3 b) { return vec(a.x + b.x, a.y + b.y, a.z + b.z); }
static inline Vec3 sub(Vec3 a, Vec3 b) { return vec(a.x - b.x, a.y - b.y, a.z - b.z); }
static inline Vec3 mul(Vec3 a, Vec3 b) { return vec(a.x * b.x, a.y * b.y, a.z * b.z); }
static inline Vec3 scale(Vec3 a, float s) { return vec(a.x * s, a.y * s, a.z * s); }
static inline Vec3 negate(Vec3 a) { return vec(-a.x, -a.y, -a.z); }
static inline Vec3 mix(Vec3 a, Vec3 b, float t) { return add(scale(a, 1.0f - t), scale(b, t)); }
static inline float dot(Vec3 a, Vec3 b) { return a.x * b.x + a.y * b.y + a.z * b.z; }
static inline Vec3 cross(Vec3 a, Vec3 b) {
  return vec(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x);
}
static inline float length(Vec3 a) { return sqrtf(dot(a, a)); }
static inline Vec3 normalize(Vec3 a) { return scale(a, 1.0f / length(a)); }
static inline float component(Vec3 a, int axis) { return axis == 0 ? a.x : axis == 1 ? a.y : a.z; }
static inline float largest(Vec3 a) { return max_float(a.x, max_float(a.y, a.z)); }
static inline float luminance(Vec3 a) { return 0.2126f * a.x + 0.7152f * a.y + 0.0722f * a.z; }

/* Two unit vectors that make a right-handed basis with the unit vector n (Duff et al., JCGT 2017). */
static inline void basis(Vec3 n, Vec3 *tangent, Vec3 *bitangent) {
  float sign = copysignf(1.0f, n.z);
  float a = -1.0f / (sign + n.z);
  float b = n.x * n.y * a;
  *tangent = vec(1.0f + sign * n.x * n.x * a, sign * b, -sign * n.x);
  *bitangent = vec(b, sign + n.y * n.y * a, -n.y);
}

#endif
