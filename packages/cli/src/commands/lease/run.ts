import { resolve } from 'node:path';
import { taskStatusName } from '@suanli/protocol';
import type { LeaseJobProgress } from '@suanli/sdk';
import type { CommandDefinition } from '../../CommandDefinition.ts';
import { parseId } from '../../input/parseId.ts';
import { parseWholeNumber } from '../../input/parseWholeNumber.ts';
import { createProgressView } from '../../output/createProgressView.ts';
import { formatDuration } from '../../output/formatDuration.ts';
import { countTasks } from '../job/internal/countTasks.ts';
import { readSpec } from '../job/internal/readSpec.ts';
import { writeTaskOutput } from '../job/internal/writeTaskOutput.ts';
import { formatLeaseResult } from './internal/formatLeaseResult.ts';
import { type LeaseOptions, withLease } from './internal/withLease.ts';

/** `suanli lease run` */
export const leaseRun: CommandDefinition<[useRightId: bigint, file: string], LeaseOptions & { readonly out?: string }> =
  {
    path: 'lease run',
    arguments: [{ name: '<uid>', parse: parseId('<uid>') }, { name: '<job.yaml>' }],
    options: [
      { flags: '--out <folder>', text: 'runOut' },
      { flags: '--target <multiaddr>', text: 'leaseTarget', repeatable: true },
      { flags: '--wait <ms>', text: 'leaseWait', parse: parseWholeNumber('--wait', 0, 86_400_000) },
    ],
    async run(context, { args: [useRightId, file], options }) {
      const { cwd, terminal, text, signal } = context;
      const { spec, readFile } = readSpec(cwd, file);
      const { createJob } = await import('@suanli/sdk');
      const folder = options.out === undefined ? undefined : resolve(cwd, options.out);
      return withLease(
        context,
        { ...options, useRightId, prepare: (network) => createJob({ network }, { spec, readFile }) },
        async (session, job) => {
          const startedAt = Date.now();
          const view = createProgressView({ terminal, text });
          const { provider } = session.configuration;
          const tasks = job.tasks.length;
          const onProgress = (progress: LeaseJobProgress): void => {
            const { tasksDone, tasksInFlight, work } = progress;
            const part = { dealId: job.jobId, provider, state: 'ready', tasksDone, tasksInFlight, work } as const;
            view.update({ ...progress, step: 'running', costWei: 0n, deals: [{ ...part, costWei: 0n }] });
          };
          try {
            const result = await session.run(
              { job },
              {
                signal,
                onProgress,
                // At once: a lease that is cut takes nothing away that was here.
                onTask({ index, output }) {
                  if (folder !== undefined && output) writeTaskOutput({ index, tasks, folder, output });
                },
              },
            );
            view.finish();
            const wallMs = Date.now() - startedAt;
            const { jobId, state, work } = result;
            const took = formatDuration(wallMs);
            const formatted = formatLeaseResult(context, result, { name: spec.name, took, preview: !folder });
            return {
              json: {
                useRightId,
                jobId,
                name: spec.name,
                state,
                taskCounts: Object.fromEntries(countTasks(result)),
                tasks: result.tasks.map(({ status, output, ...task }) => ({
                  ...task,
                  ...(status === undefined ? {} : { status: taskStatusName(status) }),
                  ...(output === undefined ? {} : { exitCode: output.exitCode }),
                })),
                work,
                wallMs,
                out: folder ?? null,
              },
              text: folder === undefined ? formatted : `${formatted}  ${text.job.written(folder)}\n`,
              exitCode: state === 'completed' ? 0 : 1,
            };
          } finally {
            view.finish();
          }
        },
      );
    },
  };
