import type { CommandDefinition } from '../../../CommandDefinition.ts';
import { openClient } from '../../../context/openClient.ts';
import { parseId } from '../../../input/parseId.ts';
import { formatTime } from '../../../output/formatTime.ts';

/** `suanli market renewal run` */
export const marketRenewalRun: CommandDefinition<[useRightId: bigint]> = {
  path: 'market renewal run',
  arguments: [{ name: '<uid>', parse: parseId('<uid>') }],
  async run(context, { args: [useRightId] }) {
    const client = await openClient(context, { wallet: true });
    const { renewAutomatically } = await import('@suanli/sdk');
    const { expiresAt, priceWei, feeWei, hash, gasUsed } = await renewAutomatically(client, { useRightId });
    return {
      json: { useRightId, expiresAt, priceWei, feeWei, hash, gasUsed },
      text: `${context.text.market.renewed(String(useRightId), `${formatTime(expiresAt)} UTC`, hash)}\n`,
    };
  },
};
