import type { Address, Hex } from 'viem';
import type { CommandDefinition } from '../../CommandDefinition.ts';
import { openClient } from '../../context/openClient.ts';
import { parseAddress } from '../../input/parseAddress.ts';
import { parseHexBytes } from '../../input/parseHexBytes.ts';
import { describeCall } from './internal/describeCall.ts';
import { type ProposeOptions, proposeCall, proposeOptions } from './internal/proposeCall.ts';

/** `suanli dao propose call` */
export const daoProposeCall: CommandDefinition<[target: Address, data: Hex], ProposeOptions> = {
  path: 'dao propose call',
  arguments: [
    { name: '<target>', parse: parseAddress('<target>') },
    { name: '<data>', parse: parseHexBytes('<data>') },
  ],
  options: proposeOptions,
  async run(context, { args: [target, data], options }) {
    const client = await openClient(context, { wallet: true });
    const call = { target, data };
    return proposeCall(context, client, call, options.description ?? (await describeCall(context, client, call)));
  },
};
