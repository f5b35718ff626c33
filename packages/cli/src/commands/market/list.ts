import { LevelRange, levelRangeName, SuanliError } from '@suanli/protocol';
import type { FindListingsParameters } from '@suanli/sdk';
import type { CommandDefinition } from '../../CommandDefinition.ts';
import { findResourceType } from '../../context/findResourceType.ts';
import { openClient } from '../../context/openClient.ts';
import { resolveMoment } from '../../context/resolveMoment.ts';
import { parseAmount } from '../../input/parseAmount.ts';
import { type Moment, parseMoment } from '../../input/parseMoment.ts';
import { parseWholeNumber } from '../../input/parseWholeNumber.ts';
import { formatRate } from '../../output/formatRate.ts';
import { formatTable } from '../../output/formatTable.ts';
import { formatTime } from '../../output/formatTime.ts';
import { formatTokens } from '../../output/formatTokens.ts';
import { shortHex } from '../../output/shortHex.ts';

interface ListOptions {
  readonly type?: string;
  readonly model?: string;
  readonly count?: number;
  readonly memory?: number;
  readonly maxPrice?: bigint;
  readonly lasts?: Moment;
  readonly minLevel?: number;
  readonly range?: LevelRange;
}

const rangeNames = Object.keys(LevelRange) as (keyof typeof LevelRange)[];

function parseRange(value: string): LevelRange {
  const name = rangeNames.find((known) => known === value);
  if (name !== undefined) return LevelRange[name];
  throw new SuanliError('CLI_CHOICE_INVALID', {
    parameters: { name: '--range', value, choices: rangeNames.join(', ') },
  });
}

/** `suanli market list` */
export const marketList: CommandDefinition<[], ListOptions> = {
  path: 'market list',
  options: [
    { flags: '--type <type>', text: 'listType' },
    { flags: '--model <name>', text: 'listModel' },
    { flags: '--count <n>', text: 'listCount', parse: parseWholeNumber('--count', 1, 32) },
    { flags: '--memory <mib>', text: 'listMemory', parse: parseWholeNumber('--memory', 1, 2 ** 40) },
    { flags: '--max-price <tokens>', text: 'listMaxPrice', parse: parseAmount('--max-price') },
    { flags: '--lasts <time>', text: 'listLasts', parse: parseMoment('--lasts') },
    { flags: '--min-level <n>', text: 'listMinLevel', parse: parseWholeNumber('--min-level', 1, 10 ** 14) },
    { flags: '--range <range>', text: 'listRange', parse: parseRange },
  ],
  async run(context, { options }) {
    const { text, terminal, signal } = context;
    const client = await openClient(context);
    const { findListings } = await import('@suanli/sdk');
    const { type, model, count, memory, maxPrice, lasts, minLevel, range } = options;
    const wanted: FindListingsParameters = {
      ...(type === undefined ? {} : { typeId: (await findResourceType(client, type)).id }),
      ...(model === undefined ? {} : { model }),
      ...(count === undefined ? {} : { minCount: count }),
      ...(memory === undefined ? {} : { minMemoryMib: memory }),
      ...(maxPrice === undefined ? {} : { maxPriceWei: maxPrice }),
      ...(lasts === undefined ? {} : { minExpiresAt: await resolveMoment(client, lasts) }),
      ...(minLevel === undefined ? {} : { minHashesPerSecond: BigInt(minLevel) }),
      ...(range === undefined ? {} : { range }),
    };
    const listings = await findListings(client, wanted, { signal });
    const words = text.asset;
    return {
      json: { listings: listings.map((listing) => ({ ...listing, range: levelRangeName(listing.range) })) },
      text:
        listings.length === 0
          ? `${text.market.none}\n`
          : formatTable({
              columns: [
                { title: 'UID', align: 'right' },
                { title: 'VID', align: 'right' },
                { title: words.type },
                { title: words.model },
                { title: words.count, align: 'right' },
                { title: words.memory, align: 'right' },
                { title: text.market.priceTokens, align: 'right' },
                { title: words.expires },
                { title: text.market.proved },
                { title: text.market.seller },
              ],
              rows: listings.map((listing) => [
                String(listing.useRightId),
                String(listing.resourceId),
                listing.typeName,
                listing.model,
                String(listing.count),
                listing.memoryMib === 0 ? '' : `${listing.memoryMib} MiB`,
                formatTokens(listing.priceWei),
                formatTime(listing.expiresAt),
                listing.range === LevelRange.unknown
                  ? text.market.ranges.unknown
                  : `${formatRate(listing.hashesPerSecond)}, ${text.market.ranges[levelRangeName(listing.range)]}`,
                shortHex(listing.seller),
              ]),
              style: terminal.style,
            }),
    };
  },
};
