// Directories

#define ROTATE64(x, n) ((x) << (n) | (x) >> (64 - (n)))
#define SIP_ROUND                                                   \
  v0 += v1; v1 = ROTATE64(v1, 13) ^ v0; v0 = ROTATE64(v0, 32);      \
  v2 += v3; v3 = ROTATE64(v3, 16) ^ v2;                             \
  v0 += v3; v3 = ROTATE64(v3, 21) ^ v0;                             \
  v2 += v1; v1 = ROTATE64(v1, 17) ^ v2; v2 = ROTATE64(v2, 32);

/**
 * SipHash-1-3 of a directory and a name. The key is of the seed, which is a hash of all that the program was made of and got: no program
 * can carry names that collide.
 */
static u32 hash_of(Node *directory, const u8 *name, u32 length) {
  u64 k0 = *(u64 *)(seed + 16), k1 = *(u64 *)(seed + 24);
  u64 v0 = k0 ^ 0x736f6d6570736575, v1 = k1 ^ 0x646f72616e646f6d;
  u64 v2 = k0 ^ 0x6c7967656e657261, v3 = k1 ^ 0x7465646279746573;
  u64 word = directory->inode;
  v3 ^= word;
  SIP_ROUND
  v0 ^= word;
  u32 at = 0;
  for (; at + 8 <= length; at += 8) {
    word = *(const u64 *)(name + at);
    v3 ^= word;
    SIP_ROUND
    v0 ^= word;
  }
  word = (u64)length << 56;
  for (u32 shift = 0; at < length; at++, shift += 8) word |= (u64)name[at] << shift;
  v3 ^= word;
  SIP_ROUND
  v0 ^= word;
  v2 ^= 0xff;
  SIP_ROUND
  SIP_ROUND
  SIP_ROUND
  u64 hash = v0 ^ v1 ^ v2 ^ v3;
  return (u32)hash ^ (u32)(hash >> 32);
}

static Node *lookup(Node *directory, const u8 *name, u32 length) {
  if (directory->first == nullptr) return nullptr;
  u32 hash = hash_of(directory, name, length);
  for (Node *node = buckets[hash & bucket_mask]; node != nullptr; node = node->chain) {
    if (node->hash == hash && node->parent == directory && node->name_length == length &&
        same_bytes(node->name, name, length))
      return node;
  }
  return nullptr;
}

static void grow_buckets(void) {
  u32 count = bucket_mask == 0 ? 256 : 4 * (bucket_mask + 1);
  Node **grown = allocate(count * sizeof(Node *), 8);
  for (u32 index = 0; buckets != nullptr && index <= bucket_mask; index++) {
    for (Node *node = buckets[index]; node != nullptr;) {
      Node *next = node->chain;
      Node **bucket = &grown[node->hash & (count - 1)];
      node->chain = *bucket;
      *bucket = node;
      node = next;
    }
  }
  buckets = grown;
  bucket_mask = count - 1;
}

/** Enters a node, which has its name, at the end of a directory. */
static void link(Node *directory, Node *node) {
  if (entries >= bucket_mask) grow_buckets();
  entries++;
  node->parent = directory;
  node->hash = hash_of(directory, node->name, node->name_length);
  Node **bucket = &buckets[node->hash & bucket_mask];
  node->chain = *bucket;
  *bucket = node;
  node->next = nullptr;
  node->previous = directory->last;
  if (directory->last == nullptr) directory->first = node;
  else directory->last->next = node;
  directory->last = node;
  node->cookie = cookies++;
  directory->modify_ns = now_ns(true);
}

/** Takes a node out of its directory. */
static void detach(Node *node) {
  Node *directory = node->parent;
  entries--;
  Node **at = &buckets[node->hash & bucket_mask];
  while (*at != node) at = &(*at)->chain;
  *at = node->chain;
  if (node->previous == nullptr) directory->first = node->next;
  else node->previous->next = node->next;
  if (node->next == nullptr) directory->last = node->previous;
  else node->next->previous = node->previous;
  node->parent = nullptr;
  directory->modify_ns = now_ns(true);
}

static void start_node(Node *node, bool is_directory, bool writable, const u8 *name, u32 length) {
  node->access_ns = node->modify_ns = now_ns(true);
  node->inode = ++inodes;
  node->is_directory = is_directory;
  node->writable = writable;
  node->linked = true;
  node->name_length = length;
  copy(node->name, name, length);
}

/** A node that lasts, with exactly its name. */
static Node *new_fixed_node(bool is_directory, bool writable, const u8 *name, u32 length) {
  Node *node = allocate(sizeof(Node) + length, 8);
  start_node(node, is_directory, writable, name, length);
  return node;
}

/** A node under `/out`: with room for any name, and used again. */
static Node *new_output_node(bool is_directory, const u8 *name, u32 length) {
  Node *node = free_nodes;
  if (node == nullptr) {
    node = allocate(sizeof(Node) + MAX_NAME, 8);
  } else {
    free_nodes = node->next;
    clear(node, sizeof(Node));
  }
  start_node(node, is_directory, true, name, length);
  return node;
}

static void release_if_gone(Node *node) {
  if (node->linked || node->opens > 0) return;
  output_nodes--;
  if (!node->is_directory) {
    output_left += node->size;
    store_resize(node, 0);
  }
  node->next = free_nodes;
  free_nodes = node;
}

static u32 unlink_node(Node *node) {
  if (!node->parent->writable) return ROFS;
  detach(node);
  node->linked = false;
  release_if_gone(node);
  return SUCCESS;
}

/** The next part of a path that is neither empty nor `.`; null behind the last one. */
static const u8 *next_part(const u8 **at, const u8 *stop, u32 *length) {
  while (*at < stop) {
    const u8 *part = *at;
    while (*at < stop && **at != '/') (*at)++;
    *length = (u32)(*at - part);
    if (*at < stop) (*at)++;
    if (*length > 0 && !(*length == 1 && *part == '.')) return part;
  }
  return nullptr;
}

/** Follows a path from a directory. `..` never leads above a preopened directory. */
static u32 resolve(Node *from, const u8 *path, u32 length, Place *place) {
  if (length == 0) return NOENT;
  for (u32 at = 0; at < length; at++)
    if (path[at] == 0) return INVAL;
  if (path[0] == '/') return NOTCAPABLE;
  const u8 *stop = path + length;
  bool must = stop[-1] == '/' || (stop[-1] == '.' && (length == 1 || stop[-2] == '/'));
  Node *directory = from;
  u32 part_length, following_length = 0;
  const u8 *part = next_part(&path, stop, &part_length);
  while (part != nullptr) {
    const u8 *following = next_part(&path, stop, &following_length);
    if (part_length == 2 && part[0] == '.' && part[1] == '.') {
      if (directory->parent == nullptr) return directory->linked ? NOTCAPABLE : NOENT;
      directory = directory->parent;
    } else {
      if (part_length > MAX_NAME) return NAMETOOLONG;
      Node *node = lookup(directory, part, part_length);
      if (following == nullptr) {
        if (node != nullptr && !node->is_directory && must) return NOTDIR;
        *place = (Place){directory, part, part_length, node, must};
        return SUCCESS;
      }
      if (node == nullptr) return NOENT;
      if (!node->is_directory) return NOTDIR;
      directory = node;
    }
    part = following;
    part_length = following_length;
  }
  *place = (Place){directory, nullptr, 0, directory, true};
  return SUCCESS;
}

/** The longest path below a directory, in bytes. */
static u32 bytes_below(Node *directory) {
  u32 longest = 0, above = 0;
  Node *at = directory->first;
  while (at != nullptr) {
    charge(WORK_ENTRY);
    u32 here = above + 1 + at->name_length;
    if (here > longest) longest = here;
    if (at->is_directory && at->first != nullptr) {
      above = here;
      at = at->first;
      continue;
    }
    while (at->next == nullptr) {
      at = at->parent;
      if (at == directory) return longest;
      above -= 1 + at->name_length;
    }
    at = at->next;
  }
  return longest;
}

static bool is_proto(const u8 *name, u32 length) {
  return length == 9 && name[0] == '_' && name[1] == '_' && name[2] == 'p' && name[3] == 'r' && name[4] == 'o' &&
         name[5] == 't' && name[6] == 'o' && name[7] == '_' && name[8] == '_';
}

static u32 check_new_name(Node *directory, const u8 *name, u32 length, u32 below) {
  if (!directory->writable) return ROFS;
  if (!directory->linked) return NOENT;
  // The only name that a record of files cannot carry through every decoder.
  if (is_proto(name, length)) return INVAL;
  u32 bytes = length + below;
  for (Node *at = directory; at->parent != nullptr; at = at->parent) bytes += at->name_length + 1;
  return bytes > MAX_PATH ? NAMETOOLONG : SUCCESS;
}

/** Makes a file or a directory where a path leads to nothing yet. */
static u32 create(const Place *place, bool is_directory, Node **made) {
  if (place->name == nullptr || place->node != nullptr) return EXIST;
  TRY(check_new_name(place->directory, place->name, place->name_length, 0));
  if (output_nodes >= MAX_NODES) return NOSPC;
  charge(WORK_NODE);
  output_nodes++;
  *made = new_output_node(is_directory, place->name, place->name_length);
  link(place->directory, *made);
  return SUCCESS;
}

/** Moves a file or directory, over a file or empty directory that may be there. */
static u32 rename_node(const Place *from, const Place *to) {
  Node *node = from->node;
  if (node == nullptr) return NOENT;
  if (from->name == nullptr || to->name == nullptr) return INVAL;
  if (!from->directory->writable || !to->directory->writable) return ROFS;
  if (to->node == node) return SUCCESS;
  if (!node->is_directory) {
    if (to->node != nullptr && to->node->is_directory) return ISDIR;
    if (to->must_be_directory) return NOTDIR;
  } else {
    for (Node *at = to->directory; at != nullptr; at = at->parent) {
      charge(WORK_ENTRY);
      if (at == node) return INVAL;
    }
    if (to->node != nullptr && !to->node->is_directory) return NOTDIR;
    if (to->node != nullptr && to->node->first != nullptr) return NOTEMPTY;
  }
  u32 below = node->is_directory ? bytes_below(node) : 0;
  TRY(check_new_name(to->directory, to->name, to->name_length, below));
  charge(WORK_NODE);
  if (to->node != nullptr) TRY(unlink_node(to->node));
  detach(node);
  node->name_length = to->name_length;
  copy(node->name, to->name, to->name_length);
  link(to->directory, node);
  return SUCCESS;
}
