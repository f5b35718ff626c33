/** Starts an executor with one slot on an endless task, says the sandbox's process id, and waits to be killed. */
import { guestModule } from '../../src/internal/guestModule.ts';
import { createWasmExecutor } from '../../src/wasm/index.ts';
import { WasmExecutor } from '../../src/wasm/internal/WasmExecutor.ts';

const executor = createWasmExecutor({ slots: 1 });
await executor.start();
const { moduleHash } = await executor.prepare(guestModule('endless'), { memoryPages: 1 });
void executor.execute({
  moduleHash,
  args: [],
  env: {},
  stdin: new Uint8Array(0),
  inputs: {},
  limits: { work: 1n << 60n, memoryPages: 1, outputBytes: 100, wallMs: 1_000_000 },
  seed: `0x${'00'.repeat(32)}`,
});
// The frame is written by the time that this line is read.
setImmediate(() => console.log(executor instanceof WasmExecutor ? executor.pids.join() : ''));
