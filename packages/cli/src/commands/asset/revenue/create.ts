import type { Address } from 'viem';
import type { CommandDefinition } from '../../../CommandDefinition.ts';
import { openClient } from '../../../context/openClient.ts';
import { parseHolder } from '../../../input/parseHolder.ts';
import { parseId } from '../../../input/parseId.ts';

/** `suanli asset revenue create` */
export const assetRevenueCreate: CommandDefinition<
  [resourceId: bigint],
  { holder?: readonly { readonly holder: Address; readonly shares: number }[] }
> = {
  path: 'asset revenue create',
  arguments: [{ name: '<vid>', parse: parseId('<vid>') }],
  options: [
    { flags: '--holder <address=shares>', text: 'revenueHolder', parse: parseHolder('--holder'), repeatable: true },
  ],
  async run(context, { args: [resourceId], options }) {
    const client = await openClient(context, { wallet: true });
    const { createRevenueRight, getResource, getResourceTypes } = await import('@suanli/sdk');
    let holders = options.holder;
    if (holders === undefined) {
      const { typeId } = await getResource(client, { resourceId });
      const shares = (await getResourceTypes(client)).find(({ id }) => id === typeId)?.terms.revenueShares ?? 0;
      holders = [{ holder: client.account ?? '0x', shares }];
    }
    const { hash, gasUsed } = await createRevenueRight(client, { resourceId, holders });
    return {
      json: { resourceId, holders, hash, gasUsed },
      text: `${context.text.asset.revenueCreated(String(resourceId), holders.map(({ holder, shares }) => `${holder} ${shares}`).join(', '), hash)}\n`,
    };
  },
};
