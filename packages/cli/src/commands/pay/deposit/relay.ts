import { parseSignedDeposit } from '@suanli/protocol';
import type { CommandDefinition } from '../../../CommandDefinition.ts';
import { openClient } from '../../../context/openClient.ts';
import { readTextFile } from '../../../context/readTextFile.ts';
import { formatTokens } from '../../../output/formatTokens.ts';

/** `suanli pay deposit relay` */
export const payDepositRelay: CommandDefinition<[file: string]> = {
  path: 'pay deposit relay',
  arguments: [{ name: '<deposit.json>' }],
  async run(context, { args: [file] }) {
    const deposit = parseSignedDeposit(readTextFile(context, file));
    const client = await openClient(context, { wallet: true });
    const { depositWithAuthorization } = await import('@suanli/sdk');
    const { hash, gasUsed } = await depositWithAuthorization(client, { deposit });
    const { owner, amountWei, feeWei } = deposit.authorization;
    return {
      json: { owner, amountWei, feeWei, relayer: client.account, hash, gasUsed },
      text: `${context.text.pay.depositRelayed(formatTokens(amountWei - feeWei, 18), owner, formatTokens(feeWei, 18), hash)}\n`,
    };
  },
};
