import type { Address } from 'viem';
import type { CommandDefinition } from '../../../CommandDefinition.ts';
import { openClient } from '../../../context/openClient.ts';
import { parseAddress } from '../../../input/parseAddress.ts';
import { parseId } from '../../../input/parseId.ts';
import { parseWholeNumber } from '../../../input/parseWholeNumber.ts';

/** `suanli asset revenue transfer` */
export const assetRevenueTransfer: CommandDefinition<[resourceId: bigint], { to: Address; shares: number }> = {
  path: 'asset revenue transfer',
  arguments: [{ name: '<vid>', parse: parseId('<vid>') }],
  options: [
    { flags: '--to <address>', text: 'sharesTo', parse: parseAddress('--to'), required: true },
    { flags: '--shares <n>', text: 'shares', parse: parseWholeNumber('--shares', 1, 2 ** 32 - 1), required: true },
  ],
  async run(context, { args: [resourceId], options: { to, shares } }) {
    const client = await openClient(context, { wallet: true });
    const { transferShares } = await import('@suanli/sdk');
    const { hash, gasUsed } = await transferShares(client, { resourceId, to, shares });
    return {
      json: { resourceId, to, shares, hash, gasUsed },
      text: `${context.text.asset.sharesTransferred(String(shares), `VID ${resourceId} → ${to}`, hash)}\n`,
    };
  },
};
