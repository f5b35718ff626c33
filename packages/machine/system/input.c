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
