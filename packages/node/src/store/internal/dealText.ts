import type { Deal } from '@suanli/protocol';

const amounts = [
  'resourceId',
  'priceWeiPerGwu',
  'maxWork',
  'stakeWei',
  'depositWei',
  'bountyWei',
  'answerDeadlineBlock',
] as const satisfies readonly (keyof Deal)[];

/** A deal's terms as JSON, amounts as decimal text. */
export function formatDeal(deal: Deal): string {
  return JSON.stringify(deal, (_key, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));
}

/** Reads what {@link formatDeal} wrote. */
export function parseDeal(text: string): Deal {
  const raw = JSON.parse(text) as Record<string, unknown>;
  for (const name of amounts) raw[name] = BigInt(raw[name] as string);
  return raw as unknown as Deal;
}
