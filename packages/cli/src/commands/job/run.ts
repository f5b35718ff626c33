import { resolve } from 'node:path';
import type { CommandDefinition } from '../../CommandDefinition.ts';
import { openClient } from '../../context/openClient.ts';
import { openNetwork } from '../../context/openNetwork.ts';
import { parseAmount } from '../../input/parseAmount.ts';
import { parseWholeNumber } from '../../input/parseWholeNumber.ts';
import { createProgressView } from '../../output/createProgressView.ts';
import { formatDuration } from '../../output/formatDuration.ts';
import { exitCodeOf } from './internal/exitCodeOf.ts';
import { formatQuote } from './internal/formatQuote.ts';
import { withStore } from './internal/jobTools.ts';
import type { Quote } from './internal/quoteOf.ts';
import { quotingStore } from './internal/quotingStore.ts';
import { readSpec } from './internal/readSpec.ts';
import { resultJson } from './internal/resultJson.ts';
import { shortJobId } from './internal/shortJobId.ts';

interface RunOptions {
  readonly out?: string;
  readonly deposit?: bigint;
  readonly stake?: bigint;
  readonly bounty?: bigint;
  readonly answerBlocks?: number;
  readonly windowBlocks?: number;
  readonly wait?: number;
}

const mostBlocks = 4_294_967_295;

/** `suanli job run` */
export const jobRun: CommandDefinition<[file: string], RunOptions> = {
  path: 'job run',
  arguments: [{ name: '<job.yaml>' }],
  options: [
    { flags: '--out <folder>', text: 'runOut' },
    { flags: '--wait <ms>', text: 'runWait', parse: parseWholeNumber('--wait', 0, 86_400_000) },
    { flags: '--deposit <tokens>', text: 'runDeposit', parse: parseAmount('--deposit') },
    { flags: '--stake <tokens>', text: 'runStake', parse: parseAmount('--stake') },
    { flags: '--bounty <tokens>', text: 'runBounty', parse: parseAmount('--bounty') },
    {
      flags: '--answer-blocks <n>',
      text: 'runAnswerBlocks',
      parse: parseWholeNumber('--answer-blocks', 1, mostBlocks),
    },
    {
      flags: '--window-blocks <n>',
      text: 'runWindowBlocks',
      parse: parseWholeNumber('--window-blocks', 0, mostBlocks),
    },
  ],
  async run(context, { args: [name], options }) {
    const { cwd, terminal, text, signal } = context;
    const { spec, readFile } = readSpec(cwd, name);
    const { createJob, runJob } = await import('@suanli/sdk');
    return withStore(context, async (store) => {
      const reader = await openClient(context);
      const { network, close } = await openNetwork(context, reader, { store });
      try {
        // What is wrong with the job is found before a password is asked for.
        const job = await createJob({ network }, { spec, readFile });
        const client = await openClient(context, { wallet: true });
        const lock = store.lock(job.jobId);
        const startedAt = Date.now();
        const view = createProgressView({ terminal, text });
        const quotes: Quote[] = [];
        try {
          view.note(text.job.starting(spec.name, shortJobId(job.jobId)));
          const result = await runJob(
            {
              client,
              network,
              store: quotingStore(store, (quote) => {
                quotes.push(quote);
                view.note(
                  quotes.length === 1 ? `${formatQuote(context, quote)}\n` : text.job.furtherDeals(quote.deals.length),
                );
              }),
            },
            {
              job,
              patience: options.wait === undefined ? {} : { offersMs: options.wait },
              ...(options.deposit === undefined ? {} : { depositWei: options.deposit }),
              ...(options.stake === undefined ? {} : { minStakeWei: options.stake }),
              ...(options.bounty === undefined ? {} : { bountyWei: options.bounty }),
              ...(options.answerBlocks === undefined ? {} : { answerBlocks: options.answerBlocks }),
              ...(options.windowBlocks === undefined ? {} : { windowBlocks: options.windowBlocks }),
            },
            { signal, onProgress: view.update },
          );
          view.finish();
          const wallMs = Date.now() - startedAt;
          const folder = options.out === undefined ? undefined : resolve(cwd, options.out);
          if (folder !== undefined) {
            const { writeOutputs } = await import('./internal/writeOutputs.ts');
            const indexes = store.listOutputs(job.jobId);
            await writeOutputs(store, { jobId: job.jobId, tasks: job.tasks.length, indexes, folder });
          }
          const { formatResult } = await import('./internal/formatResult.ts');
          const formatted = await formatResult(context, store, result, {
            name: spec.name,
            took: formatDuration(wallMs),
            preview: folder === undefined,
          });
          return {
            json: { ...resultJson(result), name: spec.name, wallMs, quote: quotes[0] ?? null, out: folder ?? null },
            text: folder === undefined ? formatted : `${formatted}  ${text.job.written(folder)}\n`,
            exitCode: exitCodeOf(result),
          };
        } finally {
          view.finish();
          lock.release();
        }
      } finally {
        await close();
      }
    });
  },
};
