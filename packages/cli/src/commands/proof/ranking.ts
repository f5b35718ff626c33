import { levelRangeName } from '@suanli/protocol';
import type { CommandDefinition } from '../../CommandDefinition.ts';
import { findResourceType } from '../../context/findResourceType.ts';
import { openClient } from '../../context/openClient.ts';
import { formatRate } from '../../output/formatRate.ts';
import { formatTable } from '../../output/formatTable.ts';

/** `suanli proof ranking` */
export const proofRanking: CommandDefinition<[], { type?: string }> = {
  path: 'proof ranking',
  options: [{ flags: '--type <type>', text: 'listType' }],
  async run(context, { options }) {
    const { text, terminal, signal } = context;
    const client = await openClient(context);
    const { getRanking, getRankingBuckets, getResourceTypes } = await import('@suanli/sdk');
    const type = options.type === undefined ? undefined : await findResourceType(client, options.type);
    const types = type ? [type] : await getResourceTypes(client);
    const [ranking, buckets] = await Promise.all([
      getRanking(client, type ? { typeId: type.id, signal } : { signal }),
      Promise.all(types.map(({ id }) => getRankingBuckets(client, { typeId: id }))),
    ]);
    const nameOf = (typeId: number) => types.find(({ id }) => id === typeId)?.name ?? String(typeId);
    const words = text.proof;
    const counted = types.flatMap(({ name }, i) => {
      const bucket = buckets[i];
      return bucket && Object.values(bucket).some((count) => count > 0) ? [{ type: name, ...bucket }] : [];
    });
    const json = {
      ranking: ranking.map(({ range, ...entry }) => ({
        ...entry,
        type: nameOf(entry.typeId),
        range: levelRangeName(range),
      })),
      buckets: counted,
    };
    if (ranking.length === 0) return { json, text: `${words.noneRanked}\n` };
    const resources = formatTable({
      columns: [
        { title: words.rank, align: 'right' },
        { title: 'VID', align: 'right' },
        { title: text.asset.type },
        { title: words.rate, align: 'right' },
        { title: text.market.proved },
        { title: words.seconds, align: 'right' },
        { title: words.number, align: 'right' },
        { title: words.passed, align: 'right' },
      ],
      rows: ranking.map((entry, i) => [
        String(i + 1),
        String(entry.resourceId),
        nameOf(entry.typeId),
        formatRate(entry.hashesPerSecond),
        text.market.ranges[levelRangeName(entry.range)],
        String(entry.elapsedSeconds),
        String(entry.proofId),
        String(entry.passed),
      ]),
      style: terminal.style,
    });
    const times = formatTable({
      columns: [
        { title: text.asset.type },
        ...['≤ 1 s', '≤ 60 s', '≤ 600 s', '> 600 s'].map((title) => ({ title, align: 'right' as const })),
      ],
      rows: counted.map((row) => [row.type, row.within1s, row.within60s, row.within600s, row.longer].map(String)),
      style: terminal.style,
    });
    return { json, text: `${resources}\n${times}` };
  },
};
