import type { FunctionType, ValueType, WasmModule } from './WasmModule.ts';

const short: Readonly<Record<number, FunctionType>> = {
  [-64]: { params: [], results: [] },
  [-1]: { params: [], results: ['i32'] },
  [-2]: { params: [], results: ['i64'] },
  [-3]: { params: [], results: ['f32'] },
  [-4]: { params: [], results: ['f64'] },
};

/** What a block takes and gives, from its s33 value; undefined where the type index does not exist. */
export function blockType(types: WasmModule['types'], s33: number): FunctionType | undefined {
  return s33 < 0 ? short[s33] : types[s33];
}

/** The s33 value of a block without parameters and with at most one result. */
export function shortBlockType(result: ValueType | undefined): number {
  return result === undefined ? -64 : result === 'i32' ? -1 : result === 'i64' ? -2 : result === 'f32' ? -3 : -4;
}
