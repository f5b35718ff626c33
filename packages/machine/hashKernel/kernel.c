// keccak-256 and the lower levels of the machine's trees, for src/tree/internal/HashKernel.ts, which alone calls it and keeps within the areas.
#include <stdint.h>

#define EXPORT(name) __attribute__((export_name(name)))
#define ROTATE(a, n) (((a) << (n)) | ((a) >> (64 - (n))))

static const uint64_t roundConstants[24] = {
    0x0000000000000001, 0x0000000000008082, 0x800000000000808a, 0x8000000080008000, 0x000000000000808b,
    0x0000000080000001, 0x8000000080008081, 0x8000000000008009, 0x000000000000008a, 0x0000000000000088,
    0x0000000080008009, 0x000000008000000a, 0x000000008000808b, 0x800000000000008b, 0x8000000000008089,
    0x8000000000008003, 0x8000000000008002, 0x8000000000000080, 0x000000000000800a, 0x800000008000000a,
    0x8000000080008081, 0x8000000000008080, 0x0000000080000001, 0x8000000080008008,
};

enum { hashBytes = 32, leafBytes = 32, pageLevels = 7, pageLeaves = 1 << pageLevels, rateLanes = 17 };

/** What is hashed. */
static uint64_t inputArea[8192 / 8];
/** What came out: one hash, or as many as there were values. */
static uint64_t outputArea[pageLeaves * hashBytes / 8];
/** All nodes of a page: 128 of its leaves, 64 above them, …, its root. */
static uint64_t nodesArea[2 * pageLeaves * hashBytes / 8];
/** zeros[i]: root of a tree of depth i whose leaves are all zero. */
static uint64_t zeros[pageLevels + 1][4];

EXPORT("input") uint64_t *input(void) { return inputArea; }
EXPORT("output") uint64_t *output(void) { return outputArea; }
EXPORT("nodes") uint64_t *nodes(void) { return nodesArea; }

/** Keccak-f[1600] of FIPS 202; lane 5y + x of `s` is A[x, y]. */
static void permute(uint64_t *s) {
  uint64_t a0 = s[0], a1 = s[1], a2 = s[2], a3 = s[3], a4 = s[4], a5 = s[5], a6 = s[6], a7 = s[7], a8 = s[8];
  uint64_t a9 = s[9], a10 = s[10], a11 = s[11], a12 = s[12], a13 = s[13], a14 = s[14], a15 = s[15], a16 = s[16];
  uint64_t a17 = s[17], a18 = s[18], a19 = s[19], a20 = s[20], a21 = s[21], a22 = s[22], a23 = s[23], a24 = s[24];
  for (int round = 0; round < 24; round++) {
    uint64_t c0 = a0 ^ a5 ^ a10 ^ a15 ^ a20, c1 = a1 ^ a6 ^ a11 ^ a16 ^ a21, c2 = a2 ^ a7 ^ a12 ^ a17 ^ a22;
    uint64_t c3 = a3 ^ a8 ^ a13 ^ a18 ^ a23, c4 = a4 ^ a9 ^ a14 ^ a19 ^ a24;
    uint64_t d0 = c4 ^ ROTATE(c1, 1), d1 = c0 ^ ROTATE(c2, 1), d2 = c1 ^ ROTATE(c3, 1), d3 = c2 ^ ROTATE(c4, 1);
    uint64_t d4 = c3 ^ ROTATE(c0, 1);
    uint64_t b0 = a0 ^ d0, b1 = ROTATE(a6 ^ d1, 44), b2 = ROTATE(a12 ^ d2, 43), b3 = ROTATE(a18 ^ d3, 21);
    uint64_t b4 = ROTATE(a24 ^ d4, 14), b5 = ROTATE(a3 ^ d3, 28), b6 = ROTATE(a9 ^ d4, 20), b7 = ROTATE(a10 ^ d0, 3);
    uint64_t b8 = ROTATE(a16 ^ d1, 45), b9 = ROTATE(a22 ^ d2, 61), b10 = ROTATE(a1 ^ d1, 1), b11 = ROTATE(a7 ^ d2, 6);
    uint64_t b12 = ROTATE(a13 ^ d3, 25), b13 = ROTATE(a19 ^ d4, 8), b14 = ROTATE(a20 ^ d0, 18);
    uint64_t b15 = ROTATE(a4 ^ d4, 27), b16 = ROTATE(a5 ^ d0, 36), b17 = ROTATE(a11 ^ d1, 10);
    uint64_t b18 = ROTATE(a17 ^ d2, 15), b19 = ROTATE(a23 ^ d3, 56), b20 = ROTATE(a2 ^ d2, 62);
    uint64_t b21 = ROTATE(a8 ^ d3, 55), b22 = ROTATE(a14 ^ d4, 39), b23 = ROTATE(a15 ^ d0, 41), b24 = ROTATE(a21 ^ d1, 2);
    a0 = b0 ^ (~b1 & b2) ^ roundConstants[round], a1 = b1 ^ (~b2 & b3), a2 = b2 ^ (~b3 & b4), a3 = b3 ^ (~b4 & b0);
    a4 = b4 ^ (~b0 & b1), a5 = b5 ^ (~b6 & b7), a6 = b6 ^ (~b7 & b8), a7 = b7 ^ (~b8 & b9), a8 = b8 ^ (~b9 & b5);
    a9 = b9 ^ (~b5 & b6), a10 = b10 ^ (~b11 & b12), a11 = b11 ^ (~b12 & b13), a12 = b12 ^ (~b13 & b14);
    a13 = b13 ^ (~b14 & b10), a14 = b14 ^ (~b10 & b11), a15 = b15 ^ (~b16 & b17), a16 = b16 ^ (~b17 & b18);
    a17 = b17 ^ (~b18 & b19), a18 = b18 ^ (~b19 & b15), a19 = b19 ^ (~b15 & b16), a20 = b20 ^ (~b21 & b22);
    a21 = b21 ^ (~b22 & b23), a22 = b22 ^ (~b23 & b24), a23 = b23 ^ (~b24 & b20), a24 = b24 ^ (~b20 & b21);
  }
  s[0] = a0, s[1] = a1, s[2] = a2, s[3] = a3, s[4] = a4, s[5] = a5, s[6] = a6, s[7] = a7, s[8] = a8, s[9] = a9;
  s[10] = a10, s[11] = a11, s[12] = a12, s[13] = a13, s[14] = a14, s[15] = a15, s[16] = a16, s[17] = a17, s[18] = a18;
  s[19] = a19, s[20] = a20, s[21] = a21, s[22] = a22, s[23] = a23, s[24] = a24;
}

static uint64_t byteSwap(uint64_t x) { return __builtin_bswap64(x); }

/** Hashes the first `length` bytes of the input area. */
EXPORT("keccak") void keccak(int length) {
  uint64_t s[25] = {0};
  const uint8_t *bytes = (const uint8_t *)inputArea;
  const int rate = 8 * rateLanes;
  int at = 0;
  for (; length - at >= rate; at += rate) {
    for (int i = 0; i < rateLanes; i++) {
      uint64_t lane;
      __builtin_memcpy(&lane, bytes + at + 8 * i, 8);
      s[i] ^= lane;
    }
    permute(s);
  }
  uint8_t *state = (uint8_t *)s;
  for (int i = 0; i < length - at; i++) state[i] ^= bytes[at + i];
  state[length - at] ^= 0x01;
  state[rate - 1] ^= 0x80;
  permute(s);
  for (int i = 0; i < 4; i++) outputArea[i] = s[i];
}

/** H(0x00 ‖ leaf): 33 bytes, shifted by one within the lanes. */
static void hashLeaf(const uint64_t *leaf, uint64_t *to) {
  uint64_t s[25] = {0};
  s[0] = leaf[0] << 8;
  for (int i = 1; i < 4; i++) s[i] = (leaf[i] << 8) | (leaf[i - 1] >> 56);
  s[4] = (leaf[3] >> 56) | 0x0100;
  s[16] = 0x8000000000000000;
  permute(s);
  for (int i = 0; i < 4; i++) to[i] = s[i];
}

/** H(0x01 ‖ left ‖ right): 65 bytes. */
static void hashNode(const uint64_t *left, const uint64_t *right, uint64_t *to) {
  uint64_t s[25] = {0};
  s[0] = (left[0] << 8) | 0x01;
  for (int i = 1; i < 4; i++) s[i] = (left[i] << 8) | (left[i - 1] >> 56);
  s[4] = (right[0] << 8) | (left[3] >> 56);
  for (int i = 1; i < 4; i++) s[4 + i] = (right[i] << 8) | (right[i - 1] >> 56);
  s[8] = (right[3] >> 56) | 0x0100;
  s[16] = 0x8000000000000000;
  permute(s);
  for (int i = 0; i < 4; i++) to[i] = s[i];
}

EXPORT("prepare") void prepare(void) {
  static const uint64_t zeroLeaf[4] = {0};
  hashLeaf(zeroLeaf, zeros[0]);
  for (int i = 0; i < pageLevels; i++) hashNode(zeros[i], zeros[i], zeros[i + 1]);
}

/** The node above the two hashes in the input area. */
EXPORT("parent") void parent(void) { hashNode(inputArea, inputArea + 4, outputArea); }

/** The hash of the leaf in the input area. */
EXPORT("leaf") void leaf(void) { hashLeaf(inputArea, outputArea); }

/** All nodes of the page whose first `count` (1 to 128) leaves are in the input area; the others are zero. */
EXPORT("page") void page(int count) {
  uint64_t *level = nodesArea;
  for (int i = 0; i < pageLeaves; i++) {
    const uint64_t *from = inputArea + 4 * i;
    if (i < count && (from[0] | from[1] | from[2] | from[3]) != 0) hashLeaf(from, level + 4 * i);
    else
      for (int j = 0; j < 4; j++) level[4 * i + j] = zeros[0][j];
  }
  for (int depth = 1, size = pageLeaves / 2; depth <= pageLevels; depth++, size /= 2) {
    uint64_t *above = level + 8 * size;
    count = (count + 1) / 2;
    for (int i = 0; i < size; i++) {
      if (i < count) hashNode(level + 8 * i, level + 8 * i + 4, above + 4 * i);
      else
        for (int j = 0; j < 4; j++) above[4 * i + j] = zeros[depth][j];
    }
    level = above;
  }
}

/**
 * h = H(h ‖ value as a word), for `count` (at most 128) values of 64 bits behind the 32 bytes of the first h in the input area. The output area
 * takes h after each.
 */
EXPORT("chain") void chain(int count) {
  const uint64_t *h = inputArea;
  for (int i = 0; i < count; i++) {
    uint64_t s[25] = {0};
    for (int j = 0; j < 4; j++) s[j] = h[j];
    s[7] = byteSwap(inputArea[4 + i]);
    s[8] = 0x01;
    s[16] = 0x8000000000000000;
    permute(s);
    for (int j = 0; j < 4; j++) outputArea[4 * i + j] = s[j];
    h = outputArea + 4 * i;
  }
}
