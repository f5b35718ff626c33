;; Writes "kept" to /out/big, then the same once more at offset 2^40; exits with the error number of whatever failed.
(module
  (import "wasi_snapshot_preview1" "path_open" (func $open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_pwrite" (func $pwrite (param i32 i32 i32 i64 i32) (result i32)))
  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "\10\00\00\00\04\00\00\00")
  (data (i32.const 16) "kept")
  (data (i32.const 32) "big")
  (func $check (param i32) (if (local.get 0) (then (call $exit (local.get 0)))))
  (func (export "_start")
    (call $check (call $open (i32.const 4) (i32.const 0) (i32.const 32) (i32.const 3) (i32.const 1) (i64.const 64) (i64.const 0) (i32.const 0) (i32.const 64)))
    (call $check (call $pwrite (i32.load (i32.const 64)) (i32.const 0) (i32.const 1) (i64.const 0) (i32.const 8)))
    (call $check (call $pwrite (i32.load (i32.const 64)) (i32.const 0) (i32.const 1) (i64.const 1099511627776) (i32.const 8)))))
