import { SuanliError } from '@suanli/protocol';
import type { FunctionType, GlobalType, WasmModule } from '../../module/WasmModule.ts';

/** The error of a module that breaks a validation rule. */
export function invalid(reason: string, offset: number): SuanliError {
  return new SuanliError('MACHINE_INVALID', { parameters: { reason, offset } });
}

/** The index spaces of a module, imports first. */
export interface ModuleContext {
  readonly module: WasmModule;
  readonly functionTypes: readonly FunctionType[];
  readonly globalTypes: readonly GlobalType[];
  readonly tableCount: number;
  readonly memoryCount: number;
  readonly importedFunctions: number;
  readonly importedGlobals: number;
}

/** Builds the index spaces; refuses function types that do not exist. */
export function moduleContext(module: WasmModule): ModuleContext {
  const functionTypes: FunctionType[] = [];
  const globalTypes: GlobalType[] = [];
  let tableCount = 0;
  let memoryCount = 0;
  const typeAt = (index: number, offset: number): FunctionType => {
    const type = module.types[index];
    if (type === undefined) throw invalid(`unknown type ${index}`, offset);
    return type;
  };
  for (const item of module.imports) {
    if (item.kind === 'function') functionTypes.push(typeAt(item.typeIndex, item.offset));
    else if (item.kind === 'global') globalTypes.push(item.type);
    else if (item.kind === 'table') tableCount++;
    else memoryCount++;
  }
  const importedFunctions = functionTypes.length;
  const importedGlobals = globalTypes.length;
  for (const item of module.functions) functionTypes.push(typeAt(item.typeIndex, item.offset));
  for (const item of module.globals) globalTypes.push(item.type);
  tableCount += module.tables.length;
  memoryCount += module.memories.length;
  return { module, functionTypes, globalTypes, tableCount, memoryCount, importedFunctions, importedGlobals };
}
