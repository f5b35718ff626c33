import { resolve } from 'node:path';
import { SuanliError } from '@suanli/protocol';
import type { CommandDefinition } from '../../CommandDefinition.ts';
import { parseWholeNumber } from '../../input/parseWholeNumber.ts';
import { withStore } from './internal/jobTools.ts';

/** `suanli job fetch` */
export const jobFetch: CommandDefinition<[id: string], { out?: string; task?: number }> = {
  path: 'job fetch',
  arguments: [{ name: '<id>' }],
  options: [
    { flags: '--out <folder>', text: 'fetchOut' },
    { flags: '--task <index>', text: 'fetchTask', parse: parseWholeNumber('--task', 0, 999_999) },
  ],
  run(context, { args: [id], options }) {
    const { cwd, terminal, text } = context;
    return withStore(context, async (store) => {
      const jobId = store.findJob(id);
      const tasks = store.listSummaries().find((job) => job.jobId === jobId)?.tasks ?? 0;
      const single = options.task ?? (tasks === 1 ? 0 : undefined);
      if (options.out === undefined) {
        if (single === undefined) throw new SuanliError('CLI_OUTPUT_FOLDER_MISSING', { parameters: { jobId, tasks } });
        const { fetchOutput } = await import('@suanli/sdk');
        const { exitCode, stdout, stderr, files } = await fetchOutput(store, { jobId, taskIndex: single });
        if (!terminal.json && stderr.length > 0) terminal.err.write(stderr);
        const names = Object.keys(files);
        if (names.length > 0) terminal.note(text.job.filesLeft(names.length));
        return { json: { jobId, task: single, exitCode, encoding: 'base64', stdout, stderr, files }, text: stdout };
      }
      const folder = resolve(cwd, options.out);
      const here = store.listOutputs(jobId);
      const indexes = options.task === undefined ? here : [options.task];
      if (indexes.length === 0) throw new SuanliError('JOB_OUTPUT_MISSING', { parameters: { jobId, taskIndex: 0 } });
      const { writeOutputs } = await import('./internal/writeOutputs.ts');
      const written = await writeOutputs(store, { jobId, tasks, indexes, folder });
      const missing = options.task === undefined ? tasks - here.length : 0;
      if (missing > 0) terminal.note(text.job.outputsMissing(missing));
      return {
        json: { jobId, folder, tasks: written, missing },
        text: `${text.job.fetched(written.length, folder)}\n`,
      };
    });
  },
};
