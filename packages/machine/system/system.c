// The system module: WASI preview 1 over memory alone, as WebAssembly that is linked with a guest. Nothing but input, seed and output
// comes from outside, so that a run with it is a function of those. Semantics: wasi_snapshot_preview1.witx, POSIX where that is silent.
//
// `/in` is read only, `/out` can be written. Standard streams are pipes. Clocks and random numbers derive from the seed. There are no
// links, symbolic or hard (ENOTSUP), and no sockets (ENOTSOCK, EBADF).
//
// What a call costs is part of the outcome, so part of the protocol; see docs/machine.md. Code that the machine proves: no recursion, no
// floats, no initialised data (a run whose own segments do not fit still ends in here), and steps in proportion to what was charged.
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef uint8_t u8;
typedef uint16_t u16;
typedef uint32_t u32;
typedef uint64_t u64;
typedef int64_t i64;

#define EXPORT(name) __attribute__((export_name(name)))
#define MACHINE(name) __attribute__((import_module("machine"), import_name(name)))
#define HOST(name) __attribute__((import_module("suanli"), import_name(name)))

// The guest's memory
MACHINE("load8") u32 load8(u32 address);
MACHINE("load16") u32 load16(u32 address);
MACHINE("load32") u32 load32(u32 address);
MACHINE("load64") u64 load64(u32 address);
MACHINE("store8") void store8(u32 address, u32 value);
MACHINE("store16") void store16(u32 address, u32 value);
MACHINE("store32") void store32(u32 address, u32 value);
MACHINE("store64") void store64(u32 address, u64 value);
MACHINE("pages") u32 guest_pages(void);
MACHINE("copy_in") void copy_in(void *to, u32 from, u32 bytes);
MACHINE("copy_out") void copy_out(u32 to, const void *from, u32 bytes);
MACHINE("work_get") i64 work_get(void);
MACHINE("work_set") void work_set(i64 work);
MACHINE("cause_get") u32 cause_get(void);
MACHINE("cause_set") void cause_set(u32 cause);

// Leaves of 32 bytes, at addresses that are multiples of 32
HOST("input_size0") u64 template_size(void);
HOST("input_size1") u64 task_size(void);
HOST("input_read0") void template_read(void *to, u32 leaf);
HOST("input_read1") void task_read(void *to, u32 leaf);
HOST("input_read2") void seed_read(void *to, u32 leaf);
HOST("output_write") void output_write(const void *leaf);

extern u8 __heap_base;

enum { LEAF = 32, PAGE = 4096, TABLE = PAGE / 4, WASM_PAGE = 65536 };

enum { OUT_OF_WORK = 1, STACK_EXHAUSTED = 2, EXITED = 3, OUTPUT_LIMIT = 4, SHORTAGE = 255 };

enum { STATUS_COMPLETED, STATUS_EXITED, STATUS_TRAPPED, STATUS_OUT_OF_WORK, STATUS_STACK_OVERFLOW, STATUS_OUTPUT_LIMIT };

enum {
  SUCCESS = 0,
  BADF = 8,
  EXIST = 20,
  FAULT = 21,
  ILSEQ = 25,
  INVAL = 28,
  ISDIR = 31,
  MFILE = 33,
  NAMETOOLONG = 37,
  NOENT = 44,
  NOSPC = 51,
  NOSYS = 52,
  NOTDIR = 54,
  NOTEMPTY = 55,
  NOTSOCK = 57,
  NOTSUP = 58,
  ROFS = 69,
  SPIPE = 70,
  NOTCAPABLE = 76,
};

/** What host calls cost, in work units. A unit is meant to take about as long as a metered instruction. */
enum {
  /** Every call. */
  WORK_CALL = 1000,
  /** More, after its effect, for a call that returns an error. */
  WORK_FAILURE = 3000,
  /** Every path given, and every byte of it. */
  WORK_PATH = 1000,
  WORK_PATH_BYTE = 16,
  /** Every vector of a read or write. */
  WORK_VECTOR = 64,
  WORK_RANDOM_BYTE = 8,
  /** Every argument or environment variable that is copied. */
  WORK_STRING = 200,
  /** Every directory entry that is listed, and every one that a renamed directory brings along. */
  WORK_ENTRY = 600,
  /** Every directory entry that a listing passes over. */
  WORK_ENTRY_SKIPPED = 64,
  /** Every file or directory that is created or renamed. */
  WORK_NODE = 2000,
  /** Every subscription of poll_oneoff. */
  WORK_SUBSCRIPTION = 300,
};

enum { MAX_NODES = 16384, MAX_PATH = 1024, MAX_NAME = 255, MAX_DESCRIPTORS = 1024, MAX_VECTORS = 1024, MAX_SUBSCRIPTIONS = 65536 };
#define MAX_TRANSFER 0x7fffffffull
#define MAX_OFFSET ((1ull << 53) - 1)

enum { TYPE_UNKNOWN = 0, TYPE_DIRECTORY = 3, TYPE_FILE = 4 };
enum { FD_APPEND = 1, FD_KNOWN = 31 };
enum { O_CREAT = 1, O_DIRECTORY = 2, O_EXCL = 4, O_TRUNC = 8, O_KNOWN = 15 };
#define RIGHT_READ (1ull << 1)
#define RIGHT_SEEK (1ull << 2)
#define RIGHT_TELL (1ull << 5)
#define RIGHT_WRITE (1ull << 6)
#define RIGHT_ALLOCATE (1ull << 8)
#define RIGHT_SET_SIZE (1ull << 22)
#define RIGHTS_CHANGE (RIGHT_WRITE | RIGHT_ALLOCATE | RIGHT_SET_SIZE)
/** All rights of preview 1 but those of sockets. */
#define RIGHTS_ALL ((1ull << 28) - 1)
/** Without seek and tell: what makes libc see a pipe, not a file. */
#define RIGHTS_STREAM (RIGHTS_ALL & ~RIGHT_SEEK & ~RIGHT_TELL)

/** A file or directory; a file system has no hard links, so a node is its own entry. */
typedef struct Node Node;
struct Node {
  u64 access_ns;
  u64 modify_ns;
  u64 inode;
  /** Where fd_readdir continues; entries in order of insertion have rising ones, so deleting never hides an entry. */
  u64 cookie;
  /** Bytes of a file. */
  u64 size;
  /** A file's content: of an input, its first leaf; else a page, or a table of tables above pages, `height` levels of them. */
  u32 root;
  u8 height;
  /** 1 template, 2 task. */
  u8 input;
  bool is_directory;
  bool writable;
  bool linked;
  /** Open descriptors. */
  u32 opens;
  /** The directory it is in; none for a preopened and for a deleted one. */
  Node *parent;
  Node *next, *previous;
  Node *first, *last;
  Node *chain;
  u32 hash;
  u32 name_length;
  u8 name[];
};

enum { KIND_NONE, KIND_STREAM, KIND_FILE, KIND_DIRECTORY };

typedef struct {
  u64 position;
  Node *node;
  u32 flags;
  u8 kind;
  bool readable;
  bool writable;
  /** Bytes of the name of a preopened directory: 3 `/in`, 4 `/out`. */
  u8 preopen;
} Descriptor;

/** An argument or environment variable where it lies in the input. */
typedef struct String String;
struct String {
  String *next;
  u32 name_leaf, name_length;
  u32 data_leaf, data_length;
  u8 which;
  bool has_name;
};

typedef struct {
  String *first, *last;
  u32 count;
  u64 bytes;
} Strings;

/** Where a path leads: a directory, and a name in it; `node` where that name exists. A path to the directory itself has no name. */
typedef struct {
  Node *directory;
  const u8 *name;
  u32 name_length;
  Node *node;
  /** The path ended in `/`: only a directory will do. */
  bool must_be_directory;
} Place;

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

// Memory of its own

/** Zeroed memory that is never given back. Outside a machine that has no more of it, which is no outcome of the program. */
static void *allocate(u32 bytes, u32 alignment) {
  if (heap == 0) heap = (u32)&__heap_base;
  u64 at = ((u64)heap + alignment - 1) & ~(u64)(alignment - 1);
  u64 to = at + bytes;
  u64 present = (u64)__builtin_wasm_memory_size(0) * WASM_PAGE;
  if (to > present) {
    u64 missing = (to - present + WASM_PAGE - 1) / WASM_PAGE;
    u64 more = present / WASM_PAGE / 2;
    if (more < 16) more = 16;
    if (missing > more) more = missing;
    if (present / WASM_PAGE + more > WASM_PAGE - 1) more = missing;
    // The last page stays unused, so that the end of every object is an address.
    if (present / WASM_PAGE + more > WASM_PAGE - 1) end(SHORTAGE);
    if (__builtin_wasm_memory_grow(0, more) == (size_t)-1) end(SHORTAGE);
  }
  heap = (u32)to;
  return (void *)(u32)at;
}

static u32 new_page(void) {
  if (free_pages == 0) return (u32)allocate(PAGE, LEAF);
  u32 page = free_pages;
  free_pages = *(u32 *)page;
  clear((void *)page, PAGE);
  return page;
}

static void give_page(u32 page) {
  if (page == 0) return;
  *(u32 *)page = free_pages;
  free_pages = page;
}

/** Room for what one call needs at a time; its content is lost with the next one. */
static void *room(u32 bytes) {
  if (bytes > scratch_bytes) {
    u32 size = bytes < PAGE ? PAGE : bytes;
    if (size < 2 * scratch_bytes) size = 2 * scratch_bytes;
    scratch = allocate(size, 8);
    scratch_bytes = size;
  }
  return scratch;
}

// The guest's memory

static bool outside(u32 pointer, u64 bytes) { return pointer + bytes > (u64)guest_pages() * WASM_PAGE; }

static void fill_zero(u32 pointer, u32 bytes) {
  while (bytes > 0) {
    u32 count = bytes < PAGE ? bytes : PAGE;
    copy_out(pointer, zeros, count);
    pointer += count;
    bytes -= count;
  }
}

static u32 put32(u32 pointer, u32 value) {
  if (outside(pointer, 4)) return FAULT;
  store32(pointer, value);
  return SUCCESS;
}

static u32 put64(u32 pointer, u64 value) {
  if (outside(pointer, 8)) return FAULT;
  store64(pointer, value);
  return SUCCESS;
}

#define TRY(expression)             \
  do {                              \
    u32 error_ = (expression);      \
    if (error_ != SUCCESS) return error_; \
  } while (0)

// The input

static void read_leaf(u32 which, u32 leaf, void *to) {
  if (which == 1) template_read(to, leaf);
  else task_read(to, leaf);
}

/** Copies bytes of an input to the guest. */
static void input_out(u32 which, u32 first_leaf, u64 offset, u32 pointer, u32 bytes) {
  while (bytes > 0) {
    u32 leaf = first_leaf + (u32)(offset / LEAF);
    u32 skip = (u32)offset % LEAF;
    u32 room_here = PAGE - skip;
    u32 count = bytes < room_here ? bytes : room_here;
    for (u32 at = 0; at < skip + count; at += LEAF) read_leaf(which, leaf + at / LEAF, staging + at);
    copy_out(pointer, staging + skip, count);
    offset += count;
    pointer += count;
    bytes -= count;
  }
}

/** Copies a name of at most `MAX_PATH` bytes to whole leaves of system memory. */
static void input_name(u32 which, u32 leaf, u8 *to, u32 length) {
  for (u32 at = 0; at < length; at += LEAF) read_leaf(which, leaf + at / LEAF, to + at);
}

// Clocks

#define STEP_NS 1000000ull

/** Reads without moving, for time stamps of files. */
static u64 now_ns(bool realtime) { return realtime ? start_ns + elapsed_ns : elapsed_ns; }

// Contents of files

/** The slot of a page of a file; with `make`, of any page; else null where there is none. */
static u32 *page_slot(Node *file, u32 index, bool make) {
  u32 needed = index == 0 ? 0 : index < TABLE ? 1 : 2;
  if (file->height < needed) {
    if (!make) return nullptr;
    while (file->height < needed) {
      u32 table = new_page();
      *(u32 *)table = file->root;
      file->root = table;
      file->height++;
    }
  }
  u32 *slot = &file->root;
  if (file->height == 2) {
    if (*slot == 0) {
      if (!make) return nullptr;
      *slot = new_page();
    }
    slot = (u32 *)*slot + index / TABLE;
    index %= TABLE;
  }
  if (file->height > 0) {
    if (*slot == 0) {
      if (!make) return nullptr;
      *slot = new_page();
    }
    slot = (u32 *)*slot + index;
  }
  if (*slot == 0 && make) *slot = new_page();
  return slot;
}

/** A page of a file that is no input, zeros for a hole. */
static const u8 *page_of(Node *file, u32 index) {
  u32 *slot = page_slot(file, index, false);
  return slot == nullptr || *slot == 0 ? zeros : (const u8 *)*slot;
}

/** Reads what lies within the file; the bounds are the caller's. */
static void store_read(Node *file, u64 at, u32 pointer, u32 bytes) {
  if (file->input != 0) {
    input_out(file->input, file->root, at, pointer, bytes);
    return;
  }
  while (bytes > 0) {
    u32 skip = (u32)at % PAGE;
    u32 count = bytes < PAGE - skip ? bytes : PAGE - skip;
    copy_out(pointer, page_of(file, (u32)(at / PAGE)) + skip, count);
    at += count;
    pointer += count;
    bytes -= count;
  }
}

static void store_write(Node *file, u64 at, u32 pointer, u32 bytes) {
  if (bytes == 0) return;
  if (at + bytes > file->size) file->size = at + bytes;
  while (bytes > 0) {
    u32 skip = (u32)at % PAGE;
    u32 count = bytes < PAGE - skip ? bytes : PAGE - skip;
    copy_in((u8 *)*page_slot(file, (u32)(at / PAGE), true) + skip, pointer, count);
    at += count;
    pointer += count;
    bytes -= count;
  }
}

/** Bytes beyond the size are kept zero, so that growing again shows zeros. */
static void store_resize(Node *file, u64 size) {
  u64 before = file->size;
  file->size = size;
  if (size >= before) return;
  u32 kept = (u32)((size + PAGE - 1) / PAGE);
  u32 pages = (u32)((before + PAGE - 1) / PAGE);
  for (u32 index = kept; index < pages; index++) {
    u32 *slot = page_slot(file, index, false);
    if (slot == nullptr) continue;
    give_page(*slot);
    *slot = 0;
  }
  if (file->height == 2 && file->root != 0) {
    u32 *table = (u32 *)file->root;
    for (u32 index = (kept + TABLE - 1) / TABLE; index < TABLE; index++) {
      give_page(table[index]);
      table[index] = 0;
    }
  }
  if (kept == 0) {
    if (file->height > 0) give_page(file->root);
    file->root = 0;
    file->height = 0;
  } else if (size % PAGE != 0) {
    u32 *slot = page_slot(file, kept - 1, false);
    u32 used = (u32)(size % PAGE);
    if (slot != nullptr && *slot != 0) clear((u8 *)*slot + used, PAGE - used);
  }
}

// Directories

#define ROTATE64(x, n) ((x) << (n) | (x) >> (64 - (n)))
#define SIP_ROUND                                                   \
  v0 += v1; v1 = ROTATE64(v1, 13) ^ v0; v0 = ROTATE64(v0, 32);      \
  v2 += v3; v3 = ROTATE64(v3, 16) ^ v2;                             \
  v0 += v3; v3 = ROTATE64(v3, 21) ^ v0;                             \
  v2 += v1; v1 = ROTATE64(v1, 17) ^ v2; v2 = ROTATE64(v2, 32);

/**
 * SipHash-1-3 of a directory and a name. The key is of the seed, which is a hash of all that the program was made of and got: no program
 * can carry names that collide.
 */
static u32 hash_of(Node *directory, const u8 *name, u32 length) {
  u64 k0 = *(u64 *)(seed + 16), k1 = *(u64 *)(seed + 24);
  u64 v0 = k0 ^ 0x736f6d6570736575, v1 = k1 ^ 0x646f72616e646f6d;
  u64 v2 = k0 ^ 0x6c7967656e657261, v3 = k1 ^ 0x7465646279746573;
  u64 word = directory->inode;
  v3 ^= word;
  SIP_ROUND
  v0 ^= word;
  u32 at = 0;
  for (; at + 8 <= length; at += 8) {
    word = *(const u64 *)(name + at);
    v3 ^= word;
    SIP_ROUND
    v0 ^= word;
  }
  word = (u64)length << 56;
  for (u32 shift = 0; at < length; at++, shift += 8) word |= (u64)name[at] << shift;
  v3 ^= word;
  SIP_ROUND
  v0 ^= word;
  v2 ^= 0xff;
  SIP_ROUND
  SIP_ROUND
  SIP_ROUND
  u64 hash = v0 ^ v1 ^ v2 ^ v3;
  return (u32)hash ^ (u32)(hash >> 32);
}

static Node *lookup(Node *directory, const u8 *name, u32 length) {
  if (directory->first == nullptr) return nullptr;
  u32 hash = hash_of(directory, name, length);
  for (Node *node = buckets[hash & bucket_mask]; node != nullptr; node = node->chain) {
    if (node->hash == hash && node->parent == directory && node->name_length == length &&
        same_bytes(node->name, name, length))
      return node;
  }
  return nullptr;
}

static void grow_buckets(void) {
  u32 count = bucket_mask == 0 ? 256 : 4 * (bucket_mask + 1);
  Node **grown = allocate(count * sizeof(Node *), 8);
  for (u32 index = 0; buckets != nullptr && index <= bucket_mask; index++) {
    for (Node *node = buckets[index]; node != nullptr;) {
      Node *next = node->chain;
      Node **bucket = &grown[node->hash & (count - 1)];
      node->chain = *bucket;
      *bucket = node;
      node = next;
    }
  }
  buckets = grown;
  bucket_mask = count - 1;
}

/** Enters a node, which has its name, at the end of a directory. */
static void link(Node *directory, Node *node) {
  if (entries >= bucket_mask) grow_buckets();
  entries++;
  node->parent = directory;
  node->hash = hash_of(directory, node->name, node->name_length);
  Node **bucket = &buckets[node->hash & bucket_mask];
  node->chain = *bucket;
  *bucket = node;
  node->next = nullptr;
  node->previous = directory->last;
  if (directory->last == nullptr) directory->first = node;
  else directory->last->next = node;
  directory->last = node;
  node->cookie = cookies++;
  directory->modify_ns = now_ns(true);
}

/** Takes a node out of its directory. */
static void detach(Node *node) {
  Node *directory = node->parent;
  entries--;
  Node **at = &buckets[node->hash & bucket_mask];
  while (*at != node) at = &(*at)->chain;
  *at = node->chain;
  if (node->previous == nullptr) directory->first = node->next;
  else node->previous->next = node->next;
  if (node->next == nullptr) directory->last = node->previous;
  else node->next->previous = node->previous;
  node->parent = nullptr;
  directory->modify_ns = now_ns(true);
}

static void start_node(Node *node, bool is_directory, bool writable, const u8 *name, u32 length) {
  node->access_ns = node->modify_ns = now_ns(true);
  node->inode = ++inodes;
  node->is_directory = is_directory;
  node->writable = writable;
  node->linked = true;
  node->name_length = length;
  copy(node->name, name, length);
}

/** A node that lasts, with exactly its name. */
static Node *new_fixed_node(bool is_directory, bool writable, const u8 *name, u32 length) {
  Node *node = allocate(sizeof(Node) + length, 8);
  start_node(node, is_directory, writable, name, length);
  return node;
}

/** A node under `/out`: with room for any name, and used again. */
static Node *new_output_node(bool is_directory, const u8 *name, u32 length) {
  Node *node = free_nodes;
  if (node == nullptr) {
    node = allocate(sizeof(Node) + MAX_NAME, 8);
  } else {
    free_nodes = node->next;
    clear(node, sizeof(Node));
  }
  start_node(node, is_directory, true, name, length);
  return node;
}

static void release_if_gone(Node *node) {
  if (node->linked || node->opens > 0) return;
  output_nodes--;
  if (!node->is_directory) {
    output_left += node->size;
    store_resize(node, 0);
  }
  node->next = free_nodes;
  free_nodes = node;
}

static u32 unlink_node(Node *node) {
  if (!node->parent->writable) return ROFS;
  detach(node);
  node->linked = false;
  release_if_gone(node);
  return SUCCESS;
}

/** The next part of a path that is neither empty nor `.`; null behind the last one. */
static const u8 *next_part(const u8 **at, const u8 *stop, u32 *length) {
  while (*at < stop) {
    const u8 *part = *at;
    while (*at < stop && **at != '/') (*at)++;
    *length = (u32)(*at - part);
    if (*at < stop) (*at)++;
    if (*length > 0 && !(*length == 1 && *part == '.')) return part;
  }
  return nullptr;
}

/** Follows a path from a directory. `..` never leads above a preopened directory. */
static u32 resolve(Node *from, const u8 *path, u32 length, Place *place) {
  if (length == 0) return NOENT;
  for (u32 at = 0; at < length; at++)
    if (path[at] == 0) return INVAL;
  if (path[0] == '/') return NOTCAPABLE;
  const u8 *stop = path + length;
  bool must = stop[-1] == '/' || (stop[-1] == '.' && (length == 1 || stop[-2] == '/'));
  Node *directory = from;
  u32 part_length, following_length = 0;
  const u8 *part = next_part(&path, stop, &part_length);
  while (part != nullptr) {
    const u8 *following = next_part(&path, stop, &following_length);
    if (part_length == 2 && part[0] == '.' && part[1] == '.') {
      if (directory->parent == nullptr) return directory->linked ? NOTCAPABLE : NOENT;
      directory = directory->parent;
    } else {
      if (part_length > MAX_NAME) return NAMETOOLONG;
      Node *node = lookup(directory, part, part_length);
      if (following == nullptr) {
        if (node != nullptr && !node->is_directory && must) return NOTDIR;
        *place = (Place){directory, part, part_length, node, must};
        return SUCCESS;
      }
      if (node == nullptr) return NOENT;
      if (!node->is_directory) return NOTDIR;
      directory = node;
    }
    part = following;
    part_length = following_length;
  }
  *place = (Place){directory, nullptr, 0, directory, true};
  return SUCCESS;
}

/** The longest path below a directory, in bytes. */
static u32 bytes_below(Node *directory) {
  u32 longest = 0, above = 0;
  Node *at = directory->first;
  while (at != nullptr) {
    charge(WORK_ENTRY);
    u32 here = above + 1 + at->name_length;
    if (here > longest) longest = here;
    if (at->is_directory && at->first != nullptr) {
      above = here;
      at = at->first;
      continue;
    }
    while (at->next == nullptr) {
      at = at->parent;
      if (at == directory) return longest;
      above -= 1 + at->name_length;
    }
    at = at->next;
  }
  return longest;
}

static bool is_proto(const u8 *name, u32 length) {
  return length == 9 && name[0] == '_' && name[1] == '_' && name[2] == 'p' && name[3] == 'r' && name[4] == 'o' &&
         name[5] == 't' && name[6] == 'o' && name[7] == '_' && name[8] == '_';
}

static u32 check_new_name(Node *directory, const u8 *name, u32 length, u32 below) {
  if (!directory->writable) return ROFS;
  if (!directory->linked) return NOENT;
  // The only name that a record of files cannot carry through every decoder.
  if (is_proto(name, length)) return INVAL;
  u32 bytes = length + below;
  for (Node *at = directory; at->parent != nullptr; at = at->parent) bytes += at->name_length + 1;
  return bytes > MAX_PATH ? NAMETOOLONG : SUCCESS;
}

/** Makes a file or a directory where a path leads to nothing yet. */
static u32 create(const Place *place, bool is_directory, Node **made) {
  if (place->name == nullptr || place->node != nullptr) return EXIST;
  TRY(check_new_name(place->directory, place->name, place->name_length, 0));
  if (output_nodes >= MAX_NODES) return NOSPC;
  charge(WORK_NODE);
  output_nodes++;
  *made = new_output_node(is_directory, place->name, place->name_length);
  link(place->directory, *made);
  return SUCCESS;
}

/** Moves a file or directory, over a file or empty directory that may be there. */
static u32 rename_node(const Place *from, const Place *to) {
  Node *node = from->node;
  if (node == nullptr) return NOENT;
  if (from->name == nullptr || to->name == nullptr) return INVAL;
  if (!from->directory->writable || !to->directory->writable) return ROFS;
  if (to->node == node) return SUCCESS;
  if (!node->is_directory) {
    if (to->node != nullptr && to->node->is_directory) return ISDIR;
    if (to->must_be_directory) return NOTDIR;
  } else {
    for (Node *at = to->directory; at != nullptr; at = at->parent) {
      charge(WORK_ENTRY);
      if (at == node) return INVAL;
    }
    if (to->node != nullptr && !to->node->is_directory) return NOTDIR;
    if (to->node != nullptr && to->node->first != nullptr) return NOTEMPTY;
  }
  u32 below = node->is_directory ? bytes_below(node) : 0;
  TRY(check_new_name(to->directory, to->name, to->name_length, below));
  charge(WORK_NODE);
  if (to->node != nullptr) TRY(unlink_node(to->node));
  detach(node);
  node->name_length = to->name_length;
  copy(node->name, to->name, to->name_length);
  link(to->directory, node);
  return SUCCESS;
}

// Descriptors

static u32 descriptor_of(u32 fd, Descriptor **descriptor) {
  if (fd >= MAX_DESCRIPTORS || descriptors[fd].kind == KIND_NONE) return BADF;
  *descriptor = &descriptors[fd];
  return SUCCESS;
}

static u32 file_of(u32 fd, Descriptor **descriptor) {
  TRY(descriptor_of(fd, descriptor));
  if ((*descriptor)->kind == KIND_DIRECTORY) return ISDIR;
  return (*descriptor)->kind == KIND_STREAM ? INVAL : SUCCESS;
}

static u32 directory_of(u32 fd, Descriptor **descriptor) {
  TRY(descriptor_of(fd, descriptor));
  return (*descriptor)->kind == KIND_DIRECTORY ? SUCCESS : NOTDIR;
}

static void release(Descriptor *descriptor) {
  bool counts = descriptor->kind != KIND_STREAM;
  descriptor->kind = KIND_NONE;
  if (!counts) return;
  descriptor->node->opens--;
  release_if_gone(descriptor->node);
}

// Paths

static bool is_utf8(const u8 *at, u32 length) {
  const u8 *stop = at + length;
  while (at < stop) {
    u32 byte = *at++;
    if (byte < 0x80) continue;
    u32 low = 0x80, high = 0xbf, more;
    if (byte >= 0xc2 && byte <= 0xdf) {
      more = 1;
    } else if (byte >= 0xe0 && byte <= 0xef) {
      more = 2;
      if (byte == 0xe0) low = 0xa0;
      if (byte == 0xed) high = 0x9f;
    } else if (byte >= 0xf0 && byte <= 0xf4) {
      more = 3;
      if (byte == 0xf0) low = 0x90;
      if (byte == 0xf4) high = 0x8f;
    } else {
      return false;
    }
    for (; more > 0; more--) {
      if (at == stop || *at < low || *at > high) return false;
      at++;
      low = 0x80;
      high = 0xbf;
    }
  }
  return true;
}

/** Takes a path of the guest's over, and its price. */
static u32 take_path(u32 pointer, u32 length, u8 *to) {
  if (length > MAX_PATH) return NAMETOOLONG;
  charge(WORK_PATH + (u64)length * WORK_PATH_BYTE);
  if (outside(pointer, length)) return FAULT;
  copy_in(to, pointer, length);
  return is_utf8(to, length) ? SUCCESS : ILSEQ;
}

/** A path from a directory descriptor. */
static u32 take_place(u32 fd, u32 pointer, u32 length, u8 *buffer, Place *place) {
  Descriptor *from;
  TRY(directory_of(fd, &from));
  TRY(take_path(pointer, length, buffer));
  return resolve(from->node, buffer, length, place);
}

/** A path from a directory descriptor to something that exists. */
static u32 take_node(u32 fd, u32 pointer, u32 length, Node **node) {
  Place place;
  TRY(take_place(fd, pointer, length, path_one, &place));
  *node = place.node;
  return place.node == nullptr ? NOENT : SUCCESS;
}

// Reading and writing

/** Takes an array of `iovec` or `ciovec` over, all of them checked. */
static u32 take_vectors(u32 pointer, u32 count, u64 *total) {
  if (count > MAX_VECTORS) return INVAL;
  if (outside(pointer, (u64)count * 8)) return FAULT;
  copy_in(vectors, pointer, count * 8);
  *total = 0;
  for (u32 index = 0; index < count; index++) {
    if (outside(vectors[2 * index], vectors[2 * index + 1])) return FAULT;
    *total += vectors[2 * index + 1];
  }
  return *total > MAX_TRANSFER ? INVAL : SUCCESS;
}

static u32 read_vectors(u32 fd, u32 pointer, u32 count, bool positioned, u64 offset, u32 result) {
  Descriptor *descriptor;
  TRY(descriptor_of(fd, &descriptor));
  if (descriptor->kind == KIND_DIRECTORY) return ISDIR;
  if (!descriptor->readable) return BADF;
  if (positioned && descriptor->kind == KIND_STREAM) return SPIPE;
  // Offsets are signed in POSIX; nothing here is longer than 2^53 bytes.
  if (positioned && offset > MAX_OFFSET) return INVAL;
  u64 start = positioned ? offset : descriptor->position;
  Node *node = descriptor->node;
  if (outside(result, 4)) return FAULT;
  u64 available;
  TRY(take_vectors(pointer, count, &available));
  u64 present = node->size > start ? node->size - start : 0;
  if (present < available) available = present;
  charge((u64)count * WORK_VECTOR + work_of_bytes(available));
  u64 done = 0;
  for (u32 index = 0; index < count && done < available; index++) {
    u64 bytes = vectors[2 * index + 1];
    if (bytes > available - done) bytes = available - done;
    store_read(node, start + done, vectors[2 * index], (u32)bytes);
    done += bytes;
  }
  if (!positioned) descriptor->position = start + done;
  if (descriptor->kind == KIND_FILE) node->access_ns = now_ns(true);
  return put32(result, (u32)done);
}

static void charge_gap(u64 gap) {
  if (gap > 0) charge(work_of_bytes(gap));
}

/** Writes as much as the output limit has room for; ends the program where that is not all. */
static void put(Node *file, u64 at, u32 pointer, u32 bytes) {
  u64 growth = at + bytes > file->size ? at + bytes - file->size : 0;
  u64 gap = at > file->size ? at - file->size : 0;
  if (growth > output_left) {
    u64 excess = growth - output_left;
    if (excess < bytes) {
      charge_gap(gap);
      output_left = 0;
      store_write(file, at, pointer, bytes - (u32)excess);
    }
    end(OUTPUT_LIMIT);
  }
  charge_gap(gap);
  output_left -= growth;
  store_write(file, at, pointer, bytes);
}

static u32 write_vectors(u32 fd, u32 pointer, u32 count, bool positioned, u64 offset, u32 result) {
  Descriptor *descriptor;
  TRY(descriptor_of(fd, &descriptor));
  if (descriptor->kind == KIND_DIRECTORY) return ISDIR;
  bool is_stream = descriptor->kind == KIND_STREAM;
  if (is_stream ? descriptor->readable : !descriptor->writable) return BADF;
  if (positioned && is_stream) return SPIPE;
  Node *node = descriptor->node;
  u64 position;
  if (is_stream || (!positioned && (descriptor->flags & FD_APPEND) != 0)) {
    position = node->size;
  } else if (!positioned) {
    position = descriptor->position;
  } else {
    if (offset > MAX_OFFSET) return INVAL;
    position = offset;
  }
  if (outside(result, 4)) return FAULT;
  u64 total;
  TRY(take_vectors(pointer, count, &total));
  charge((u64)count * WORK_VECTOR + work_of_bytes(total));
  for (u32 index = 0; index < count; index++) {
    u32 bytes = vectors[2 * index + 1];
    if (bytes == 0) continue;
    put(node, position, vectors[2 * index], bytes);
    position += bytes;
  }
  if (!is_stream) {
    if (!positioned) descriptor->position = position;
    node->modify_ns = now_ns(true);
  }
  return put32(result, (u32)total);
}

static u32 resize(Descriptor *descriptor, bool writable, u64 size) {
  if (!writable) return BADF;
  Node *node = descriptor->node;
  if (size > node->size) {
    u64 growth = size - node->size;
    if (growth > output_left) end(OUTPUT_LIMIT);
    charge(work_of_bytes(growth));
    output_left -= growth;
  } else {
    u64 shrinkage = node->size - size;
    charge(work_of_bytes(shrinkage));
    output_left += shrinkage;
  }
  store_resize(node, size);
  node->modify_ns = now_ns(true);
  return SUCCESS;
}

static u32 seek(u32 fd, i64 offset, u32 base, u32 result) {
  Descriptor *descriptor;
  TRY(descriptor_of(fd, &descriptor));
  if (descriptor->kind == KIND_STREAM) return SPIPE;
  if (descriptor->kind == KIND_DIRECTORY) return ISDIR;
  if (base > 2) return INVAL;
  if (outside(result, 8)) return FAULT;
  u64 from = base == 0 ? 0 : base == 1 ? descriptor->position : descriptor->node->size;
  if (offset > (i64)MAX_OFFSET) return INVAL;
  i64 position = (i64)from + offset;
  if (position < 0 || position > (i64)MAX_OFFSET) return INVAL;
  descriptor->position = (u64)position;
  return put64(result, (u64)position);
}

static u32 put_filestat(u32 result, const Node *node) {
  if (outside(result, 64)) return FAULT;
  fill_zero(result, 64);
  if (node == nullptr) return SUCCESS;
  store64(result, 1);
  store64(result + 8, node->inode);
  store8(result + 16, node->is_directory ? TYPE_DIRECTORY : TYPE_FILE);
  store64(result + 24, node->linked ? 1 : 0);
  store64(result + 32, node->is_directory ? 0 : node->size);
  store64(result + 40, node->access_ns);
  store64(result + 48, node->modify_ns);
  store64(result + 56, node->modify_ns);
  return SUCCESS;
}

static u32 set_times(Node *node, bool writable, u64 access, u64 modify, u32 flags) {
  if (flags > 15 || (flags & 3) == 3 || (flags & 12) == 12) return INVAL;
  if (!writable) return ROFS;
  u64 now = now_ns(true);
  if ((flags & 1) != 0) node->access_ns = access;
  if ((flags & 2) != 0) node->access_ns = now;
  if ((flags & 4) != 0) node->modify_ns = modify;
  if ((flags & 8) != 0) node->modify_ns = now;
  return SUCCESS;
}

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

// The calls. Each is paid for before, and once more after where it fails.

#define PAID(call)                                   \
  charge(WORK_CALL);                                 \
  u32 error = call;                                  \
  if (error != SUCCESS) charge(WORK_FAILURE);        \
  return error;

static u32 put_sizes(const Strings *strings, u32 count, u32 size) {
  if (outside(size, 4)) return FAULT;
  TRY(put32(count, strings->count));
  return put32(size, (u32)strings->bytes);
}

static u32 put_strings(const Strings *strings, u32 pointers, u32 buffer) {
  charge(work_of_bytes(strings->bytes) + (u64)strings->count * WORK_STRING);
  if (outside(pointers, (u64)strings->count * 4) || outside(buffer, strings->bytes)) return FAULT;
  for (const String *string = strings->first; string != nullptr; string = string->next) {
    u32 at = buffer;
    if (string->which == 0) {
      // The program's name, "task".
      store32(at, 0x6b736174);
      at += 4;
    }
    if (string->has_name) {
      input_out(string->which, string->name_leaf, 0, at, string->name_length);
      at += string->name_length;
      store8(at, '=');
      at++;
    }
    input_out(string->which, string->data_leaf, 0, at, string->data_length);
    at += string->data_length;
    store8(at, 0);
    store32(pointers, buffer);
    pointers += 4;
    buffer = at + 1;
  }
  return SUCCESS;
}

EXPORT("args_sizes_get") u32 args_sizes_get(u32 count, u32 size) { PAID(put_sizes(&arguments, count, size)) }
EXPORT("args_get") u32 args_get(u32 pointers, u32 buffer) { PAID(put_strings(&arguments, pointers, buffer)) }
EXPORT("environ_sizes_get") u32 environ_sizes_get(u32 count, u32 size) { PAID(put_sizes(&environment, count, size)) }
EXPORT("environ_get") u32 environ_get(u32 pointers, u32 buffer) { PAID(put_strings(&environment, pointers, buffer)) }

static u32 clock_resolution(u32 id, u32 result) { return id > 3 ? INVAL : put64(result, STEP_NS); }
EXPORT("clock_res_get") u32 clock_res_get(u32 id, u32 result) { PAID(clock_resolution(id, result)) }

static u32 clock_time(u32 id, u32 result) {
  if (id > 3) return INVAL;
  if (outside(result, 8)) return FAULT;
  elapsed_ns += STEP_NS;
  return put64(result, now_ns(id == 0));
}
EXPORT("clock_time_get") u32 clock_time_get(u32 id, u64 precision, u32 result) {
  (void)precision;
  PAID(clock_time(id, result))
}

static u32 fill_random(u32 pointer, u32 bytes) {
  if (outside(pointer, bytes)) return FAULT;
  charge((u64)bytes * WORK_RANDOM_BYTE);
  while (bytes > 0) {
    if (cipher_left == 0) next_block();
    u32 count = bytes < cipher_left ? bytes : cipher_left;
    copy_out(pointer, cipher_block + 64 - cipher_left, count);
    cipher_left -= count;
    pointer += count;
    bytes -= count;
  }
  return SUCCESS;
}
EXPORT("random_get") u32 random_get(u32 pointer, u32 bytes) { PAID(fill_random(pointer, bytes)) }

static u32 check_descriptor(u32 fd) {
  Descriptor *descriptor;
  return descriptor_of(fd, &descriptor);
}
EXPORT("fd_datasync") u32 fd_datasync(u32 fd) { PAID(check_descriptor(fd)) }
EXPORT("fd_sync") u32 fd_sync(u32 fd) { PAID(check_descriptor(fd)) }
EXPORT("fd_fdstat_set_rights") u32 fd_fdstat_set_rights(u32 fd, u64 base, u64 inheriting) {
  (void)base;
  (void)inheriting;
  PAID(check_descriptor(fd))
}

static u32 advise(u32 fd, u32 advice) {
  Descriptor *descriptor;
  TRY(file_of(fd, &descriptor));
  return advice > 5 ? INVAL : SUCCESS;
}
EXPORT("fd_advise") u32 fd_advise(u32 fd, u64 offset, u64 length, u32 advice) {
  (void)offset;
  (void)length;
  PAID(advise(fd, advice))
}

static u32 allocate_file(u32 fd, u64 offset, u64 length) {
  Descriptor *descriptor;
  TRY(file_of(fd, &descriptor));
  if (!descriptor->writable) return BADF;
  u64 limit = 1ull << 63;
  if (length == 0 || length >= limit || offset >= limit || offset + length >= limit) return INVAL;
  u64 size = offset + length;
  return size > descriptor->node->size ? resize(descriptor, true, size) : SUCCESS;
}
EXPORT("fd_allocate") u32 fd_allocate(u32 fd, u64 offset, u64 length) { PAID(allocate_file(fd, offset, length)) }

static u32 close_descriptor(u32 fd) {
  Descriptor *descriptor;
  TRY(descriptor_of(fd, &descriptor));
  release(descriptor);
  return SUCCESS;
}
EXPORT("fd_close") u32 fd_close(u32 fd) { PAID(close_descriptor(fd)) }

static u32 renumber(u32 from, u32 to) {
  Descriptor *source, *target;
  TRY(descriptor_of(from, &source));
  TRY(descriptor_of(to, &target));
  if (from == to) return SUCCESS;
  release(target);
  *target = *source;
  source->kind = KIND_NONE;
  return SUCCESS;
}
EXPORT("fd_renumber") u32 fd_renumber(u32 from, u32 to) { PAID(renumber(from, to)) }

static u32 fdstat(u32 fd, u32 result) {
  Descriptor *descriptor;
  TRY(descriptor_of(fd, &descriptor));
  if (outside(result, 24)) return FAULT;
  fill_zero(result, 24);
  u32 kind = descriptor->kind;
  store8(result, kind == KIND_DIRECTORY ? TYPE_DIRECTORY : kind == KIND_FILE ? TYPE_FILE : TYPE_UNKNOWN);
  store16(result + 2, descriptor->flags);
  u64 rights = RIGHTS_ALL;
  if (kind == KIND_STREAM) {
    rights = RIGHTS_STREAM & ~(descriptor->readable ? RIGHT_WRITE : RIGHT_READ);
  } else if (kind == KIND_FILE) {
    if (!descriptor->readable) rights &= ~RIGHT_READ;
    if (!descriptor->writable) rights &= ~RIGHTS_CHANGE;
  }
  store64(result + 8, rights);
  store64(result + 16, kind == KIND_DIRECTORY ? RIGHTS_ALL : 0);
  return SUCCESS;
}
EXPORT("fd_fdstat_get") u32 fd_fdstat_get(u32 fd, u32 result) { PAID(fdstat(fd, result)) }

static u32 set_flags(u32 fd, u32 flags) {
  Descriptor *descriptor;
  TRY(descriptor_of(fd, &descriptor));
  if ((flags & ~(u32)FD_KNOWN) != 0) return INVAL;
  descriptor->flags = flags;
  return SUCCESS;
}
EXPORT("fd_fdstat_set_flags") u32 fd_fdstat_set_flags(u32 fd, u32 flags) { PAID(set_flags(fd, flags)) }

static u32 filestat_of_descriptor(u32 fd, u32 result) {
  Descriptor *descriptor;
  TRY(descriptor_of(fd, &descriptor));
  return put_filestat(result, descriptor->kind == KIND_STREAM ? nullptr : descriptor->node);
}
EXPORT("fd_filestat_get") u32 fd_filestat_get(u32 fd, u32 result) { PAID(filestat_of_descriptor(fd, result)) }

static u32 set_size(u32 fd, u64 size) {
  Descriptor *descriptor;
  TRY(file_of(fd, &descriptor));
  if (size >= 1ull << 63) return INVAL;
  return resize(descriptor, descriptor->writable, size);
}
EXPORT("fd_filestat_set_size") u32 fd_filestat_set_size(u32 fd, u64 size) { PAID(set_size(fd, size)) }

static u32 set_times_of_descriptor(u32 fd, u64 access, u64 modify, u32 flags) {
  Descriptor *descriptor;
  TRY(descriptor_of(fd, &descriptor));
  if (descriptor->kind == KIND_STREAM) return INVAL;
  bool writable = descriptor->kind == KIND_DIRECTORY ? descriptor->node->writable : descriptor->writable;
  return set_times(descriptor->node, writable, access, modify, flags);
}
EXPORT("fd_filestat_set_times") u32 fd_filestat_set_times(u32 fd, u64 access, u64 modify, u32 flags) {
  PAID(set_times_of_descriptor(fd, access, modify, flags))
}

static u32 preopen_of(u32 fd, u32 *length) {
  Descriptor *descriptor;
  TRY(descriptor_of(fd, &descriptor));
  *length = descriptor->preopen;
  return descriptor->kind == KIND_DIRECTORY && descriptor->preopen != 0 ? SUCCESS : BADF;
}

static u32 prestat(u32 fd, u32 result) {
  u32 length;
  TRY(preopen_of(fd, &length));
  if (outside(result, 8)) return FAULT;
  store32(result, 0);
  store32(result + 4, length);
  return SUCCESS;
}
EXPORT("fd_prestat_get") u32 fd_prestat_get(u32 fd, u32 result) { PAID(prestat(fd, result)) }

static u32 prestat_name(u32 fd, u32 pointer, u32 room_for) {
  u32 length;
  TRY(preopen_of(fd, &length));
  if (room_for < length) return NAMETOOLONG;
  if (outside(pointer, length)) return FAULT;
  store8(pointer, '/');
  store8(pointer + 1, length == 3 ? 'i' : 'o');
  store8(pointer + 2, length == 3 ? 'n' : 'u');
  if (length == 4) store8(pointer + 3, 't');
  return SUCCESS;
}
EXPORT("fd_prestat_dir_name") u32 fd_prestat_dir_name(u32 fd, u32 pointer, u32 length) {
  PAID(prestat_name(fd, pointer, length))
}

EXPORT("fd_read") u32 fd_read(u32 fd, u32 pointer, u32 count, u32 result) {
  PAID(read_vectors(fd, pointer, count, false, 0, result))
}
EXPORT("fd_pread") u32 fd_pread(u32 fd, u32 pointer, u32 count, u64 offset, u32 result) {
  PAID(read_vectors(fd, pointer, count, true, offset, result))
}
EXPORT("fd_write") u32 fd_write(u32 fd, u32 pointer, u32 count, u32 result) {
  PAID(write_vectors(fd, pointer, count, false, 0, result))
}
EXPORT("fd_pwrite") u32 fd_pwrite(u32 fd, u32 pointer, u32 count, u64 offset, u32 result) {
  PAID(write_vectors(fd, pointer, count, true, offset, result))
}
EXPORT("fd_seek") u32 fd_seek(u32 fd, i64 offset, u32 base, u32 result) { PAID(seek(fd, offset, base, result)) }
EXPORT("fd_tell") u32 fd_tell(u32 fd, u32 result) { PAID(seek(fd, 0, 1, result)) }

/** One entry of a listing, cut where the buffer ends; that is how callers know that there is more. */
static bool put_entry(u32 *at, u32 stop, const u8 *name, u32 length, u64 next, const Node *node) {
  *(u64 *)staging = next;
  *(u64 *)(staging + 8) = node->inode;
  *(u32 *)(staging + 16) = length;
  *(u32 *)(staging + 20) = node->is_directory ? TYPE_DIRECTORY : TYPE_FILE;
  u32 space = stop - *at;
  u32 count = space < 24 ? space : 24;
  copy_out(*at, staging, count);
  *at += count;
  space = stop - *at;
  count = space < length ? space : length;
  copy_out(*at, name, count);
  *at += count;
  return *at != stop;
}

static u32 read_directory(u32 fd, u32 buffer, u32 length, u64 cookie, u32 result) {
  Descriptor *descriptor;
  TRY(directory_of(fd, &descriptor));
  if (outside(result, 4) || outside(buffer, length)) return FAULT;
  Node *node = descriptor->node;
  u32 at = buffer, stop = buffer + length;
  u64 listed = 0, skipped = 0;
  bool more = length > 0;
  u8 *dots = staging + 24;
  dots[0] = dots[1] = '.';
  if (more && cookie == 0) {
    listed++;
    more = put_entry(&at, stop, dots, 1, 1, node);
  }
  if (more && cookie <= 1) {
    listed++;
    more = put_entry(&at, stop, dots, 2, 2, node->parent == nullptr ? node : node->parent);
  }
  if (more) {
    for (Node *entry = node->first; entry != nullptr; entry = entry->next) {
      if (entry->cookie < cookie) {
        skipped++;
        continue;
      }
      listed++;
      if (!put_entry(&at, stop, entry->name, entry->name_length, entry->cookie + 1, entry)) break;
    }
  }
  charge(listed * WORK_ENTRY + skipped * WORK_ENTRY_SKIPPED);
  return put32(result, at - buffer);
}
EXPORT("fd_readdir") u32 fd_readdir(u32 fd, u32 buffer, u32 length, u64 cookie, u32 result) {
  PAID(read_directory(fd, buffer, length, cookie, result))
}

static u32 create_directory(u32 fd, u32 pointer, u32 length) {
  Place place;
  Node *made;
  TRY(take_place(fd, pointer, length, path_one, &place));
  return create(&place, true, &made);
}
EXPORT("path_create_directory") u32 path_create_directory(u32 fd, u32 pointer, u32 length) {
  PAID(create_directory(fd, pointer, length))
}

static u32 filestat_of_path(u32 fd, u32 pointer, u32 length, u32 result) {
  Node *node;
  TRY(take_node(fd, pointer, length, &node));
  return put_filestat(result, node);
}
EXPORT("path_filestat_get") u32 path_filestat_get(u32 fd, u32 lookup_flags, u32 pointer, u32 length, u32 result) {
  (void)lookup_flags;
  PAID(filestat_of_path(fd, pointer, length, result))
}

static u32 set_times_of_path(u32 fd, u32 pointer, u32 length, u64 access, u64 modify, u32 flags) {
  Place place;
  TRY(take_place(fd, pointer, length, path_one, &place));
  if (place.node == nullptr) return NOENT;
  return set_times(place.node, place.directory->writable, access, modify, flags);
}
EXPORT("path_filestat_set_times")
u32 path_filestat_set_times(u32 fd, u32 lookup_flags, u32 pointer, u32 length, u64 access, u64 modify, u32 flags) {
  (void)lookup_flags;
  PAID(set_times_of_path(fd, pointer, length, access, modify, flags))
}

static u32 no_link(u32 from_fd, u32 from, u32 from_length, u32 to_fd, u32 to, u32 to_length) {
  Node *node;
  Place place;
  TRY(take_node(from_fd, from, from_length, &node));
  TRY(take_place(to_fd, to, to_length, path_two, &place));
  return NOTSUP;
}
EXPORT("path_link")
u32 path_link(u32 from_fd, u32 lookup_flags, u32 from, u32 from_length, u32 to_fd, u32 to, u32 to_length) {
  (void)lookup_flags;
  PAID(no_link(from_fd, from, from_length, to_fd, to, to_length))
}

static u32 open_path(u32 fd, u32 pointer, u32 length, u32 oflags, u64 rights, u32 fdflags, u32 result) {
  Descriptor *from;
  Place place;
  TRY(directory_of(fd, &from));
  TRY(take_path(pointer, length, path_one));
  if ((oflags & ~(u32)O_KNOWN) != 0 || (fdflags & ~(u32)FD_KNOWN) != 0) return INVAL;
  bool creates = (oflags & O_CREAT) != 0, truncates = (oflags & O_TRUNC) != 0;
  if (creates && (oflags & O_DIRECTORY) != 0) return INVAL;
  if (outside(result, 4)) return FAULT;
  TRY(resolve(from->node, path_one, length, &place));
  bool writable = (rights & RIGHTS_CHANGE) != 0;
  bool changes = writable || truncates;
  u32 free = 0;
  while (free < MAX_DESCRIPTORS && descriptors[free].kind != KIND_NONE) free++;
  if (free == MAX_DESCRIPTORS) return MFILE;
  Node *node = place.node;
  if (node == nullptr) {
    if (!creates) return NOENT;
    if (place.must_be_directory) return ISDIR;
    TRY(create(&place, false, &node));
  } else {
    if (creates && (oflags & O_EXCL) != 0) return EXIST;
    if (node->is_directory && (changes || creates)) return ISDIR;
    if (!node->is_directory) {
      if ((oflags & O_DIRECTORY) != 0) return NOTDIR;
      if (changes && !place.directory->writable) return ROFS;
    }
  }
  Descriptor opened = {.node = node, .flags = fdflags, .kind = KIND_DIRECTORY};
  if (!node->is_directory) {
    opened.kind = KIND_FILE;
    opened.readable = (rights & RIGHT_READ) != 0;
    opened.writable = writable;
    if (truncates) TRY(resize(&opened, true, 0));
  }
  descriptors[free] = opened;
  node->opens++;
  return put32(result, free);
}
EXPORT("path_open")
u32 path_open(u32 fd, u32 lookup_flags, u32 pointer, u32 length, u32 oflags, u64 rights, u64 inheriting, u32 fdflags, u32 result) {
  (void)lookup_flags;
  (void)inheriting;
  PAID(open_path(fd, pointer, length, oflags, rights, fdflags, result))
}

static u32 no_link_to_read(u32 fd, u32 pointer, u32 length) {
  Node *node;
  TRY(take_node(fd, pointer, length, &node));
  // It exists and is no symbolic link: POSIX readlink gives EINVAL.
  return INVAL;
}
EXPORT("path_readlink") u32 path_readlink(u32 fd, u32 pointer, u32 length, u32 buffer, u32 buffer_length, u32 result) {
  (void)buffer;
  (void)buffer_length;
  (void)result;
  PAID(no_link_to_read(fd, pointer, length))
}

static u32 remove_directory(u32 fd, u32 pointer, u32 length) {
  Place place;
  TRY(take_place(fd, pointer, length, path_one, &place));
  Node *node = place.node;
  if (node == nullptr) return NOENT;
  if (!node->is_directory) return NOTDIR;
  if (place.name == nullptr) return INVAL;
  if (!place.directory->writable) return ROFS;
  if (node->first != nullptr) return NOTEMPTY;
  return unlink_node(node);
}
EXPORT("path_remove_directory") u32 path_remove_directory(u32 fd, u32 pointer, u32 length) {
  PAID(remove_directory(fd, pointer, length))
}

static u32 rename_path(u32 from_fd, u32 from, u32 from_length, u32 to_fd, u32 to, u32 to_length) {
  Descriptor *source, *target;
  Place source_place, target_place;
  TRY(directory_of(from_fd, &source));
  TRY(directory_of(to_fd, &target));
  TRY(take_path(from, from_length, path_one));
  TRY(resolve(source->node, path_one, from_length, &source_place));
  TRY(take_path(to, to_length, path_two));
  TRY(resolve(target->node, path_two, to_length, &target_place));
  return rename_node(&source_place, &target_place);
}
EXPORT("path_rename") u32 path_rename(u32 from_fd, u32 from, u32 from_length, u32 to_fd, u32 to, u32 to_length) {
  PAID(rename_path(from_fd, from, from_length, to_fd, to, to_length))
}

static u32 no_symbolic_link(u32 target, u32 target_length, u32 fd, u32 pointer, u32 length) {
  Place place;
  TRY(take_path(target, target_length, path_one));
  TRY(take_place(fd, pointer, length, path_two, &place));
  return NOTSUP;
}
EXPORT("path_symlink") u32 path_symlink(u32 target, u32 target_length, u32 fd, u32 pointer, u32 length) {
  PAID(no_symbolic_link(target, target_length, fd, pointer, length))
}

static u32 unlink_path(u32 fd, u32 pointer, u32 length) {
  Place place;
  TRY(take_place(fd, pointer, length, path_one, &place));
  if (place.node == nullptr) return NOENT;
  if (place.node->is_directory) return ISDIR;
  return unlink_node(place.node);
}
EXPORT("path_unlink_file") u32 path_unlink_file(u32 fd, u32 pointer, u32 length) {
  PAID(unlink_path(fd, pointer, length))
}

// Waiting and sockets

typedef struct {
  u64 userdata;
  /** For a clock, how long it sleeps; else the bytes at hand. */
  u64 value;
  u16 error;
  u8 type;
  bool sleeps;
} Event;

static void put_event(u32 at, const Event *event) {
  fill_zero(at, 32);
  store64(at, event->userdata);
  store16(at + 8, event->error);
  store8(at + 10, event->type);
  store64(at + 16, event->sleeps ? 0 : event->value);
}

static u32 poll(u32 subscriptions, u32 events, u32 count, u32 result) {
  if (count == 0 || count > MAX_SUBSCRIPTIONS) return INVAL;
  if (outside(subscriptions, (u64)count * 48) || outside(events, (u64)count * 32) || outside(result, 4)) return FAULT;
  charge((u64)count * WORK_SUBSCRIPTION);
  // All is read before anything is written: the guest's arrays may overlap.
  Event *list = room(count * sizeof(Event));
  u32 ready = 0;
  u64 wait_ns = UINT64_MAX;
  for (u32 index = 0; index < count; index++) {
    u32 at = subscriptions + index * 48;
    u32 type = load8(at + 8);
    Event event = {.userdata = load64(at), .type = (u8)type};
    if (type == 0) {
      u32 id = load32(at + 16);
      u64 timeout = load64(at + 24);
      if (id > 3) {
        event.error = INVAL;
      } else {
        event.sleeps = true;
        u64 now = now_ns(id == 0);
        event.value = (load16(at + 40) & 1) == 0 ? timeout : timeout > now ? timeout - now : 0;
        if (event.value < wait_ns) wait_ns = event.value;
      }
    } else if (type <= 2) {
      Descriptor *descriptor;
      event.error = (u16)descriptor_of(load32(at + 16), &descriptor);
      if (event.error == SUCCESS && type == 1 && descriptor->kind != KIND_DIRECTORY) {
        u64 size = descriptor->node->size;
        event.value = size > descriptor->position ? size - descriptor->position : 0;
      }
    } else {
      return INVAL;
    }
    if (!event.sleeps) ready++;
    list[index] = event;
  }
  if (ready > 0) wait_ns = 0;
  else elapsed_ns += wait_ns;
  u32 at = events;
  for (u32 pass = 0; pass < 2; pass++) {
    for (u32 index = 0; index < count; index++) {
      const Event *event = &list[index];
      if (pass == 0 ? event->sleeps : !event->sleeps || event->value > wait_ns) continue;
      put_event(at, event);
      at += 32;
    }
  }
  return put32(result, (at - events) / 32);
}
EXPORT("poll_oneoff") u32 poll_oneoff(u32 subscriptions, u32 events, u32 count, u32 result) {
  PAID(poll(subscriptions, events, count, result))
}

EXPORT("proc_exit") void proc_exit(u32 code) {
  charge(WORK_CALL);
  exit_code = code;
  end(EXITED);
}

EXPORT("proc_raise") u32 proc_raise(u32 signal) {
  (void)signal;
  PAID(NOSYS)
}

EXPORT("sched_yield") u32 sched_yield(void) {
  charge(WORK_CALL);
  return SUCCESS;
}

static u32 no_socket(u32 fd) {
  TRY(check_descriptor(fd));
  return NOTSOCK;
}
EXPORT("sock_accept") u32 sock_accept(u32 fd, u32 flags, u32 result) {
  (void)flags;
  (void)result;
  PAID(no_socket(fd))
}
EXPORT("sock_recv") u32 sock_recv(u32 fd, u32 pointer, u32 count, u32 flags, u32 size, u32 out_flags) {
  (void)pointer;
  (void)count;
  (void)flags;
  (void)size;
  (void)out_flags;
  PAID(no_socket(fd))
}
EXPORT("sock_send") u32 sock_send(u32 fd, u32 pointer, u32 count, u32 flags, u32 size) {
  (void)pointer;
  (void)count;
  (void)flags;
  (void)size;
  PAID(no_socket(fd))
}
EXPORT("sock_shutdown") u32 sock_shutdown(u32 fd, u32 how) {
  (void)how;
  PAID(no_socket(fd))
}

// Beginning

enum {
  RECORD_END,
  RECORD_ARGUMENT,
  RECORD_VARIABLE,
  RECORD_STANDARD_INPUT,
  RECORD_FILE,
  RECORD_OUTPUT_LIMIT,
  RECORD_OWN_ARGUMENTS,
};

/** Walks the records of one input. */
typedef struct {
  u32 which;
  u64 leaves;
  u64 next;
  u32 kind;
  u32 name_length;
  u64 data_length;
  u32 name_leaf;
  u32 data_leaf;
} Cursor;

/** Reads the next record; one that does not fit into the input ends it. */
static void advance(Cursor *at) {
  at->kind = RECORD_END;
  if (at->next >= at->leaves) return;
  read_leaf(at->which, (u32)at->next, header);
  u32 name_length = *(u32 *)(header + 4);
  u64 data_length = *(u64 *)(header + 8);
  u64 left = at->leaves - at->next - 1;
  u64 name_leaves = ((u64)name_length + LEAF - 1) / LEAF;
  if (data_length > left * LEAF) return;
  u64 data_leaves = (data_length + LEAF - 1) / LEAF;
  if (name_leaves + data_leaves > left) return;
  at->kind = *(u32 *)header;
  at->name_length = name_length;
  at->data_length = data_length;
  at->name_leaf = (u32)at->next + 1;
  at->data_leaf = (u32)(at->name_leaf + name_leaves);
  at->next += 1 + name_leaves + data_leaves;
}

static void add_string(Strings *strings, const Cursor *at, bool has_name) {
  String *string = allocate(sizeof(String), 8);
  string->has_name = has_name;
  u64 bytes = 1;
  if (at == nullptr) {
    bytes += 4;
  } else {
    string->which = (u8)at->which;
    string->name_leaf = at->name_leaf;
    string->name_length = at->name_length;
    string->data_leaf = at->data_leaf;
    string->data_length = (u32)at->data_length;
    bytes += at->data_length + (has_name ? at->name_length + 1 : 0);
  }
  if (strings->first == nullptr) strings->first = string;
  else strings->last->next = string;
  strings->last = string;
  strings->count++;
  strings->bytes += bytes;
}

static void clear_arguments(void) {
  arguments = (Strings){};
  add_string(&arguments, nullptr, false);
}

/** Takes all records up to the first file. */
static void take_records(Cursor *at) {
  for (advance(at); at->kind != RECORD_END && at->kind != RECORD_FILE; advance(at)) {
    if (at->kind == RECORD_ARGUMENT) add_string(&arguments, at, false);
    else if (at->kind == RECORD_VARIABLE) add_string(&environment, at, true);
    else if (at->kind == RECORD_OWN_ARGUMENTS) clear_arguments();
    else if (at->kind == RECORD_STANDARD_INPUT) {
      standard[0].input = (u8)at->which;
      standard[0].root = at->data_leaf;
      standard[0].size = at->data_length;
    } else if (at->kind == RECORD_OUTPUT_LIMIT && at->data_length == 8) {
      read_leaf(at->which, at->data_leaf, header);
      output_left = *(u64 *)header;
    }
  }
}

/** Reads the name of the file that a cursor is at; files whose names are too long are passed over. */
static void take_name(Cursor *at, u8 *name) {
  while (at->kind == RECORD_FILE && (at->name_length == 0 || at->name_length > MAX_PATH)) advance(at);
  if (at->kind == RECORD_FILE) input_name(at->which, at->name_leaf, name, at->name_length);
}

static int order(const Cursor *left, const u8 *left_name, const Cursor *right, const u8 *right_name) {
  if (left->kind != RECORD_FILE) return right->kind == RECORD_FILE ? 1 : 0;
  if (right->kind != RECORD_FILE) return -1;
  u32 both = left->name_length < right->name_length ? left->name_length : right->name_length;
  for (u32 at = 0; at < both; at++)
    if (left_name[at] != right_name[at]) return left_name[at] < right_name[at] ? -1 : 1;
  return left->name_length < right->name_length ? -1 : left->name_length > right->name_length ? 1 : 0;
}

/** Enters a file of the input, and the directories above it. What is in the way of a path stays. */
static void add_file(const Cursor *at, const u8 *path) {
  const u8 *stop = path + at->name_length;
  Node *directory = input_root;
  for (;;) {
    const u8 *slash = path;
    while (slash < stop && *slash != '/') slash++;
    u32 length = (u32)(slash - path);
    Node *present = lookup(directory, path, length);
    if (slash == stop) {
      if (present != nullptr) return;
      Node *file = new_fixed_node(false, false, path, length);
      file->input = (u8)at->which;
      file->root = at->data_leaf;
      file->size = at->data_length;
      link(directory, file);
      return;
    }
    if (present == nullptr) {
      present = new_fixed_node(true, false, path, length);
      link(directory, present);
    }
    if (!present->is_directory) return;
    directory = present;
    path = slash + 1;
  }
}

EXPORT("system_start") void system_start(void) {
  seed_read(seed, 0);
  u64 seconds = *(u32 *)seed & 0x07ffffff;
  // From 2020-01-01T00:00:00Z on.
  start_ns = (1577836800ull + seconds) * 1000000000ull;
  cookies = 2;
  input_root = new_fixed_node(true, false, nullptr, 0);
  output_root = new_fixed_node(true, true, nullptr, 0);
  input_root->opens = output_root->opens = 1;
  descriptors[0] = (Descriptor){.node = &standard[0], .kind = KIND_STREAM, .readable = true};
  descriptors[1] = (Descriptor){.node = &standard[1], .kind = KIND_STREAM, .flags = FD_APPEND};
  descriptors[2] = (Descriptor){.node = &standard[2], .kind = KIND_STREAM, .flags = FD_APPEND};
  descriptors[3] = (Descriptor){.node = input_root, .kind = KIND_DIRECTORY, .preopen = 3};
  descriptors[4] = (Descriptor){.node = output_root, .kind = KIND_DIRECTORY, .preopen = 4};
  clear_arguments();
  Cursor one = {.which = 1, .leaves = (template_size() + LEAF - 1) / LEAF};
  Cursor two = {.which = 2, .leaves = (task_size() + LEAF - 1) / LEAF};
  take_records(&one);
  take_records(&two);
  take_name(&one, path_one);
  take_name(&two, path_two);
  while (one.kind == RECORD_FILE || two.kind == RECORD_FILE) {
    int which = order(&one, path_one, &two, path_two);
    if (which < 0) add_file(&one, path_one);
    else add_file(&two, path_two);
    // A file of the task replaces one of the template.
    if (which <= 0) {
      advance(&one);
      take_name(&one, path_one);
    }
    if (which >= 0) {
      advance(&two);
      take_name(&two, path_two);
    }
  }
}

// End: the output as canonical CBOR (RFC 8949, section 4.2.3: shorter keys first), behind a leaf with its length

typedef struct Listed Listed;
struct Listed {
  Listed *next;
  Node *file;
  u32 length;
  u8 path[];
};

static void emit(const u8 *bytes, u32 length) {
  u32 used = emitted_bytes;
  while (length >= LEAF) {
    copy(emitted + used, bytes, LEAF);
    output_write(emitted);
    copy(emitted, emitted + LEAF, LEAF);
    bytes += LEAF;
    length -= LEAF;
  }
  for (; length > 0; length--) {
    emitted[used++] = *bytes++;
    if (used == LEAF) {
      output_write(emitted);
      used = 0;
    }
  }
  emitted_bytes = used;
}

static void emit_byte(u32 byte) {
  u8 one = (u8)byte;
  emit(&one, 1);
}

static u32 head_bytes(u64 value) { return value < 24 ? 1 : value < 1 << 8 ? 2 : value < 1 << 16 ? 3 : value < 1ull << 32 ? 5 : 9; }

/** The head of a data item: its major type, and a number in the fewest bytes. */
static void emit_head(u32 major, u64 value) {
  u32 more = head_bytes(value) - 1;
  emit_byte(major << 5 | (more == 0 ? (u32)value : more == 1 ? 24 : more == 2 ? 25 : more == 4 ? 26 : 27));
  while (more > 0) {
    more--;
    emit_byte((u32)(value >> (8 * more)));
  }
}

/** A key of up to eight characters, the first in the lowest byte. */
static void emit_key(u64 text, u32 length) {
  emit_head(3, length);
  for (; length > 0; length--) {
    emit_byte((u32)text & 0xff);
    text >>= 8;
  }
}

static void emit_content(Node *file) {
  emit_head(2, file->size);
  for (u64 at = 0; at < file->size; at += PAGE) {
    u64 left = file->size - at;
    emit(page_of(file, (u32)(at / PAGE)), left < PAGE ? (u32)left : PAGE);
  }
}

static Listed *listing_of(Node *file) {
  u32 length = 0;
  for (Node *at = file; at->parent != nullptr; at = at->parent) length += at->name_length + 1;
  length--;
  Listed *listed = allocate(sizeof(Listed) + length, 4);
  listed->file = file;
  listed->length = length;
  u8 *to = listed->path + length;
  for (Node *at = file; at->parent != nullptr; at = at->parent) {
    if (at != file) *--to = '/';
    to -= at->name_length;
    copy(to, at->name, at->name_length);
  }
  return listed;
}

static bool comes_first(const Listed *left, const Listed *right) {
  if (left->length != right->length) return left->length < right->length;
  u32 at = 0;
  while (at + 8 <= left->length && *(const u64 *)(left->path + at) == *(const u64 *)(right->path + at)) at += 8;
  while (at + 1 < left->length && left->path[at] == right->path[at]) at++;
  return left->path[at] < right->path[at];
}

/** Sorts a list by merging runs of 1, 2, 4 … elements. */
static Listed *sort(Listed *list) {
  for (u32 run = 1;; run *= 2) {
    Listed *rest = list, **tail = &list;
    u32 merges = 0;
    while (rest != nullptr) {
      merges++;
      Listed *left = rest, *right = rest;
      u32 left_count = 0, right_count = run;
      while (left_count < run && right != nullptr) {
        left_count++;
        right = right->next;
      }
      while (left_count > 0 || (right_count > 0 && right != nullptr)) {
        bool from_left = left_count > 0 && (right_count == 0 || right == nullptr || !comes_first(right, left));
        Listed *taken = from_left ? left : right;
        if (from_left) {
          left = left->next;
          left_count--;
        } else {
          right = right->next;
          right_count--;
        }
        *tail = taken;
        tail = &taken->next;
      }
      rest = right;
    }
    *tail = nullptr;
    if (merges <= 1) return list;
  }
}

/** Writes the output. Gives the status. */
static u32 finish(u32 status, bool exited, u32 code) {
  Listed *files = nullptr;
  u32 count = 0;
  u64 bytes = 0;
  Node *at = output_root == nullptr ? nullptr : output_root->first;
  while (at != nullptr) {
    if (at->is_directory && at->first != nullptr) {
      at = at->first;
      continue;
    }
    if (!at->is_directory) {
      Listed *listed = listing_of(at);
      listed->next = files;
      files = listed;
      count++;
      bytes += head_bytes(listed->length) + listed->length + head_bytes(at->size) + at->size;
    }
    while (at != output_root && at->next == nullptr) at = at->parent;
    at = at == output_root ? nullptr : at->next;
  }
  if (count > 1) files = sort(files);
  u64 out = standard[1].size, err = standard[2].size;
  // The map's head and its four keys, the values, and the number.
  bytes += 1 + 6 + 7 + 7 + 9 + head_bytes(count) + head_bytes(err) + err + head_bytes(out) + out;
  bytes += exited ? head_bytes(code) : 1;

  clear(emitted, LEAF);
  *(u64 *)emitted = bytes;
  output_write(emitted);
  emitted_bytes = 0;
  emit_head(5, 4);
  emit_key(0x73656c6966, 5); // files
  emit_head(5, count);
  for (Listed *listed = files; listed != nullptr; listed = listed->next) {
    emit_head(3, listed->length);
    emit(listed->path, listed->length);
    emit_content(listed->file);
  }
  emit_key(0x727265647473, 6); // stderr
  emit_content(&standard[2]);
  emit_key(0x74756f647473, 6); // stdout
  emit_content(&standard[1]);
  emit_key(0x65646f4374697865, 8); // exitCode
  if (exited) emit_head(0, code);
  else emit_head(1, 0);
  if (emitted_bytes > 0) {
    clear(emitted + emitted_bytes, LEAF - emitted_bytes);
    output_write(emitted);
  }
  return status;
}

/** After the program returned. */
EXPORT("system_completed") u32 system_completed(void) { return finish(STATUS_COMPLETED, true, 0); }

/** Bytes of this memory that may be other than zero, for an engine that uses it again. */
EXPORT("system_used") u32 system_used(void) { return heap == 0 ? (u32)&__heap_base : heap; }

/** After a trap, as its cause says. */
EXPORT("system_trapped") u32 system_trapped(void) {
  u32 cause = cause_get();
  if (cause == EXITED) return finish(exit_code == 0 ? STATUS_COMPLETED : STATUS_EXITED, true, exit_code);
  u32 status = cause == OUT_OF_WORK       ? STATUS_OUT_OF_WORK
               : cause == STACK_EXHAUSTED ? STATUS_STACK_OVERFLOW
               : cause == OUTPUT_LIMIT    ? STATUS_OUTPUT_LIMIT
                                          : STATUS_TRAPPED;
  return finish(status, false, 0);
}
