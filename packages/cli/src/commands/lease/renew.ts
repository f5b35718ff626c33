import { SuanliError } from '@suanli/protocol';
import type { CommandDefinition } from '../../CommandDefinition.ts';
import { openClient } from '../../context/openClient.ts';
import { parseAmount } from '../../input/parseAmount.ts';
import { parseId } from '../../input/parseId.ts';
import { type Moment, parseMoment } from '../../input/parseMoment.ts';
import { formatTime } from '../../output/formatTime.ts';
import { formatTokens } from '../../output/formatTokens.ts';
import { marketRenewalCancel } from '../market/renewal/cancel.ts';
import { marketRenewalMandate } from '../market/renewal/mandate.ts';

interface RenewOptions {
  readonly auto?: boolean;
  readonly cancel?: boolean;
  readonly budget?: bigint;
  readonly maxPricePerDay?: bigint;
  readonly until?: Moment;
}

const secondsPerDay = 86_400n;

/** `suanli lease renew`: once now, or by others' hand within bounds, or no longer so. */
export const leaseRenew: CommandDefinition<[useRightId: bigint], RenewOptions> = {
  path: 'lease renew',
  arguments: [{ name: '<uid>', parse: parseId('<uid>') }],
  options: [
    { flags: '--max-price-per-day <tokens>', text: 'mandatePrice', parse: parseAmount('--max-price-per-day') },
    { flags: '--auto', text: 'leaseAuto' },
    { flags: '--budget <tokens>', text: 'mandateBudget', parse: parseAmount('--budget') },
    { flags: '--until <time>', text: 'mandateUntil', parse: parseMoment('--until') },
    { flags: '--cancel', text: 'leaseCancel' },
  ],
  async run(context, { args, options }) {
    const [useRightId] = args;
    const { auto = false, cancel = false, budget, maxPricePerDay, until } = options;
    const isBounded = budget !== undefined || until !== undefined;
    if (cancel && (auto || isBounded || maxPricePerDay !== undefined)) {
      throw new SuanliError('CLI_OPTIONS_EXCLUSIVE', { parameters: { options: '--auto, --cancel' } });
    }
    if (cancel) return marketRenewalCancel.run(context, { args, options: {} });
    if (auto) {
      if (budget === undefined) throw missing('--budget');
      if (maxPricePerDay === undefined) throw missing('--max-price-per-day');
      if (until === undefined) throw missing('--until');
      return marketRenewalMandate.run(context, { args, options: { budget, maxPricePerDay, until } });
    }
    if (isBounded) throw missing('--auto');
    const client = await openClient(context, { wallet: true });
    const { getRenewal, renewUseRight } = await import('@suanli/sdk');
    // Without a bound, what is asked now is the bound: it may change before the transaction is mined.
    const bound =
      maxPricePerDay === undefined
        ? (await getRenewal(client, { useRightId })).offer?.priceWeiPerSecond
        : maxPricePerDay / secondsPerDay;
    if (bound === undefined) throw new SuanliError('MARKET_RENEWAL_NOT_OFFERED');
    const renewed = await renewUseRight(client, { useRightId, maxPriceWeiPerSecond: bound });
    const { expiresAt, priceWei, feeWei, hash, gasUsed } = renewed;
    const end = `${formatTime(expiresAt)} UTC`;
    return {
      json: { useRightId, expiresAt, priceWei, feeWei, hash, gasUsed },
      text: `${context.text.market.renewed(String(useRightId), end, hash)}  ${context.text.amount(formatTokens(priceWei, 18))}\n`,
    };
  },
};

function missing(name: string): SuanliError {
  return new SuanliError('CLI_OPTION_MISSING', { parameters: { name, command: 'suanli lease renew' } });
}
