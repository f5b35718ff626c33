import { type Address, isAddressEqual, zeroAddress } from 'viem';
import type { CommandDefinition } from '../../../CommandDefinition.ts';
import { openClient } from '../../../context/openClient.ts';
import { parseAddress } from '../../../input/parseAddress.ts';
import { formatRows } from '../../../output/formatRows.ts';
import { formatTokens } from '../../../output/formatTokens.ts';

/** `suanli token fund show` */
export const tokenFundShow: CommandDefinition<[fund: Address]> = {
  path: 'token fund show',
  arguments: [{ name: '<fund>', parse: parseAddress('<fund>') }],
  async run(context, { args: [fund] }) {
    const client = await openClient(context);
    const { getDailyFund, getTokenBalance } = await import('@suanli/sdk');
    const [{ dailyCapWeiDown, leftTodayWei, distributor: named }, heldWei] = await Promise.all([
      getDailyFund(client, { fund }),
      getTokenBalance(client, { address: fund }),
    ]);
    const distributor = isAddressEqual(named, zeroAddress) ? null : named;
    const { text, terminal } = context;
    const words = text.token;
    return {
      json: { fund, heldWei, dailyCapWei: dailyCapWeiDown, leftTodayWei, distributor },
      text: formatRows(
        [
          [words.held, text.amount(formatTokens(heldWei))],
          [words.perDay, text.amount(formatTokens(dailyCapWeiDown))],
          [words.leftToday, text.amount(formatTokens(leftTodayWei))],
          [words.distributor, distributor ?? words.nobody],
        ],
        terminal.style,
      ),
    };
  },
};
