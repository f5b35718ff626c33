import type { Address } from 'viem';
import type { CommandDefinition } from '../../CommandDefinition.ts';
import { openClient } from '../../context/openClient.ts';
import { parseAddress } from '../../input/parseAddress.ts';
import { parseId } from '../../input/parseId.ts';
import { formatTokens } from '../../output/formatTokens.ts';

/** `suanli income settle` */
export const incomeSettle: CommandDefinition<[], { resource: readonly bigint[]; holder?: Address }> = {
  path: 'income settle',
  options: [
    {
      flags: '--resource <vid>',
      text: 'settleResource',
      parse: parseId('--resource'),
      repeatable: true,
      required: true,
    },
    { flags: '--holder <address>', text: 'settleHolder', parse: parseAddress('--holder') },
  ],
  async run(context, { options: { resource: resourceIds, holder } }) {
    const client = await openClient(context, { wallet: true });
    const { settleIncome, settleIncomeMany } = await import('@suanli/sdk');
    const whose = holder === undefined ? {} : { holder };
    const [only] = resourceIds;
    // One alone costs less gas than a batch of one.
    const { amountWei, hash, gasUsed } =
      resourceIds.length === 1 && only !== undefined
        ? await settleIncome(client, { resourceId: only, ...whose })
        : await settleIncomeMany(client, { resourceIds, ...whose });
    const payee = holder ?? client.account ?? '0x';
    return {
      json: { resourceIds, holder: payee, amountWei, hash, gasUsed },
      text: `${context.text.income.settled(formatTokens(amountWei, 18), payee, hash)}\n`,
    };
  },
};
