export { createWasmExecutor, type WasmExecutorOptions } from './createWasmExecutor.ts';
