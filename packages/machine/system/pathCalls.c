// Calls about paths

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
