import { afterAll, beforeAll, describe, test } from 'vitest';
import { executorConformance } from '../src/conformance/index.ts';
import { createWasmExecutor } from '../src/wasm/index.ts';
import { WasmExecutor } from '../src/wasm/internal/WasmExecutor.ts';

describe('wasm executor', () => {
  const createExecutor = () => createWasmExecutor({ slots: 1 });
  const executor = createExecutor();
  beforeAll(() => executor.start(), 30_000);
  afterAll(() => executor.stop());
  const killSandboxes = (killed: unknown) => {
    if (!(killed instanceof WasmExecutor)) throw new TypeError('not a WasmExecutor');
    for (const pid of killed.pids) process.kill(pid, 'SIGKILL');
  };
  for (const { name, run } of executorConformance({ createExecutor, killSandboxes })) {
    test(name, { timeout: 30_000 }, () => run(executor));
  }
});
