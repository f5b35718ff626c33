import type { CommandText } from '../CommandText.ts';

/** What `suanli wallet` says, in English. */
export const walletCommands = {
  wallet: {
    summary: 'Make, fund and empty the account that pays and is paid',
    examples: [],
  },
  'wallet create': {
    summary: 'Make a new account and keep its key encrypted in the data directory',
    examples: [['suanli wallet create', 'asks for a password twice']],
  },
  'wallet import': {
    summary: 'Keep an existing private key encrypted in the data directory',
    examples: [['suanli wallet import --private-key-file key.txt', 'delete key.txt afterwards']],
  },
  'wallet address': {
    summary: "Print the account's address",
    examples: [['suanli wallet address', 'needs no password']],
  },
  'wallet balance': {
    summary: 'Show coin for gas, tokens, and what stands in the bank',
    examples: [
      ['suanli wallet balance', 'of the own account'],
      ['suanli wallet balance --address 0x70997970C51812dc3A010C7d01b50e0d17dc79C8', 'of another'],
    ],
  },
  'wallet transfer': {
    summary: 'Send tokens to another account, outside the bank',
    examples: [['suanli wallet transfer --to 0x70997970C51812dc3A010C7d01b50e0d17dc79C8 --amount 1.5', '']],
  },
  'wallet deposit': {
    summary: 'Put tokens into the bank and let Broker and Market use them',
    examples: [['suanli wallet deposit 10', '10 tokens']],
  },
  'wallet withdraw': {
    summary: 'Take tokens out of the bank, in two steps',
    examples: [],
  },
  'wallet withdraw request': {
    summary: "Set tokens aside; they can be taken once the bank's delay has passed",
    examples: [['suanli wallet withdraw request 10', '10 tokens']],
  },
  'wallet withdraw take': {
    summary: 'Take out what was set aside and has waited long enough',
    examples: [['suanli wallet withdraw take', '']],
  },
  'wallet consent': {
    summary: 'Say which modules may use the balance in the bank',
    examples: [['suanli wallet consent --module broker --module market', 'for deals, use rights and shares']],
  },
} satisfies Record<string, CommandText>;

export const walletOptions = {
  privateKeyFile: 'File that holds the key: 64 hexadecimal digits. "-" reads standard input.',
  balanceAddress: 'Another account than the own one.',
  transferTo: 'Who receives the tokens.',
  amount: 'How many tokens, such as 1.5.',
  consentModule:
    'broker, market, quorum, executionMarket, disputes, lottery, creditLine or priceCurve; may be repeated. What is not named loses its consent.',
  consentNone: 'Take every consent back.',
};

export const walletWords = {
  wallet: {
    password: 'Password: ',
    newPassword: 'New password: ',
    repeatPassword: 'The same again: ',
    backUp: (file: string) => `The key is kept in ${file}. Back it up: nobody can restore it, or its password.`,
    imported: (file: string) => `The key is kept encrypted now; delete ${file}.`,
    gasCoin: 'Coin for gas',
    tokens: 'Tokens',
    bankAvailable: 'In the bank, available',
    bankLocked: 'In the bank, locked',
    withdrawing: 'Being withdrawn',
    from: (time: string) => `from ${time}`,
    noConsent: 'The Broker may not use this balance: deposit anything once more to allow it.',
    transferred: (amount: string, to: string, hash: string) => `Sent ${amount} tokens to ${to}  (${hash})`,
    deposited: (amount: string, available: string, hash: string) =>
      `Deposited ${amount} tokens; available in the bank: ${available}  (${hash})`,
    withdrawalRequested: (amount: string, time: string, hash: string) =>
      `${amount} tokens are set aside; take them from ${time} on with \`suanli wallet withdraw take\`  (${hash})`,
    consented: (modules: string, hash: string) => `May use the balance in the bank: ${modules}  (${hash})`,
    consentedNone: (hash: string) => `No module may use the balance in the bank  (${hash})`,
    withdrawn: (amount: string, hash: string) => `Withdrew ${amount} tokens  (${hash})`,
  },
};
