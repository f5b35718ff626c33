;; A mixture of integer, float and memory instructions, for ever: what benchmarkExecutor times.
(module
  (memory (export "memory") 16)
  (func (export "_start") (local $i i32) (local $h i64) (local $x f64)
    (local.set $h (i64.const 0x9e3779b97f4a7c15))
    (loop $again
      (local.set $h (i64.mul (i64.xor (local.get $h) (i64.shr_u (local.get $h) (i64.const 29))) (i64.const 0xbf58476d1ce4e5b9)))
      (local.set $i (i32.and (i32.wrap_i64 (i64.shr_u (local.get $h) (i64.const 32))) (i32.const 0xffff8)))
      (local.set $x (f64.add (f64.mul (local.get $x) (f64.const 0.5)) (f64.convert_i32_s (local.get $i))))
      (i64.store (local.get $i) (i64.add (i64.load (local.get $i)) (local.get $h)))
      (if (i32.and (local.get $i) (i32.const 8))
        (then (f64.store (i32.and (local.get $i) (i32.const 0xfff8)) (local.get $x)))
        (else (local.set $x (f64.sqrt (f64.add (local.get $x) (f64.load (i32.and (local.get $i) (i32.const 0xfff8))))))))
      (br $again))))
