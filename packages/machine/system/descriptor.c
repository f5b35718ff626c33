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
