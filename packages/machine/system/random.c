// Random numbers: the key stream of ChaCha20 (RFC 8439, section 2.4) with the seed as key and a nonce of zeros

#define ROTATE32(x, n) ((x) << (n) | (x) >> (32 - (n)))
#define QUARTER(a, b, c, d)                                             \
  x##a += x##b; x##d = ROTATE32(x##d ^ x##a, 16);                       \
  x##c += x##d; x##b = ROTATE32(x##b ^ x##c, 12);                       \
  x##a += x##b; x##d = ROTATE32(x##d ^ x##a, 8);                        \
  x##c += x##d; x##b = ROTATE32(x##b ^ x##c, 7);
#define EACH_WORD(do) \
  do(0) do(1) do(2) do(3) do(4) do(5) do(6) do(7) do(8) do(9) do(10) do(11) do(12) do(13) do(14) do(15)

static void next_block(void) {
  u32 *state = cipher;
  if (!cipher_ready) {
    cipher_ready = true;
    state[0] = 0x61707865;
    state[1] = 0x3320646e;
    state[2] = 0x79622d32;
    state[3] = 0x6b206574;
    copy(state + 4, seed, 32);
  }
#define TAKE(i) u32 x##i = state[i];
  EACH_WORD(TAKE)
  for (u32 round = 0; round < 10; round++) {
    QUARTER(0, 4, 8, 12)
    QUARTER(1, 5, 9, 13)
    QUARTER(2, 6, 10, 14)
    QUARTER(3, 7, 11, 15)
    QUARTER(0, 5, 10, 15)
    QUARTER(1, 6, 11, 12)
    QUARTER(2, 7, 8, 13)
    QUARTER(3, 4, 9, 14)
  }
  u32 *block = (u32 *)cipher_block;
#define PUT(i) block[i] = x##i + state[i];
  EACH_WORD(PUT)
  // The RFC ends the stream after 256 GiB, where its 32-bit counter does; here the counter carries into the nonce instead.
  state[12]++;
  if (state[12] == 0) state[13]++;
  cipher_left = 64;
}
