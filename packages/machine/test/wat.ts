import wabtInit from 'wabt';

const wabt = await wabtInit();

/** Assembles a module written in the text format. */
export function wat(source: string): Uint8Array {
  const parsed = wabt.parseWat('test.wat', source, {
    bulk_memory: true,
    multi_value: true,
    reference_types: true,
    simd: true,
    threads: true,
    exceptions: true,
    tail_call: true,
  });
  try {
    return Uint8Array.from(parsed.toBinary({}).buffer);
  } finally {
    parsed.destroy();
  }
}
