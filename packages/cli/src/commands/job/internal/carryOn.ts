import { SuanliError } from '@suanli/protocol';
import type { JobContext, JobResult, JobStore, RunJobOptions, WatchJobParameters } from '@suanli/sdk';
import type { CommandResult } from '../../../CommandDefinition.ts';
import type { CommandContext } from '../../../context/CommandContext.ts';
import { createProgressView } from '../../../output/createProgressView.ts';
import { formatDuration } from '../../../output/formatDuration.ts';
import { exitCodeOf } from './exitCodeOf.ts';
import { formatResult } from './formatResult.ts';
import { withJobTools, withStore } from './jobTools.ts';
import { resultJson } from './resultJson.ts';
import { shortJobId } from './shortJobId.ts';

/** `watchJob` or `cancelJob` of the sdk. */
type Continuation = (
  context: JobContext & { readonly store: JobStore },
  parameters: WatchJobParameters,
  options: RunJobOptions,
) => Promise<JobResult>;

/** Finds a job by the start of its id, takes its lock, and carries it on with live progress. */
export function carryOn(
  context: CommandContext,
  prefix: string,
  parameters: Omit<WatchJobParameters, 'jobId'>,
  continuation: Continuation,
): Promise<CommandResult> {
  const { terminal, text, signal } = context;
  return withStore(context, async (store) => {
    const jobId = store.findJob(prefix);
    const record = await store.loadJob(jobId);
    if (!record) throw new SuanliError('JOB_NOT_FOUND', { parameters: { jobId } });
    // Before a password is asked for.
    const lock = store.lock(jobId);
    try {
      return await withJobTools(context, store, async (tools) => {
        const startedAt = Date.now();
        const view = createProgressView({ terminal, text });
        try {
          view.note(text.job.starting(record.name, shortJobId(jobId)));
          if (record.phase === 'settling') view.note(text.job.waitingForDeals);
          const result = await continuation(tools, { jobId, ...parameters }, { signal, onProgress: view.update });
          view.finish();
          return {
            json: { ...resultJson(result), name: record.name },
            text: await formatResult(context, store, result, {
              name: record.name,
              took: formatDuration(Date.now() - startedAt),
            }),
            exitCode: exitCodeOf(result),
          };
        } finally {
          view.finish();
        }
      });
    } finally {
      lock.release();
    }
  });
}
