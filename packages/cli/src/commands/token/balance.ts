import { type Address, formatUnits } from 'viem';
import type { CommandDefinition } from '../../CommandDefinition.ts';
import { openClient } from '../../context/openClient.ts';
import { readWalletAddress } from '../../context/readWalletAddress.ts';
import { parseAddress } from '../../input/parseAddress.ts';
import { describeToken } from './internal/describeToken.ts';

/** `suanli token balance` */
export const tokenBalance: CommandDefinition<[account?: Address], { token?: Address }> = {
  path: 'token balance',
  arguments: [{ name: '[account]', parse: parseAddress('[account]') }],
  options: [{ flags: '--token <address>', text: 'tokenOther', parse: parseAddress('--token') }],
  async run(context, { args: [account = readWalletAddress(context)], options }) {
    const client = await openClient(context);
    const { token = client.deployment.token } = options;
    const { getTokenBalance } = await import('@suanli/sdk');
    const { unit, symbol, decimals } = await describeToken(client, { token });
    const balance = await getTokenBalance(client, { address: account, token });
    return {
      json: { account, token, symbol: symbol ?? null, decimals: decimals ?? null, balance },
      // Without decimals nobody can say what a whole token is.
      text: `${formatUnits(balance, decimals ?? 0)}${unit}\n`,
    };
  },
};
