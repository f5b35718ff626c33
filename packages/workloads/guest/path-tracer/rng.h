/*
 * Random numbers of one pixel: shuffled, Owen-scrambled Sobol pairs (Burley, "Practical Hash-based Owen Scrambling",
 * JCGT 2020). A number depends on (seed, x, y, sample, dimension) alone, so a pixel comes out the same in any tile.
 */
#ifndef RNG_H
#define RNG_H

#include <stdint.h>

typedef struct {
  uint32_t pixel;     /* hash of (seed, x, y) */
  uint32_t sample;    /* index of the sample within the pixel */
  uint32_t dimension; /* counts the pairs that this sample has drawn */
} Rng;

typedef struct {
  float u, v; /* each in [0, 1) */
} Pair;

static inline uint32_t hash_word(uint32_t x) {
  x ^= x >> 16;
  x *= 0x21f0aaadu;
  x ^= x >> 15;
  x *= 0xd35a2d97u;
  x ^= x >> 15;
  return x;
}

static inline uint32_t reverse_bits(uint32_t x) {
  x = (x >> 16) | (x << 16);
  x = ((x & 0x00ff00ffu) << 8) | ((x & 0xff00ff00u) >> 8);
  x = ((x & 0x0f0f0f0fu) << 4) | ((x & 0xf0f0f0f0u) >> 4);
  x = ((x & 0x33333333u) << 2) | ((x & 0xccccccccu) >> 2);
  x = ((x & 0x55555555u) << 1) | ((x & 0xaaaaaaaau) >> 1);
  return x;
}

/* The Laine-Karras permutation: an Owen scramble of a number whose bits are reversed. */
static inline uint32_t scramble_reversed(uint32_t x, uint32_t seed) {
  x += seed;
  x ^= x * 0x6c50b47cu;
  x ^= x * 0xb82f1e52u;
  x ^= x * 0xc7afe638u;
  x ^= x * 0x8d22f6e6u;
  return x;
}

/* The second Sobol coordinate, bits reversed: the Pascal matrix mod 2, which is a Kronecker power. */
static inline uint32_t sobol_second_reversed(uint32_t index) {
  index ^= (index >> 1) & 0x55555555u;
  index ^= (index >> 2) & 0x33333333u;
  index ^= (index >> 4) & 0x0f0f0f0fu;
  index ^= (index >> 8) & 0x00ff00ffu;
  index ^= (index >> 16) & 0x0000ffffu;
  return index;
}

static inline float unit_float(uint32_t x) { return (float)(x >> 8) * 0x1p-24f; }

static inline Rng rng_for_pixel(uint32_t seed, uint32_t x, uint32_t y) {
  return (Rng){hash_word(hash_word(hash_word(seed + 0x9e3779b9u) ^ x) + y), 0, 0};
}

static inline void rng_start_sample(Rng *rng, uint32_t sample) {
  rng->sample = sample;
  rng->dimension = 0;
}

static inline Pair rng_pair(Rng *rng) {
  uint32_t key = hash_word(rng->pixel + rng->dimension * 0x9e3779b9u);
  rng->dimension++;
  uint32_t index = reverse_bits(scramble_reversed(reverse_bits(rng->sample), key));
  uint32_t first = reverse_bits(scramble_reversed(index, key * 0x2c1b3c6du + 1u));
  uint32_t second = reverse_bits(scramble_reversed(sobol_second_reversed(index), key * 0x297a2d39u + 2u));
  return (Pair){unit_float(first), unit_float(second)};
}

#endif
