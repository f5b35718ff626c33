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
