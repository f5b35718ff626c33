// Beginning

enum {
  RECORD_END,
  RECORD_ARGUMENT,
  RECORD_VARIABLE,
  RECORD_STANDARD_INPUT,
  RECORD_FILE,
  RECORD_OUTPUT_LIMIT,
  RECORD_OWN_ARGUMENTS,
};

/** Walks the records of one input. */
typedef struct {
  u32 which;
  u64 leaves;
  u64 next;
  u32 kind;
  u32 name_length;
  u64 data_length;
  u32 name_leaf;
  u32 data_leaf;
} Cursor;

/** Reads the next record; one that does not fit into the input ends it. */
static void advance(Cursor *at) {
  at->kind = RECORD_END;
  if (at->next >= at->leaves) return;
  read_leaf(at->which, (u32)at->next, header);
  u32 name_length = *(u32 *)(header + 4);
  u64 data_length = *(u64 *)(header + 8);
  u64 left = at->leaves - at->next - 1;
  u64 name_leaves = ((u64)name_length + LEAF - 1) / LEAF;
  if (data_length > left * LEAF) return;
  u64 data_leaves = (data_length + LEAF - 1) / LEAF;
  if (name_leaves + data_leaves > left) return;
  at->kind = *(u32 *)header;
  at->name_length = name_length;
  at->data_length = data_length;
  at->name_leaf = (u32)at->next + 1;
  at->data_leaf = (u32)(at->name_leaf + name_leaves);
  at->next += 1 + name_leaves + data_leaves;
}

static void add_string(Strings *strings, const Cursor *at, bool has_name) {
  String *string = allocate(sizeof(String), 8);
  string->has_name = has_name;
  u64 bytes = 1;
  if (at == nullptr) {
    bytes += 4;
  } else {
    string->which = (u8)at->which;
    string->name_leaf = at->name_leaf;
    string->name_length = at->name_length;
    string->data_leaf = at->data_leaf;
    string->data_length = (u32)at->data_length;
    bytes += at->data_length + (has_name ? at->name_length + 1 : 0);
  }
  if (strings->first == nullptr) strings->first = string;
  else strings->last->next = string;
  strings->last = string;
  strings->count++;
  strings->bytes += bytes;
}

static void clear_arguments(void) {
  arguments = (Strings){};
  add_string(&arguments, nullptr, false);
}

/** Takes all records up to the first file. */
static void take_records(Cursor *at) {
  for (advance(at); at->kind != RECORD_END && at->kind != RECORD_FILE; advance(at)) {
    if (at->kind == RECORD_ARGUMENT) add_string(&arguments, at, false);
    else if (at->kind == RECORD_VARIABLE) add_string(&environment, at, true);
    else if (at->kind == RECORD_OWN_ARGUMENTS) clear_arguments();
    else if (at->kind == RECORD_STANDARD_INPUT) {
      standard[0].input = (u8)at->which;
      standard[0].root = at->data_leaf;
      standard[0].size = at->data_length;
    } else if (at->kind == RECORD_OUTPUT_LIMIT && at->data_length == 8) {
      read_leaf(at->which, at->data_leaf, header);
      output_left = *(u64 *)header;
    }
  }
}

/** Reads the name of the file that a cursor is at; files whose names are too long are passed over. */
static void take_name(Cursor *at, u8 *name) {
  while (at->kind == RECORD_FILE && (at->name_length == 0 || at->name_length > MAX_PATH)) advance(at);
  if (at->kind == RECORD_FILE) input_name(at->which, at->name_leaf, name, at->name_length);
}

static int order(const Cursor *left, const u8 *left_name, const Cursor *right, const u8 *right_name) {
  if (left->kind != RECORD_FILE) return right->kind == RECORD_FILE ? 1 : 0;
  if (right->kind != RECORD_FILE) return -1;
  u32 both = left->name_length < right->name_length ? left->name_length : right->name_length;
  for (u32 at = 0; at < both; at++)
    if (left_name[at] != right_name[at]) return left_name[at] < right_name[at] ? -1 : 1;
  return left->name_length < right->name_length ? -1 : left->name_length > right->name_length ? 1 : 0;
}

/** Enters a file of the input, and the directories above it. What is in the way of a path stays. */
static void add_file(const Cursor *at, const u8 *path) {
  const u8 *stop = path + at->name_length;
  Node *directory = input_root;
  for (;;) {
    const u8 *slash = path;
    while (slash < stop && *slash != '/') slash++;
    u32 length = (u32)(slash - path);
    Node *present = lookup(directory, path, length);
    if (slash == stop) {
      if (present != nullptr) return;
      Node *file = new_fixed_node(false, false, path, length);
      file->input = (u8)at->which;
      file->root = at->data_leaf;
      file->size = at->data_length;
      link(directory, file);
      return;
    }
    if (present == nullptr) {
      present = new_fixed_node(true, false, path, length);
      link(directory, present);
    }
    if (!present->is_directory) return;
    directory = present;
    path = slash + 1;
  }
}

EXPORT("system_start") void system_start(void) {
  seed_read(seed, 0);
  u64 seconds = *(u32 *)seed & 0x07ffffff;
  // From 2020-01-01T00:00:00Z on.
  start_ns = (1577836800ull + seconds) * 1000000000ull;
  cookies = 2;
  input_root = new_fixed_node(true, false, nullptr, 0);
  output_root = new_fixed_node(true, true, nullptr, 0);
  input_root->opens = output_root->opens = 1;
  descriptors[0] = (Descriptor){.node = &standard[0], .kind = KIND_STREAM, .readable = true};
  descriptors[1] = (Descriptor){.node = &standard[1], .kind = KIND_STREAM, .flags = FD_APPEND};
  descriptors[2] = (Descriptor){.node = &standard[2], .kind = KIND_STREAM, .flags = FD_APPEND};
  descriptors[3] = (Descriptor){.node = input_root, .kind = KIND_DIRECTORY, .preopen = 3};
  descriptors[4] = (Descriptor){.node = output_root, .kind = KIND_DIRECTORY, .preopen = 4};
  clear_arguments();
  Cursor one = {.which = 1, .leaves = (template_size() + LEAF - 1) / LEAF};
  Cursor two = {.which = 2, .leaves = (task_size() + LEAF - 1) / LEAF};
  take_records(&one);
  take_records(&two);
  take_name(&one, path_one);
  take_name(&two, path_two);
  while (one.kind == RECORD_FILE || two.kind == RECORD_FILE) {
    int which = order(&one, path_one, &two, path_two);
    if (which < 0) add_file(&one, path_one);
    else add_file(&two, path_two);
    // A file of the task replaces one of the template.
    if (which <= 0) {
      advance(&one);
      take_name(&one, path_one);
    }
    if (which >= 0) {
      advance(&two);
      take_name(&two, path_two);
    }
  }
}
