static alignas(LEAF) u8 staging[PAGE];
static alignas(LEAF) u8 zeros[PAGE];
static alignas(LEAF) u8 seed[LEAF];
static alignas(LEAF) u8 header[LEAF];
static alignas(LEAF) u8 emitted[2 * LEAF];
static alignas(LEAF) u8 path_one[MAX_PATH + LEAF];
static alignas(LEAF) u8 path_two[MAX_PATH + LEAF];
static u32 vectors[2 * MAX_VECTORS];
static Descriptor descriptors[MAX_DESCRIPTORS];
static Strings arguments, environment;
static Node standard[3];
static Node *input_root, *output_root;
static u64 inodes, cookies;
static u32 output_nodes;
static u64 output_left;
static u64 start_ns, elapsed_ns;
static u32 exit_code;
static u32 heap;
static u32 free_pages;
static Node *free_nodes;
static u8 *scratch;
static u32 scratch_bytes;
static u32 emitted_bytes;
static u32 cipher[16];
static bool cipher_ready;
static alignas(8) u8 cipher_block[64];
static u32 cipher_left;

/** Hash table of all entries by directory and name. */
static Node **buckets;
static u32 bucket_mask, entries;

static void copy(void *to, const void *from, u32 bytes) { __builtin_memcpy(to, from, bytes); }
static void clear(void *to, u32 bytes) { __builtin_memset(to, 0, bytes); }

static bool same_bytes(const u8 *left, const u8 *right, u32 length) {
  for (u32 at = 0; at < length; at++)
    if (left[at] != right[at]) return false;
  return true;
}

[[noreturn]] static void end(u32 cause) {
  cause_set(cause);
  __builtin_trap();
}

/** Takes work, or ends the program. */
static void charge(u64 work) {
  i64 rest = work_get() - (i64)work;
  if (rest < 0) {
    work_set(0);
    end(OUT_OF_WORK);
  }
  work_set(rest);
}

static u64 work_of_bytes(u64 bytes) { return (bytes + 3) / 4; }
