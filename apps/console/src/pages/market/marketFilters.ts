/** What the market is searched by, as it stands in the page's address. Everything is optional. */
export interface MarketFilters {
  /** Names of a type, such as GTX_1050. */
  readonly type?: string;
  /** Part of the model's name. */
  readonly model?: string;
  /** At least so many devices. */
  readonly count?: number;
  /** At least so much memory in all, in GiB. */
  readonly memory?: number;
  /** At most this price, in whole tokens. */
  readonly price?: string;
  /** Lasts at least so many hours more. */
  readonly hours?: number;
  /** Only resources whose last proof stands so. */
  readonly proof?: 'proved' | 'within';
  readonly sort?: MarketSort;
}

export const marketSorts = ['newest', 'price', 'level', 'expiry'] as const;
export type MarketSort = (typeof marketSorts)[number];

function positive(value: unknown): number | undefined {
  const number = Number(value);
  return Number.isFinite(number) && number > 0 ? number : undefined;
}

function text(value: unknown): string | undefined {
  const trimmed = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
  return trimmed === '' || trimmed.length > 64 ? undefined : trimmed;
}

/** Reads filters from an address; what is not one is left out. */
export function parseMarketFilters(search: Readonly<Record<string, unknown>>): MarketFilters {
  const filters: { -readonly [K in keyof MarketFilters]: MarketFilters[K] | undefined } = {
    type: text(search.type),
    model: text(search.model),
    count: positive(search.count),
    memory: positive(search.memory),
    price: /^\d+(?:\.\d{1,18})?$/.test(String(search.price ?? '')) ? String(search.price) : undefined,
    hours: positive(search.hours),
    proof: search.proof === 'proved' || search.proof === 'within' ? search.proof : undefined,
    sort: marketSorts.find((sort) => sort === search.sort && sort !== 'newest'),
  };
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined)) as MarketFilters;
}
