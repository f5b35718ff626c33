import { SuanliError } from '@suanli/protocol';
import { decodeModule } from '../decode/decodeModule.ts';
import { encodeModule } from '../encode/encodeModule.ts';
import { op } from '../module/opcodes.ts';
import type {
  DefinedFunction,
  Export,
  FunctionType,
  Global,
  Limits,
  ValueType,
  WasmModule,
} from '../module/WasmModule.ts';
import { moduleContext } from '../validate/internal/ModuleContext.ts';
import { validateModule } from '../validate/validateModule.ts';
import { type InstrumentedModule, injectedExports } from './InstrumentedModule.ts';
import type { InstrumentOptions } from './InstrumentOptions.ts';
import { CodeBuilder, injected } from './internal/CodeBuilder.ts';
import { checkImports } from './internal/checkImports.ts';
import { forwardingFrameCost, functionPlans, unguardedStackCost } from './internal/functionPlans.ts';
import { emitStackGuard, meteredType, type RewriteContext, rewriteFunction } from './internal/rewriteFunction.ts';
import {
  bulkFunction,
  emitFlush,
  memoryGrowFunction,
  type NewFunction,
  type RuntimeFunction,
  trapKinds,
} from './internal/runtime.ts';

/** Slots of stack that a host function is held to take where it calls back into the guest. */
const hostCallCost = 512;

const reservedPrefix = '__suanli_';

function option(name: string, value: number | undefined, fallback: number, minimum: number, maximum: number): number {
  const chosen = value ?? fallback;
  if (!Number.isInteger(chosen) || chosen < minimum || chosen > maximum) {
    throw new SuanliError('MACHINE_INVALID_OPTION', {
      parameters: { name, value: chosen, range: `${minimum} to ${maximum}` },
    });
  }
  return chosen;
}

/** The module's own memory under the cap. */
function capMemory(module: WasmModule, maxMemoryPages: number): (Limits & { readonly maximum: number }) | undefined {
  const declared = module.memories[0] ?? module.imports.find((item) => item.kind === 'memory')?.limits;
  if (declared === undefined) return undefined;
  if (declared.minimum > maxMemoryPages) {
    throw new SuanliError('MACHINE_MEMORY_TOO_LARGE', {
      parameters: { pages: declared.minimum, maximum: maxMemoryPages },
    });
  }
  if (module.memories[0] === undefined) return undefined;
  return { minimum: declared.minimum, maximum: Math.min(declared.maximum ?? maxMemoryPages, maxMemoryPages) };
}

/**
 * Makes a module meter and bound itself, so that it can run at full speed anywhere and still be paid for and disputed exactly.
 *
 * **Work.** Every executed instruction of the guest weighs 1; `nop`, `block`, `loop`, `else` and `end` weigh 0; bulk instructions weigh one more per 8 bytes (per element
 * for tables), `memory.grow` weighs 64, and one more per 8 bytes of what it got. A run that ends normally has done exactly that much work, and it ends normally if and only if its limit suffices.
 * Work is paid a piece of straight code at a time, before the piece runs, and the host sees it on every loop iteration, on entry of every function that calls others, before every
 * call of the host and at the end; there, too, a run out of work is stopped. So a run goes at most one loop-free piece of code beyond its limit, and the bill of a run that
 * traps is right but for the loop-free piece it was in. The limit must not be negative.
 *
 * **NaN.** A NaN made by arithmetic is the canonical positive one whenever its bits can be seen; NaNs that were only moved keep theirs.
 *
 * **Stack.** Deep recursion traps at a fixed depth, before the engine's own overflow. **Memory.** The maximum is capped.
 *
 * The outcome of a run depends on the module and its input alone. See {@link injectedExports} for how the host sets the limit, tells traps apart and calls the start function.
 *
 * @throws All codes of {@link decodeModule} and {@link validateModule}.
 * @throws `MACHINE_UNKNOWN_IMPORT` for an import that is not allowed, `MACHINE_IMPORT_TYPE` for one of another type.
 * @throws `MACHINE_RESERVED_EXPORT` for an export whose name begins with `__suanli_`.
 * @throws `MACHINE_MEMORY_TOO_LARGE` where the initial memory exceeds the cap.
 * @throws `MACHINE_INVALID_OPTION` for an option out of range.
 *
 * @example
 * const { bytes, hasStart } = instrument(original, { allowedImports: wasi });
 * const { instance } = await WebAssembly.instantiate(bytes, imports);
 * instance.exports.__suanli_work_left.value = 1_000_000_000n;
 */
export function instrument(bytes: Uint8Array, options: InstrumentOptions = {}): InstrumentedModule {
  const maxMemoryPages = option('maxMemoryPages', options.maxMemoryPages, 1024, 0, 65_536);
  const maxStackCost = option('maxStackCost', options.maxStackCost, 65_536, unguardedStackCost, 0x4000_0000);
  const module = decodeModule(bytes);
  const facts = validateModule(module);
  checkImports(module, options.allowedImports ?? []);
  for (const item of module.exports) {
    if (item.name.startsWith(reservedPrefix)) {
      throw new SuanliError('MACHINE_RESERVED_EXPORT', { parameters: { name: item.name, offset: item.offset } });
    }
  }
  const memory = capMemory(module, maxMemoryPages);
  const context = moduleContext(module);
  const plans = functionPlans(context, facts);

  // Index spaces: what the guest has keeps its indices, what is injected follows.
  const types: FunctionType[] = [...module.types];
  const typeIndices = new Map<string, number>();
  const typeIndex = (type: FunctionType): number => {
    const key = `${type.params.join()}>${type.results.join()}`;
    let index = typeIndices.get(key);
    if (index === undefined) {
      index = types.push(type) - 1;
      typeIndices.set(key, index);
    }
    return index;
  };
  const globalCount = context.globalTypes.length;
  const globals = { workLeft: globalCount, trap: globalCount + 1, stackLeft: globalCount + 2 };
  const functionCount = context.functionTypes.length;
  const appended: (NewFunction | undefined)[] = [];
  const append = (definition: NewFunction): number => functionCount + appended.push(definition) - 1;

  const stubs = new Map<number, number>();
  const importStub = (index: number): number => {
    const known = stubs.get(index);
    if (known !== undefined) return known;
    const type = context.functionTypes[index] ?? { params: [], results: [] };
    const count = type.params.length;
    const builder = new CodeBuilder();
    // The host sees exact globals, and what it calls back into the guest goes on from them.
    emitFlush(builder, globals, count);
    builder
      .get(count + 1)
      .i32(hostCallCost)
      .emit(op.i32Sub)
      .emit(op.globalSet, globals.stackLeft);
    for (let local = 0; local < count; local++) builder.get(local);
    builder.emit(op.call, index).emit(op.globalGet, globals.workLeft).end();
    const stub = append({ type: meteredType(type, true), locals: [], code: builder.code });
    stubs.set(index, stub);
    return stub;
  };

  const runtimeIndices = new Map<string, number>();
  const runtime = (name: RuntimeFunction, segment = 0): number => {
    const key = `${name}:${segment}`;
    const known = runtimeIndices.get(key);
    if (known !== undefined) return known;
    const definition = name === 'memoryGrow' ? memoryGrowFunction(globals) : bulkFunction(op[name], segment, globals);
    const index = append(definition);
    runtimeIndices.set(key, index);
    return index;
  };

  const to: RewriteContext = { context, plans, globals, importStub, runtime, typeIndex };
  const defined: DefinedFunction[] = plans.map((plan) => {
    const isLarge = plan.guardsStack && plan.frameCost > unguardedStackCost;
    const rewritten = rewriteFunction(to, plan, !isLarge);
    if (!isLarge) {
      return { typeIndex: typeIndex(rewritten.type), locals: rewritten.locals, code: rewritten.code, offset: -1 };
    }
    // The engine takes a frame before its first instruction runs, so the guard of a large frame stands in a small one before it.
    const body = append(rewritten);
    const builder = new CodeBuilder();
    const count = plan.type.params.length;
    emitStackGuard(builder, globals, count + 1, plan.frameCost + forwardingFrameCost(plan.type));
    for (let local = 0; local < count + 2; local++) builder.get(local);
    builder.emit(op.call, body).end();
    return { typeIndex: typeIndex(rewritten.type), locals: [], code: builder.code, offset: -1 };
  });

  const wrappers = new Map<number, number>();
  const exportWrapper = (index: number): number => {
    const known = wrappers.get(index);
    if (known !== undefined) return known;
    const type = context.functionTypes[index] ?? { params: [], results: [] };
    const plan = plans[index - context.importedFunctions];
    const left = type.params.length;
    const builder = new CodeBuilder();
    const stackBefore = left + 1;
    builder.i32(trapKinds.none).emit(op.globalSet, globals.trap);
    builder.emit(op.globalGet, globals.stackLeft).set(stackBefore);
    type.params.forEach((_, local) => {
      builder.get(local);
    });
    if (plan?.kind === 'constant') {
      const cost = BigInt(plan.charges.onEntry);
      builder.emit(op.call, index).emit(op.globalGet, globals.workLeft).i64(cost).emit(op.i64Sub).set(left);
    } else {
      builder.emit(op.globalGet, globals.workLeft);
      if (plan?.kind !== 'shallow') builder.get(stackBefore);
      builder.emit(op.call, plan === undefined ? importStub(index) : index).set(left);
    }
    emitFlush(builder, globals, left);
    // A call to the host left the depth of that call here.
    builder.get(stackBefore).emit(op.globalSet, globals.stackLeft);
    const wrapper = append({ type, locals: ['i64', 'i32'], code: builder.end().code });
    wrappers.set(index, wrapper);
    return wrapper;
  };

  const exports: Export[] = module.exports.map((item) =>
    item.kind === 'function' ? { ...item, index: exportWrapper(item.index) } : item,
  );
  const inject = (name: string, kind: Export['kind'], index: number): void => {
    exports.push({ name, kind, index, offset: -1 });
  };
  inject(injectedExports.workLeft, 'global', globals.workLeft);
  inject(injectedExports.trap, 'global', globals.trap);
  inject(injectedExports.stackLeft, 'global', globals.stackLeft);
  if (module.start !== undefined) inject(injectedExports.start, 'function', exportWrapper(module.start));

  const elements = module.elements.map((segment) => ({
    ...segment,
    functions: segment.functions.map((index) =>
      index === null || index >= context.importedFunctions ? index : importStub(index),
    ),
  }));
  const global = (type: ValueType, initial: Global['initial'][number]): Global => ({
    type: { type, mutable: true },
    initial: [initial],
  });
  const instrumented: WasmModule = {
    types,
    imports: module.imports,
    functions: [
      ...defined,
      ...appended
        .filter((item) => item !== undefined)
        .map((item) => ({ typeIndex: typeIndex(item.type), locals: item.locals, code: item.code, offset: -1 })),
    ],
    tables: module.tables,
    memories: memory === undefined ? module.memories : [memory],
    globals: [
      ...module.globals,
      global('i64', injected(op.i64Const)),
      global('i32', injected(op.i32Const)),
      global('i32', injected(op.i32Const, maxStackCost)),
    ],
    exports,
    start: undefined,
    elements,
    data: module.data,
    dataCount: module.dataCount,
  };
  let encoded: Uint8Array | undefined;
  return {
    // Who links the module has no use for them.
    get bytes(): Uint8Array {
      encoded ??= encodeModule(instrumented);
      return encoded;
    },
    module: instrumented,
    imports: module.imports,
    exports: module.exports.map((item) => ({
      name: item.name,
      kind: item.kind,
      type: item.kind === 'function' ? context.functionTypes[item.index] : undefined,
    })),
    memory,
    hasStart: module.start !== undefined,
  };
}
