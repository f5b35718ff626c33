import type { Address } from 'viem';
import type { CommandDefinition } from '../../CommandDefinition.ts';
import { openClient } from '../../context/openClient.ts';
import { parseAddress } from '../../input/parseAddress.ts';
import { parseChoice } from '../../input/parseChoice.ts';
import { parseWholeNumber } from '../../input/parseWholeNumber.ts';
import { type ProposeOptions, proposeCall, proposeOptions } from './internal/proposeCall.ts';

interface ProposeRoleOptions extends ProposeOptions {
  readonly account: Address;
  readonly delay?: number;
}

/** `suanli dao propose role` */
export const daoProposeRole: CommandDefinition<[action: 'grant' | 'revoke', role: number], ProposeRoleOptions> = {
  path: 'dao propose role',
  arguments: [
    { name: '<grant|revoke>', parse: parseChoice('<grant|revoke>', ['grant', 'revoke']) },
    { name: '<role>', parse: parseWholeNumber('<role>', 0, 999_999_999_999_999) },
  ],
  options: [
    { flags: '--account <address>', text: 'roleAccount', parse: parseAddress('--account'), required: true },
    { flags: '--delay <seconds>', text: 'roleDelay', parse: parseWholeNumber('--delay', 0, 2 ** 32 - 1) },
    ...proposeOptions,
  ],
  async run(context, { args: [action, role], options }) {
    const { roleCall } = await import('@suanli/sdk');
    const client = await openClient(context, { wallet: true });
    const { account, delay } = options;
    const call = roleCall(client, {
      action,
      role: BigInt(role),
      account,
      ...(delay === undefined ? {} : { executionDelaySeconds: delay }),
    });
    const what = action === 'grant' ? `Grant role ${role} to ${account}` : `Revoke role ${role} from ${account}`;
    return proposeCall(context, client, call, options.description ?? what);
  },
};
