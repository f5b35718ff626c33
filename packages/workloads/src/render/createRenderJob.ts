import { type JobSpecInput, parseJobSpec, SuanliError } from '@suanli/protocol';
import { createJob, type Job, type Network } from '@suanli/sdk';
import { encodeScene } from './encodeScene.ts';
import { pathTracerModule } from './pathTracerModule.ts';
import type { SceneDescription } from './SceneDescription.ts';
import { splitTiles } from './splitTiles.ts';
import type { Tile } from './Tile.ts';

export interface CreateRenderJobParameters {
  readonly scene: SceneDescription;
  /** How many tiles, and so tasks, to split the picture into. Default 64. */
  readonly tiles?: number;
  /** The most to pay, in tokens per Gwu, as a decimal string. */
  readonly maxPrice: string;
  /** How many providers to spread over, at most. Default 1. */
  readonly providers?: number;
  /** Limits of one tile. Default 20 Gwu, 64 MiB, 4 MiB, 120 s. */
  readonly limits?: JobSpecInput['limits'];
  /** How its results are verified. Default `accept`. */
  readonly verification?: JobSpecInput['verification'];
  /** How its providers are paid. Default out of an escrow. */
  readonly payment?: JobSpecInput['payment'];
}

/** A picture as a job: which task renders which tile. */
export interface RenderJob {
  readonly job: Job;
  readonly width: number;
  readonly height: number;
  /** The tile of each task, by task index. */
  readonly tiles: readonly Tile[];
}

/**
 * Splits a picture into tiles and makes them a job for the path tracer; `assembleRender` puts the results together.
 *
 * @throws SuanliError `JOB_SCENE_INVALID`, `JOB_TILES_INVALID`
 *
 * @example
 * const render = await createRenderJob({ network }, { scene: bunnyScene(), maxPrice: '0.01', providers: 3 });
 * const { jobId } = await runJob({ client, network, store }, { job: render.job });
 */
export async function createRenderJob(
  context: { readonly network: Pick<Network, 'blobs'> },
  parameters: CreateRenderJobParameters,
): Promise<RenderJob> {
  const { scene } = parameters;
  const { width, height } = scene.film;
  const tiles = splitTiles({ width, height, count: parameters.tiles ?? 64 });
  const files: Readonly<Record<string, () => Promise<Uint8Array>>> = {
    'path-tracer.wasm': pathTracerModule,
    'scene.bin': async () => encodeScene(scene),
  };
  const spec = parseJobSpec({
    name: `render ${width}×${height}`,
    module: 'path-tracer.wasm',
    inputs: { 'scene.bin': 'scene.bin' },
    limits: { work: '20 Gwu', memory: '64 MiB', output: '4 MiB', wall: '120 s', ...parameters.limits },
    ...(parameters.verification === undefined ? {} : { verification: parameters.verification }),
    ...(parameters.payment === undefined ? {} : { payment: parameters.payment }),
    tasks: tiles.map(({ x0, y0, x1, y1 }) => ({ args: [x0, y0, x1, y1].map(String) })),
    maxPrice: parameters.maxPrice,
    providers: parameters.providers ?? 1,
  });
  const job = await createJob(context, {
    spec,
    readFile: async (path) => {
      const file = files[path];
      if (!file) throw new SuanliError('JOB_FILE_UNREADABLE', { parameters: { path, field: 'inputs' } });
      return file();
    },
  });
  return { job, width, height, tiles };
}
