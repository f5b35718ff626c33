/* A byte-oriented Lempel-Ziv coder with a hash table of four-byte sequences, and its decoder. */
#include "kernel.h"
#define SIZE 131072
#define HASH 4096
static uint8_t plain[SIZE], packed[SIZE * 2], unpacked[SIZE];
static uint32_t table[HASH];

static uint32_t read4(const uint8_t *p) { return p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24; }

static uint8_t *put_length(uint8_t *out, uint32_t length) {
  for (; length >= 255; length -= 255) *out++ = 255;
  *out++ = (uint8_t)length;
  return out;
}

static uint32_t pack(void) {
  for (int i = 0; i < HASH; i++) table[i] = 0;
  uint8_t *out = packed;
  uint32_t anchor = 0, at = 1;
  while (at + 8 < SIZE) {
    uint32_t sequence = read4(plain + at), slot = sequence * 2654435761u >> 20, candidate = table[slot];
    table[slot] = at;
    if (at - candidate < 65536 && candidate < at && read4(plain + candidate) == sequence) {
      uint32_t length = 4;
      while (at + length < SIZE && plain[candidate + length] == plain[at + length]) length++;
      out = put_length(out, at - anchor);
      for (uint32_t i = anchor; i < at; i++) *out++ = plain[i];
      out = put_length(out, length);
      *out++ = (uint8_t)(at - candidate);
      *out++ = (uint8_t)((at - candidate) >> 8);
      at += length;
      anchor = at;
    } else {
      at++;
    }
  }
  out = put_length(out, SIZE - anchor);
  for (uint32_t i = anchor; i < SIZE; i++) *out++ = plain[i];
  return (uint32_t)(out - packed);
}

static uint32_t get_length(const uint8_t **in) {
  uint32_t length = 0;
  uint8_t byte;
  do { byte = *(*in)++; length += byte; } while (byte == 255);
  return length;
}

static void unpack(void) {
  const uint8_t *in = packed;
  uint32_t at = 0;
  for (;;) {
    uint32_t literals = get_length(&in);
    for (uint32_t i = 0; i < literals; i++) unpacked[at++] = *in++;
    if (at >= SIZE) return;
    uint32_t length = get_length(&in), distance = in[0] | (uint32_t)in[1] << 8;
    in += 2;
    for (uint32_t i = 0; i < length; i++, at++) unpacked[at] = unpacked[at - distance];
  }
}

KERNEL {
  static const char words[] = "the quick brown fox jumps over the lazy dog while many small providers compute one large result together ";
  uint32_t seed = 3, hash = 2166136261u;
  for (int i = 0; i < SIZE;) {
    uint32_t start = xorshift(&seed) % (sizeof words - 16), length = 3 + xorshift(&seed) % 12;
    for (uint32_t j = 0; j < length && i < SIZE; j++) plain[i++] = (uint8_t)words[start + j];
    if (xorshift(&seed) % 7 == 0 && i < SIZE) plain[i++] = (uint8_t)seed;
  }
  for (uint32_t round = 0; round < rounds; round++) {
    uint32_t size = pack();
    unpack();
    for (int i = 0; i < SIZE; i += 61) hash = mix(hash, unpacked[i] ^ plain[i]);
    hash = mix(hash, size);
    plain[round * 31 % SIZE] ^= 1;
  }
  return hash;
}
