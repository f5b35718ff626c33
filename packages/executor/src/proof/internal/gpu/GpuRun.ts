import type { ProofTask } from '@suanli/protocol';
import { hexToBytes } from 'viem';
import { nodeBytes } from '../nodeBytes.ts';
import { gpuUsage, type ProofGpu } from './ProofGpu.ts';
import { workgroupSize } from './proofShader.ts';

/** One computation on a GPU, with the buffers that it takes. */
export class GpuRun {
  readonly #gpu: ProofGpu;
  readonly #signal: AbortSignal | undefined;
  readonly #buffers: GPUBuffer[] = [];
  readonly #parameters: GPUBuffer;
  /** Number of nodes → the buffer of such levels: a level is read by the next one alone. */
  readonly #levels = new Map<number, GPUBuffer>();

  constructor(gpu: ProofGpu, signal: AbortSignal | undefined) {
    this.#gpu = gpu;
    this.#signal = signal;
    this.#parameters = this.#buffer(64, gpuUsage.uniform | gpuUsage.copyTarget);
  }

  /** A buffer that {@link read} reads. */
  output(bytes: number): GPUBuffer {
    return this.#buffer(bytes, gpuUsage.mapRead | gpuUsage.copyTarget);
  }

  nodes(count: number): GPUBuffer {
    return this.#buffer(count * nodeBytes, gpuUsage.storage | gpuUsage.copySource);
  }

  /** Fills a buffer with the leaves from leaf `first` on. */
  async computeLeaves(task: ProofTask, first: bigint, leaves: GPUBuffer): Promise<void> {
    const { device } = this.#gpu;
    const count = leaves.size / nodeBytes;
    const seed = new Uint32Array(Uint8Array.from(hexToBytes(task.seed)).buffer);
    const firstWords = [Number(BigInt.asUintN(32, first)), Number(first >> 32n)];
    let previous: Promise<unknown> = Promise.resolve();
    let lastMs = performance.now();
    for (let done = 0; done < task.hashesPerLeaf; ) {
      const full = Math.max(1, Math.floor(this.#gpu.budget / count));
      const steps = Math.min(full, task.hashesPerLeaf - done);
      // The seed stands at the next multiple of 16 bytes.
      const words = [...firstWords, count, steps, done === 0 ? 1 : 0, 0, 0, 0, ...seed];
      this.#submit(this.#gpu.leaves, words, { result: leaves });
      done += steps;
      // One submission waits while another one computes.
      const submitted = device.queue.onSubmittedWorkDone();
      await previous;
      this.#gpu.check(this.#signal);
      previous = submitted;
      const nowMs = performance.now();
      // The first one has waited for nothing yet.
      if (steps === full && done > steps) this.#gpu.adapt(nowMs - lastMs);
      lastMs = nowMs;
    }
    await previous;
    this.#gpu.check(this.#signal);
  }

  /** The level above one. */
  computeParents(source: GPUBuffer): GPUBuffer {
    const count = source.size / nodeBytes / 2;
    const result = this.#levels.get(count) ?? this.nodes(count);
    this.#levels.set(count, result);
    this.#submit(this.#gpu.parents, [0, 0, count], { result, source });
    return result;
  }

  copy(order: { from: GPUBuffer; fromByte: number; to: GPUBuffer; toByte: number; bytes: number }): void {
    const encoder = this.#gpu.device.createCommandEncoder();
    encoder.copyBufferToBuffer(order.from, order.fromByte, order.to, order.toByte, order.bytes);
    this.#gpu.device.queue.submit([encoder.finish()]);
  }

  async read(output: GPUBuffer): Promise<Uint8Array> {
    await output.mapAsync(gpuUsage.mapRead);
    this.#gpu.check(this.#signal);
    return new Uint8Array(output.getMappedRange().slice(0));
  }

  release(): void {
    for (const buffer of this.#buffers) buffer.destroy();
  }

  #buffer(size: number, usage: number): GPUBuffer {
    const buffer = this.#gpu.device.createBuffer({ size, usage });
    this.#buffers.push(buffer);
    return buffer;
  }

  #submit(
    pipeline: GPUComputePipeline,
    words: readonly number[],
    buffers: { readonly result: GPUBuffer; readonly source?: GPUBuffer },
  ): void {
    const { device, constants } = this.#gpu;
    // Writes and submissions of a queue happen in the order of these calls.
    device.queue.writeBuffer(this.#parameters, 0, new Uint32Array(words));
    const bound = [this.#parameters, constants, buffers.source, buffers.result];
    const entries = bound.flatMap((buffer, binding) => (buffer ? [{ binding, resource: { buffer } }] : []));
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries }));
    pass.dispatchWorkgroups(Math.ceil((words[2] ?? 0) / workgroupSize));
    pass.end();
    device.queue.submit([encoder.finish()]);
  }
}
