import type { CommandText } from '../CommandText.ts';

/** What `suanli doctor` says, in English. */
export const doctorCommands = {
  doctor: {
    summary: 'Say what is missing on this machine and how to get it',
    examples: [['suanli doctor', '']],
  },
} satisfies Record<string, CommandText>;

export const doctorWords = {
  doctor: {
    states: { ok: 'ok', warn: 'warn', missing: 'missing' },
    checks: {
      node: 'Node.js',
      dependencies: 'npm packages',
      sandbox: 'Sandbox processes',
      embeddedChain: 'Embedded chain',
      ports: 'TCP ports',
      dataDir: 'Data directory',
      wallet: 'Wallet',
      deployment: 'Deployment',
      rpc: 'Chain RPC',
      chainId: 'Chain id',
      contracts: 'Contracts',
      clock: 'Clock',
      gas: 'Coin for gas',
      bank: 'Bank',
      peers: 'Peers',
    },
    next: {
      node: 'Install Node.js 24 or newer, or let `./suanli` fetch it: apt-get install nodejs npm',
      dependencies: 'Install them: npm ci',
      sandbox: 'Use an official Node.js 24 build that may start child processes: npx -y -p node@24 node --version',
      embeddedChain:
        'Needed by `suanli demo` and tests alone: npm ci (with optional dependencies), or use another chain with --rpc-url.',
      ports: 'A provider cannot listen here: allow this user to open TCP ports.',
      dataDir: 'Make it writable, or choose another with --data-dir.',
      rpc: 'Give the address of a running node with --rpc-url.',
      chainId: "Give this chain's deployment with --deployment, or the right chain with --rpc-url.",
      contracts: 'The deployment is not of this chain: get the right file, or deploy again.',
      clock: 'Set the clock (apt-get install systemd-timesyncd), or check that the chain still makes blocks.',
      gas: (address: string) => `Send some of the chain's own coin to ${address}.`,
      bank: 'Deposit tokens: suanli wallet deposit 10',
      peers: 'Give peers that run with --peer, or under `peers` in config.yaml.',
    },
    packages: (count: number) => `${count} as pinned`,
    sandboxWorks: 'the permission model holds',
    portBound: 'can be bound',
    noPeers: 'none configured',
    peersReached: (reached: number, configured: number) => `${reached} of ${configured} reached`,
    otherChain: (actual: number, expected: number) => `the RPC serves ${actual}, the deployment is on ${expected}`,
    skew: (seconds: number) => `latest block ${seconds} s old`,
    good: 'Nothing that is needed is missing.',
    bad: (count: number) => `${count} thing(s) are missing.`,
  },
};
