import { SuanliError } from '@suanli/protocol';
import type { FunctionType, GlobalType, Import, WasmModule } from '../../module/WasmModule.ts';
import type { AllowedImport } from '../InstrumentOptions.ts';

function functionText(type: FunctionType): string {
  return `function (${type.params.join(', ')}) -> (${type.results.join(', ')})`;
}

function globalText(type: GlobalType): string {
  return `${type.mutable ? 'mutable ' : ''}global ${type.type}`;
}

function importText(module: WasmModule, item: Import): string {
  if (item.kind === 'function') return functionText(module.types[item.typeIndex] ?? { params: [], results: [] });
  return item.kind === 'global' ? globalText(item.type) : item.kind;
}

function allowedText(item: AllowedImport): string {
  if (item.kind === 'function') return functionText(item);
  return item.kind === 'global' ? globalText(item.type) : item.kind;
}

/**
 * Refuses every import that the host does not provide.
 *
 * @throws `MACHINE_UNKNOWN_IMPORT`, `MACHINE_IMPORT_TYPE`.
 */
export function checkImports(module: WasmModule, allowed: readonly AllowedImport[]): void {
  const byName = new Map<string, string[]>();
  for (const item of allowed) {
    const key = JSON.stringify([item.module, item.name]);
    byName.set(key, [...(byName.get(key) ?? []), allowedText(item)]);
  }
  for (const item of module.imports) {
    const expected = byName.get(JSON.stringify([item.module, item.name]));
    if (expected === undefined) {
      throw new SuanliError('MACHINE_UNKNOWN_IMPORT', {
        parameters: { module: item.module, name: item.name, kind: item.kind, offset: item.offset },
      });
    }
    const actual = importText(module, item);
    if (!expected.includes(actual)) {
      throw new SuanliError('MACHINE_IMPORT_TYPE', {
        parameters: {
          module: item.module,
          name: item.name,
          actual,
          expected: expected.join(' or '),
          offset: item.offset,
        },
      });
    }
  }
}
