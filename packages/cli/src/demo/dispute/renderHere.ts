import { createWasmExecutor } from '@suanli/executor/wasm';
import { SuanliError } from '@suanli/protocol';
import type { Job } from '@suanli/sdk';
import { encodeScene, pathTracerModule, type SceneDescription, type Tile } from '@suanli/workloads/render';
import type { RenderedTile } from './tilesOf.ts';

export interface RenderHereParameters {
  readonly job: Job;
  readonly scene: SceneDescription;
  /** By task index. */
  readonly tiles: readonly Tile[];
  readonly signal: AbortSignal;
}

/**
 * Renders all tiles of a job in a sandbox of this process, for comparison.
 *
 * @throws SuanliError `EXECUTOR_…`, `JOB_OUTPUT_MISSING`
 */
export async function renderHere({ job, scene, tiles, signal }: RenderHereParameters): Promise<RenderedTile[]> {
  const { limits } = job.template;
  const executor = createWasmExecutor({ slots: 1, maxMemoryPages: limits.memoryPages });
  try {
    await executor.start({ signal });
    const { memoryPages } = limits;
    const { moduleHash } = await executor.prepare(await pathTracerModule({ signal }), { memoryPages, signal });
    const inputs = { 'scene.bin': encodeScene(scene) };
    return await Promise.all(
      tiles.map(async (tile, taskIndex) => {
        const { args = [] } = job.tasks[taskIndex] ?? {};
        const seed = job.taskHashes[taskIndex] ?? `0x${'00'.repeat(32)}`;
        const run = { moduleHash, args, env: {}, stdin: new Uint8Array(), inputs, limits, seed } as const;
        const { output } = await executor.execute(run, { signal });
        const rgb = output.files['tile.rgb'];
        if (!rgb) throw new SuanliError('JOB_OUTPUT_MISSING', { parameters: { jobId: job.jobId, taskIndex } });
        return { tile, rgb };
      }),
    );
  } finally {
    await executor.stop();
  }
}
