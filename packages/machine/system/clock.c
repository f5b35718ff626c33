// Clocks

#define STEP_NS 1000000ull

/** Reads without moving, for time stamps of files. */
static u64 now_ns(bool realtime) { return realtime ? start_ns + elapsed_ns : elapsed_ns; }
