import { type CreditUnit, creditUnits } from '@suanli/protocol';
import type { Address } from 'viem';
import type { CommandDefinition } from '../../CommandDefinition.ts';
import { openClient } from '../../context/openClient.ts';
import { resolveMoment } from '../../context/resolveMoment.ts';
import { parseAddress } from '../../input/parseAddress.ts';
import { parseAmount } from '../../input/parseAmount.ts';
import { parseChoice } from '../../input/parseChoice.ts';
import { type Moment, parseMoment } from '../../input/parseMoment.ts';
import { parseWholeNumber } from '../../input/parseWholeNumber.ts';
import { formatTokens } from '../../output/formatTokens.ts';

interface OpenOptions {
  readonly to: Address;
  readonly unit: CreditUnit;
  readonly price?: bigint;
  readonly until?: Moment;
  readonly grace?: number;
}

const daySeconds = 86_400;

/** `suanli credit open` */
export const creditOpen: CommandDefinition<[depositWei: bigint], OpenOptions> = {
  path: 'credit open',
  arguments: [{ name: '<deposit>', parse: parseAmount('<deposit>') }],
  options: [
    { flags: '--to <address>', text: 'creditTo', parse: parseAddress('--to'), required: true },
    { flags: '--unit <unit>', text: 'creditUnit', parse: parseChoice('--unit', creditUnits), required: true },
    { flags: '--price <tokens>', text: 'creditPrice', parse: parseAmount('--price') },
    { flags: '--until <time>', text: 'creditUntil', parse: parseMoment('--until') },
    { flags: '--grace <seconds>', text: 'creditGrace', parse: parseWholeNumber('--grace', 0, 31_536_000) },
  ],
  async run(context, { args: [depositWei], options }) {
    const { to: payee, unit, price, until = { in: daySeconds }, grace } = options;
    const client = await openClient(context, { wallet: true });
    const { openCreditLine } = await import('@suanli/sdk');
    const { lineId, terms, hash, gasUsed } = await openCreditLine(client, {
      payee,
      unit,
      depositWei,
      expiresAt: BigInt(await resolveMoment(client, until)),
      ...(price === undefined ? {} : { priceWeiPerUnit: price }),
      ...(grace === undefined ? {} : { graceSeconds: grace }),
    });
    return {
      json: { lineId, terms, hash, gasUsed },
      text: `${context.text.credit.opened(formatTokens(depositWei, 18), payee, lineId, hash)}\n`,
    };
  },
};
