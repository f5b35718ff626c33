import wabt from 'wabt';

const sources = {
  /** Ends at once. */
  noop: `(module (memory (export "memory") 1) (func (export "_start")))`,
  /** Never ends: uses all of its work. */
  spin: `(module (memory (export "memory") 1) (func (export "_start") (loop $l (br $l))))`,
  trap: `(module (memory (export "memory") 1) (func (export "_start") unreachable))`,
  /** Copies its standard input to standard output. */
  echo: `(module
    (import "wasi_snapshot_preview1" "fd_read" (func $read (param i32 i32 i32 i32) (result i32)))
    (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
    (memory (export "memory") 4)
    (func (export "_start")
      (i32.store (i32.const 0) (i32.const 64))
      (i32.store (i32.const 4) (i32.const 200000))
      (drop (call $read (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 8)))
      (i32.store (i32.const 4) (i32.load (i32.const 8)))
      (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))))`,
} as const;

/** Compiles one of the small test programs. */
export async function compileModule(name: keyof typeof sources): Promise<Uint8Array> {
  const { parseWat } = await wabt();
  const module = parseWat(`${name}.wat`, sources[name]);
  try {
    return Uint8Array.from(module.toBinary({}).buffer);
  } finally {
    module.destroy();
  }
}
