import type { Hex } from 'viem';
import type { CommandDefinition } from '../../CommandDefinition.ts';
import { openClient } from '../../context/openClient.ts';
import { parseHex32 } from '../../input/parseHex32.ts';
import { lineRows } from './internal/lineRows.ts';

/** `suanli credit show` */
export const creditShow: CommandDefinition<[lineId: Hex]> = {
  path: 'credit show',
  arguments: [{ name: '<line>', parse: parseHex32('<line>') }],
  async run(context, { args: [lineId] }) {
    const client = await openClient(context);
    const { getCreditLine } = await import('@suanli/sdk');
    const line = await getCreditLine(client, { lineId });
    return { json: line, text: lineRows(context, line) };
  },
};
