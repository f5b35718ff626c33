import {
  createCpuProofExecutor,
  createGpuProofExecutor,
  measureProofExecutor,
  type ProofExecutor,
} from '@suanli/executor/proof';
import { isSuanliError } from '@suanli/protocol';

const targetMs = 4_000;

async function measured(executor: ProofExecutor, signal: AbortSignal): Promise<number> {
  try {
    return Math.round((await measureProofExecutor(executor, { targetMs, signal })).hashesPerSecond);
  } finally {
    await executor.stop();
  }
}

/** How many hashes of compute proofs this machine makes in a second: on one core, on all of them, and on its GPU. */
export async function benchProof(signal: AbortSignal): Promise<object> {
  const all = createCpuProofExecutor();
  const { device, threads } = all.describe();
  const cpuHashesPerSecond = await measured(all, signal);
  const oneThreadHashesPerSecond = await measured(createCpuProofExecutor({ threads: 1 }), signal);
  const cpu = { cpuHashesPerSecond, oneThreadHashesPerSecond, cpu: device, threads };
  let gpu: ProofExecutor;
  try {
    gpu = await createGpuProofExecutor();
  } catch (error) {
    if (!isSuanliError(error, 'EXECUTOR_GPU_MISSING')) throw error;
    return { ...cpu, gpuHashesPerSecond: null, gpu: error.shortMessage };
  }
  const name = gpu.describe().device;
  return { ...cpu, gpuHashesPerSecond: await measured(gpu, signal), gpu: name };
}
