import type { Executor } from '@suanli/executor';
import { createWasmExecutor } from '@suanli/executor/wasm';
import type { NodeConfig } from '../../config/NodeConfig.ts';
import { taskMemoryPages } from './taskMemoryPages.ts';

/** The sandboxes that tasks run in, or what stands in front of them; not started. */
export function assembleExecutor(
  { wrapExecutor }: { readonly wrapExecutor?: ((executor: Executor) => Executor) | undefined },
  { provider }: Pick<NodeConfig, 'provider'>,
): Executor {
  const sandboxes = createWasmExecutor({
    ...(provider.slots === undefined ? {} : { slots: provider.slots }),
    maxMemoryPages: taskMemoryPages(provider),
    maxOutputBytes: provider.taskOutput,
  });
  return wrapExecutor?.(sandboxes) ?? sandboxes;
}
