import type { CommandText } from '../CommandText.ts';

const someone = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8';

/** What `suanli token` says, in English. */
export const tokenCommands = {
  token: {
    summary: 'The token: sale, daily fund, vesting, presale, tokens of others, accounts that can be recovered',
    examples: [],
  },
  'token balance': {
    summary: 'Show the tokens of an account outside the bank, of this market or another token',
    examples: [
      ['suanli token balance', 'of the own account'],
      [`suanli token balance ${someone} --token 0x5FbDB2315678afecb367f032d93F642f64180aa3`, ''],
    ],
  },
  'token detect': {
    summary: "Find out what a stranger's token can do, without a transaction",
    examples: [['suanli token detect 0x5FbDB2315678afecb367f032d93F642f64180aa3', '']],
  },
  'token deploy': {
    summary: 'Deploy a token of your own: ERC-20 with permit, a fixed supply, owned by nobody',
    examples: [['suanli token deploy "My presale" MPS 1000000', 'all of it to this account']],
  },
  'token sale': {
    summary: 'The sale of tokens at a fixed price',
    examples: [],
  },
  'token sale show': {
    summary: 'Show price, times, and how much is sold',
    examples: [['suanli token sale show 0x5FbDB2315678afecb367f032d93F642f64180aa3', '']],
  },
  'token sale buy': {
    summary: 'Buy tokens with the coin of the chain; what is paid too much comes back at once',
    examples: [
      ['suanli token sale buy 0x5FbDB2315678afecb367f032d93F642f64180aa3 0.5', 'for half a coin'],
      ['suanli token sale buy 0x5FbDB2315678afecb367f032d93F642f64180aa3 0.5 --least 100', 'or not at all'],
    ],
  },
  'token migrate': {
    summary: 'Burn presale tokens for twice as many; without an amount, show the migration',
    examples: [
      ['suanli token migrate 0x5FbDB2315678afecb367f032d93F642f64180aa3', 'until when, and whether it can pay'],
      ['suanli token migrate 0x5FbDB2315678afecb367f032d93F642f64180aa3 250', 'burns 250'],
    ],
  },
  'token fund': {
    summary: 'The daily rewards of providers',
    examples: [],
  },
  'token fund show': {
    summary: 'Show what the fund holds, gives a day, and has left today',
    examples: [['suanli token fund show 0x5FbDB2315678afecb367f032d93F642f64180aa3', '']],
  },
  'token fund distribute': {
    summary: "Share a part of today's rewards out by points; for the distributor that the DAO named",
    examples: [
      [
        `suanli token fund distribute 0x5FbDB2315678afecb367f032d93F642f64180aa3 1000 --to ${someone}=3 --to 0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC=1`,
        '',
      ],
    ],
  },
  'token vesting': {
    summary: 'Tokens that vest',
    examples: [],
  },
  'token vesting show': {
    summary: 'Show what a vesting holds, has paid, and could pay now',
    examples: [['suanli token vesting show 0x5FbDB2315678afecb367f032d93F642f64180aa3', '']],
  },
  'token vesting release': {
    summary: 'Pay what has vested to the beneficiary; anyone may',
    examples: [['suanli token vesting release 0x5FbDB2315678afecb367f032d93F642f64180aa3', '']],
  },
  'token account': {
    summary: "Accounts whose owner's key can be replaced where it is lost",
    examples: [],
  },
  'token account create': {
    summary: 'Create an account that a recovery key and a co-signer together can recover',
    examples: [
      [
        `suanli token account create --recovery-key ${someone} --co-signer 0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC`,
        'the owner may veto for three days',
      ],
    ],
  },
  'token account show': {
    summary: 'Show owner, path of recovery, and a recovery that is under way',
    examples: [['suanli token account show 0x5FbDB2315678afecb367f032d93F642f64180aa3', '']],
  },
  'token account execute': {
    summary: 'Make the account call a contract, as its owner',
    examples: [
      [
        'suanli token account execute 0x5FbDB2315678afecb367f032d93F642f64180aa3 0xe7f1725E7734CE288F8367e1Bb143E90bb3F0512 0xb6b55f25',
        'the call of a contract, as its bytes',
      ],
    ],
  },
  'token account path': {
    summary: 'Change the path of recovery at once, as the owner; ends a recovery that is under way',
    examples: [['suanli token account path 0x5FbDB2315678afecb367f032d93F642f64180aa3 --delay 604800', 'a week']],
  },
  'token account recover': {
    summary: 'Replace the key of an owner: both sign, one starts, and after the delay anyone finishes',
    examples: [],
  },
  'token account recover sign': {
    summary: 'Sign that an account gets a new owner, as its recovery key or its co-signer',
    examples: [
      [
        `suanli token account recover sign 0x5FbDB2315678afecb367f032d93F642f64180aa3 --to ${someone}`,
        'writes recovery.json',
      ],
      [
        'suanli token account recover sign 0x5FbDB2315678afecb367f032d93F642f64180aa3 --like recovery.json --out co.json',
        'the other one, after a look at who asks',
      ],
    ],
  },
  'token account recover start': {
    summary: 'Start a recovery with both signatures; anyone may',
    examples: [['suanli token account recover start recovery.json co.json', '']],
  },
  'token account recover veto': {
    summary: 'End a recovery that is under way, as the owner',
    examples: [['suanli token account recover veto 0x5FbDB2315678afecb367f032d93F642f64180aa3', '']],
  },
  'token account recover finish': {
    summary: 'Make the new owner the owner, once the delay has passed; anyone may',
    examples: [['suanli token account recover finish 0x5FbDB2315678afecb367f032d93F642f64180aa3', '']],
  },
} satisfies Record<string, CommandText>;

export const tokenOptions = {
  tokenOther: "The token. Default: the market's own.",
  tokenHolder: 'An account that holds some, in whose place transfers are simulated. Default: a balance is made up.',
  tokenDecimals: 'Decimals that amounts are written with. Default 18.',
  tokenFirstHolder: 'Who gets all of it. Default: this account.',
  tokenLeast: 'The fewest tokens that are wanted; where fewer are left, nothing is bought. Default: what is left.',
  tokenBuyFor: 'Who gets the tokens. Default: this account.',
  tokenPoints: 'An account and its points of the day; its part is that of its points, rounded down.',
  accountRecoveryKey: 'A key that is kept apart, or that somebody trusted has.',
  accountCoSigner: 'A service that verifies who asks for a recovery.',
  accountDelay: 'How long the owner may veto, in seconds, from 3600 on. Default 259200, three days.',
  accountOwner: 'Who owns it. Default: this account.',
  pathRecoveryKey: 'The new recovery key. Default: as it is.',
  pathCoSigner: 'The new co-signer. Default: as it is.',
  pathDelay: 'How long the owner may veto, in seconds, from 3600 on. Default: as it is.',
  recoverTo: 'The new owner.',
  recoverUntil: 'Until when the signatures may be used: from now on such as 12h, or a date. Default: a day from now.',
  recoverLike: 'Sign the same new owner and time as this file of the other signer.',
  recoverOut: 'File that the signature is written to. Default recovery.json.',
};

export const tokenWords = {
  token: {
    yes: 'yes',
    no: 'no',
    unknown: 'unknown',
    nobody: 'nobody',
    name: 'Name',
    symbol: 'Symbol',
    decimals: 'Decimals',
    transferReturns: 'A transfer returns',
    returns: { bool: 'true', nothing: 'nothing', other: 'something else', unknown: 'unknown' },
    takesFee: 'Takes a fee of transfers',
    permit: 'Approvals by signature (ERC-2612)',
    authorization: 'Transfers by signature (EIP-3009)',
    votes: 'Votes (ERC-5805)',
    price: 'Price',
    coinPerToken: (coins: string) => `${coins} coins for one token`,
    sold: 'Sold',
    soldOf: (sold: string, cap: string) => `${sold} of ${cap} tokens`,
    missing: 'Missing',
    from: 'From (UTC)',
    until: 'Until (UTC)',
    cliff: 'Cliff (UTC)',
    beneficiary: 'Beneficiary',
    held: 'Holds',
    saleStates: { ahead: 'not started', running: 'running', soldOut: 'sold out', over: 'over' },
    bought: (tokens: string, to: string, paid: string, hash: string) =>
      `${tokens} tokens bought for ${to}, ${paid} coins paid (${hash}).`,
    presaleToken: 'Presale token',
    migrated: (burned: string, paid: string, hash: string) => `${burned} burned, ${paid} tokens paid (${hash}).`,
    perDay: 'A day gives at most',
    leftToday: 'Left today',
    distributor: 'Distributor',
    distributed: (amount: string, recipients: string, hash: string) =>
      `${amount} tokens shared out to ${recipients} account(s) (${hash}).`,
    released: 'Paid',
    releasable: 'Vested, not paid yet',
    nothingVested: 'Nothing more has vested yet.',
    vestedPaid: (amount: string, to: string, hash: string) => `${amount} tokens paid to ${to} (${hash}).`,
    deployed: (supply: string, holder: string, token: string) => `${supply} are with ${holder}: token ${token}.`,
    owner: 'Owner',
    recoveryKey: 'Recovery key',
    coSigner: 'Co-signer',
    delay: 'Delay (h:mm:ss)',
    recovery: 'Recovery',
    noRecovery: 'none under way',
    recoveryTo: (newOwner: string, time: string) => `to ${newOwner}, from ${time} UTC on`,
    accountCreated: (account: string, owner: string) => `Account ${account} is owned by ${owner}.`,
    executed: (account: string, target: string, hash: string) => `${account} called ${target} (${hash}).`,
    pathSet: (recoveryKey: string, coSigner: string, hash: string) =>
      `From now on ${recoveryKey} and ${coSigner} together recover it (${hash}).`,
    recoverySigned: (newOwner: string, account: string, time: string, file: string) =>
      `Signed, until ${time} UTC: ${newOwner} becomes the owner of ${account}. Give ${file} to who starts it.`,
    recoveryStarted: (newOwner: string, time: string, hash: string) =>
      `${newOwner} can become the owner from ${time} UTC on, unless the owner vetoes (${hash}).`,
    vetoed: (account: string, hash: string) => `The recovery of ${account} is ended (${hash}).`,
    recovered: (account: string, owner: string, hash: string) => `${account} is owned by ${owner} now (${hash}).`,
  },
};
