import type { CommandText } from '../CommandText.ts';

/** What `suanli pay`, `suanli price` and `suanli credit` say, in English. */
export const paymentCommands = {
  pay: {
    summary: 'Pay one or many accounts inside the bank, the cheapest way',
    examples: [],
  },
  'pay send': {
    summary: 'Pay one account',
    examples: [['suanli pay send 0x70997970C51812dc3A010C7d01b50e0d17dc79C8 1.5', '']],
  },
  'pay many': {
    summary: 'Pay a list of accounts: one by one, in batches, or by a lottery, whichever costs least',
    examples: [
      [
        'suanli pay many due.txt --dry-run',
        'a line each: account and tokens; shows what every way costs, and sends nothing',
      ],
      ['suanli pay many due.txt --rounds 10000', 'of 10,000 such payments, so that a lottery evens out'],
      ['suanli pay many due.txt --method lottery --tickets tickets', 'send each account its file before the draw'],
      ['suanli pay many due.txt --method batch --batch 7', 'again after an interruption, as the first call said'],
    ],
  },
  'pay lottery': {
    summary: 'Look at lotteries, check a ticket, claim a prize',
    examples: [],
  },
  'pay lottery list': {
    summary: 'List the lotteries of this market, and who won',
    examples: [['suanli pay lottery list --payer 0x70997970C51812dc3A010C7d01b50e0d17dc79C8', '']],
  },
  'pay lottery check': {
    summary: 'Say whether a ticket counts as payment: the account, its chance, and that the prize is locked',
    examples: [['suanli pay lottery check ticket.json --least 0.01', 'and is worth 0.01 tokens or more']],
  },
  'pay lottery claim': {
    summary: "Wait for the draw and have a winning ticket's account paid; anyone may",
    examples: [['suanli pay lottery claim ticket.json', '']],
  },
  'pay deposit': {
    summary: 'Bring tokens into the bank without coin for gas: one signs, another sends',
    examples: [],
  },
  'pay deposit sign': {
    summary: "Sign a deposit of this account's tokens, for somebody else to send",
    examples: [
      [
        'suanli pay deposit sign 10 --fee 0.1 --relayer 0x70997970C51812dc3A010C7d01b50e0d17dc79C8',
        'writes deposit.json; 0.1 of the 10 tokens are for the relayer',
      ],
    ],
  },
  'pay deposit relay': {
    summary: 'Send a deposit that another account has signed, and earn its fee',
    examples: [['suanli pay deposit relay deposit.json', '']],
  },
  price: {
    summary: 'Prices that follow published supply and demand',
    examples: [],
  },
  'price list': {
    summary: 'Show the price of each resource type in this epoch, and what the next one would be',
    examples: [['suanli price list', '']],
  },
  'price history': {
    summary: 'Show the prices of a resource type, epoch by epoch',
    examples: [['suanli price history GTX_1050 --epochs 48', '']],
  },
  'price supply': {
    summary: "Publish how much work a resource of this account's supplies per epoch; locks a bond",
    examples: [['suanli price supply 1 "500 Gwu" --epochs 24', '']],
  },
  'price demand': {
    summary: 'Publish how much work of a resource type this account demands per epoch; locks its price',
    examples: [['suanli price demand GTX_1050 "500 Gwu" --max-bond 1', '']],
  },
  'price release': {
    summary: "Unlock the bonds of this account's statements that are over",
    examples: [['suanli price release', '']],
  },
  credit: {
    summary: 'Lines of credit: a locked deposit, spent by signed vouchers or by time',
    examples: [],
  },
  'credit open': {
    summary: 'Open a line: lock a deposit for one payee, until a time',
    examples: [
      [
        'suanli credit open 10 --to 0x70997970C51812dc3A010C7d01b50e0d17dc79C8 --unit nodeHour --price 1',
        'for a day; needs `wallet consent --module creditLine`',
      ],
      [
        'suanli credit open 5 --to 0x70997970C51812dc3A010C7d01b50e0d17dc79C8 --unit timed --until 12h',
        'all of it due after 12 hours, without vouchers',
      ],
    ],
  },
  'credit list': {
    summary: 'List lines of credit and where they stand',
    examples: [['suanli credit list --payee 0x70997970C51812dc3A010C7d01b50e0d17dc79C8', '']],
  },
  'credit show': {
    summary: 'Show the terms of a line, and what of it is spent',
    examples: [['suanli credit show 0x9c22ff5f21f0b81b113e63f7db6da94fedef11b2119b4088b89664fb9a3cb658', '']],
  },
  'credit voucher': {
    summary: 'Sign for all units used since the line was opened; the payee redeems the last voucher',
    examples: [
      [
        'suanli credit voucher 0x9c22ff5f21f0b81b113e63f7db6da94fedef11b2119b4088b89664fb9a3cb658 3.5',
        'writes voucher.json over 3.5 units in all',
      ],
    ],
  },
  'credit redeem': {
    summary: 'Have the payee paid: by a voucher, or by the time that has passed',
    examples: [
      ['suanli credit redeem voucher.json', ''],
      ['suanli credit redeem 0x9c22ff5f21f0b81b113e63f7db6da94fedef11b2119b4088b89664fb9a3cb658', 'of a timed line'],
    ],
  },
  'credit top-up': {
    summary: "Add to a line's deposit",
    examples: [['suanli credit top-up 0x9c22ff5f21f0b81b113e63f7db6da94fedef11b2119b4088b89664fb9a3cb658 5', '']],
  },
  'credit close': {
    summary: 'End a line that is over; what is unused goes back',
    examples: [['suanli credit close 0x9c22ff5f21f0b81b113e63f7db6da94fedef11b2119b4088b89664fb9a3cb658', '']],
  },
  'credit release': {
    summary: 'As the payee, end a line before its time; the payer has the rest back at once',
    examples: [
      [
        'suanli credit release 0x9c22ff5f21f0b81b113e63f7db6da94fedef11b2119b4088b89664fb9a3cb658 --voucher voucher.json',
        'redeems the voucher first',
      ],
    ],
  },
  'demo payments': {
    summary: 'Pay 100 providers for 10,000 tiny tasks in three ways on a chain of this machine, and compare',
    examples: [['suanli demo payments --json', 'transactions, gas, share of the value, variance']],
  },
} satisfies Record<string, CommandText>;

export const paymentOptions = {
  payMethod: 'auto, direct, batch or lottery. Default auto: the cheapest that is allowed.',
  payCoinPrice: 'What one coin of the chain is worth in tokens, to compare fees with payments. Default 1.',
  payRounds: 'How many such payments these accounts get, this one included; evens out a lottery. Default 1.',
  payDeviation: "The largest standard deviation of anyone's income by a lottery, in percent of it. Default 10.",
  payDrawBlocks:
    'Blocks until a lottery is drawn, within which tickets have to arrive. Default 80: providers mind who produces the block that draws, and that is known ahead.',
  payTickets: 'Folder for the tickets of a lottery, one file each. Default tickets.',
  payBatchNumber:
    'Number of the first batch of an earlier call that was interrupted: what it has paid is not paid again. Needs the --method of that call.',
  payDryRun: 'Compare, and send nothing.',
  lotteryPayer: 'Of this payer alone.',
  lotteryWinner: 'That this account won.',
  lotteryLeast: 'What the ticket must be worth on average, in tokens. Default: anything.',
  lotteryConfirmations: 'Blocks that must stand upon the opening. Default 3.',
  depositFee: 'What of the amount the relayer gets, in tokens. Default 0.',
  depositRelayer: 'Who alone may send it. Default: anyone.',
  depositValid: 'Seconds for which it may be sent. Default 3600.',
  depositOut: 'File for the signed deposit. Default deposit.json.',
  priceEpochs: 'How many epochs back. Default 24.',
  priceForEpochs: 'For how many epochs. Default 1.',
  priceMaxBond: 'The most that may be locked, in tokens.',
  creditTo: 'Who serves and is paid.',
  creditUnit: 'What the price is for: gwu, nodeHour or hour; timed: the deposit falls due evenly, without vouchers.',
  creditPrice: 'Tokens per unit; none for a timed line.',
  creditUntil: 'Until when it lasts: from now, such as 12h, or a date. Default: a day from now.',
  creditGrace: 'Seconds after its end in which the payee may still redeem. Default 3600.',
  creditPayer: 'Of this payer alone.',
  creditPayee: 'To this payee alone.',
  voucherOut: 'File for the voucher. Default voucher.json.',
  releaseVoucher: 'A last voucher, which is redeemed first.',
};

export const paymentWords = {
  pay: {
    sent: (amount: string, to: string, hash: string) => `${amount} tokens paid to ${to} inside the bank (${hash}).`,
    method: 'Way',
    transactions: 'Transactions',
    fee: 'Fee (tokens)',
    ofValue: 'Of the value',
    deviation: 'Deviation',
    against: (way: string, why: string) => `Against ${way}: ${why}`,
    methods: { direct: 'one by one', batch: 'batch', lottery: 'lottery' },
    asAsked: 'as asked for.',
    chosen: (method: string, why: string) => `Taken: ${method} – ${why}`,
    lotteryNotAllowed: 'This account does not allow lotteries; `suanli wallet consent` does.',
    repeatable: (method: string, number: string) =>
      `If this is interrupted, repeat it with --method ${method} --batch ${number}: what is paid is not paid again.`,
    paidSoFar: (done: string, of: string) => `${done} of ${of} transactions are through`,
    paidBefore: (count: string) => `${count} transaction(s) of these were there from an earlier call.`,
    paidMany: (amount: string, payees: string, transactions: string, gas: string) =>
      `${amount} tokens paid to ${payees} accounts in ${transactions} transaction(s), ${gas} gas.`,
    lotteryOpened: (prize: string, block: string, folder: string, hash: string) =>
      `A prize of ${prize} tokens is locked and drawn by block ${block} (${hash}). Send every account its file in ${folder} before that.`,
    lottery: 'Lottery',
    payer: 'Payer',
    payee: 'Payee',
    prize: 'Prize',
    drawBlock: 'Draw (block)',
    winner: 'Winner',
    chance: 'Chance',
    worth: 'Worth',
    counts: 'It counts: the prize is locked, and the ticket is in the list.',
    noLotteries: 'There are no lotteries.',
    lotteryEnds: { open: 'open', paid: 'paid', expired: 'expired' },
    waitingForDraw: (block: string, now: string) => `waiting for the draw by block ${block}; this is block ${now}`,
    claimed: (amount: string, winner: string, hash: string) => `${amount} tokens paid to ${winner} (${hash}).`,
    depositSigned: (amount: string, file: string) =>
      `A deposit of ${amount} tokens is signed: give ${file} to whoever sends it.`,
    depositRelayed: (amount: string, owner: string, fee: string, hash: string) =>
      `${amount} tokens credited to ${owner}, ${fee} to this account (${hash}).`,
  },
  price: {
    supply: 'Supply',
    demand: 'Demand',
    next: 'Next',
    untilBlock: 'Until block',
    epoch: 'Epoch',
    none: 'The DAO has set no curve for any type.',
    published: (id: string, work: string, from: string, until: string, bond: string, fee: string, hash: string) =>
      `Statement ${id}: ${work} per epoch, from epoch ${from} until before ${until}; ${bond} tokens locked, fee ${fee} (${hash}).`,
    nothingToRelease: 'No statement of this account is over.',
    released: (count: string, bond: string, hash: string) =>
      `${count} statement(s) released, ${bond} tokens unlocked (${hash}).`,
  },
  credit: {
    line: 'Line',
    unit: 'Unit',
    deposit: 'Deposit',
    redeemed: 'Paid',
    remaining: 'Left',
    from: 'From (UTC)',
    until: 'Until (UTC)',
    price: 'Price',
    none: 'There are no lines of credit.',
    units: { gwu: 'Gwu', nodeHour: 'node-hour', hour: 'hour', timed: 'by time' },
    states: { unknown: 'unknown', open: 'open', closed: 'closed' },
    perUnit: (price: string, unit: string) => `${price} tokens per ${unit}`,
    opened: (deposit: string, payee: string, line: string, hash: string) =>
      `${deposit} tokens locked for ${payee}: line ${line} (${hash}).`,
    vouched: (due: string, file: string) =>
      `A voucher worth ${due} tokens in all is signed: give ${file} to the payee.`,
    redeemedNow: (paid: string, payee: string, hash: string) => `${paid} tokens paid to ${payee} (${hash}).`,
    toppedUp: (amount: string, deposit: string, hash: string) =>
      `${amount} tokens added, ${deposit} deposited in all (${hash}).`,
    closed: (refund: string, hash: string) => `Closed; ${refund} tokens are available again (${hash}).`,
    releasedNow: (paid: string, refund: string, hash: string) =>
      `${paid} tokens paid, ${refund} back with the payer (${hash}).`,
  },
  paymentsDemo: {
    steps: {
      chain: 'starting a chain and a market on it',
      accounts: 'making the accounts',
      tasks: 'counting the words of 10,000 lines, a sandbox run for each',
      deals: 'paying by a deal for each provider',
      direct: 'paying one by one inside the bank',
      batch: 'paying in one batch',
      lottery: 'paying by a lottery',
      closing: 'closing the books',
    },
    tasksDone: (done: string, of: string) => `${done} of ${of} tasks are done`,
    way: 'Way',
    ways: { deals: 'a deal each', direct: 'one by one', batch: 'one batch', lottery: 'lottery' },
    deviation: 'Deviation',
    deviationOf: (rounds: string) => `over ${rounds}`,
    due: 'Due each time',
    dueLine: (due: string, providers: string, tasks: string) =>
      `${due} tokens to ${providers} providers for ${tasks} tasks`,
    assumed: 'Fees assume',
    assumedLine: (gwei: string, tokens: string) => `${gwei} Gwei per gas, and ${tokens} tokens for one coin`,
    lottery: 'The lottery',
    lotteryLine: (deals: string, direct: string) =>
      `takes ${deals} of the gas of as many deals, ${direct} of that of as many bare payments`,
    winnerLine: (winner: string, counted: string) =>
      `${winner}; ${counted} providers had checked their tickets before the draw`,
    choice: 'Would be chosen',
  },
};
