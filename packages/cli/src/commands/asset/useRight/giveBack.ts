import type { CommandDefinition } from '../../../CommandDefinition.ts';
import { openClient } from '../../../context/openClient.ts';
import { parseId } from '../../../input/parseId.ts';

/** `suanli asset use-right give-back` */
export const assetUseRightGiveBack: CommandDefinition<[useRightId: bigint]> = {
  path: 'asset use-right give-back',
  arguments: [{ name: '<uid>', parse: parseId('<uid>') }],
  async run(context, { args: [useRightId] }) {
    const client = await openClient(context, { wallet: true });
    const { giveBackUseRight } = await import('@suanli/sdk');
    const { hash, gasUsed } = await giveBackUseRight(client, { useRightId });
    return {
      json: { useRightId, hash, gasUsed },
      text: `${context.text.asset.givenBack(String(useRightId), hash)}\n`,
    };
  },
};
