import { ResourceKind } from '@suanli/protocol';
import type { CommandDefinition } from '../../CommandDefinition.ts';
import { openClient } from '../../context/openClient.ts';
import { parseChoice } from '../../input/parseChoice.ts';
import { parseWholeNumber } from '../../input/parseWholeNumber.ts';
import { findType } from './internal/findType.ts';
import { type ProposeOptions, proposeCall, proposeOptions } from './internal/proposeCall.ts';
import { changeTerms, type TermsOptions, termsOptions } from './internal/terms.ts';

interface ProposeTypeOptions extends ProposeOptions, TermsOptions {
  readonly kind: keyof typeof ResourceKind;
  readonly memory?: number;
  readonly like: string;
}

/** `suanli dao propose type` */
export const daoProposeType: CommandDefinition<[name: string], ProposeTypeOptions> = {
  path: 'dao propose type',
  arguments: [{ name: '<name>' }],
  options: [
    { flags: '--like <type>', text: 'typeLike', required: true },
    { flags: '--kind <kind>', text: 'typeKind', parse: parseChoice('--kind', ['cpu', 'gpu', 'other']) },
    { flags: '--memory <mib>', text: 'typeMemory', parse: parseWholeNumber('--memory', 0, 2 ** 32 - 1) },
    ...termsOptions,
    ...proposeOptions,
  ],
  async run(context, { args: [name], options }) {
    const { resourceTypeCall } = await import('@suanli/sdk');
    const like = await findType(await openClient(context), options.like);
    const client = await openClient(context, { wallet: true });
    const call = resourceTypeCall(client, {
      name,
      kind: options.kind === undefined ? like.kind : ResourceKind[options.kind],
      memoryMib: options.memory ?? like.memoryMib,
      terms: changeTerms({ ...like.terms, listed: true }, options),
    });
    return proposeCall(context, client, call, options.description ?? `List resource type ${name}`);
  },
};
