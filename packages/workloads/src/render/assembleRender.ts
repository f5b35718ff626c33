import { SuanliError } from '@suanli/protocol';
import { fetchOutput, type JobStore } from '@suanli/sdk';
import { assembleImage } from './assembleImage.ts';
import type { RenderJob } from './createRenderJob.ts';
import type { RgbImage } from './RgbImage.ts';

/**
 * Puts the outputs of a finished render job together to its picture.
 *
 * @throws SuanliError `JOB_OUTPUT_MISSING`, `JOB_TILE_MISMATCH`, `JOB_TILES_INCOMPLETE`
 */
export async function assembleRender(
  store: JobStore,
  render: Omit<RenderJob, 'job'> & { jobId: RenderJob['job']['jobId'] },
): Promise<RgbImage> {
  const { jobId, width, height } = render;
  const tiles = await Promise.all(
    render.tiles.map(async (tile, taskIndex) => {
      const { files } = await fetchOutput(store, { jobId, taskIndex });
      const rgb = files['tile.rgb'];
      if (!rgb) throw new SuanliError('JOB_OUTPUT_MISSING', { parameters: { jobId, taskIndex } });
      return { tile, rgb };
    }),
  );
  return assembleImage({ width, height, tiles });
}
