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
