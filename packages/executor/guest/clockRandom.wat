;; Writes to stdout: the wall clock, the monotonic clock, the wall clock again (u64 each), then 64 random bytes.
(module
  (import "wasi_snapshot_preview1" "clock_time_get" (func $time (param i32 i64 i32) (result i32)))
  (import "wasi_snapshot_preview1" "random_get" (func $random (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "\10\00\00\00\58\00\00\00")
  (func (export "_start")
    (drop (call $time (i32.const 0) (i64.const 0) (i32.const 16)))
    (drop (call $time (i32.const 1) (i64.const 0) (i32.const 24)))
    (drop (call $time (i32.const 0) (i64.const 0) (i32.const 32)))
    (drop (call $random (i32.const 40) (i32.const 64)))
    (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))))
