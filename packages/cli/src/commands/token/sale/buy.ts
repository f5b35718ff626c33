import type { Address } from 'viem';
import type { CommandDefinition } from '../../../CommandDefinition.ts';
import { openClient } from '../../../context/openClient.ts';
import { parseAddress } from '../../../input/parseAddress.ts';
import { parseAmount } from '../../../input/parseAmount.ts';
import { formatTokens } from '../../../output/formatTokens.ts';

/** `suanli token sale buy` */
export const tokenSaleBuy: CommandDefinition<[sale: Address, paymentWei: bigint], { least?: bigint; to?: Address }> = {
  path: 'token sale buy',
  arguments: [
    { name: '<sale>', parse: parseAddress('<sale>') },
    { name: '<coins>', parse: parseAmount('<coins>') },
  ],
  options: [
    { flags: '--least <tokens>', text: 'tokenLeast', parse: parseAmount('--least') },
    { flags: '--to <address>', text: 'tokenBuyFor', parse: parseAddress('--to') },
  ],
  async run(context, { args: [sale, paymentWei], options: { least, to } }) {
    const client = await openClient(context, { wallet: true });
    const { buyTokens } = await import('@suanli/sdk');
    const { transaction, tokensWei, paidWei } = await buyTokens(client, {
      sale,
      paymentWei,
      ...(least === undefined ? {} : { minTokensWei: least }),
      ...(to === undefined ? {} : { recipient: to }),
    });
    const { hash, gasUsed } = transaction;
    const recipient = to ?? client.account;
    return {
      json: { sale, recipient, tokensWei, paidWei, returnedWei: paymentWei - paidWei, hash, gasUsed },
      text: `${context.text.token.bought(formatTokens(tokensWei, 18), String(recipient), formatTokens(paidWei, 18), hash)}\n`,
    };
  },
};
