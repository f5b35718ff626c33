import { SuanliError } from '@suanli/protocol';
import type { ConsentModule } from '@suanli/sdk';
import type { CommandDefinition } from '../../CommandDefinition.ts';
import { openClient } from '../../context/openClient.ts';

const moduleNames: readonly ConsentModule[] = [
  'broker',
  'market',
  'quorum',
  'executionMarket',
  'disputes',
  'creditLine',
  'lottery',
  'priceCurve',
];

function parseModule(value: string): ConsentModule {
  const name = moduleNames.find((known) => known === value);
  if (name !== undefined) return name;
  throw new SuanliError('CLI_CHOICE_INVALID', {
    parameters: { name: '--module', value, choices: moduleNames.join(', ') },
  });
}

/** `suanli wallet consent` */
export const walletConsent: CommandDefinition<[], { module?: readonly ConsentModule[]; none?: boolean }> = {
  path: 'wallet consent',
  options: [
    { flags: '--module <name>', text: 'consentModule', parse: parseModule, repeatable: true },
    { flags: '--none', text: 'consentNone' },
  ],
  async run(context, { options }) {
    if ((options.none === true) === (options.module !== undefined)) {
      throw new SuanliError('CLI_OPTIONS_EXCLUSIVE', { parameters: { options: '--module, --none' } });
    }
    const modules = options.module ?? [];
    const client = await openClient(context, { wallet: true });
    const { moduleConsent, setConsent } = await import('@suanli/sdk');
    const consentModules = await moduleConsent(client, { modules });
    const { hash, gasUsed } = await setConsent(client, { consentModules });
    const words = context.text.wallet;
    return {
      json: { account: client.account, modules, hash, gasUsed },
      text: `${modules.length === 0 ? words.consentedNone(hash) : words.consented(modules.join(', '), hash)}\n`,
    };
  },
};
