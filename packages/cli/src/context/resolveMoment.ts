import type { SuanliClient } from '@suanli/sdk';
import type { Moment } from '../input/parseMoment.ts';

/** The seconds since 1970 that a point in time means by the clock of the chain, which is the one that contracts see. */
export async function resolveMoment(client: SuanliClient, moment: Moment): Promise<number> {
  if ('at' in moment) return moment.at;
  const { getChainTime } = await import('@suanli/sdk');
  return Number(await getChainTime(client)) + moment.in;
}
