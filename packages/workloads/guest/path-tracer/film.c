#include "film.h"

/* The Khronos PBR Neutral tone mapper: true colours below 0.76, highlights roll off and pale. */
static Vec3 tonemap(Vec3 colour) {
  const float start = 0.8f - 0.04f;
  const float desaturation = 0.15f;
  float low = min_float(colour.x, min_float(colour.y, colour.z));
  float offset = low < 0.08f ? low - 6.25f * low * low : 0.04f;
  colour = sub(colour, vec(offset, offset, offset));
  float peak = largest(colour);
  if (peak < start)
    return colour;
  float room = 1 - start;
  float new_peak = 1 - room * room / (peak + room - start);
  colour = scale(colour, new_peak / peak);
  float pale = 1 - 1 / (desaturation * (peak - new_peak) + 1);
  return mix(colour, vec(new_peak, new_peak, new_peak), pale);
}

/* IEC 61966-2-1. */
static uint8_t encode_srgb(float linear) {
  float v = clamp_float(linear, 0, 1);
  float encoded = v <= 0.0031308f ? 12.92f * v : 1.055f * powf(v, 1 / 2.4f) - 0.055f;
  return (uint8_t)(encoded * 255 + 0.5f);
}

void film_develop(Vec3 colour, uint8_t rgb[3]) {
  Vec3 shown = tonemap(colour);
  rgb[0] = encode_srgb(shown.x);
  rgb[1] = encode_srgb(shown.y);
  rgb[2] = encode_srgb(shown.z);
}
