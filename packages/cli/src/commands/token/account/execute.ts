import type { Address, Hex } from 'viem';
import type { CommandDefinition } from '../../../CommandDefinition.ts';
import { openClient } from '../../../context/openClient.ts';
import { parseAddress } from '../../../input/parseAddress.ts';
import { parseHexBytes } from '../../../input/parseHexBytes.ts';

/** `suanli token account execute` */
export const tokenAccountExecute: CommandDefinition<[account: Address, target: Address, data: Hex]> = {
  path: 'token account execute',
  arguments: [
    { name: '<account>', parse: parseAddress('<account>') },
    { name: '<target>', parse: parseAddress('<target>') },
    { name: '<data>', parse: parseHexBytes('<data>') },
  ],
  async run(context, { args: [account, target, data] }) {
    const client = await openClient(context, { wallet: true });
    const { executeAsAccount } = await import('@suanli/sdk');
    const { hash, gasUsed } = await executeAsAccount(client, { account, target, data });
    return {
      json: { account, target, hash, gasUsed },
      text: `${context.text.token.executed(account, target, hash)}\n`,
    };
  },
};
