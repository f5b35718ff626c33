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
