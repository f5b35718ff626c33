import { SuanliError } from '@suanli/protocol';
import { fetchOutput, type JobStore } from '@suanli/sdk';
import type { Tile } from '@suanli/workloads/render';
import type { Hex } from 'viem';

/** A tile with its pixels: red, green, blue. */
export interface RenderedTile {
  readonly tile: Tile;
  readonly rgb: Uint8Array;
}

/**
 * The tiles of a render job as they were received.
 *
 * @param tiles by task index
 * @throws SuanliError `JOB_OUTPUT_MISSING`
 */
export function tilesOf(store: JobStore, jobId: Hex, tiles: readonly Tile[]): Promise<RenderedTile[]> {
  return Promise.all(
    tiles.map(async (tile, taskIndex) => {
      const { files } = await fetchOutput(store, { jobId, taskIndex });
      const rgb = files['tile.rgb'];
      if (!rgb) throw new SuanliError('JOB_OUTPUT_MISSING', { parameters: { jobId, taskIndex } });
      return { tile, rgb };
    }),
  );
}
