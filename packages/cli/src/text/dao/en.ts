import type { CommandText } from '../CommandText.ts';

/** What `suanli dao` says, in English. */
export const daoCommands = {
  dao: {
    summary: 'Decide with others about types, proofs, fees, roles and code',
    examples: [],
  },
  'dao types': {
    summary: 'List the resource types with proof parameters and revenue values, or the history of one',
    examples: [
      ['suanli dao types', 'all, as they are now'],
      ['suanli dao types GTX_1050', 'every version of its terms'],
    ],
  },
  'dao list': {
    summary: 'List proposals with their state and votes, or show one',
    examples: [
      ['suanli dao list', 'the newest first'],
      ['suanli dao list 0x25c5e34a', 'one, by the start of its number'],
    ],
  },
  'dao delegate': {
    summary: 'Give the votes of your tokens to an account, or to yourself',
    examples: [['suanli dao delegate', 'to yourself: needed once before you can vote']],
  },
  'dao propose': {
    summary: 'Propose something to the DAO',
    examples: [],
  },
  'dao propose type': {
    summary: 'Propose a new resource type, like a listed one but for the options',
    examples: [['suanli dao propose type RTX_5090 --like H100 --memory 32768 --shares 500', '']],
  },
  'dao propose terms': {
    summary: 'Propose proof parameters, revenue value or listing of a type; what is not given stays',
    examples: [['suanli dao propose terms GTX_1050 --samples 20', '']],
  },
  'dao propose fee': {
    summary: "Propose the DAO's part of each payment on the market, in hundredths of a percent",
    examples: [['suanli dao propose fee 50', 'half a percent']],
  },
  'dao propose upgrade': {
    summary: 'Propose new code for a module, already deployed',
    examples: [['suanli dao propose upgrade market --implementation 0x70997970C51812dc3A010C7d01b50e0d17dc79C8', '']],
  },
  'dao propose role': {
    summary: 'Propose to grant a role in the AccessManager, or to take it back',
    examples: [['suanli dao propose role grant 7 --account 0x70997970C51812dc3A010C7d01b50e0d17dc79C8', '']],
  },
  'dao propose access': {
    summary: 'Propose which role a guarded function needs: a number, 0 for votes alone, or public for everybody',
    examples: [['suanli dao propose access hardware register 7', 'only holders of role 7 register hardware']],
  },
  'dao propose call': {
    summary: 'Propose any call that the timelock is to send',
    examples: [['suanli dao propose call 0x70997970C51812dc3A010C7d01b50e0d17dc79C8 0x12345678', '']],
  },
  'dao vote': {
    summary: 'Vote on a proposal, once, with all your votes',
    examples: [['suanli dao vote 0x25c5e34a for', '']],
  },
  'dao queue': {
    summary: 'Put a proposal that passed into the timelock',
    examples: [['suanli dao queue 0x25c5e34a', '']],
  },
  'dao execute': {
    summary: 'Execute a queued proposal once its delay has passed',
    examples: [['suanli dao execute 0x25c5e34a', '']],
  },
  'dao cancel': {
    summary: 'Take your own proposal back before its vote begins',
    examples: [['suanli dao cancel 0x25c5e34a', '']],
  },
} satisfies Record<string, CommandText>;

export const daoOptions = {
  proposalDescription: 'What it is for, kept with the proposal. Default: what it does, in a few words.',
  typeLike: 'A listed type, by name or number, whose kind, memory and terms are taken where no option says otherwise.',
  typeKind: 'cpu, gpu or other.',
  typeMemory: 'Memory of the model, in MiB.',
  termsListed: 'Whether hardware of this type may be registered: yes or no.',
  termsShares: 'Revenue value: how many shares a revenue right of this type has.',
  termsLeafCountLog2: 'A compute proof commits to 2 to this power leaves; 1 to 40.',
  termsSamples: 'How many leaves a compute proof opens.',
  termsHashesPerLeaf: 'Hashes that one leaf takes.',
  termsTimeLimit: 'Seconds within which a compute proof must be committed to.',
  termsMinRate: 'Hashes per second that hardware of this type reaches at least.',
  termsMaxRate: 'Hashes per second that hardware of this type reaches at most.',
  feeTreasury: 'Account in the bank that gets the fee. Default: the timelock.',
  upgradeImplementation: 'Address of the new code.',
  upgradeInitialization: 'Call data for the module right after its upgrade. Default: none.',
  roleAccount: 'Who gets or loses the role.',
  roleDelay: 'Seconds that each call under this role must be scheduled ahead. Default 0.',
  voteReason: 'Why; public, and for good. Default: none.',
  listLimit: 'How many at most. Default 50.',
};

export const daoWords = {
  dao: {
    none: 'There are no proposals yet.',
    proposal: 'Proposal',
    proposer: 'Proposer',
    description: 'Description',
    vote: 'Vote',
    for: 'For',
    against: 'Against',
    abstain: 'Abstain',
    quorum: 'Quorum',
    ends: 'Ends at block',
    executable: 'Executable from',
    type: 'Type',
    version: 'Version',
    shares: 'Shares',
    leaves: 'Leaves',
    samples: 'Samples',
    hashesPerLeaf: 'Hashes/leaf',
    timeLimit: 'Time limit',
    range: 'Expected level',
    open: 'Open',
    yes: 'yes',
    no: 'no',
    typeTitle: (id: number, name: string, kind: string, memoryMib: number) =>
      `${id}  ${name}  ${kind}${memoryMib === 0 ? '' : `  ${memoryMib} MiB`}`,
    unknownCall: (target: string, data: string) => `UNKNOWN CALL to ${target}: ${data}`,
    blocks: (first: bigint, last: bigint) => `blocks ${first} to ${last}`,
    proposed: (id: string, description: string) => `Proposal ${id}: ${description}`,
    voteOpens: (first: bigint, last: bigint, id: string) =>
      `The vote is open from block ${first} to ${last}: suanli dao vote ${id} for`,
    voted: (inFavour: string, against: string, last: bigint, id: string) =>
      `Voted. For ${inFavour}, against ${against}. After block ${last}: suanli dao queue ${id}`,
    queued: (time: string, id: string) => `Queued. From ${time} on: suanli dao execute ${id}`,
    executed: (id: string) => `Proposal ${id} is executed.`,
    cancelled: (id: string) => `Proposal ${id} is taken back.`,
    delegated: (tokens: string, to: string, votes: string) =>
      `The votes of ${tokens} tokens are with ${to}, who now has ${votes}.`,
    states: {
      pending: 'pending',
      active: 'open',
      cancelled: 'cancelled',
      defeated: 'defeated',
      succeeded: 'passed',
      queued: 'queued',
      expired: 'expired',
      executed: 'executed',
    },
    next: {
      pending: (_id: string) => 'The vote has not begun.',
      active: (id: string) => `Vote: suanli dao vote ${id} for`,
      cancelled: (_id: string) => '',
      defeated: (_id: string) => '',
      succeeded: (id: string) => `Next: suanli dao queue ${id}`,
      queued: (id: string) => `Next: suanli dao execute ${id}`,
      expired: (_id: string) => '',
      executed: (_id: string) => '',
    },
  },
};
