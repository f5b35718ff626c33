import type { CommandText } from '../CommandText.ts';

/** What `suanli asset` says, in English. */
export const assetCommands = {
  asset: {
    summary: 'Tokenise a machine: hardware, resource, use right, revenue right',
    examples: [],
  },
  'asset types': {
    summary: 'List the types of hardware that the DAO knows, with shares and proof parameters',
    examples: [['suanli asset types', '']],
  },
  'asset register': {
    summary: 'Register a device of this account and get its HID',
    examples: [['suanli asset register --type GTX_1050 --serial GPU-5f1c0b1e --salt "only I know"', '']],
  },
  'asset resource': {
    summary: 'Make resources out of hardware',
    examples: [],
  },
  'asset resource create': {
    summary: 'Make a resource (VID) out of devices, which it locks',
    examples: [['suanli asset resource create --hardware 1 --hardware 2', 'of one type and model']],
  },
  'asset resource list': {
    summary: "List an account's resources, free and bound",
    examples: [['suanli asset resource list --free', 'those that a new use right can be issued for']],
  },
  'asset resource dissolve': {
    summary: 'End a free resource and free its hardware',
    examples: [['suanli asset resource dissolve 1', '']],
  },
  'asset use-right': {
    summary: 'Issue and handle rights to use a resource',
    examples: [],
  },
  'asset use-right issue': {
    summary: 'Issue the right (UID) to use a free resource until a time',
    examples: [['suanli asset use-right issue 1 --until 30d', '']],
  },
  'asset use-right show': {
    summary: 'Show a use right: owner, resource, type, model, count, expiry, price',
    examples: [['suanli asset use-right show 1', '']],
  },
  'asset use-right give-back': {
    summary: 'End a use right before its time; its resource is free at once',
    examples: [['suanli asset use-right give-back 1', 'nothing is paid back']],
  },
  'asset use-right let': {
    summary: 'Let a use right to another account, or end that',
    examples: [
      ['suanli asset use-right let 1 --to 0x70997970C51812dc3A010C7d01b50e0d17dc79C8 --until 12h', ''],
      ['suanli asset use-right let 1 --end', ''],
    ],
  },
  'asset revenue': {
    summary: 'Share the income of a resource',
    examples: [],
  },
  'asset revenue create': {
    summary: 'Create the revenue right (RID) of a resource and give out its shares, once and for good',
    examples: [
      ['suanli asset revenue create 1', 'all shares to this account'],
      [
        'suanli asset revenue create 1 --holder 0x70997970C51812dc3A010C7d01b50e0d17dc79C8=40 --holder 0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC=60',
        '',
      ],
    ],
  },
  'asset revenue show': {
    summary: 'Show who holds the shares in the income of a resource, and what they have earned',
    examples: [['suanli asset revenue show 1', '']],
  },
  'asset revenue transfer': {
    summary: 'Give shares in the income of a resource to another account',
    examples: [['suanli asset revenue transfer 1 --to 0x70997970C51812dc3A010C7d01b50e0d17dc79C8 --shares 10', '']],
  },
} satisfies Record<string, CommandText>;

export const assetOptions = {
  assetType: 'Name or number of a type: see `suanli asset types`.',
  assetSerial: 'What tells the device from all others, such as its serial number; only a hash of it is sent.',
  assetSalt: 'Keeps others from guessing the serial number; keep to one. Default: none.',
  assetFingerprint: 'The hash itself, in place of --serial.',
  assetModel: 'Name of the model, 1 to 32 bytes. Default: that of the type.',
  resourceHardware: 'HID of a device; may be repeated, up to 32 times.',
  resourceFree: 'Those alone that no live use right binds.',
  resourceOwner: 'Another account than the own one.',
  useRightUntil: 'When it ends: from now, such as 12h or 30d (s, min, h, d), or a date such as 2030-01-31T12:00Z.',
  letTo: 'Who may use it.',
  letUntil: 'When the rental ends. Default: with the right.',
  letEnd: 'End the rental.',
  revenueHolder: 'A holder and its number of shares; may be repeated. Default: all of them to this account.',
  sharesTo: 'Who receives the shares.',
  shares: 'How many shares.',
};

export const assetWords = {
  asset: {
    number: 'No.',
    type: 'Type',
    kind: 'Kind',
    kinds: { cpu: 'CPU', gpu: 'GPU', other: 'other' },
    memory: 'Memory',
    shares: 'Shares',
    proof: 'Compute proof',
    proofTerms: (samples: number, leafCountLog2: number, hashesPerLeaf: number, seconds: number) =>
      `${samples} of 2^${leafCountLog2} leaves × ${hashesPerLeaf}, ${seconds} s`,
    expected: 'Expected level',
    listed: 'Listed',
    yes: 'yes',
    no: 'no',
    registered: (id: string, type: string, hash: string) => `HID ${id}: a ${type} of this account  (${hash})`,
    resourceCreated: (id: string, hardware: string, hash: string) => `VID ${id}: made of HID ${hardware}  (${hash})`,
    resourceDissolved: (id: string, hash: string) => `VID ${id} is no more; its hardware is free  (${hash})`,
    noResources: 'The account has no resource. Make one: suanli asset resource create --hardware …',
    noFreeResources: 'The account has no free resource.',
    model: 'Model',
    count: 'Count',
    hardware: 'HIDs',
    state: 'State',
    free: 'free',
    bound: (useRight: string, until: string) => `bound by UID ${useRight} until ${until}`,
    useRightIssued: (id: string, what: string, hash: string) => `UID ${id}: ${what}  (${hash})`,
    owner: 'Owner',
    expires: 'Until (UTC)',
    expired: 'expired',
    price: 'Price',
    notListed: 'not for sale',
    letTo: 'Let to',
    renewal: 'Renewal',
    renewalOffer: (perDay: string, until: string) => `${perDay} tokens a day, up to ${until} UTC`,
    mandate: 'Mandate',
    mandateLeft: (budget: string, until: string) => `${budget} tokens left, up to ${until} UTC`,
    givenBack: (id: string, hash: string) => `UID ${id} was given back; its resource is free  (${hash})`,
    let: (id: string, what: string, hash: string) => `UID ${id} is let to ${what}  (${hash})`,
    rentalEnded: (id: string, hash: string) => `UID ${id} is let no longer  (${hash})`,
    revenueCreated: (id: string, holders: string, hash: string) => `RID ${id}: ${holders}  (${hash})`,
    holder: 'Holder',
    accrued: 'To settle',
    offered: 'Offered (shares × tokens)',
    valid: 'valid',
    ended: 'the resource is no more',
    sharesTransferred: (shares: string, what: string, hash: string) => `Gave ${shares} shares: ${what}  (${hash})`,
  },
};
