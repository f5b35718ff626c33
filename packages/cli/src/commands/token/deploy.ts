import type { Address } from 'viem';
import type { CommandDefinition } from '../../CommandDefinition.ts';
import { openClient } from '../../context/openClient.ts';
import { parseAddress } from '../../input/parseAddress.ts';
import { parseWholeNumber } from '../../input/parseWholeNumber.ts';
import { parseUnits } from './internal/parseUnits.ts';

/** `suanli token deploy` */
export const tokenDeploy: CommandDefinition<
  [name: string, symbol: string, supply: string],
  { decimals?: number; holder?: Address }
> = {
  path: 'token deploy',
  arguments: [{ name: '<name>' }, { name: '<symbol>' }, { name: '<supply>' }],
  options: [
    { flags: '--decimals <n>', text: 'tokenDecimals', parse: parseWholeNumber('--decimals', 0, 36) },
    { flags: '--holder <address>', text: 'tokenFirstHolder', parse: parseAddress('--holder') },
  ],
  async run(context, { args: [name, symbol, amount], options }) {
    const { decimals = 18 } = options;
    const supply = parseUnits('<supply>', amount, decimals);
    const client = await openClient(context, { wallet: true });
    const { deployToken } = await import('@suanli/sdk');
    const { holder = client.account } = options;
    const { token, gasUsed } = await deployToken(client, {
      name,
      symbol,
      decimals,
      supply,
      ...(holder === undefined ? {} : { holder }),
    });
    return {
      json: { token, name, symbol, decimals, supply, holder, gasUsed },
      text: `${context.text.token.deployed(`${amount} ${symbol}`, String(holder), token)}\n`,
    };
  },
};
