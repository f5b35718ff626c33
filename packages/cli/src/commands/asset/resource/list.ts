import type { Address } from 'viem';
import type { CommandDefinition } from '../../../CommandDefinition.ts';
import { openClient } from '../../../context/openClient.ts';
import { readWalletAddress } from '../../../context/readWalletAddress.ts';
import { parseAddress } from '../../../input/parseAddress.ts';
import { formatTable } from '../../../output/formatTable.ts';
import { formatTime } from '../../../output/formatTime.ts';

/** `suanli asset resource list` */
export const assetResourceList: CommandDefinition<[], { free?: boolean; owner?: Address }> = {
  path: 'asset resource list',
  options: [
    { flags: '--free', text: 'resourceFree' },
    { flags: '--owner <address>', text: 'resourceOwner', parse: parseAddress('--owner') },
  ],
  async run(context, { options }) {
    const { text, terminal, signal } = context;
    const owner = options.owner ?? readWalletAddress(context);
    const client = await openClient(context);
    const { findResources, getFreeResources, getResource, getResourceTypes } = await import('@suanli/sdk');
    const types = await getResourceTypes(client);
    const resources =
      options.free === true
        ? await Promise.all(
            (await getFreeResources(client, { owner })).map(async (resourceId) => ({
              resourceId,
              ...(await getResource(client, { resourceId })),
            })),
          )
        : await findResources(client, { owner }, { signal });
    const typeName = (typeId: number) => types.find(({ id }) => id === typeId)?.name ?? String(typeId);
    return {
      json: {
        owner,
        resources: resources.map((resource) => ({
          ...resource,
          type: typeName(resource.typeId),
          useRightId: resource.useRightId ?? null,
          boundUntil: resource.boundUntil ?? null,
        })),
      },
      text:
        resources.length === 0
          ? `${options.free === true ? text.asset.noFreeResources : text.asset.noResources}\n`
          : formatTable({
              columns: [
                { title: 'VID', align: 'right' },
                { title: text.asset.type },
                { title: text.asset.model },
                { title: text.asset.count, align: 'right' },
                { title: text.asset.hardware },
                { title: text.asset.state },
              ],
              rows: resources.map(({ resourceId, typeId, model, count, hardwareIds, useRightId, boundUntil }) => [
                String(resourceId),
                typeName(typeId),
                model,
                String(count),
                hardwareIds.join(', '),
                useRightId === undefined
                  ? terminal.style('green', text.asset.free)
                  : text.asset.bound(String(useRightId), formatTime(boundUntil ?? 0)),
              ]),
              style: terminal.style,
            }),
    };
  },
};
