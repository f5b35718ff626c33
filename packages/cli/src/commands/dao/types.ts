import { type ResourceTypeTerms, resourceKindName } from '@suanli/protocol';
import type { CommandDefinition } from '../../CommandDefinition.ts';
import type { CommandContext } from '../../context/CommandContext.ts';
import { openClient } from '../../context/openClient.ts';
import { formatRate } from '../../output/formatRate.ts';
import { formatTable } from '../../output/formatTable.ts';
import { findType } from './internal/findType.ts';

/** `suanli dao types` */
export const daoTypes: CommandDefinition<[type: string | undefined]> = {
  path: 'dao types',
  arguments: [{ name: '[type]' }],
  async run(context, { args: [name] }) {
    const { text } = context;
    const client = await openClient(context);
    const { getResourceTypes, getResourceTypeTerms } = await import('@suanli/sdk');
    if (name === undefined) {
      const types = await getResourceTypes(client);
      return {
        json: { types: types.map((type) => ({ ...type, kind: resourceKindName(type.kind) })) },
        text: formatTable({
          columns: [{ title: '#', align: 'right' }, { title: text.dao.type }, ...termsColumns(context)],
          rows: types.map(({ id, name: typeName, version, terms }) => [
            String(id),
            typeName,
            ...termsCells(context, version, terms),
          ]),
          style: context.terminal.style,
        }),
      };
    }
    const type = await findType(client, name);
    const history = await Promise.all(
      Array.from({ length: type.version }, async (_, i) => ({
        version: i + 1,
        terms: await getResourceTypeTerms(client, { typeId: type.id, version: i + 1 }),
      })),
    );
    const kind = resourceKindName(type.kind);
    return {
      json: { ...type, kind, history },
      text: [
        context.terminal.style('bold', text.dao.typeTitle(type.id, type.name, kind, type.memoryMib)),
        formatTable({
          columns: termsColumns(context),
          rows: history.map(({ version, terms }) => termsCells(context, version, terms)),
          style: context.terminal.style,
        }),
      ].join('\n'),
    };
  },
};

function termsColumns({ text }: CommandContext) {
  return [
    { title: text.dao.version, align: 'right' },
    { title: text.dao.shares, align: 'right' },
    { title: text.dao.leaves, align: 'right' },
    { title: text.dao.samples, align: 'right' },
    { title: text.dao.hashesPerLeaf, align: 'right' },
    { title: text.dao.timeLimit, align: 'right' },
    { title: text.dao.range, align: 'right' },
    { title: text.dao.open },
  ] as const;
}

function termsCells({ text }: CommandContext, version: number, terms: ResourceTypeTerms): string[] {
  return [
    String(version),
    String(terms.revenueShares),
    `2^${terms.leafCountLog2}`,
    String(terms.samples),
    String(terms.hashesPerLeaf),
    `${terms.timeLimitSeconds} s`,
    `${formatRate(terms.minHashesPerSecond)} – ${formatRate(terms.maxHashesPerSecond)}`,
    terms.listed ? text.dao.yes : text.dao.no,
  ];
}
