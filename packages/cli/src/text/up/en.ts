import type { CommandText } from '../CommandText.ts';

/** What `suanli up` says, in English. */
export const upCommands = {
  up: {
    summary: 'Start a whole market on this machine: chain, contracts, providers, indexer and web console',
    examples: [
      ['suanli up', 'prints the address of the console; Ctrl-C ends all of it'],
      ['suanli up --data ./market', 'goes on from the folder the next time'],
      ['suanli up --empty --port 0', 'nothing listed, on any free port'],
    ],
  },
} satisfies Record<string, CommandText>;

export const upOptions = {
  upData: 'Folder that keeps the market for the next start. Default: a temporary one that goes away.',
  upPort: 'TCP port of the web console; 0 takes any free one. Default 4800.',
  upRpcPort: 'TCP port of the chain; 0 takes any free one. Default 8545.',
  upIndexerPort: 'TCP port of the indexer; 0 takes any free one. Default 4804.',
  upProviders: 'How many provider processes. Default 3.',
  upEmpty: 'List nothing: contracts and providers alone.',
  upDatabaseUrl: 'PostgreSQL server for the indexer. Default: PGlite in the folder.',
};

export const upWords = {
  up: {
    console: 'Console',
    rpc: 'Chain',
    data: 'Data',
    temporary: '(temporary; keep it with --data)',
    account: 'Account to play with',
    address: 'Address',
    stop: 'Ctrl-C ends all of it. Everything here is of this machine and worth nothing elsewhere.',
    stopping: 'Stopping …',
    seedFailed: (message: string) => `What the market was to do by itself failed: ${message}`,
    steps: {
      chain: 'Starting a chain on this machine, with the contracts …',
      providers: 'Starting provider processes …',
      seed: 'Putting three machines on the market …',
      indexer: 'Starting the indexer …',
      build: 'Building the web console (once) …',
      console: 'Starting the web console …',
      proving: 'Two machines are being bought and prove their power meanwhile …',
      proved: 'Both proofs are on chain.',
    },
  },
};
