import type { Address } from 'viem';
import type { CommandDefinition } from '../../CommandDefinition.ts';
import { openClient } from '../../context/openClient.ts';
import { parseAddress } from '../../input/parseAddress.ts';
import { formatRows } from '../../output/formatRows.ts';
import { printable } from '../dao/internal/printable.ts';

/** `suanli token detect` */
export const tokenDetect: CommandDefinition<[token: Address], { holder?: Address }> = {
  path: 'token detect',
  arguments: [{ name: '<token>', parse: parseAddress('<token>') }],
  options: [{ flags: '--holder <address>', text: 'tokenHolder', parse: parseAddress('--holder') }],
  async run(context, { args: [token], options }) {
    const client = await openClient(context);
    const { detectTokenCapabilities } = await import('@suanli/sdk');
    const { name, symbol, decimals, takesFee, ...found } = await detectTokenCapabilities(client, { token, ...options });
    const words = context.text.token;
    const say = (is: boolean | undefined): string => (is === undefined ? words.unknown : is ? words.yes : words.no);
    return {
      json: {
        token,
        name: name ?? null,
        symbol: symbol ?? null,
        decimals: decimals ?? null,
        takesFee: takesFee ?? null,
        ...found,
      },
      text: formatRows(
        [
          [words.name, printable(name ?? words.unknown)],
          [words.symbol, printable(symbol ?? words.unknown)],
          [words.decimals, decimals === undefined ? words.unknown : String(decimals)],
          ['ERC-20', say(found.isErc20)],
          ...Object.entries(found.functions).map(([each, works]): [string, string] => [`  ${each}`, say(works)]),
          [words.transferReturns, words.returns[found.transferReturns]],
          [words.takesFee, say(takesFee)],
          [words.permit, say(found.permit)],
          [words.authorization, say(found.transferWithAuthorization)],
          [words.votes, say(found.votes)],
        ],
        context.terminal.style,
      ),
    };
  },
};
