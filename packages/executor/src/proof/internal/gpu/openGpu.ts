import { isSuanliError, SuanliError } from '@suanli/protocol';

export interface OpenedGpu {
  readonly device: GPUDevice;
  /** For people. */
  readonly name: string;
  /** True where it is the CPU that computes. */
  readonly software: boolean;
  /** Lets go of what keeps the process alive. */
  close(): void;
}

function missing(reason: string, cause?: unknown): SuanliError {
  return new SuanliError('EXECUTOR_GPU_MISSING', {
    parameters: { reason },
    ...(cause === undefined ? {} : { cause }),
  });
}

/**
 * Loads Dawn, which is an optional dependency, and asks it for a device.
 *
 * @throws SuanliError `EXECUTOR_GPU_MISSING`
 */
export async function openGpu(options: { readonly allowSoftware: boolean }): Promise<OpenedGpu> {
  let webgpu: typeof import('webgpu');
  try {
    webgpu = await import('webgpu');
  } catch (cause) {
    throw missing('the npm package webgpu is not installed or does not run on this machine', cause);
  }
  // The process lives as long as this object does.
  let gpu: GPU | undefined;
  try {
    gpu = webgpu.create([]);
    const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
    if (!adapter) throw missing('no adapter');
    const { description, device: model, vendor, isFallbackAdapter } = adapter.info;
    const name = description || model || vendor || 'GPU';
    if (isFallbackAdapter && !options.allowSoftware) throw missing(`only a software adapter: ${name}`);
    const { maxStorageBufferBindingSize, maxBufferSize } = adapter.limits;
    const device = await adapter.requestDevice({ requiredLimits: { maxStorageBufferBindingSize, maxBufferSize } });
    return {
      device,
      name,
      software: isFallbackAdapter,
      close: () => {
        device.destroy();
        gpu = undefined;
      },
    };
  } catch (error) {
    gpu = undefined;
    if (isSuanliError(error)) throw error;
    throw missing(error instanceof Error ? error.message : String(error), error);
  }
}
