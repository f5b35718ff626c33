import type { CommandDefinition } from '../../../CommandDefinition.ts';
import { openClient } from '../../../context/openClient.ts';
import { parseId } from '../../../input/parseId.ts';

/** `suanli asset resource dissolve` */
export const assetResourceDissolve: CommandDefinition<[resourceId: bigint]> = {
  path: 'asset resource dissolve',
  arguments: [{ name: '<vid>', parse: parseId('<vid>') }],
  async run(context, { args: [resourceId] }) {
    const client = await openClient(context, { wallet: true });
    const { dissolveResource } = await import('@suanli/sdk');
    const { hash, gasUsed } = await dissolveResource(client, { resourceId });
    return {
      json: { resourceId, hash, gasUsed },
      text: `${context.text.asset.resourceDissolved(String(resourceId), hash)}\n`,
    };
  },
};
