/* What every kernel shares: its entry point and a small generator of input. */
#ifndef KERNEL_H
#define KERNEL_H
#include <stddef.h>
#include <stdint.h>

/* `run(rounds)` does the work that many times and returns a checksum of the results. */
#define KERNEL __attribute__((export_name("run"))) uint32_t run(uint32_t rounds)

static inline uint32_t xorshift(uint32_t *state) {
  uint32_t x = *state;
  x ^= x << 13;
  x ^= x >> 17;
  x ^= x << 5;
  return *state = x;
}

static inline uint32_t mix(uint32_t hash, uint32_t value) { return (hash ^ value) * 16777619u; }

static inline uint32_t bits_of(double value) {
  union { double d; uint64_t u; } pun = {value};
  return (uint32_t)(pun.u ^ (pun.u >> 32));
}
#endif
