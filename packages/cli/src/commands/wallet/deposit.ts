import type { CommandDefinition } from '../../CommandDefinition.ts';
import { openClient } from '../../context/openClient.ts';
import { parseAmount } from '../../input/parseAmount.ts';
import { formatTokens } from '../../output/formatTokens.ts';

/** `suanli wallet deposit` */
export const walletDeposit: CommandDefinition<[amountWei: bigint]> = {
  path: 'wallet deposit',
  arguments: [{ name: '<amount>', parse: parseAmount('<amount>') }],
  async run(context, { args: [amountWei] }) {
    const client = await openClient(context, { wallet: true });
    const { deposit, getBankAccount } = await import('@suanli/sdk');
    const { hash, gasUsed } = await deposit(client, { amountWei });
    const { availableWei } = await getBankAccount(client);
    return {
      json: { account: client.account, amountWei, availableWei, hash, gasUsed },
      text: `${context.text.wallet.deposited(formatTokens(amountWei, 18), formatTokens(availableWei), hash)}\n`,
    };
  },
};
