import { SuanliError } from '@suanli/protocol';
import type { UpgradeableModule } from '@suanli/sdk';
import type { Address, Hex } from 'viem';
import type { CommandDefinition } from '../../CommandDefinition.ts';
import { openClient } from '../../context/openClient.ts';
import { parseAddress } from '../../input/parseAddress.ts';
import { parseHexBytes } from '../../input/parseHexBytes.ts';
import { type ProposeOptions, proposeCall, proposeOptions } from './internal/proposeCall.ts';

interface ProposeUpgradeOptions extends ProposeOptions {
  readonly implementation: Address;
  readonly initialization?: Hex;
}

/** `suanli dao propose upgrade` */
export const daoProposeUpgrade: CommandDefinition<[module: string], ProposeUpgradeOptions> = {
  path: 'dao propose upgrade',
  arguments: [{ name: '<module>' }],
  options: [
    {
      flags: '--implementation <address>',
      text: 'upgradeImplementation',
      parse: parseAddress('--implementation'),
      required: true,
    },
    { flags: '--initialization <hex>', text: 'upgradeInitialization', parse: parseHexBytes('--initialization') },
    ...proposeOptions,
  ],
  async run(context, { args: [name], options }) {
    const { upgradeableModules, upgradeCall } = await import('@suanli/sdk');
    const module = upgradeableModules.find((known: UpgradeableModule) => known === name);
    if (module === undefined) {
      throw new SuanliError('CLI_CHOICE_INVALID', {
        parameters: { name: '<module>', value: name, choices: upgradeableModules.join(', ') },
      });
    }
    const client = await openClient(context, { wallet: true });
    const { implementation, initialization } = options;
    const call = upgradeCall(client, {
      module,
      implementation,
      ...(initialization === undefined ? {} : { initialization }),
    });
    return proposeCall(context, client, call, options.description ?? `Upgrade ${module} to ${implementation}`);
  },
};
