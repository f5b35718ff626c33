import { encodeTaskInput, encodeTemplateInput, type JobTask, SuanliError } from '@suanli/protocol';
import type { Hex } from 'viem';
import type { ReceivedTemplate } from '../store/Store.ts';
import type { TraceJob } from './TraceFactory.ts';

/** Fetches a blob, from here or from whoever has it. */
export type FetchBlob = (cid: string, signal: AbortSignal) => Promise<Uint8Array>;

/**
 * Brings together what a task's run depends on.
 *
 * @throws SuanliError `JOB_NOT_PROVABLE`; `BLOB_NOT_FOUND` and other codes of blobs
 */
export async function loadTraceJob(
  parameters: { readonly template: ReceivedTemplate; readonly task: JobTask; readonly taskHash: Hex },
  fetchBlob: FetchBlob,
  signal: AbortSignal,
): Promise<TraceJob> {
  const { template, task, taskHash } = parameters;
  const { provable } = template;
  if (!provable) throw new SuanliError('JOB_NOT_PROVABLE');
  const filesOf = async (inputs: Readonly<Record<string, string>>): Promise<Record<string, Uint8Array>> => {
    const files: Record<string, Uint8Array> = {};
    for (const [path, cid] of Object.entries(inputs)) files[path] = await fetchBlob(cid, signal);
    return files;
  };
  return {
    module: await fetchBlob(template.module, signal),
    limits: template.limits,
    templateInput: encodeTemplateInput(template, await filesOf(template.inputs)),
    taskInput: encodeTaskInput(task, await filesOf(task.inputs ?? {})),
    seed: taskHash,
    committed: { programRoot: provable.programRoot, templateInput: provable.input, taskInput: task.input },
  };
}
