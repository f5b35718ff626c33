import type { Address } from 'viem';
import type { CommandDefinition } from '../../CommandDefinition.ts';
import { openClient } from '../../context/openClient.ts';
import { parseAddress } from '../../input/parseAddress.ts';
import { parseAmount } from '../../input/parseAmount.ts';
import { formatTokens } from '../../output/formatTokens.ts';

/** `suanli wallet transfer` */
export const walletTransfer: CommandDefinition<[], { to: Address; amount: bigint }> = {
  path: 'wallet transfer',
  options: [
    { flags: '--to <address>', text: 'transferTo', parse: parseAddress('--to'), required: true },
    { flags: '--amount <tokens>', text: 'amount', parse: parseAmount('--amount'), required: true },
  ],
  async run(context, { options: { to, amount: amountWei } }) {
    const client = await openClient(context, { wallet: true });
    const { transferToken } = await import('@suanli/sdk');
    const { hash, gasUsed } = await transferToken(client, { to, amountWei });
    return {
      json: { from: client.account, to, amountWei, hash, gasUsed },
      text: `${context.text.wallet.transferred(formatTokens(amountWei, 18), to, hash)}\n`,
    };
  },
};
