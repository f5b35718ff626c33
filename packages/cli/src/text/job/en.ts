import type { CommandText } from '../CommandText.ts';

/** What `suanli job` says, in English. */
export const jobCommands = {
  job: {
    summary: 'Have jobs computed, and take their results',
    examples: [],
  },
  'job run': {
    summary: 'Run a job over the market: quote, deals, progress, results, payment',
    examples: [['suanli job run examples/hello-c/job.yaml --out results', '']],
  },
  'job status': {
    summary: 'List the jobs of the data directory, or show one; needs no chain',
    examples: [
      ['suanli job status', 'all, newest first'],
      ['suanli job status 0x3f2a', 'one, by the start of its id'],
    ],
  },
  'job watch': {
    summary: 'Carry a job on after an interruption and see its deals to their end',
    examples: [['suanli job watch 0x3f2a', '']],
  },
  'job cancel': {
    summary: 'Give a job up: what is done is paid, the rest of the escrow returns',
    examples: [['suanli job cancel 0x3f2a', '']],
  },
  'job fetch': {
    summary: 'Write what the tasks of a job printed and left under /out',
    examples: [
      ['suanli job fetch 0x3f2a --out results', 'a folder per task'],
      ['suanli job fetch 0x3f2a --task 3', 'the standard output of one task'],
    ],
  },
  'job receipts': {
    summary: "Export a job's receipts as JSON that stands alone",
    examples: [['suanli job receipts 0x3f2a --verify --out receipts.json', '']],
  },
} satisfies Record<string, CommandText>;

export const jobOptions = {
  runOut: 'Write the outputs into this folder as well.',
  runWait: 'How long to wait for a capable offer, in milliseconds. Default 15000.',
  runDeposit:
    "Deposit that a provider adds to an answer posted without this side's signature, in tokens per deal. Default 0.1.",
  runStake: 'Least stake that a provider must lock, in tokens per deal. Default: the bounty.',
  runBounty: 'Reward for whoever ends a deal that both sides left alone, in tokens per deal. Default 0.01.',
  runAnswerBlocks: 'Blocks within which an answer must stand. Default 600.',
  runWindowBlocks: 'Blocks that an answer waits for before it is paid without acceptance. Default 20.',
  watchResultsOnly: 'Return when the results are here, though deals may still be open.',
  cancelNoWait: 'Return when the job is given up, though deals may still be open.',
  fetchOut: 'Folder for the outputs: task-N/stdout, task-N/stderr, task-N/out/….',
  fetchTask: 'One task alone, by its index.',
  receiptsVerify: "Check every signature against its provider's address, every proof, and every output that is here.",
  receiptsOut: 'Write to this file in place of stdout.',
};

export const jobWords = {
  job: {
    none: 'There are no jobs here yet. Run one: suanli job run examples/hello-c/job.yaml',
    starting: (name: string, id: string) => `Job ${name}  ${id}`,
    quote: 'Quote',
    escrow: (tokens: string) => `In escrow at most ${tokens} tokens, bounties included; what is not used returns.`,
    guaranteeAccept:
      'accept: every result is signed by its provider, and you judge it: your acceptance ends the deal, nobody else checks.',
    guaranteeOptimistic: (blocks: number) =>
      `optimistic: every result is signed by its provider, and an answer waits ${blocks} blocks on chain before it is paid.`,
    guaranteeQuorum: (providers: number, agreeing: number) =>
      `quorum: ${providers} providers compute every task, at ${providers} times the work; only a result that at least ${agreeing} of them agree on, with most of the weight, is paid and taken, and whoever contributed another loses its stake.`,
    guaranteeAudit: (trustAfter: number) =>
      `audit: every result of a provider with fewer than ${trustAfter} confirmed ones in a row is executed again by another, of a better one a random part; who two others prove wrong is not accepted.`,
    furtherDeals: (count: number) => `  ${count} further deal(s) are opened to replace what was lost.`,
    waitingForDeals: 'All results are here; waiting for open deals to end. Interrupt at any time.',
    tasks: 'Tasks',
    work: 'Work',
    paid: 'Paid',
    bill: 'Paid by',
    billMethods: {
      escrow: 'escrow',
      direct: 'single payments',
      batch: 'batch',
      lottery: 'lottery',
      mixed: 'several ways',
    },
    billSaved: (gas: string) => `saved ${gas} gas against single payments`,
    gas: 'Gas',
    states: { completed: 'completed', failed: 'failed', cancelled: 'cancelled' },
    phases: { running: 'running', settling: 'settling', ended: 'ended', endedIncomplete: 'ended, incomplete' },
    dealPhases: { planned: 'planned', open: 'open', ended: 'ended' },
    dealStatuses: {
      none: 'not opened',
      pending: 'pending',
      waitingForResolution: 'answered',
      needsResolution: 'challenged',
      resolving: 'in dispute',
      softResolution: 'accepted',
      firmResolution: 'resolved',
      finalized: 'paid',
      cancelled: 'refunded',
    },
    taskStatuses: {
      completed: 'completed',
      exited: 'exited with an error',
      trapped: 'trapped',
      outOfWork: 'ran out of work',
      stackOverflow: 'overflowed the stack',
      outputLimit: 'wrote too much',
      missing: 'without a result',
    },
    mismatches: {
      price: 'asks more than maxPrice',
      work: 'takes less work than limits.work',
      memory: 'has less memory than limits.memory',
      output: 'takes less output than limits.output',
      executor: 'runs no WebAssembly',
      requester: 'is meant for another requester',
      balance: 'serves only who holds more tokens, in wallet and bank together',
      expired: 'has expired',
      deposit: 'deposits less than --deposit',
      stake: 'stakes less than --stake or --bounty',
      answerTime: 'needs more blocks than --answer-blocks',
      window: 'accepts no window as long as --window-blocks',
      quorum: 'serves in no quorums',
      excluded: 'failed in this job before, or cannot pay its stake',
    },
    task: (index: number) => `Task ${index}`,
    exited: (code: number) => `exit code ${code}`,
    printed: (index: number) => `Task ${index} printed`,
    moreTasks: (count: number) => `… and ${count} more`,
    heldBy: (pid: number) => `process ${pid} works on it`,
    disagreements: (count: number) => `${count} task(s) gave different results at two providers.`,
    openDeals: (count: number, id: string) =>
      `${count} deal(s) are still open; \`suanli job watch ${id}\` sees them to their end.`,
    fetchHint: (id: string) => `Results: suanli job fetch ${id} --out <folder>`,
    written: (folder: string) => `Outputs are in ${folder}`,
    fetched: (count: number, folder: string) => `Wrote the outputs of ${count} task(s) to ${folder}`,
    filesLeft: (count: number) => `The task left ${count} file(s) as well; write them with --out.`,
    outputsMissing: (count: number) => `${count} task(s) have no output yet.`,
    receiptsVerified: (count: number) => `${count} receipt(s) verified.`,
    receiptsWritten: (count: number, file: string) => `Wrote ${count} receipt(s) to ${file}`,
  },
  progress: {
    tasks: 'tasks',
    steps: {
      offers: 'Looking for offers',
      opening: 'Opening deals',
      running: 'Computing',
      answering: 'Collecting answers',
      settling: 'Settling',
      ended: 'Done',
    },
    states: {
      connecting: 'connecting',
      ready: 'ready',
      lost: 'lost',
      refused: 'refused',
      banned: 'dropped',
      answered: 'answered',
      stopped: 'done',
    },
    inFlight: (count: number) => `${count} running`,
    failed: (count: number) => `${count} failed`,
    providers: (count: number) => `${count} provider(s)`,
    more: (count: number) => `and ${count} more`,
  },
};
