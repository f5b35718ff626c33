import { decodeModule, encodeModule, type Instruction, type ValueType, type WasmModule } from '../../src/index.ts';
import { opcodeInfo } from '../../src/module/opcodes.ts';

/** Names of what the oracle exports. */
export const oracleExports = { count: 'oracle_count', limit: 'oracle_limit' } as const;

const structural = new Set([0x01, 0x02, 0x03, 0x05, 0x0b]);

/** memory.init, memory.copy, memory.fill. */
const bytesMoved = new Set([0xfc08, 0xfc0a, 0xfc0b]);

function make(opcode: number, index = 0, value = 0n): Instruction {
  return { opcode, offset: -1, index, align: 0, value, labels: [] };
}

/**
 * The simplest instrumentation that can be right: counts before every single instruction, traps as soon as the count exceeds the limit, and makes every NaN canonical right
 * behind the instruction that made it. It shares nothing with the real one but the decoder and the encoder.
 */
export function naiveInstrument(bytes: Uint8Array): Uint8Array {
  const module = decodeModule(bytes);
  const importedGlobals = module.imports.filter((item) => item.kind === 'global').length;
  const count = importedGlobals + module.globals.length;
  const limit = count + 1;
  const functions = module.functions.map((definition) => {
    const params = module.types[definition.typeIndex]?.params.length ?? 0;
    const single = params + definition.locals.length;
    const double = single + 1;
    const size = single + 2;
    const code: Instruction[] = [];
    for (const instruction of definition.code) {
      if (!structural.has(instruction.opcode)) {
        code.push(make(0x23, count), make(0x42, 0, 1n), make(0x7c), make(0x24, count));
        code.push(make(0x23, count), make(0x23, limit), make(0x55), make(0x04, -64), make(0x00), make(0x0b));
      }
      if (bytesMoved.has(instruction.opcode)) {
        // What bulk instructions weigh by the specification of work: one more for every 8 bytes.
        code.push(make(0x21, size), make(0x23, count), make(0x20, size), make(0xad), make(0x42, 0, 3n), make(0x88));
        code.push(make(0x7c), make(0x24, count), make(0x20, size));
      }
      code.push(instruction);
      if (opcodeInfo(instruction.opcode)?.makesNan === true) {
        const isSingle = opcodeInfo(instruction.opcode)?.results[0] === 'f32';
        const local = isSingle ? single : double;
        code.push(make(0x21, local), make(0x20, local), make(0x20, local), make(isSingle ? 0x5c : 0x62));
        code.push(make(0x04, isSingle ? -3 : -4));
        code.push(isSingle ? make(0x43, 0, 0x7fc00000n) : make(0x44, 0, 0x7ff8000000000000n));
        code.push(make(0x05), make(0x20, local), make(0x0b));
      }
    }
    const locals: ValueType[] = [...definition.locals, 'f32', 'f64', 'i32'];
    return { ...definition, locals, code };
  });
  const counter = { type: { type: 'i64', mutable: true }, initial: [make(0x42)] } as const;
  const changed: WasmModule = {
    ...module,
    functions,
    globals: [...module.globals, counter, counter],
    exports: [
      ...module.exports,
      { name: oracleExports.count, kind: 'global', index: count, offset: -1 },
      { name: oracleExports.limit, kind: 'global', index: limit, offset: -1 },
    ],
  };
  return encodeModule(changed);
}
