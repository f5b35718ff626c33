import { expect, test } from 'vitest';
import { instructionName } from '../src/index.ts';

test('instructions have the names of docs/machine.md and of WebAssembly, opcodes of neither are traps', () => {
  const names = [0x00, 0x03, 0x0a, 0x0d, 0x1b, 0x28, 0x3a, 0x3e, 0x45, 0xa0, 0xc4, 0xc5, 0xc8, 0xcc].map(
    instructionName,
  );
  expect(names).toEqual([
    'trap',
    'jump_unless',
    'const',
    'local_tee',
    'halt',
    'i32.load',
    'i32.store8',
    'i64.store32',
    'i32.eqz',
    'f64.add',
    'i64.extend32_s',
    'i32.trunc_sat_f32_s',
    'i32.trunc_sat_f64_u',
    'i64.trunc_sat_f64_u',
  ]);
  expect([0x1c, 0x27, 0x3f, 0x40, 0x44, 0xcd, 0xff].map(instructionName)).toEqual(Array(7).fill('trap'));
});
