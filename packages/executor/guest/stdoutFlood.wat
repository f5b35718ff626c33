;; Writes 32768 bytes to stdout, 32768 times: 1 GiB.
(module
  (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "\00\40\00\00\00\80\00\00")
  (func (export "_start") (local $count i32)
    (memory.fill (i32.const 16384) (i32.const 120) (i32.const 32768))
    (loop $again
      (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))
      (br_if $again (i32.lt_u (local.tee $count (i32.add (local.get $count) (i32.const 1))) (i32.const 32768))))))
