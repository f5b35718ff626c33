// The kernel of the CPU's compute proofs: keccak-256 of two inputs at a time, one in each half of a 128-bit register.
// No bounds are checked: the one caller, src/proof/internal/ProofKernel.ts, gives it memory that is large enough.
#include <stdint.h>
#include <wasm_simd128.h>

#define EXPORT(name) __attribute__((export_name(name)))

/** One 64-bit lane of the state, of both inputs. */
typedef v128_t Lane;

static const uint64_t roundConstants[24] = {
    0x0000000000000001, 0x0000000000008082, 0x800000000000808a, 0x8000000080008000, 0x000000000000808b,
    0x0000000080000001, 0x8000000080008081, 0x8000000000008009, 0x000000000000008a, 0x0000000000000088,
    0x0000000080008009, 0x000000008000000a, 0x000000008000808b, 0x800000000000008b, 0x8000000000008089,
    0x8000000000008003, 0x8000000000008002, 0x8000000000000080, 0x000000000000800a, 0x800000008000000a,
    0x8000000080008081, 0x8000000000008080, 0x0000000080000001, 0x8000000080008008,
};

#define XOR(a, b) wasm_v128_xor(a, b)
#define ANDNOT(a, b) wasm_v128_andnot(a, b)
#define ROTATE(a, n) wasm_v128_or(wasm_i64x2_shl(a, n), wasm_u64x2_shr(a, 64 - (n)))
#define ROTATE_8(a) wasm_i8x16_shuffle(a, a, 7, 0, 1, 2, 3, 4, 5, 6, 15, 8, 9, 10, 11, 12, 13, 14)
#define ROTATE_56(a) wasm_i8x16_shuffle(a, a, 1, 2, 3, 4, 5, 6, 7, 0, 9, 10, 11, 12, 13, 14, 15, 8)
#define BOTH(constant) wasm_i64x2_splat((int64_t)(constant))

// A step writes the state `e` from the state `a`, so that no lane has to be moved. Lane 5y + x is A[x, y] of FIPS 202.
#define THETA(a)                                                                    \
  c0 = XOR(XOR(XOR(a##0, a##5), XOR(a##10, a##15)), a##20);                         \
  c1 = XOR(XOR(XOR(a##1, a##6), XOR(a##11, a##16)), a##21);                         \
  c2 = XOR(XOR(XOR(a##2, a##7), XOR(a##12, a##17)), a##22);                         \
  c3 = XOR(XOR(XOR(a##3, a##8), XOR(a##13, a##18)), a##23);                         \
  c4 = XOR(XOR(XOR(a##4, a##9), XOR(a##14, a##19)), a##24);                         \
  d0 = XOR(c4, ROTATE(c1, 1));                                                      \
  d1 = XOR(c0, ROTATE(c2, 1));                                                      \
  d2 = XOR(c1, ROTATE(c3, 1));                                                      \
  d3 = XOR(c2, ROTATE(c4, 1));                                                      \
  d4 = XOR(c3, ROTATE(c0, 1));
#define RHO_PI_0(a)                   \
  b0 = XOR(a##0, d0);                 \
  b1 = ROTATE(XOR(a##6, d1), 44);     \
  b2 = ROTATE(XOR(a##12, d2), 43);    \
  b3 = ROTATE(XOR(a##18, d3), 21);    \
  b4 = ROTATE(XOR(a##24, d4), 14);
#define CHI(e, i, j, k, l, m)         \
  e##i = XOR(b0, ANDNOT(b2, b1));     \
  e##j = XOR(b1, ANDNOT(b3, b2));     \
  e##k = XOR(b2, ANDNOT(b4, b3));     \
  e##l = XOR(b3, ANDNOT(b0, b4));     \
  e##m = XOR(b4, ANDNOT(b1, b0));
#define ROUND(a, e, constant)         \
  THETA(a)                            \
  RHO_PI_0(a)                         \
  CHI(e, 0, 1, 2, 3, 4)               \
  e##0 = XOR(e##0, BOTH(constant));   \
  b0 = ROTATE(XOR(a##3, d3), 28);     \
  b1 = ROTATE(XOR(a##9, d4), 20);     \
  b2 = ROTATE(XOR(a##10, d0), 3);     \
  b3 = ROTATE(XOR(a##16, d1), 45);    \
  b4 = ROTATE(XOR(a##22, d2), 61);    \
  CHI(e, 5, 6, 7, 8, 9)               \
  b0 = ROTATE(XOR(a##1, d1), 1);      \
  b1 = ROTATE(XOR(a##7, d2), 6);      \
  b2 = ROTATE(XOR(a##13, d3), 25);    \
  b3 = ROTATE_8(XOR(a##19, d4));      \
  b4 = ROTATE(XOR(a##20, d0), 18);    \
  CHI(e, 10, 11, 12, 13, 14)          \
  b0 = ROTATE(XOR(a##4, d4), 27);     \
  b1 = ROTATE(XOR(a##5, d0), 36);     \
  b2 = ROTATE(XOR(a##11, d1), 10);    \
  b3 = ROTATE(XOR(a##17, d2), 15);    \
  b4 = ROTATE_56(XOR(a##23, d3));     \
  CHI(e, 15, 16, 17, 18, 19)          \
  b0 = ROTATE(XOR(a##2, d2), 62);     \
  b1 = ROTATE(XOR(a##8, d3), 55);     \
  b2 = ROTATE(XOR(a##14, d4), 39);    \
  b3 = ROTATE(XOR(a##15, d0), 41);    \
  b4 = ROTATE(XOR(a##21, d1), 2);     \
  CHI(e, 20, 21, 22, 23, 24)
/** Only four lanes of the last state are read. */
#define LAST_ROUND(a, h, constant)                          \
  THETA(a)                                                  \
  RHO_PI_0(a)                                               \
  h[0] = XOR(XOR(b0, ANDNOT(b2, b1)), BOTH(constant));      \
  h[1] = XOR(b1, ANDNOT(b3, b2));                           \
  h[2] = XOR(b2, ANDNOT(b4, b3));                           \
  h[3] = XOR(b3, ANDNOT(b0, b4));

/** Hashes one block of `lanes` 64-bit lanes, less than 16 of them, of each of two inputs; `in` and `out` may be the same. */
static inline __attribute__((always_inline)) void hash(const Lane *in, int lanes, Lane *out) {
  Lane s[25];
  for (int i = 0; i < 25; i++) s[i] = i < lanes ? in[i] : BOTH(0);
  // The padding of keccak, not that of SHA-3: a one after the input, and the last bit of the block of 136 bytes.
  s[lanes] = BOTH(1);
  s[16] = BOTH(0x8000000000000000);
  Lane a0 = s[0], a1 = s[1], a2 = s[2], a3 = s[3], a4 = s[4], a5 = s[5], a6 = s[6], a7 = s[7], a8 = s[8], a9 = s[9],
       a10 = s[10], a11 = s[11], a12 = s[12], a13 = s[13], a14 = s[14], a15 = s[15], a16 = s[16], a17 = s[17],
       a18 = s[18], a19 = s[19], a20 = s[20], a21 = s[21], a22 = s[22], a23 = s[23], a24 = s[24];
  Lane e0, e1, e2, e3, e4, e5, e6, e7, e8, e9, e10, e11, e12, e13, e14, e15, e16, e17, e18, e19, e20, e21, e22, e23, e24;
  Lane b0, b1, b2, b3, b4, c0, c1, c2, c3, c4, d0, d1, d2, d3, d4;
  // The first rounds stand alone, where most lanes are constants. Engines are faster with the rest in a loop: it fits
  // their caches, and 24 rounds in a row take them too many registers.
  ROUND(a, e, roundConstants[0])
  ROUND(e, a, roundConstants[1])
#pragma clang loop unroll(disable)
  for (int round = 2; round < 22; round += 2) {
    ROUND(a, e, roundConstants[round])
    ROUND(e, a, roundConstants[round + 1])
  }
  ROUND(a, e, roundConstants[22])
  LAST_ROUND(e, out, roundConstants[23])
}

static uint64_t seed[4];
extern uint8_t __heap_base;

/** Where the 32 bytes of the seed are written to. */
EXPORT("seed") uint64_t *seedAddress(void) { return seed; }

/** The first byte that the kernel does not use itself. */
EXPORT("area") uint64_t *areaAddress(void) {
  return (uint64_t *)(((uintptr_t)&__heap_base + 15) & ~(uintptr_t)15);
}

/** Writes `count` leaves from leaf `first` on to `out`, 32 bytes each. */
EXPORT("leaves") void leaves(uint64_t first, uint32_t count, uint32_t hashesPerLeaf, uint64_t *out) {
  for (uint32_t i = 0; i < count; i += 2) {
    Lane h[8];
    for (int lane = 0; lane < 4; lane++) h[lane] = BOTH(seed[lane]);
    for (int lane = 4; lane < 7; lane++) h[lane] = BOTH(0);
    h[7] = wasm_i64x2_make((int64_t)__builtin_bswap64(first + i), (int64_t)__builtin_bswap64(first + i + 1));
    hash(h, 8, h);
    for (uint32_t n = hashesPerLeaf; n > 1; n--) hash(h, 4, h);
    for (int lane = 0; lane < 4; lane++) out[i * 4 + lane] = (uint64_t)wasm_i64x2_extract_lane(h[lane], 0);
    if (i + 1 == count) break;
    for (int lane = 0; lane < 4; lane++) out[i * 4 + 4 + lane] = (uint64_t)wasm_i64x2_extract_lane(h[lane], 1);
  }
}

/** Writes the `count` nodes above the `2 * count` nodes at `in` to `out`, which may be the same. */
EXPORT("parents") void parents(const uint64_t *in, uint32_t count, uint64_t *out) {
  for (uint32_t i = 0; i < count; i += 2) {
    int alone = i + 1 == count;
    const uint64_t *left = in + i * 8, *right = alone ? left : left + 8;
    Lane h[8];
    for (int lane = 0; lane < 8; lane++) h[lane] = wasm_i64x2_make((int64_t)left[lane], (int64_t)right[lane]);
    hash(h, 8, h);
    for (int lane = 0; lane < 4; lane++) out[i * 4 + lane] = (uint64_t)wasm_i64x2_extract_lane(h[lane], 0);
    if (alone) break;
    for (int lane = 0; lane < 4; lane++) out[i * 4 + 4 + lane] = (uint64_t)wasm_i64x2_extract_lane(h[lane], 1);
  }
}
