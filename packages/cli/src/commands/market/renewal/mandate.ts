import type { CommandDefinition } from '../../../CommandDefinition.ts';
import { openClient } from '../../../context/openClient.ts';
import { resolveMoment } from '../../../context/resolveMoment.ts';
import { parseAmount } from '../../../input/parseAmount.ts';
import { parseId } from '../../../input/parseId.ts';
import { type Moment, parseMoment } from '../../../input/parseMoment.ts';
import { formatTokens } from '../../../output/formatTokens.ts';

interface MandateOptions {
  readonly budget: bigint;
  readonly maxPricePerDay: bigint;
  readonly until: Moment;
}

/** `suanli market renewal mandate` */
export const marketRenewalMandate: CommandDefinition<[useRightId: bigint], MandateOptions> = {
  path: 'market renewal mandate',
  arguments: [{ name: '<uid>', parse: parseId('<uid>') }],
  options: [
    { flags: '--budget <tokens>', text: 'mandateBudget', parse: parseAmount('--budget'), required: true },
    {
      flags: '--max-price-per-day <tokens>',
      text: 'mandatePrice',
      parse: parseAmount('--max-price-per-day'),
      required: true,
    },
    { flags: '--until <time>', text: 'mandateUntil', parse: parseMoment('--until'), required: true },
  ],
  async run(context, { args: [useRightId], options }) {
    const client = await openClient(context, { wallet: true });
    const { mandateRenewal } = await import('@suanli/sdk');
    const until = await resolveMoment(client, options.until);
    const maxPriceWeiPerSecond = options.maxPricePerDay / 86_400n;
    const { budget: budgetWei } = options;
    const { hash, gasUsed } = await mandateRenewal(client, { useRightId, budgetWei, maxPriceWeiPerSecond, until });
    return {
      json: { useRightId, budgetWei, maxPriceWeiPerSecond, until, hash, gasUsed },
      text: `${context.text.market.mandated(String(useRightId), formatTokens(budgetWei, 18), hash)}\n`,
    };
  },
};
