import type { Address } from 'viem';
import type { CommandDefinition } from '../../../CommandDefinition.ts';
import { openClient } from '../../../context/openClient.ts';
import { parseAddress } from '../../../input/parseAddress.ts';
import { parseAmount } from '../../../input/parseAmount.ts';
import { parseHolder } from '../../../input/parseHolder.ts';
import { formatTokens } from '../../../output/formatTokens.ts';

interface DistributeOptions {
  readonly to: readonly { readonly holder: Address; readonly shares: number }[];
}

/** `suanli token fund distribute` */
export const tokenFundDistribute: CommandDefinition<[fund: Address, amountWei: bigint], DistributeOptions> = {
  path: 'token fund distribute',
  arguments: [
    { name: '<fund>', parse: parseAddress('<fund>') },
    { name: '<amount>', parse: parseAmount('<amount>') },
  ],
  options: [
    {
      flags: '--to <account=points>',
      text: 'tokenPoints',
      parse: parseHolder('--to'),
      repeatable: true,
      required: true,
    },
  ],
  async run(context, { args: [fund, amountWei], options }) {
    const client = await openClient(context, { wallet: true });
    const { distributeDailyFund } = await import('@suanli/sdk');
    const recipients = options.to.map(({ holder, shares }) => ({ account: holder, points: BigInt(shares) }));
    const { hash, gasUsed } = await distributeDailyFund(client, { fund, recipients, amountWei });
    return {
      json: { fund, amountWei, recipients, hash, gasUsed },
      text: `${context.text.token.distributed(formatTokens(amountWei, 18), String(recipients.length), hash)}\n`,
    };
  },
};
