// Paths

static bool is_utf8(const u8 *at, u32 length) {
  const u8 *stop = at + length;
  while (at < stop) {
    u32 byte = *at++;
    if (byte < 0x80) continue;
    u32 low = 0x80, high = 0xbf, more;
    if (byte >= 0xc2 && byte <= 0xdf) {
      more = 1;
    } else if (byte >= 0xe0 && byte <= 0xef) {
      more = 2;
      if (byte == 0xe0) low = 0xa0;
      if (byte == 0xed) high = 0x9f;
    } else if (byte >= 0xf0 && byte <= 0xf4) {
      more = 3;
      if (byte == 0xf0) low = 0x90;
      if (byte == 0xf4) high = 0x8f;
    } else {
      return false;
    }
    for (; more > 0; more--) {
      if (at == stop || *at < low || *at > high) return false;
      at++;
      low = 0x80;
      high = 0xbf;
    }
  }
  return true;
}

/** Takes a path of the guest's over, and its price. */
static u32 take_path(u32 pointer, u32 length, u8 *to) {
  if (length > MAX_PATH) return NAMETOOLONG;
  charge(WORK_PATH + (u64)length * WORK_PATH_BYTE);
  if (outside(pointer, length)) return FAULT;
  copy_in(to, pointer, length);
  return is_utf8(to, length) ? SUCCESS : ILSEQ;
}

/** A path from a directory descriptor. */
static u32 take_place(u32 fd, u32 pointer, u32 length, u8 *buffer, Place *place) {
  Descriptor *from;
  TRY(directory_of(fd, &from));
  TRY(take_path(pointer, length, buffer));
  return resolve(from->node, buffer, length, place);
}

/** A path from a directory descriptor to something that exists. */
static u32 take_node(u32 fd, u32 pointer, u32 length, Node **node) {
  Place place;
  TRY(take_place(fd, pointer, length, path_one, &place));
  *node = place.node;
  return place.node == nullptr ? NOENT : SUCCESS;
}
