import type { CommandDefinition } from '../../../CommandDefinition.ts';
import { openClient } from '../../../context/openClient.ts';
import { parseId } from '../../../input/parseId.ts';

/** `suanli market renewal cancel` */
export const marketRenewalCancel: CommandDefinition<[useRightId: bigint]> = {
  path: 'market renewal cancel',
  arguments: [{ name: '<uid>', parse: parseId('<uid>') }],
  async run(context, { args: [useRightId] }) {
    const client = await openClient(context, { wallet: true });
    const { cancelRenewal } = await import('@suanli/sdk');
    const { hash, gasUsed } = await cancelRenewal(client, { useRightId });
    return {
      json: { useRightId, hash, gasUsed },
      text: `${context.text.market.mandateCancelled(String(useRightId), hash)}\n`,
    };
  },
};
