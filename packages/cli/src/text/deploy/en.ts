import type { CommandText } from '../CommandText.ts';

/** What `suanli deploy` says, in English. */
export const deployCommands = {
  deploy: {
    summary: 'Put a market of your own on a chain, governed by its DAO',
    examples: [['suanli deploy --rpc-url http://127.0.0.1:8545', 'writes deployment.json into the data directory']],
  },
} satisfies Record<string, CommandText>;

export const deployOptions = {
  chainId: 'Refuse any other chain than this. Default: what the RPC serves.',
  deployOut: 'Where to write the addresses. Default: the deployment file.',
  withdrawalDelay: 'How long a withdrawal from the bank waits, in seconds. Default 3600.',
  deployFee: "The DAO's part of each payment on the market, in hundredths of a percent, up to 1000. Default 100.",
  deployTreasury: 'Account in the bank that gets the fee. Default: the timelock.',
  deployVotingDelay: 'Blocks from a proposal to its vote. Default 7200.',
  deployVotingPeriod: 'Blocks for which a vote is open. Default 50400.',
  deployThreshold: 'Votes that it takes to propose, in tokens. Default 100000.',
  deployQuorum: 'Votes that it takes to pass, in percent of all tokens. Default 4.',
  deployTimelock: 'Seconds for which what passed waits; longer than --withdrawal-delay in production. Default 172800.',
  deployOpening: 'Seconds after its commitment within which a compute proof must be opened. Default 600.',
  deployForce: 'Replace an existing deployment file.',
};

export const deployWords = {
  deploy: {
    sending: (account: string, chainId: number) => `Deploying from ${account} on chain ${chainId} …`,
    mined: (done: number, total: number, name: string) => `${done}/${total}  ${name}`,
    gas: 'Gas',
    file: 'File',
  },
};
