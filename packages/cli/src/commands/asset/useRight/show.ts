import { SuanliError } from '@suanli/protocol';
import type { CommandDefinition } from '../../../CommandDefinition.ts';
import { openClient } from '../../../context/openClient.ts';
import { parseId } from '../../../input/parseId.ts';
import { formatRows } from '../../../output/formatRows.ts';
import { formatTime } from '../../../output/formatTime.ts';
import { formatTokens } from '../../../output/formatTokens.ts';

/** `suanli asset use-right show` */
export const assetUseRightShow: CommandDefinition<[useRightId: bigint]> = {
  path: 'asset use-right show',
  arguments: [{ name: '<uid>', parse: parseId('<uid>') }],
  async run(context, { args: [useRightId] }) {
    const { text, terminal } = context;
    const client = await openClient(context);
    const { getListing, getRenewal, getResourceTypes, getUseRight } = await import('@suanli/sdk');
    const right = await getUseRight(client, { useRightId });
    const [listing, renewal, types] = await Promise.all([
      getListing(client, { useRightId }),
      getRenewal(client, { useRightId }),
      getResourceTypes(client),
    ]);
    const type = types.find(({ id }) => id === right.typeId);
    if (!type) throw new SuanliError('RESOURCE_TYPE_UNKNOWN');
    const { offer, mandate } = renewal;
    const words = text.asset;
    const perDay = (priceWeiPerSecond: bigint) => formatTokens(priceWeiPerSecond * 86_400n);
    const rows: [string, string][] = [
      ['UID', String(useRightId)],
      [words.owner, right.owner],
      ['VID', String(right.resourceId)],
      [words.type, `${type.name} (${type.id})`],
      [words.model, right.model],
      [words.count, String(right.count)],
      [
        words.expires,
        `${formatTime(right.expiresAt)} UTC${right.isExpired ? `  ${terminal.style('yellow', words.expired)}` : ''}`,
      ],
      [words.price, listing ? text.amount(formatTokens(listing.priceWei)) : words.notListed],
    ];
    if (right.rental) rows.push([words.letTo, `${right.rental.user}  ${formatTime(right.rental.expiresAt)} UTC`]);
    if (offer) rows.push([words.renewal, words.renewalOffer(perDay(offer.priceWeiPerSecond), formatTime(offer.until))]);
    if (mandate) {
      rows.push([words.mandate, words.mandateLeft(formatTokens(mandate.budgetWei), formatTime(mandate.until))]);
    }
    return {
      json: {
        useRightId,
        ...right,
        type: type.name,
        rental: right.rental ?? null,
        listing: listing ?? null,
        renewal: { offer: offer ?? null, mandate: mandate ?? null },
      },
      text: formatRows(rows, terminal.style),
    };
  },
};
