// The system module: WASI preview 1 over memory alone, as WebAssembly that is linked with a guest. Nothing but input, seed and output
// comes from outside, so that a run with it is a function of those. Semantics: wasi_snapshot_preview1.witx, POSIX where that is silent.
//
// `/in` is read only, `/out` can be written. Standard streams are pipes. Clocks and random numbers derive from the seed. There are no
// links, symbolic or hard (ENOTSUP), and no sockets (ENOTSOCK, EBADF).
//
// What a call costs is part of the outcome, so part of the protocol; see docs/machine.md. Code that the machine proves: no recursion, no
// floats, no initialised data (a run whose own segments do not fit still ends in here), and steps in proportion to what was charged.
//
// One translation unit, in this order, so that what is called once is inlined: calls are steps.
#include "interface.h"
#include "state.h"
#include "memory.c"
#include "guestMemory.c"
#include "input.c"
#include "clock.c"
#include "content.c"
#include "directory.c"
#include "descriptor.c"
#include "path.c"
#include "transfer.c"
#include "random.c"
#include "calls.c"
#include "descriptorCalls.c"
#include "pathCalls.c"
#include "waitingCalls.c"
#include "beginning.c"
#include "end.c"
