import type { Address } from 'viem';
import type { CommandDefinition } from '../../../../CommandDefinition.ts';
import { openClient } from '../../../../context/openClient.ts';
import { parseAddress } from '../../../../input/parseAddress.ts';

/** `suanli token account recover finish` */
export const tokenAccountRecoverFinish: CommandDefinition<[account: Address]> = {
  path: 'token account recover finish',
  arguments: [{ name: '<account>', parse: parseAddress('<account>') }],
  async run(context, { args: [account] }) {
    const client = await openClient(context, { wallet: true });
    const { finishRecovery, getRecoverableAccount } = await import('@suanli/sdk');
    const { hash, gasUsed } = await finishRecovery(client, { account });
    const { owner } = await getRecoverableAccount(client, { account });
    return { json: { account, owner, hash, gasUsed }, text: `${context.text.token.recovered(account, owner, hash)}\n` };
  },
};
