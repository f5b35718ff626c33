import type { WasmModule } from '../../module/WasmModule.ts';

/** The number of each function type: the lowest index of an equal one. */
export function typeNumbers(types: WasmModule['types']): number[] {
  const first = new Map<string, number>();
  return types.map((type, index) => {
    const key = `${type.params.join()}>${type.results.join()}`;
    const known = first.get(key);
    if (known !== undefined) return known;
    first.set(key, index);
    return index;
  });
}
