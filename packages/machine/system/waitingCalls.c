// Waiting and sockets

typedef struct {
  u64 userdata;
  /** For a clock, how long it sleeps; else the bytes at hand. */
  u64 value;
  u16 error;
  u8 type;
  bool sleeps;
} Event;

static void put_event(u32 at, const Event *event) {
  fill_zero(at, 32);
  store64(at, event->userdata);
  store16(at + 8, event->error);
  store8(at + 10, event->type);
  store64(at + 16, event->sleeps ? 0 : event->value);
}

static u32 poll(u32 subscriptions, u32 events, u32 count, u32 result) {
  if (count == 0 || count > MAX_SUBSCRIPTIONS) return INVAL;
  if (outside(subscriptions, (u64)count * 48) || outside(events, (u64)count * 32) || outside(result, 4)) return FAULT;
  charge((u64)count * WORK_SUBSCRIPTION);
  // All is read before anything is written: the guest's arrays may overlap.
  Event *list = room(count * sizeof(Event));
  u32 ready = 0;
  u64 wait_ns = UINT64_MAX;
  for (u32 index = 0; index < count; index++) {
    u32 at = subscriptions + index * 48;
    u32 type = load8(at + 8);
    Event event = {.userdata = load64(at), .type = (u8)type};
    if (type == 0) {
      u32 id = load32(at + 16);
      u64 timeout = load64(at + 24);
      if (id > 3) {
        event.error = INVAL;
      } else {
        event.sleeps = true;
        u64 now = now_ns(id == 0);
        event.value = (load16(at + 40) & 1) == 0 ? timeout : timeout > now ? timeout - now : 0;
        if (event.value < wait_ns) wait_ns = event.value;
      }
    } else if (type <= 2) {
      Descriptor *descriptor;
      event.error = (u16)descriptor_of(load32(at + 16), &descriptor);
      if (event.error == SUCCESS && type == 1 && descriptor->kind != KIND_DIRECTORY) {
        u64 size = descriptor->node->size;
        event.value = size > descriptor->position ? size - descriptor->position : 0;
      }
    } else {
      return INVAL;
    }
    if (!event.sleeps) ready++;
    list[index] = event;
  }
  if (ready > 0) wait_ns = 0;
  else elapsed_ns += wait_ns;
  u32 at = events;
  for (u32 pass = 0; pass < 2; pass++) {
    for (u32 index = 0; index < count; index++) {
      const Event *event = &list[index];
      if (pass == 0 ? event->sleeps : !event->sleeps || event->value > wait_ns) continue;
      put_event(at, event);
      at += 32;
    }
  }
  return put32(result, (at - events) / 32);
}
EXPORT("poll_oneoff") u32 poll_oneoff(u32 subscriptions, u32 events, u32 count, u32 result) {
  PAID(poll(subscriptions, events, count, result))
}

EXPORT("proc_exit") void proc_exit(u32 code) {
  charge(WORK_CALL);
  exit_code = code;
  end(EXITED);
}

EXPORT("proc_raise") u32 proc_raise(u32 signal) {
  (void)signal;
  PAID(NOSYS)
}

EXPORT("sched_yield") u32 sched_yield(void) {
  charge(WORK_CALL);
  return SUCCESS;
}

static u32 no_socket(u32 fd) {
  TRY(check_descriptor(fd));
  return NOTSOCK;
}
EXPORT("sock_accept") u32 sock_accept(u32 fd, u32 flags, u32 result) {
  (void)flags;
  (void)result;
  PAID(no_socket(fd))
}
EXPORT("sock_recv") u32 sock_recv(u32 fd, u32 pointer, u32 count, u32 flags, u32 size, u32 out_flags) {
  (void)pointer;
  (void)count;
  (void)flags;
  (void)size;
  (void)out_flags;
  PAID(no_socket(fd))
}
EXPORT("sock_send") u32 sock_send(u32 fd, u32 pointer, u32 count, u32 flags, u32 size) {
  (void)pointer;
  (void)count;
  (void)flags;
  (void)size;
  PAID(no_socket(fd))
}
EXPORT("sock_shutdown") u32 sock_shutdown(u32 fd, u32 how) {
  (void)how;
  PAID(no_socket(fd))
}
