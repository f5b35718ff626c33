import { formatWork } from '@suanli/protocol';
import type { CommandDefinition } from '../../CommandDefinition.ts';
import { findResourceType } from '../../context/findResourceType.ts';
import { openClient } from '../../context/openClient.ts';
import { parseWholeNumber } from '../../input/parseWholeNumber.ts';
import { formatTable } from '../../output/formatTable.ts';
import { formatTokens } from '../../output/formatTokens.ts';

/** `suanli price history` */
export const priceHistory: CommandDefinition<[type: string], { epochs?: number }> = {
  path: 'price history',
  arguments: [{ name: '<type>' }],
  options: [{ flags: '--epochs <n>', text: 'priceEpochs', parse: parseWholeNumber('--epochs', 1, 1_000) }],
  async run(context, { args: [type], options }) {
    const { text, terminal, signal } = context;
    const client = await openClient(context);
    const { findPrices } = await import('@suanli/sdk');
    const { id: typeId, name } = await findResourceType(client, type, '<type>');
    const prices = await findPrices(client, { typeId, epochs: options.epochs ?? 24, signal });
    const words = text.price;
    return {
      json: { typeId, name, prices },
      text: formatTable({
        columns: [
          { title: words.epoch, align: 'right' },
          { title: text.table.price, align: 'right' },
          { title: words.supply, align: 'right' },
          { title: words.demand, align: 'right' },
        ],
        rows: prices.map(({ epoch, priceWeiPerGwu, supplyWork, demandWork }) => [
          String(epoch),
          formatTokens(priceWeiPerGwu),
          formatWork(supplyWork),
          formatWork(demandWork),
        ]),
        style: terminal.style,
      }),
    };
  },
};
