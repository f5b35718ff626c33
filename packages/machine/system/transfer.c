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
