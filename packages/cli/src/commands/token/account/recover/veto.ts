import type { Address } from 'viem';
import type { CommandDefinition } from '../../../../CommandDefinition.ts';
import { openClient } from '../../../../context/openClient.ts';
import { parseAddress } from '../../../../input/parseAddress.ts';

/** `suanli token account recover veto` */
export const tokenAccountRecoverVeto: CommandDefinition<[account: Address]> = {
  path: 'token account recover veto',
  arguments: [{ name: '<account>', parse: parseAddress('<account>') }],
  async run(context, { args: [account] }) {
    const client = await openClient(context, { wallet: true });
    const { vetoRecovery } = await import('@suanli/sdk');
    const { hash, gasUsed } = await vetoRecovery(client, { account });
    return { json: { account, hash, gasUsed }, text: `${context.text.token.vetoed(account, hash)}\n` };
  },
};
