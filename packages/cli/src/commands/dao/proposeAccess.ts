import type { RestrictedContract, RestrictedFunction } from '@suanli/sdk';
import type { CommandDefinition } from '../../CommandDefinition.ts';
import { openClient } from '../../context/openClient.ts';
import { parseChoice } from '../../input/parseChoice.ts';
import { parseWholeNumber } from '../../input/parseWholeNumber.ts';
import { type ProposeOptions, proposeCall, proposeOptions } from './internal/proposeCall.ts';

const parseRole = parseWholeNumber('<role>', 0, 999_999_999_999_999);

/** `suanli dao propose access` */
export const daoProposeAccess: CommandDefinition<
  [contract: string, functionName: string, role: number | 'public'],
  ProposeOptions
> = {
  path: 'dao propose access',
  arguments: [
    { name: '<contract>' },
    { name: '<function>' },
    { name: '<role>', parse: (value) => (value === 'public' ? value : parseRole(value)) },
  ],
  options: proposeOptions,
  async run(context, { args: [contractName, name, role], options }) {
    const { functionRoleCall, publicRole, restrictedFunctions } = await import('@suanli/sdk');
    const contract = parseChoice('<contract>', Object.keys(restrictedFunctions) as RestrictedContract[])(contractName);
    const functionName = parseChoice<RestrictedFunction>('<function>', restrictedFunctions[contract])(name);
    const client = await openClient(context, { wallet: true });
    const call = functionRoleCall(client, {
      contract,
      functionName,
      role: role === 'public' ? publicRole : BigInt(role),
    });
    const what = `${contract}.${functionName} for ${role === 'public' ? 'everybody' : `role ${role}`}`;
    return proposeCall(context, client, call, options.description ?? what);
  },
};
