import { formatWork, isSuanliError } from '@suanli/protocol';
import type { CommandDefinition } from '../../CommandDefinition.ts';
import { openClient } from '../../context/openClient.ts';
import { formatTable } from '../../output/formatTable.ts';
import { formatTokens } from '../../output/formatTokens.ts';

/** `suanli price list` */
export const priceList: CommandDefinition = {
  path: 'price list',
  async run(context) {
    const { text, terminal } = context;
    const client = await openClient(context);
    const { getPriceFigures, getPriceQuote, getResourceTypes } = await import('@suanli/sdk');
    const types = await getResourceTypes(client);
    const found = await Promise.all(
      types.map(async ({ id: typeId, name }) => {
        try {
          const [quote, figures] = await Promise.all([
            getPriceQuote(client, { typeId }),
            getPriceFigures(client, { typeId }),
          ]);
          const { supplyWork, demandWork, nextPriceWeiPerGwu } = figures;
          return [{ name, ...quote, supplyWork, demandWork, nextPriceWeiPerGwu }];
        } catch (error) {
          // The DAO has set no curve for this type.
          if (isSuanliError(error, 'PRICE_CURVE_NOT_SET')) return [];
          throw error;
        }
      }),
    );
    const prices = found.flat();
    const words = text.price;
    const table = () =>
      formatTable({
        columns: [
          { title: text.asset.type },
          { title: text.table.price, align: 'right' },
          { title: words.supply, align: 'right' },
          { title: words.demand, align: 'right' },
          { title: words.next, align: 'right' },
          { title: words.untilBlock, align: 'right' },
        ],
        rows: prices.map((price) => [
          price.name,
          formatTokens(price.priceWeiPerGwu),
          formatWork(price.supplyWork),
          formatWork(price.demandWork),
          formatTokens(price.nextPriceWeiPerGwu),
          String(price.untilBlock),
        ]),
        style: terminal.style,
      });
    return { json: { prices }, text: prices.length === 0 ? `${words.none}\n` : table() };
  },
};
