import { resourceKindName } from '@suanli/protocol';
import type { CommandDefinition } from '../../CommandDefinition.ts';
import { openClient } from '../../context/openClient.ts';
import { formatRate } from '../../output/formatRate.ts';
import { formatTable } from '../../output/formatTable.ts';

/** `suanli asset types` */
export const assetTypes: CommandDefinition = {
  path: 'asset types',
  async run(context) {
    const { text, terminal } = context;
    const client = await openClient(context);
    const { getResourceTypes } = await import('@suanli/sdk');
    const types = await getResourceTypes(client);
    return {
      json: { types: types.map(({ kind, ...type }) => ({ ...type, kind: resourceKindName(kind) })) },
      text: formatTable({
        columns: [
          { title: text.asset.number, align: 'right' },
          { title: text.asset.type },
          { title: text.asset.kind },
          { title: text.asset.memory, align: 'right' },
          { title: text.asset.shares, align: 'right' },
          { title: text.asset.proof },
          { title: text.asset.expected },
          { title: text.asset.listed },
        ],
        rows: types.map(({ id, name, kind, memoryMib, terms }) => [
          String(id),
          name,
          text.asset.kinds[resourceKindName(kind)],
          memoryMib === 0 ? '' : `${memoryMib} MiB`,
          String(terms.revenueShares),
          text.asset.proofTerms(terms.samples, terms.leafCountLog2, terms.hashesPerLeaf, terms.timeLimitSeconds),
          `${formatRate(terms.minHashesPerSecond)} – ${formatRate(terms.maxHashesPerSecond)}`,
          terms.listed ? text.asset.yes : text.asset.no,
        ]),
        style: terminal.style,
      }),
    };
  },
};
