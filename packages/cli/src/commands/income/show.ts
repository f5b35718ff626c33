import type { Address } from 'viem';
import type { CommandDefinition } from '../../CommandDefinition.ts';
import { openClient } from '../../context/openClient.ts';
import { readWalletAddress } from '../../context/readWalletAddress.ts';
import { parseAddress } from '../../input/parseAddress.ts';
import { parseId } from '../../input/parseId.ts';
import { formatRows } from '../../output/formatRows.ts';
import { formatTokens } from '../../output/formatTokens.ts';

/** `suanli income show` */
export const incomeShow: CommandDefinition<[resourceId: bigint], { holder?: Address }> = {
  path: 'income show',
  arguments: [{ name: '<vid>', parse: parseId('<vid>') }],
  options: [{ flags: '--holder <address>', text: 'incomeHolder', parse: parseAddress('--holder') }],
  async run(context, { args: [resourceId], options }) {
    const { text, terminal } = context;
    const holder = options.holder ?? readWalletAddress(context);
    const client = await openClient(context);
    const { getAccruedIncome, getIncome, getShares } = await import('@suanli/sdk');
    const [income, shares, accruedWei] = await Promise.all([
      getIncome(client, { resourceId }),
      getShares(client, { resourceId, holder }),
      getAccruedIncome(client, { resourceId, holder }),
    ]);
    return {
      json: { resourceId, ...income, holder, shares, accruedWei },
      text: formatRows(
        [
          ['VID', String(resourceId)],
          [text.income.total, text.amount(formatTokens(income.totalWei))],
          [text.income.perShare, text.amount(formatTokens(income.incomePerShareWei))],
          [text.asset.holder, holder],
          [text.asset.shares, `${shares}/${income.totalShares}`],
          [text.asset.accrued, text.amount(formatTokens(accruedWei, 18))],
        ],
        terminal.style,
      ),
    };
  },
};
