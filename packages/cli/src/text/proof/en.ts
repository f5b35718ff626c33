import type { CommandText } from '../CommandText.ts';

/** What `suanli proof` says, in English. */
export const proofCommands = {
  proof: {
    summary: 'Prove how fast a rented machine computes, and check what others proved',
    examples: [],
  },
  'proof run': {
    summary: 'Prove the machine behind a use right: issue, compute, commit, open, verify',
    examples: [
      ['suanli proof run 1', 'the provider of the use right computes'],
      ['suanli proof run 1 --executor gpu', 'this machine computes, where it is the resource'],
    ],
  },
  'proof verify': {
    summary: 'Recompute the verdict about a proof from chain data alone, check by check',
    examples: [['suanli proof verify 1', 'exit code 1 where something does not hold']],
  },
  'proof show': {
    summary: 'Show a proof: stage, parameters, times, root, level',
    examples: [['suanli proof show 1', '']],
  },
  'proof ranking': {
    summary: 'List the resources that passed proofs, the fastest first',
    examples: [['suanli proof ranking --type GTX_1050', '']],
  },
  'proof measure': {
    summary: 'Measure how fast this machine computes proofs; needs no chain',
    examples: [
      ['suanli proof measure', 'all cores'],
      ['suanli proof measure --executor gpu', ''],
    ],
  },
} satisfies Record<string, CommandText>;

export const proofOptions = {
  proofExecutor:
    'What computes: lease (the machine behind the use right), or cpu or gpu of this machine. Default lease.',
  measureExecutor: 'What to measure: cpu or gpu. Default cpu.',
  proofThreads: 'Threads that compute on the CPU of this machine. Default: all cores.',
};

export const proofWords = {
  proof: {
    number: 'Proof',
    stage: 'Stage',
    stages: {
      none: 'not issued',
      issued: 'issued: to be committed to',
      committed: 'committed: to be opened',
      passed: 'passed',
      expired: 'expired',
    },
    prover: 'Prover',
    parameters: 'Parameters',
    issuedAt: 'Issued',
    committedAt: 'Committed',
    deadline: 'Deadline',
    endedAt: 'Ended',
    seed: 'Seed',
    root: 'Root',
    rate: 'Level',
    rank: 'Rank',
    seconds: 'Seconds',
    passed: 'Passed',
    device: 'Device',
    took: 'Took',
    inRangeOf: 'In the range of',
    noType: 'no listed type',
    block: (number: string) => `block ${number}`,
    threads: (device: string, count: number) => `${device}, ${count} threads`,
    measuring: (device: string) => `Measuring ${device} …`,
    noneRanked: 'No proof has passed yet.',
    issued: (id: string, hash: string) => `Issued proof ${id}  (${hash})`,
    computing: (log2: number, hashes: number) => `Computing 2^${log2} leaves of ${hashes} hashes each …`,
    progress: (percent: number) => `${percent} % of the leaves`,
    computedIn: (duration: string) => `Computed in ${duration}`,
    committed: (hash: string) => `Committed to the root  (${hash})`,
    challenged: (count: number) => `Challenged to open ${count} leaves`,
    opened: (hash: string) => `Opened them  (${hash})`,
    title: (id: string, stage: string) => `Proof ${id}: ${stage}`,
    checks: {
      stage: 'the events are those that lead to this stage',
      issue: 'issued as the contract states it',
      seed: 'the seed is that of the block after the issue',
      root: 'the root is the one that was committed to',
      expiry: 'it ended when it was too late',
      challenges: 'the challenges are those of the block after the commitment',
      openings: 'every challenged leaf, computed anew, leads to the root',
      time: 'the times are those of the blocks, and within the limits',
      level: 'the level follows from leaves and time',
      range: 'the range follows from the terms of the type',
      ranking: 'the ranking counts this proof',
    },
    stated: (value: string) => `stated: ${value}`,
    computed: (value: string) => `computed: ${value}`,
    level: (rate: string, seconds: number) => `${rate} over ${seconds} s`,
    notProved: (type: string) => `claims ${type}, nothing is proved`,
    asClaimed: (type: string) => `claims ${type}, and its level lies in the range of that type`,
    likeOthers: (type: string, side: string, types: string) =>
      `claims ${type}, is ${side}: level lies in the range of ${types}`,
    likeNone: (type: string, side: string) => `claims ${type}, is ${side}: level lies in the range of no other type`,
    consistent: 'Everything follows from the data of the chain.',
    inconsistent: 'Something does not follow from the data of the chain: do not rely on this proof.',
    incomplete: 'The RPC lacks data of the chain: ask one that keeps old blocks and transactions.',
  },
};
