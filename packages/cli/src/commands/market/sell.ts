import type { CommandDefinition } from '../../CommandDefinition.ts';
import { openClient } from '../../context/openClient.ts';
import { parseAmount } from '../../input/parseAmount.ts';
import { parseId } from '../../input/parseId.ts';
import { formatTokens } from '../../output/formatTokens.ts';

/** `suanli market sell` */
export const marketSell: CommandDefinition<[useRightId: bigint], { price: bigint }> = {
  path: 'market sell',
  arguments: [{ name: '<uid>', parse: parseId('<uid>') }],
  options: [{ flags: '--price <tokens>', text: 'sellPrice', parse: parseAmount('--price'), required: true }],
  async run(context, { args: [useRightId], options: { price: priceWei } }) {
    const client = await openClient(context, { wallet: true });
    const { listUseRight } = await import('@suanli/sdk');
    const { hash, gasUsed } = await listUseRight(client, { useRightId, priceWei });
    return {
      json: { useRightId, priceWei, hash, gasUsed },
      text: `${context.text.market.listed(String(useRightId), formatTokens(priceWei, 18), hash)}\n`,
    };
  },
};
