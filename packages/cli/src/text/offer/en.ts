import type { CommandText } from '../CommandText.ts';

/** What `suanli offer` says, in English. */
export const offerCommands = {
  offer: {
    summary: 'Look at what the market offers',
    examples: [],
  },
  'offer list': {
    summary: 'List the offers that peers announce, the cheapest first',
    examples: [['suanli offer list --peer /ip4/192.0.2.1/tcp/4801/p2p/12D3Koo… --watch', 'keeps looking']],
  },
} satisfies Record<string, CommandText>;

export const offerOptions = {
  offerWatch: 'Keep looking and show the list again every 5 s, until interrupted.',
  offerWait: 'How long to wait for a first offer, in milliseconds. Default 3000.',
};

export const offerWords = {
  offer: {
    none: 'No offer was heard of. Wait longer with --wait, or connect to other peers.',
    unfunded: 'unfunded',
    forHolders: 'For holders of (tokens)',
  },
};
