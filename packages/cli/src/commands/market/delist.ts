import type { CommandDefinition } from '../../CommandDefinition.ts';
import { openClient } from '../../context/openClient.ts';
import { parseId } from '../../input/parseId.ts';

/** `suanli market delist` */
export const marketDelist: CommandDefinition<[useRightId: bigint]> = {
  path: 'market delist',
  arguments: [{ name: '<uid>', parse: parseId('<uid>') }],
  async run(context, { args: [useRightId] }) {
    const client = await openClient(context, { wallet: true });
    const { delistUseRight } = await import('@suanli/sdk');
    const { hash, gasUsed } = await delistUseRight(client, { useRightId });
    return {
      json: { useRightId, hash, gasUsed },
      text: `${context.text.market.delisted(`UID ${useRightId}`, hash)}\n`,
    };
  },
};
