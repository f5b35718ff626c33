import type { CommandText } from '../CommandText.ts';

/** What `suanli provider` says, in English. */
export const providerCommands = {
  provider: {
    summary: "Sell this machine's computing",
    examples: [],
  },
  'provider start': {
    summary: 'Announce offers, run tasks and collect payment until told to stop',
    examples: [
      ['suanli provider start', 'with provider.yaml of the data directory, where there is one'],
      ['suanli provider start --price 0.002 --slots 4 --set provider.stake=1', 'a single option more'],
      ['suanli provider start --verify 0.2 --set provider.enabled=false', 'verifies, and sells nothing'],
    ],
  },
  'provider config': {
    summary: 'Show every option of the provider: its value, meaning, unit and default',
    examples: [['suanli provider config --set provider.slots=2', 'as this would make it']],
  },
} satisfies Record<string, CommandText>;

export const providerOptions = {
  providerConfig: 'YAML file of the provider. Default $SUANLI_CONFIG, else provider.yaml of the data directory.',
  providerPrice: 'Tokens per Gwu (10^9 metered instructions). Default 0.001.',
  providerSlots: 'Tasks that run at the same time. Default: the number of CPU cores.',
  providerListen: 'Multiaddr to listen on; may be repeated. Default TCP 4801 and WebSocket 4802 on all interfaces.',
  providerAnnounce: 'Multiaddr to tell others instead; may be repeated.',
  providerVerify:
    'Also look at what others answered: execute this share of their tasks again, such as 0.1, and dispute what is wrong. Needs `wallet consent` for disputes.',
  providerSet: 'Any option of `suanli provider config`; may be repeated.',
};

export const providerWords = {
  provider: {
    ready: (address: string, addresses: string, healthUrl: string) =>
      `Provider ${address} is ready at ${addresses}  health ${healthUrl}`,
    stopping: 'Stopping: running tasks may finish. Interrupt again to end at once.',
    unset: 'not set',
  },
};
