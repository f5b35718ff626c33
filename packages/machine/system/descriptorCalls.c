// Calls about open descriptors

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
