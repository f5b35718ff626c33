// The calls of WASI preview 1 that a greeting needs, and no more. Pointers are u32; all return an error number, 0 for success.

// @ts-ignore: decorator
@external("wasi_snapshot_preview1", "args_sizes_get")
declare function args_sizes_get(count: usize, size: usize): u32;

// @ts-ignore: decorator
@external("wasi_snapshot_preview1", "args_get")
declare function args_get(pointers: usize, text: usize): u32;

// @ts-ignore: decorator
@external("wasi_snapshot_preview1", "fd_read")
declare function fd_read(file: u32, vectors: usize, vectorCount: u32, done: usize): u32;

// @ts-ignore: decorator
@external("wasi_snapshot_preview1", "fd_write")
declare function fd_write(file: u32, vectors: usize, vectorCount: u32, done: usize): u32;

// @ts-ignore: decorator
@external("wasi_snapshot_preview1", "proc_exit")
declare function proc_exit(status: u32): void;

const STDIN: u32 = 0;
const STDOUT: u32 = 1;
const STDERR: u32 = 2;

// Room for what the host hands back: one vector (address, length) and one count.
const vector: usize = memory.data(8, 4);
const result: usize = memory.data(4, 4);

/** The program's arguments; the first is its name. */
export function args(): string[] {
  const size: usize = memory.data(4, 4);
  if (args_sizes_get(result, size) != 0) fail("args_sizes_get");
  const count = load<u32>(result);
  const pointers = heap.alloc(4 * count + 4);
  const text = heap.alloc(load<u32>(size) + 1);
  if (args_get(pointers, text) != 0) fail("args_get");
  const all: string[] = [];
  for (let i: u32 = 0; i < count; i++) {
    const start = load<u32>(pointers + 4 * i);
    let end = start;
    while (load<u8>(end) != 0) end++;
    all.push(String.UTF8.decodeUnsafe(start, end - start));
  }
  return all;
}

/** All of standard input, as UTF-8. */
export function readStdin(): string {
  let capacity: usize = 4096;
  let buffer = heap.alloc(capacity);
  let length: usize = 0;
  let got: u32;
  do {
    if (length == capacity) {
      capacity *= 2;
      buffer = heap.realloc(buffer, capacity);
    }
    store<u32>(vector, buffer + length);
    store<u32>(vector, capacity - length, 4);
    if (fd_read(STDIN, vector, 1, result) != 0) fail("fd_read");
    got = load<u32>(result);
    length += got;
  } while (got > 0);
  return String.UTF8.decodeUnsafe(buffer, length);
}

function write(file: u32, text: string): bool {
  const bytes = String.UTF8.encode(text);
  let address = changetype<usize>(bytes);
  let left = bytes.byteLength;
  while (left > 0) {
    store<u32>(vector, address);
    store<u32>(vector, left, 4);
    if (fd_write(file, vector, 1, result) != 0) return false;
    const put = load<u32>(result);
    address += put;
    left -= put;
  }
  return true;
}

/** Writes a line to standard output. */
export function print(line: string): void {
  if (!write(STDOUT, line + "\n")) proc_exit(1);
}

function fail(what: string): void {
  write(STDERR, what + " failed\n");
  proc_exit(1);
}

/** Takes the place of AssemblyScript's own `env.abort`, which is no WASI call: says where, and ends with status 134. */
export function abort(message: string | null, file: string | null, line: u32, column: u32): void {
  const what = message === null ? "no reason given" : message;
  const where = file === null ? "unknown place" : file;
  write(STDERR, `abort: ${what} at ${where}:${line}:${column}\n`);
  proc_exit(134);
}
