// The calls of WASI; here those about arguments, environment, clocks and random numbers. Each is paid for before, and once more after
// where it fails.

#define PAID(call)                                   \
  charge(WORK_CALL);                                 \
  u32 error = call;                                  \
  if (error != SUCCESS) charge(WORK_FAILURE);        \
  return error;

static u32 put_sizes(const Strings *strings, u32 count, u32 size) {
  if (outside(size, 4)) return FAULT;
  TRY(put32(count, strings->count));
  return put32(size, (u32)strings->bytes);
}

static u32 put_strings(const Strings *strings, u32 pointers, u32 buffer) {
  charge(work_of_bytes(strings->bytes) + (u64)strings->count * WORK_STRING);
  if (outside(pointers, (u64)strings->count * 4) || outside(buffer, strings->bytes)) return FAULT;
  for (const String *string = strings->first; string != nullptr; string = string->next) {
    u32 at = buffer;
    if (string->which == 0) {
      // The program's name, "task".
      store32(at, 0x6b736174);
      at += 4;
    }
    if (string->has_name) {
      input_out(string->which, string->name_leaf, 0, at, string->name_length);
      at += string->name_length;
      store8(at, '=');
      at++;
    }
    input_out(string->which, string->data_leaf, 0, at, string->data_length);
    at += string->data_length;
    store8(at, 0);
    store32(pointers, buffer);
    pointers += 4;
    buffer = at + 1;
  }
  return SUCCESS;
}

EXPORT("args_sizes_get") u32 args_sizes_get(u32 count, u32 size) { PAID(put_sizes(&arguments, count, size)) }
EXPORT("args_get") u32 args_get(u32 pointers, u32 buffer) { PAID(put_strings(&arguments, pointers, buffer)) }
EXPORT("environ_sizes_get") u32 environ_sizes_get(u32 count, u32 size) { PAID(put_sizes(&environment, count, size)) }
EXPORT("environ_get") u32 environ_get(u32 pointers, u32 buffer) { PAID(put_strings(&environment, pointers, buffer)) }

static u32 clock_resolution(u32 id, u32 result) { return id > 3 ? INVAL : put64(result, STEP_NS); }
EXPORT("clock_res_get") u32 clock_res_get(u32 id, u32 result) { PAID(clock_resolution(id, result)) }

static u32 clock_time(u32 id, u32 result) {
  if (id > 3) return INVAL;
  if (outside(result, 8)) return FAULT;
  elapsed_ns += STEP_NS;
  return put64(result, now_ns(id == 0));
}
EXPORT("clock_time_get") u32 clock_time_get(u32 id, u64 precision, u32 result) {
  (void)precision;
  PAID(clock_time(id, result))
}

static u32 fill_random(u32 pointer, u32 bytes) {
  if (outside(pointer, bytes)) return FAULT;
  charge((u64)bytes * WORK_RANDOM_BYTE);
  while (bytes > 0) {
    if (cipher_left == 0) next_block();
    u32 count = bytes < cipher_left ? bytes : cipher_left;
    copy_out(pointer, cipher_block + 64 - cipher_left, count);
    cipher_left -= count;
    pointer += count;
    bytes -= count;
  }
  return SUCCESS;
}
EXPORT("random_get") u32 random_get(u32 pointer, u32 bytes) { PAID(fill_random(pointer, bytes)) }
