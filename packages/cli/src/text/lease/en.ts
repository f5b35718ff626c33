import type { CommandText } from '../CommandText.ts';

/** What `suanli lease` says, in English. */
export const leaseCommands = {
  lease: {
    summary: 'Use what a use right gives: buy it, open it, run jobs in it, renew it',
    examples: [],
  },
  'lease buy': {
    summary: 'Buy a use right that is for sale, as `market buy` does',
    examples: [['suanli lease buy 7 --max-price 2.5', '']],
  },
  'lease open': {
    summary: 'Open a use right: show the configuration, stay until Ctrl-C, or say why access was cut',
    examples: [
      ['suanli lease open 7', 'its provider is found through its offers'],
      ['suanli lease open 7 --target /ip4/192.0.2.1/tcp/4801/p2p/12D3Koo…', 'at a known address'],
    ],
  },
  'lease run': {
    summary: 'Run a job on the machine of a use right, without further payment',
    examples: [['suanli lease run 7 examples/hello-c/job.yaml --out results', '']],
  },
  'lease renew': {
    summary: 'Let a use right last longer: one period now, or automatically within bounds',
    examples: [
      ['suanli lease renew 7', 'one period, at the present price'],
      ['suanli lease renew 7 --auto --budget 10 --max-price-per-day 0.5 --until 60d', 'by itself, in its last day'],
      ['suanli lease renew 7 --cancel', 'not by itself any longer'],
    ],
  },
} satisfies Record<string, CommandText>;

export const leaseOptions = {
  leaseTarget: "Multiaddr of the provider; may be repeated. Default: found through the offers of the resource's owner.",
  leaseWait: 'How long to look for the provider, in milliseconds. Default 15000.',
  leaseAuto: 'Let anyone renew it in its last day, at your cost, within --budget, --max-price-per-day and --until.',
  leaseCancel: 'End the automatic renewal.',
};

export const leaseWords = {
  lease: {
    deviceMemory: 'Memory of a device',
    slots: (slots: number, reserved: number) => `${slots}, of which ${reserved} are kept free for you`,
    limits: 'Limits of a task',
    limitsOf: (work: string, memory: string, output: string, wall: string) =>
      `work ${work}, memory ${memory}, output ${output}, wall clock ${wall}`,
    executors: 'Executors',
    proof: 'Compute proofs by',
    open: 'The lease is open; Ctrl-C closes it.',
    extended: (until: string) => `Renewed until ${until}`,
  },
};
