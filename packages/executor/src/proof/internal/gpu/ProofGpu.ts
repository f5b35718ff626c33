import { type ProofTask, SuanliError } from '@suanli/protocol';
import { nodeBytes } from '../nodeBytes.ts';
import { GpuRun } from './GpuRun.ts';
import type { OpenedGpu } from './openGpu.ts';
import { proofShader, roundConstants } from './proofShader.ts';

/** 32 MiB of leaves, and 32 MiB for the levels above them, whatever the task. */
const maxBatchLog2 = 20;
/** A software adapter takes long for each, and nobody should wait long to cancel. */
const maxSoftwareBatchLog2 = 12;
/** One submission should take so long: drivers end those that take seconds. */
const slowMs = 200;
const fastMs = 60;

// lib.dom has these as types alone.
export const gpuUsage = { mapRead: 1, copySource: 4, copyTarget: 8, uniform: 64, storage: 128 } as const;

/** What is computed on one GPU: roots of chunks, and siblings within one. Several computations may run at once. */
export class ProofGpu {
  readonly device: GPUDevice;
  readonly leaves: GPUComputePipeline;
  readonly parents: GPUComputePipeline;
  readonly constants: GPUBuffer;
  /** Hashes of one submission, as they turned out to take the time that they should. */
  budget: number;
  readonly #gpu: OpenedGpu;
  #failure: string | undefined;
  #stopped = false;
  readonly #running = new Set<Promise<unknown>>();

  private constructor(gpu: OpenedGpu, leaves: GPUComputePipeline, parents: GPUComputePipeline) {
    const { device } = gpu;
    this.#gpu = gpu;
    this.device = device;
    this.leaves = leaves;
    this.parents = parents;
    this.budget = gpu.software ? 2 ** 13 : 2 ** 22;
    const size = roundConstants.byteLength;
    this.constants = device.createBuffer({ size, usage: gpuUsage.uniform | gpuUsage.copyTarget });
    device.queue.writeBuffer(this.constants, 0, roundConstants);
    device.onuncapturederror = ({ error }) => {
      this.#failure ??= error.message;
    };
    void device.lost.then(({ message, reason }) => {
      this.#failure ??= message || reason;
    });
  }

  /** Compiles the shader for the GPU. */
  static async create(gpu: OpenedGpu): Promise<ProofGpu> {
    const module = gpu.device.createShaderModule({ code: proofShader });
    const make = (entryPoint: string) =>
      gpu.device.createComputePipelineAsync({ layout: 'auto', compute: { module, entryPoint } });
    const [leaves, parents] = await Promise.all([make('leaves'), make('parents')]);
    return new ProofGpu(gpu, leaves, parents);
  }

  /** The roots of all chunks of `2^depth` leaves of a task. */
  chunkRoots(
    task: ProofTask,
    depth: number,
    signal: AbortSignal | undefined,
    report: (leaves: number) => void,
  ): Promise<Uint8Array> {
    return this.#run(signal, async (run) => {
      const usual = this.#gpu.software ? maxSoftwareBatchLog2 : maxBatchLog2;
      const batchLog2 = Math.min(task.leafCountLog2, Math.max(depth, usual));
      const batches = 2 ** (task.leafCountLog2 - batchLog2);
      const rootsBytes = 2 ** (batchLog2 - depth) * nodeBytes;
      const roots = run.output(rootsBytes * batches);
      const leaves = run.nodes(2 ** batchLog2);
      for (let batch = 0; batch < batches; batch++) {
        await run.computeLeaves(task, BigInt(batch) << BigInt(batchLog2), leaves);
        let level = leaves;
        for (let above = 0; above < depth; above++) level = run.computeParents(level);
        run.copy({ from: level, fromByte: 0, to: roots, toByte: batch * rootsBytes, bytes: rootsBytes });
        report(2 ** batchLog2);
      }
      return run.read(roots);
    });
  }

  /** The siblings within one chunk, `depth` for each position. */
  siblings(
    task: ProofTask,
    depth: number,
    chunk: number,
    positions: readonly number[],
    signal: AbortSignal | undefined,
  ): Promise<Uint8Array> {
    return this.#run(signal, async (run) => {
      const found = run.output(positions.length * depth * nodeBytes);
      let level = run.nodes(2 ** depth);
      await run.computeLeaves(task, BigInt(chunk) << BigInt(depth), level);
      for (let above = 0; above < depth; above++) {
        for (const [i, position] of positions.entries()) {
          const fromByte = (Math.floor(position / 2 ** above) ^ 1) * nodeBytes;
          const toByte = (i * depth + above) * nodeBytes;
          run.copy({ from: level, fromByte, to: found, toByte, bytes: nodeBytes });
        }
        level = run.computeParents(level);
      }
      return run.read(found);
    });
  }

  /** Learns from one full submission how much the next one should take. */
  adapt(elapsedMs: number): void {
    if (elapsedMs > slowMs) this.budget = Math.max(1, Math.floor(this.budget / 2));
    else if (elapsedMs < fastMs) this.budget = Math.min(2 ** 40, this.budget * 2);
  }

  /** @throws SuanliError `EXECUTOR_CANCELLED`, `EXECUTOR_STOPPED`, `EXECUTOR_GPU_LOST` */
  check(signal: AbortSignal | undefined): void {
    if (signal?.aborted === true) throw new SuanliError('EXECUTOR_CANCELLED', { cause: signal.reason });
    if (this.#stopped) throw new SuanliError('EXECUTOR_STOPPED');
    if (this.#failure !== undefined) {
      throw new SuanliError('EXECUTOR_GPU_LOST', { parameters: { reason: this.#failure } });
    }
  }

  async stop(): Promise<void> {
    if (this.#stopped) return;
    this.#stopped = true;
    // They see it after the submission that is under way.
    await Promise.allSettled(this.#running);
    this.#gpu.close();
  }

  async #run<Result>(signal: AbortSignal | undefined, work: (run: GpuRun) => Promise<Result>): Promise<Result> {
    this.check(signal);
    const run = new GpuRun(this, signal);
    const running = work(run);
    this.#running.add(running);
    try {
      return await running;
    } catch (cause) {
      // What the device says comes before what its calls then refuse.
      this.check(signal);
      throw new SuanliError('EXECUTOR_GPU_LOST', { parameters: { reason: String(cause) }, cause });
    } finally {
      run.release();
      this.#running.delete(running);
    }
  }
}
