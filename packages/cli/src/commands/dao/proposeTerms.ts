import type { CommandDefinition } from '../../CommandDefinition.ts';
import { openClient } from '../../context/openClient.ts';
import { findType } from './internal/findType.ts';
import { type ProposeOptions, proposeCall, proposeOptions } from './internal/proposeCall.ts';
import { changeTerms, type TermsOptions, termsOptions } from './internal/terms.ts';

/** `suanli dao propose terms` */
export const daoProposeTerms: CommandDefinition<[type: string], ProposeOptions & TermsOptions> = {
  path: 'dao propose terms',
  arguments: [{ name: '<type>' }],
  options: [...termsOptions, ...proposeOptions],
  async run(context, { args: [type], options }) {
    const { termsCall } = await import('@suanli/sdk');
    const { id, name, version, terms } = await findType(await openClient(context), type);
    const client = await openClient(context, { wallet: true });
    const call = termsCall(client, { typeId: id, terms: changeTerms(terms, options) });
    return proposeCall(context, client, call, options.description ?? `Terms ${version + 1} of ${name}`);
  },
};
