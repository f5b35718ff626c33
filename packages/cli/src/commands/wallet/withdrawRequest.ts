import type { CommandDefinition } from '../../CommandDefinition.ts';
import { openClient } from '../../context/openClient.ts';
import { parseAmount } from '../../input/parseAmount.ts';
import { formatTokens } from '../../output/formatTokens.ts';
import { readWithdrawal } from './internal/readWithdrawal.ts';

/** `suanli wallet withdraw request` */
export const walletWithdrawRequest: CommandDefinition<[amountWei: bigint]> = {
  path: 'wallet withdraw request',
  arguments: [{ name: '<amount>', parse: parseAmount('<amount>') }],
  async run(context, { args: [amountWei] }) {
    const client = await openClient(context, { wallet: true });
    const { requestWithdrawal } = await import('@suanli/sdk');
    const { hash, gasUsed } = await requestWithdrawal(client, { amountWei });
    const account = client.account ?? '0x';
    const withdrawal = await readWithdrawal(client, account);
    const when = new Date(Number(withdrawal.unlockTime) * 1_000).toISOString();
    return {
      json: { account, amountWei, pendingWei: withdrawal.amountWei, unlockTime: withdrawal.unlockTime, hash, gasUsed },
      text: `${context.text.wallet.withdrawalRequested(formatTokens(withdrawal.amountWei, 18), when, hash)}\n`,
    };
  },
};
