import type { CommandDefinition } from '../../../CommandDefinition.ts';
import { openClient } from '../../../context/openClient.ts';
import { resolveMoment } from '../../../context/resolveMoment.ts';
import { parseAmount } from '../../../input/parseAmount.ts';
import { parseId } from '../../../input/parseId.ts';
import { type Moment, parseMoment } from '../../../input/parseMoment.ts';
import { parseWholeNumber } from '../../../input/parseWholeNumber.ts';
import { formatTokens } from '../../../output/formatTokens.ts';

interface SellSharesOptions {
  readonly shares: number;
  readonly price: bigint;
  readonly until?: Moment;
}

/** `suanli market shares sell` */
export const marketSharesSell: CommandDefinition<[resourceId: bigint], SellSharesOptions> = {
  path: 'market shares sell',
  arguments: [{ name: '<vid>', parse: parseId('<vid>') }],
  options: [
    { flags: '--shares <n>', text: 'shares', parse: parseWholeNumber('--shares', 1, 2 ** 32 - 1), required: true },
    { flags: '--price <tokens>', text: 'sharesPrice', parse: parseAmount('--price'), required: true },
    { flags: '--until <time>', text: 'sharesUntil', parse: parseMoment('--until') },
  ],
  async run(context, { args: [resourceId], options: { shares, price: priceWeiPerShare, until: moment } }) {
    const client = await openClient(context, { wallet: true });
    const { listShares } = await import('@suanli/sdk');
    const until = await resolveMoment(client, moment ?? { in: 30 * 86_400 });
    const { hash, gasUsed } = await listShares(client, { resourceId, shares, priceWeiPerShare, until });
    return {
      json: { resourceId, shares, priceWeiPerShare, until, hash, gasUsed },
      text: `${context.text.market.sharesListed(`${shares} × VID ${resourceId}`, formatTokens(priceWeiPerShare, 18), hash)}\n`,
    };
  },
};
