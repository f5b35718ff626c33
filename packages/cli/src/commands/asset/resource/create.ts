import type { CommandDefinition } from '../../../CommandDefinition.ts';
import { openClient } from '../../../context/openClient.ts';
import { parseId } from '../../../input/parseId.ts';

/** `suanli asset resource create` */
export const assetResourceCreate: CommandDefinition<[], { hardware: readonly bigint[] }> = {
  path: 'asset resource create',
  options: [
    {
      flags: '--hardware <hid>',
      text: 'resourceHardware',
      parse: parseId('--hardware'),
      repeatable: true,
      required: true,
    },
  ],
  async run(context, { options: { hardware: hardwareIds } }) {
    const client = await openClient(context, { wallet: true });
    const { createResource } = await import('@suanli/sdk');
    const { resourceId, hash, gasUsed } = await createResource(client, { hardwareIds });
    return {
      json: { resourceId, hardwareIds, hash, gasUsed },
      text: `${context.text.asset.resourceCreated(String(resourceId), hardwareIds.join(', '), hash)}\n`,
    };
  },
};
