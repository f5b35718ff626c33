import { type JobTask, SuanliError, taskOpening } from '@suanli/protocol';
import type { TaskEvidence } from '@suanli/sdk';
import { bytesToHex, type Hex } from 'viem';
import type { ReceivedTemplate } from '../store/Store.ts';
import { type FetchBlob, loadTraceJob } from './loadTraceJob.ts';
import type { TraceDesk, TraceLoan, TracePurpose } from './TraceDesk.ts';

/** A task that may be disputed. */
export interface DisputedTask {
  readonly template: ReceivedTemplate;
  readonly task: JobTask;
  readonly taskHash: Hex;
}

/** Evidence about tasks, as a game asks for it. */
export interface TaskEvidenceSource {
  /**
   * What is to be known of a task. Its trace is borrowed until {@link rest}.
   *
   * @throws SuanliError `NODE_TRACE_PROGRAM_OTHER` where the job's program is not that of its module, `NODE_TRACE_STOPPED`, …
   */
  of(task: DisputedTask, signal: AbortSignal): Promise<TaskEvidence>;
  /** Gives the trace back, for now. */
  rest(): void;
}

/** Makes a source for one game. */
export function createTaskEvidence(
  dependencies: { readonly desk: TraceDesk; readonly fetchBlob: FetchBlob },
  options: { readonly purpose: TracePurpose },
): TaskEvidenceSource {
  const { desk, fetchBlob } = dependencies;
  let loan: TraceLoan | undefined;
  const rest = (): void => {
    loan?.release();
    loan = undefined;
  };
  return {
    rest,
    async of(disputed, signal) {
      rest();
      const { template, task, taskHash } = disputed;
      const borrowed = await desk.borrow(taskHash, () => loadTraceJob(disputed, fetchBlob, signal), {
        purpose: options.purpose,
        signal,
      });
      loan = borrowed;
      const { trace } = borrowed;
      const programRoot = bytesToHex(trace.programRoot);
      if (template.provable?.programRoot.toLowerCase() !== programRoot) {
        rest();
        throw new SuanliError('NODE_TRACE_PROGRAM_OTHER', {
          parameters: {
            taskIndex: task.index,
            expected: template.provable?.programRoot ?? 'none',
            actual: programRoot,
          },
        });
      }
      const opening = taskOpening(template, task, { first: bytesToHex(trace.first), levels: trace.levels });
      return { opening, trace };
    },
  };
}
