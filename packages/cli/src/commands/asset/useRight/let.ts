import { SuanliError } from '@suanli/protocol';
import type { Address } from 'viem';
import type { CommandDefinition } from '../../../CommandDefinition.ts';
import { openClient } from '../../../context/openClient.ts';
import { resolveMoment } from '../../../context/resolveMoment.ts';
import { parseAddress } from '../../../input/parseAddress.ts';
import { parseId } from '../../../input/parseId.ts';
import { type Moment, parseMoment } from '../../../input/parseMoment.ts';
import { formatTime } from '../../../output/formatTime.ts';

/** `suanli asset use-right let` */
export const assetUseRightLet: CommandDefinition<
  [useRightId: bigint],
  { to?: Address; until?: Moment; end?: boolean }
> = {
  path: 'asset use-right let',
  arguments: [{ name: '<uid>', parse: parseId('<uid>') }],
  options: [
    { flags: '--to <address>', text: 'letTo', parse: parseAddress('--to') },
    { flags: '--until <time>', text: 'letUntil', parse: parseMoment('--until') },
    { flags: '--end', text: 'letEnd' },
  ],
  async run(context, { args: [useRightId], options: { to, until, end } }) {
    if ((end === true) === (to !== undefined)) {
      throw new SuanliError('CLI_OPTIONS_EXCLUSIVE', { parameters: { options: '--to, --end' } });
    }
    const client = await openClient(context, { wallet: true });
    const { getUseRight, setUseRightUser } = await import('@suanli/sdk');
    // By default the rental lasts as long as the right.
    const expiresAt =
      until === undefined ? (await getUseRight(client, { useRightId })).expiresAt : await resolveMoment(client, until);
    const { hash, gasUsed } = await setUseRightUser(client, { useRightId, user: to, expiresAt });
    const words = context.text.asset;
    return {
      json: { useRightId, user: to ?? null, expiresAt: to === undefined ? null : expiresAt, hash, gasUsed },
      text: `${to === undefined ? words.rentalEnded(String(useRightId), hash) : words.let(String(useRightId), `${to}, ${formatTime(expiresAt)} UTC`, hash)}\n`,
    };
  },
};
