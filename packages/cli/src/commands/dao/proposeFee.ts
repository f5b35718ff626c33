import type { Address } from 'viem';
import type { CommandDefinition } from '../../CommandDefinition.ts';
import { openClient } from '../../context/openClient.ts';
import { parseAddress } from '../../input/parseAddress.ts';
import { parseWholeNumber } from '../../input/parseWholeNumber.ts';
import { type ProposeOptions, proposeCall, proposeOptions } from './internal/proposeCall.ts';

/** `suanli dao propose fee` */
export const daoProposeFee: CommandDefinition<[feeBasisPoints: number], ProposeOptions & { treasury?: Address }> = {
  path: 'dao propose fee',
  arguments: [{ name: '<basis points>', parse: parseWholeNumber('<basis points>', 0, 1_000) }],
  options: [
    { flags: '--treasury <address>', text: 'feeTreasury', parse: parseAddress('--treasury') },
    ...proposeOptions,
  ],
  async run(context, { args: [feeBasisPoints], options }) {
    const { feeCall } = await import('@suanli/sdk');
    const client = await openClient(context, { wallet: true });
    const { treasury } = options;
    const call = feeCall(client, { feeBasisPoints, ...(treasury === undefined ? {} : { treasury }) });
    return proposeCall(context, client, call, options.description ?? `Market fee ${feeBasisPoints / 100} %`);
  },
};
