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
