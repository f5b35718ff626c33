import type { CommandDefinition } from '../../../CommandDefinition.ts';
import { openClient } from '../../../context/openClient.ts';
import { resolveMoment } from '../../../context/resolveMoment.ts';
import { parseAmount } from '../../../input/parseAmount.ts';
import { parseId } from '../../../input/parseId.ts';
import { type Moment, parseMoment } from '../../../input/parseMoment.ts';
import { parseWholeNumber } from '../../../input/parseWholeNumber.ts';
import { formatTime } from '../../../output/formatTime.ts';

interface OfferRenewalOptions {
  readonly pricePerDay: bigint;
  readonly period?: number;
  readonly until: Moment;
}

/** `suanli market renewal offer` */
export const marketRenewalOffer: CommandDefinition<[useRightId: bigint], OfferRenewalOptions> = {
  path: 'market renewal offer',
  arguments: [{ name: '<uid>', parse: parseId('<uid>') }],
  options: [
    { flags: '--price-per-day <tokens>', text: 'renewalPrice', parse: parseAmount('--price-per-day'), required: true },
    { flags: '--period <seconds>', text: 'renewalPeriod', parse: parseWholeNumber('--period', 1, 2 ** 32 - 1) },
    { flags: '--until <time>', text: 'renewalUntil', parse: parseMoment('--until'), required: true },
  ],
  async run(context, { args: [useRightId], options }) {
    const client = await openClient(context, { wallet: true });
    const { offerRenewal } = await import('@suanli/sdk');
    const until = await resolveMoment(client, options.until);
    // The chain counts by the second; what does not divide is left to the buyer.
    const priceWeiPerSecond = options.pricePerDay / 86_400n;
    const periodSeconds = options.period ?? 86_400;
    const { hash, gasUsed } = await offerRenewal(client, { useRightId, priceWeiPerSecond, periodSeconds, until });
    return {
      json: { useRightId, priceWeiPerSecond, periodSeconds, until, hash, gasUsed },
      text: `${context.text.market.renewalOffered(String(useRightId), `${formatTime(until)} UTC`, hash)}\n`,
    };
  },
};
