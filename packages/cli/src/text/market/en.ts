import type { CommandText } from '../CommandText.ts';

/** What `suanli market` says, in English. */
export const marketCommands = {
  market: {
    summary: 'Buy and sell use rights and shares in income',
    examples: [],
  },
  'market list': {
    summary: 'Find use rights for sale, the cheapest first',
    examples: [
      ['suanli market list --type GTX_1050 --max-price 5 --lasts 7d', ''],
      ['suanli market list --range within', 'whose proofs show what their type promises'],
    ],
  },
  'market sell': {
    summary: 'Offer a use right; its resource needs a revenue right first',
    examples: [['suanli market sell 1 --price 2.5', '']],
  },
  'market reprice': {
    summary: 'Change the price of a use right that this account offers',
    examples: [['suanli market reprice 1 --price 2', '']],
  },
  'market delist': {
    summary: 'Take the offer of a use right back',
    examples: [['suanli market delist 1', '']],
  },
  'market buy': {
    summary: 'Buy a use right out of the balance in the bank',
    examples: [['suanli market buy 1 --max-price 2.5', '']],
  },
  'market shares': {
    summary: 'Buy and sell shares in the income of resources',
    examples: [],
  },
  'market shares list': {
    summary: 'List the shares for sale, the cheapest first',
    examples: [['suanli market shares list --resource 1', '']],
  },
  'market shares sell': {
    summary: 'Offer shares in the income of a resource',
    examples: [['suanli market shares sell 1 --shares 40 --price 0.1', '']],
  },
  'market shares delist': {
    summary: 'Take the offer of shares back',
    examples: [['suanli market shares delist 1', '']],
  },
  'market shares buy': {
    summary: 'Buy any part of the shares that a seller offers',
    examples: [['suanli market shares buy 1 --seller 0x70997970C51812dc3A010C7d01b50e0d17dc79C8 --shares 5', '']],
  },
  'market renewal': {
    summary: 'Let use rights last longer',
    examples: [],
  },
  'market renewal offer': {
    summary: "Offer to extend a use right of one's own resource, for a price per day",
    examples: [['suanli market renewal offer 1 --price-per-day 0.5 --until 90d', '']],
  },
  'market renewal mandate': {
    summary: 'Let a use right be renewed automatically, within a budget, a price and a time',
    examples: [['suanli market renewal mandate 1 --budget 10 --max-price-per-day 0.5 --until 60d', '']],
  },
  'market renewal cancel': {
    summary: 'Stop the automatic renewal of a use right',
    examples: [['suanli market renewal cancel 1', '']],
  },
  'market renewal run': {
    summary: 'Renew a use right as its owner mandated, in its last day; anyone may',
    examples: [['suanli market renewal run 1', 'the owner pays']],
  },
} satisfies Record<string, CommandText>;

export const marketOptions = {
  listType: 'Of this type alone, by name or number.',
  listModel: 'Of this model alone, as it was registered.',
  listCount: 'Devices, at least.',
  listMemory: 'Memory of all devices together, in MiB, at least.',
  listMaxPrice: 'Price in tokens, at most.',
  listLasts: 'Still valid at that time: from now, such as 7d, or a date.',
  listMinLevel: 'Proved level in hashes per second, at least.',
  listRange: 'How the proved level compares to the type: unknown, below, within or above.',
  sellPrice: 'Price in tokens.',
  buyMaxPrice: 'The most to pay, in tokens. Default: the price of the listing.',
  sharesResource: 'Of this resource alone. Default: all.',
  sharesPrice: 'Price of one share, in tokens.',
  sharesUntil: 'When the offer ends. Default: in 30 days.',
  sharesSeller: 'Whose offer.',
  sharesMaxPrice: 'The most to pay for one share, in tokens. Default: the price of the offer.',
  renewalPrice: 'Price of a day, in tokens; the chain counts by the second.',
  renewalPeriod: 'Seconds that one renewal adds. Default 86400.',
  renewalUntil: 'The latest time to which it may be renewed.',
  mandateBudget: 'What all renewals together may cost, in tokens.',
  mandatePrice: 'The highest price of a day, in tokens.',
  mandateUntil: 'The latest time to which it may be renewed.',
};

export const marketWords = {
  market: {
    none: 'No use right for sale fits.',
    noShares: 'No shares are for sale.',
    priceTokens: 'Tokens',
    pricePerShare: 'Tokens/share',
    seller: 'Seller',
    proved: 'Proved',
    ranges: { unknown: 'not proved', below: 'below its type', within: 'as its type', above: 'above its type' },
    listed: (id: string, price: string, hash: string) => `UID ${id} is offered for ${price} tokens  (${hash})`,
    repriced: (id: string, price: string, hash: string) => `UID ${id} now costs ${price} tokens  (${hash})`,
    delisted: (what: string, hash: string) => `${what} is offered no longer  (${hash})`,
    bought: (what: string, price: string, hash: string) => `Bought ${what} for ${price} tokens  (${hash})`,
    sharesListed: (what: string, price: string, hash: string) => `Offered ${what} for ${price} tokens each  (${hash})`,
    renewalOffered: (id: string, until: string, hash: string) => `UID ${id} can be renewed up to ${until}  (${hash})`,
    mandated: (id: string, budget: string, hash: string) =>
      `UID ${id} is renewed automatically for up to ${budget} tokens  (${hash})`,
    mandateCancelled: (id: string, hash: string) => `UID ${id} is renewed automatically no longer  (${hash})`,
    renewed: (id: string, until: string, hash: string) => `UID ${id} now lasts until ${until}  (${hash})`,
  },
};
