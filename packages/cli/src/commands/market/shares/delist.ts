import type { CommandDefinition } from '../../../CommandDefinition.ts';
import { openClient } from '../../../context/openClient.ts';
import { parseId } from '../../../input/parseId.ts';

/** `suanli market shares delist` */
export const marketSharesDelist: CommandDefinition<[resourceId: bigint]> = {
  path: 'market shares delist',
  arguments: [{ name: '<vid>', parse: parseId('<vid>') }],
  async run(context, { args: [resourceId] }) {
    const client = await openClient(context, { wallet: true });
    const { delistShares } = await import('@suanli/sdk');
    const { hash, gasUsed } = await delistShares(client, { resourceId });
    return {
      json: { resourceId, hash, gasUsed },
      text: `${context.text.market.delisted(`VID ${resourceId}`, hash)}\n`,
    };
  },
};
