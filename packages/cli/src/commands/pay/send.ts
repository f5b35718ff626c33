import type { Address } from 'viem';
import type { CommandDefinition } from '../../CommandDefinition.ts';
import { openClient } from '../../context/openClient.ts';
import { parseAddress } from '../../input/parseAddress.ts';
import { parseAmount } from '../../input/parseAmount.ts';
import { formatTokens } from '../../output/formatTokens.ts';

/** `suanli pay send` */
export const paySend: CommandDefinition<[account: Address, amountWei: bigint]> = {
  path: 'pay send',
  arguments: [
    { name: '<account>', parse: parseAddress('<account>') },
    { name: '<amount>', parse: parseAmount('<amount>') },
  ],
  async run(context, { args: [account, amountWei] }) {
    const client = await openClient(context, { wallet: true });
    const { payBatch } = await import('@suanli/sdk');
    const { hash, gasUsed, number } = await payBatch(client, { payments: [{ account, amountWei }] });
    return {
      json: { from: client.account, to: account, amountWei, number, hash, gasUsed },
      text: `${context.text.pay.sent(formatTokens(amountWei, 18), account, hash)}\n`,
    };
  },
};
