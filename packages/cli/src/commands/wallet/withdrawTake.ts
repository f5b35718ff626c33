import type { CommandDefinition } from '../../CommandDefinition.ts';
import { openClient } from '../../context/openClient.ts';
import { formatTokens } from '../../output/formatTokens.ts';
import { readWithdrawal } from './internal/readWithdrawal.ts';

/** `suanli wallet withdraw take` */
export const walletWithdrawTake: CommandDefinition = {
  path: 'wallet withdraw take',
  async run(context) {
    const client = await openClient(context, { wallet: true });
    const { withdraw } = await import('@suanli/sdk');
    const account = client.account ?? '0x';
    const { amountWei } = await readWithdrawal(client, account);
    const { hash, gasUsed } = await withdraw(client);
    return {
      json: { account, amountWei, hash, gasUsed },
      text: `${context.text.wallet.withdrawn(formatTokens(amountWei, 18), hash)}\n`,
    };
  },
};
