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
