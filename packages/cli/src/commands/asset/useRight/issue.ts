import type { CommandDefinition } from '../../../CommandDefinition.ts';
import { openClient } from '../../../context/openClient.ts';
import { resolveMoment } from '../../../context/resolveMoment.ts';
import { parseId } from '../../../input/parseId.ts';
import { type Moment, parseMoment } from '../../../input/parseMoment.ts';
import { formatTime } from '../../../output/formatTime.ts';

/** `suanli asset use-right issue` */
export const assetUseRightIssue: CommandDefinition<[resourceId: bigint], { until: Moment }> = {
  path: 'asset use-right issue',
  arguments: [{ name: '<vid>', parse: parseId('<vid>') }],
  options: [{ flags: '--until <time>', text: 'useRightUntil', parse: parseMoment('--until'), required: true }],
  async run(context, { args: [resourceId], options }) {
    const client = await openClient(context, { wallet: true });
    const { issueUseRight } = await import('@suanli/sdk');
    const expiresAt = await resolveMoment(client, options.until);
    const { useRightId, hash, gasUsed } = await issueUseRight(client, { resourceId, expiresAt });
    return {
      json: { useRightId, resourceId, expiresAt, hash, gasUsed },
      text: `${context.text.asset.useRightIssued(String(useRightId), `VID ${resourceId}, ${formatTime(expiresAt)} UTC`, hash)}\n`,
    };
  },
};
